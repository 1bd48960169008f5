"""The scoring finds nothing to fault in the truth, everything in silence, and each single slip."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.sample.oracle import empty_export, perfect_export
from tests.sample.scoring import TRUTH, main, read_truth, score


@pytest.fixture
def truth() -> dict[str, Any]:
    return read_truth()


@pytest.fixture
def export(truth: dict[str, Any]) -> dict[str, Any]:
    return perfect_export(truth)


def test_the_truth_is_faultless(export: dict[str, Any], truth: dict[str, Any]) -> None:
    for matter, tally in score(export, truth).items():
        assert tally["right"] == tally["expected"] > 0, f"{matter}: missed {tally['missed']}"
        assert not tally["wrong"], f"{matter}: {tally['wrong']}"


def test_silence_gets_nothing_but_what_it_kept_apart(truth: dict[str, Any]) -> None:
    result = score(empty_export(), truth)
    assert {matter for matter, tally in result.items() if tally["right"]} == {"kept apart"}
    assert result["statements"]["expected"] == sum(len(s["files"]) for s in truth["statement"])


def test_a_wrong_direction_is_told(export: dict[str, Any], truth: dict[str, Any]) -> None:
    found = next(d for d in export["derivations"] if d["upstream"] == "jelmen-observer-night-shift.html")
    found["upstream"] = "imrel-ledger-crane-driver.html"
    result = score(export, truth)
    assert result["relations"]["right"] == result["relations"]["expected"]
    assert len(result["directions"]["missed"]) == 1
    assert "upstream imrel-ledger-crane-driver.html" in result["directions"]["missed"][0]


def test_a_false_derivation_is_told(export: dict[str, Any], truth: dict[str, Any]) -> None:
    names = sorted(("farm-gazette-pears.txt", "sarvest-terminal-source.html"))
    export["derivations"].append({"article_a": names[0], "article_b": names[1], "relation": "rewritten", "upstream": names[1], "absent_upstream": None})
    kept = score(export, truth)["kept apart"]
    assert len(kept["missed"]) == 1
    assert len(kept["wrong"]) == 1


def test_one_origin_too_many_is_told(export: dict[str, Any], truth: dict[str, Any]) -> None:
    export["claims"][1]["independent"]["most"] = 3
    result = score(export, truth)
    assert len(result["most"]["missed"]) == 1
    assert result["truth inside the range"]["right"] == result["truth inside the range"]["expected"]


def test_a_change_outside_its_quotation_is_not_found(export: dict[str, Any], truth: dict[str, Any]) -> None:
    export["matches"][0]["edits"][0]["in_quotation"] = False
    assert len(score(export, truth)["altered quotations"]["missed"]) == 1


def test_a_dropped_relay_spoils_the_chain_and_not_the_voice(export: dict[str, Any], truth: dict[str, Any]) -> None:
    found = next(s for s in export["statements"] if s["article"] == "sheaf-and-anchor-union.html")
    del found["chain"][0]
    result = score(export, truth)
    assert len(result["chains"]["missed"]) == 1
    assert not result["voices"]["missed"]


def test_reader_comments_in_the_body_are_told(export: dict[str, Any], truth: dict[str, Any]) -> None:
    page = next(a for a in export["articles"] if a["id"] == "askvara-today-fans.txt")
    page["parts"].append({"kind": "body", "start": page["text"].index("Rules of our forum"), "stop": len(page["text"])})
    assert len(score(export, truth)["bodies"]["missed"]) == 1


def test_the_command_prints_the_score(export: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "export.json").write_text(json.dumps(export), "utf-8")
    assert main([str(tmp_path / "export.json"), str(TRUTH)]) == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out)["pages"]["right"] == 20
    assert "altered quotations" in shown.err
    assert main([]) == 2
