"""Names that are hidden are gone, and nothing else is; every place moves with its words."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstsaid.dossier.hiding import Hiding, mark
from firstsaid.dossier.redaction import _Moved
from firstsaid.model import Span

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/sealing/hiding.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_names_are_hidden(case):
    left = case["left"].replace("«1»", mark(1)).replace("«2»", mark(2))
    assert Hiding(case["names"]).hidden(case["text"], case.get("address", False))[0] == left


def test_a_name_that_is_no_persons_is_hidden_whole_only():
    hiding = Hiding(["Harbour Health Board"])
    hiding.no_person(1)
    assert hiding.hidden("The Board met the Harbour Health Board in Harbour Street.")[0] == f"The Board met the {mark(1)} in Harbour Street."


PIECES = st.lists(st.sampled_from(["Ilse Marrin", "Marrin", "a word", " ", "\u200b", "é", "“quoted”", "marrin", "-"]), max_size=14)


@settings(deadline=None)
@given(PIECES, st.data())
def test_every_place_moves_with_its_words(pieces, data):
    """The slow twin: letter by letter, what is not hidden is found again at the place that it moved to."""
    text = "·".join(pieces)
    hiding = Hiding(["Ilse Marrin"])
    hidden, hits = hiding.hidden(text)
    moved = _Moved(hits)
    inside = {place for hit in hits for place in range(hit.start, hit.stop)}
    for place, letter in enumerate(text):
        there = moved.span(Span(place, place + 1))
        assert there.of(hidden) == (mark(1) if place in inside else letter)
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, len(text)))
    span = moved.span(Span(start, stop))
    assert 0 <= span.start <= span.stop <= len(hidden)
    if start < stop:
        assert span.of(hidden).count(mark(1)) == sum(hit.start < stop and start < hit.stop for hit in hits)
    assert moved.span(Span(0, 0)) == (0, 0)
    assert not hiding.hits(hidden)


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("Lejla Qorbat and Leyla Korbat and Leyla Tarhani.", {"lejla qorbat", "leyla korbat"}),
        ("Leila\nKorbat", {"leila korbat"}),
        ("Lea Kordt; the korbat; Korbat Leyla", set()),
    ],
)
def test_a_name_that_is_spelt_nearly_so_is_found(text, spelt):
    assert Hiding(["Leyla Korbat"]).nearly(1, text) == spelt
