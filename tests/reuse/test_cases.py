"""Pairs of short invented texts and what they share: the files under tests/cases/reuse."""

import tomllib
from pathlib import Path

import pytest

from firstsaid.model import Part
from tests.reuse.builder import article, of_kind, shared_between

FILES = sorted((Path(__file__).parents[1] / "cases/reuse").glob("*.toml"))
CASES = [case for file in FILES for case in tomllib.loads(file.read_text("utf-8"))["case"]]


def page(case, side):
    text = case[side]
    parts = [Part(p["kind"], text.index(p["text"]), text.index(p["text"]) + len(p["text"]), "case") for p in case.get(f"parts_{side}", [])]
    return article(side, text, case.get(f"outlet_{side}"), case.get(f"title_{side}"), parts)


def told(match, case):
    return match.kind, match.a.of(case["a"]), match.b.of(case["b"])


def told_edits(match, case):
    return [{"kind": e.kind, "a": e.a.of(case["a"]), "b": e.b.of(case["b"]), "in_quotation": e.in_quotation, "marked": e.marked} for e in match.edits]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_two_texts_share(case):
    found = shared_between(page(case, "a"), page(case, "b"))
    seen = {told(match, case): match for match in found}
    wanted = [(match["kind"], match["a"], match["b"]) for match in case.get("match", [])]
    assert [w for w in wanted if w not in seen] == [], f"not found; found instead: {list(seen)}"
    if case.get("only"):
        assert [s for s in seen if s not in wanted] == [], "found besides"
    assert of_kind(found, *case.get("never", [])) == []
    for match in case.get("match", []):
        if "edits" in match:
            edits = [{"in_quotation": False, "marked": False, **edit} for edit in match["edits"]]
            assert told_edits(seen[match["kind"], match["a"], match["b"]], case) == edits
