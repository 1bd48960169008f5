"""The whole pass on the sample case: the same bytes each time, whatever happened before."""

import hashlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from firstsaid import api
from firstsaid.engine.pool import Workers
from firstsaid.sample import pages


def digests(case: Path) -> dict[str, str]:
    """Digest of every derived file."""
    return {str(path.relative_to(case)): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted((case / "derived").rglob("*")) if path.is_file()}


def export(case: Path) -> str:
    out = io.BytesIO()
    api.open_case(case).export("json", out)
    return out.getvalue()


@pytest.fixture
def finished(traced_sample) -> Path:
    """The sample case, traced once."""
    return traced_sample


def test_nothing_of_the_sample_case_is_rejected(finished):
    assert [f"{row.path}: {row.stage}: {row.reason}" for row in api.open_case(finished).dossier.rejected] == []


def test_tracing_again_gives_the_same_bytes(finished, tmp_path):
    api.trace(pages(), case=tmp_path / "again")
    assert digests(tmp_path / "again") == digests(finished)
    assert export(tmp_path / "again") == export(finished)
    assert api.open_case(tmp_path / "again").report() == api.open_case(finished).report()


def test_one_process_or_many_and_pages_added_one_by_one_give_the_same_bytes(finished, tmp_path, monkeypatch):
    monkeypatch.setenv("FIRSTSAID_ENGINE_PROCESSES", "1")
    place = tmp_path / "slowly"
    for page in sorted(pages().iterdir(), reverse=True):
        api.add(place, [str(page)])
    api.run(place)
    assert digests(place) == digests(finished)


def test_derived_can_be_deleted_and_comes_back_identical(finished, tmp_path):
    place = tmp_path / "case"
    shutil.copytree(finished, place)
    before = digests(place)
    shutil.rmtree(place / "derived")
    api.run(place)
    assert digests(place) == before


def test_a_fresh_case_is_not_worked_on_again(finished, tmp_path):
    place = tmp_path / "case"
    shutil.copytree(finished, place)
    told: list[str] = []
    api.run(place, progress=lambda stage, done, total: told.append(stage))
    assert told == []


def test_a_table_changed_by_hand_is_made_again(finished, tmp_path):
    place = tmp_path / "case"
    shutil.copytree(finished, place)
    before = digests(place)
    shutil.copy(place / "derived/voices.parquet", place / "derived/claims.parquet")
    api.run(place)
    assert digests(place) == before


def test_what_is_known_of_a_case_that_grew_is_not_worked_on_again_and_gives_the_same_bytes(finished, tmp_path, monkeypatch):
    place = tmp_path / "grown"
    given = sorted(pages().iterdir())
    api.add(place, [str(page) for page in given[::2]])
    api.run(place)
    worked: Counter[str] = Counter()
    monkeypatch.setattr(Workers, "run", lambda workers, jobs, run=Workers.run: run(workers, counted(jobs, worked)))
    api.add(place, [str(page) for page in given[1::2]])
    api.run(place)
    assert digests(place) == digests(finished)
    new = len(given[1::2])
    assert worked["drafts"] == new
    for stage in ("fingerprints", "statements", "figures"):
        assert new <= worked[stage] <= new + 2, "an old page is read again only where a new one shows that its outlet repeats a line"


def counted(jobs, worked):
    for job in jobs:
        worked[job.stage.writes] += job.rows
        yield job


def test_an_option_makes_only_what_hangs_on_it_anew(finished, tmp_path):
    place = tmp_path / "case"
    shutil.copytree(finished, place)
    told: list[str] = []
    api.run(place, {"lineage": {"decided": 0.7}}, progress=lambda stage, done, total: told.append(stage))
    assert "derivations" in told
    assert not {"captures", "articles", "statements", "matches", "claims"} & set(told)


@pytest.mark.parametrize("wait", [0.3, 1.6, 3.2])
def test_killed_in_the_middle_and_run_again_it_gives_the_same(finished, tmp_path, wait):
    place = tmp_path / "killed"
    command = [sys.executable, "-m", "firstsaid.cli", "trace", str(pages()), "--case", str(place)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    time.sleep(wait)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    api.trace(pages(), case=place)
    assert digests(place) == digests(finished)
    assert export(place) == export(finished)
    assert sum(1 for _ in api.open_case(place).folder.custody.lines()) >= len(list(pages().iterdir()))


def test_what_a_killed_run_left_under_way_is_gone_after_the_next(finished, tmp_path):
    place = tmp_path / "killed"
    shutil.copytree(finished, place)
    for left in ("parts.4711/articles.rows", "sorting.4711/spilled"):
        (place / "derived" / left).parent.mkdir()
        (place / "derived" / left).write_bytes(b"half a row")
    api.run(place)
    assert digests(place) == digests(finished)


def test_every_span_of_the_export_lies_in_its_text(finished):
    case = json.loads(export(finished))
    text = {article["id"]: article["text"] for article in case["articles"]}
    spans = [(a["id"], p["start"], p["stop"]) for a in case["articles"] for p in a["parts"]]
    spans += [(m["article_a"], m["start_a"], m["stop_a"]) for m in case["matches"]] + [(m["article_b"], m["start_b"], m["stop_b"]) for m in case["matches"]]
    spans += [(m["article_a"], *e["a"]) for m in case["matches"] for e in m["edits"]] + [(m["article_b"], *e["b"]) for m in case["matches"] for e in m["edits"]]
    spans += [(s["article"], *span) for s in case["statements"] for span in s["content"]]
    spans += [(s["article"], *s[side]) for s in case["statements"] for side in ("source", "cue") if s[side]]
    spans += [(row["article"], row["start"], row["stop"]) for row in [*case["figures"], *case["citation_checks"]]]
    spans += [(place["article"], place["start"], place["stop"]) for m in case["missing_upstream"] for place in m["cited_by"]]
    assert len(spans) > 300
    wrong = [span for span in spans if not 0 <= span[1] <= span[2] <= len(text[span[0]])]
    assert wrong == []
    for match in case["matches"]:
        for edit in match["edits"]:
            assert match["start_a"] <= edit["a"][0] <= edit["a"][1] <= match["stop_a"], "an edit lies inside its match"


def test_every_id_that_is_named_is_there(finished):
    case = json.loads(export(finished))
    articles = {article["id"] for article in case["articles"]}
    statements = {statement["id"] for statement in case["statements"]}
    assert {a for story in case["stories"] for a in story["articles"]} == articles, "each article is in a story"
    for claim in case["claims"]:
        assert set(claim["articles"]) <= articles
        assert set(claim["statements"]) <= statements
        assert claim["independent"]["least"] <= claim["independent"]["most"]
    absent = {text["id"] for text in case["absent_texts"]}
    for derivation in case["derivations"]:
        assert derivation["article_a"] < derivation["article_b"]
        assert derivation["upstream"] in {None, derivation["article_a"], derivation["article_b"]}
        assert derivation["absent_upstream"] in absent | {None}
