"""A page that gives words as they were said, beside one that quotes them."""

from typing import Any

import pytest

from firstsaid.lineage.evidence.speaking import spoken_there
from firstsaid.lineage.family import make_family
from firstsaid.lineage.naming import given
from firstsaid.lineage.page import prepare
from firstsaid.lineage.pair import make_pair
from firstsaid.model import Match, Statement
from tests.lineage.builder import article, found_span, statements_of

SAID = "No crane will be sold before the winter is over"
AGENCY = {
    "id": "q1", "outlet": "Norrant Press", "text": f'"{SAID}," Pavo Lentz told reporters in the capital, and drove home.',
    "statement": [{"says": SAID, "chain": [["Pavo Lentz", "named_person"]]}],
}  # fmt: skip
TRANSCRIPT = {
    "id": "q0", "outlet": "Harbour Hall", "text": f"Briefing by the Minister of Ports, Pavo Lentz.\nMINISTER: Good afternoon. {SAID}. Thank you.",
    "statement": [{"says": SAID, "cue": ":", "chain": [["MINISTER", "unnamed_person"]]}],
}  # fmt: skip
OWN_PAGE = {"id": "q0", "outlet": "Pavo Lentz", "text": f"This is my word to the harbour and to all who work there. {SAID}."}
REPORTED = {
    "id": "q0", "outlet": "Lantern Daily", "text": f"Pavo Lentz spoke on Monday.\nHe said that {SAID}.",
    "statement": [{"says": SAID, "cue": "said", "chain": [["Pavo Lentz", "named_person"]]}],
}  # fmt: skip
QUOTED_TOO = {**TRANSCRIPT, "text": f'Pavo Lentz spoke on Monday: "{SAID}."'}
NOT_AT_HEAD = {
    "id": "q0", "outlet": "Harbour Hall",
    "text": "The hall was full to the last bench, and the dockers stood along the walls with their caps in their hands until the lamps were lit. "
    f"Nobody spoke for a while. {SAID}. Pavo Lentz was there.",
}  # fmt: skip


def _statements(told: dict[str, Any]) -> list[Statement]:
    text = article(told).text
    cues = {s["says"]: found_span(text, s["cue"]) for s in told.get("statement", ()) if "cue" in s}
    made = statements_of(told)
    return [Statement(s.id, s.article, s.source, cues.get(s.content[0].of(text)), s.content, s.form, s.chain, s.confidence, s.way) for s in made]


def _found(up: dict[str, Any], down: dict[str, Any]) -> list[Any]:
    articles = article(up), article(down)
    a, b = (prepare(one, _statements(told), given(one)) for one, told in zip(articles, (up, down), strict=True))
    ours, theirs = (found_span(one.text, SAID) for one in articles)
    match = Match("m", a.id, ours.start, ours.stop, b.id, theirs.start, theirs.stop, "narrative", 10, 10, ())
    pair = make_pair("story", (a, b), [match], make_family([match], {a.id: a, b.id: b}))
    return list(spoken_there(pair))


@pytest.mark.parametrize("up", [TRANSCRIPT, OWN_PAGE], ids=["a transcript", "the speaker's own page"])
def test_what_was_said_comes_before_who_quotes_it(up):
    (finding,) = _found(up, AGENCY)
    assert (finding.name, finding.number) == ("Pavo Lentz", 10)
    assert [place.article for place in finding.spans] == ["q0", "q1"]
    assert _found(AGENCY, up) == []


@pytest.mark.parametrize("up", [REPORTED, QUOTED_TOO, NOT_AT_HEAD], ids=["reported speech", "quoted on both", "named in passing"])
def test_who_only_reports_it_is_not_where_it_was_said(up):
    assert _found(up, AGENCY) == []
