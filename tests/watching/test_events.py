"""What is told of a case after pages came in. Each case is a file in tests/cases/watching: pages before, pages after, events."""

import json
import tomllib
from pathlib import Path

import pytest

from firstsaid import api
from firstsaid.watching import KINDS, Facts, events, facts
from tests.watching.pages import put

CASES = sorted((Path(__file__).parents[1] / "cases/watching").glob("*.toml"))


@pytest.fixture(scope="module", params=CASES, ids=lambda path: path.stem)
def told(request, tmp_path_factory):
    given = tomllib.loads(request.param.read_text("utf-8"))
    place = tmp_path_factory.mktemp(request.param.stem)
    put(place / "in", given["before"])
    before = read(api.trace(place / "in", case=place / "case"))
    put(place / "in", given["after"])
    return given, before, read(api.trace(place / "in", case=place / "case"))


def read(case):
    return case.dossier, case.index.otherwise


def test_the_events_of_the_case_are_told_and_no_others(told):
    given, before, after = told
    found = events(facts(*before), *after)
    assert [event.kind for event in found] == [event["kind"] for event in given.get("event", [])], [event.sentence for event in found]
    for event, wanted in zip(found, given.get("event", []), strict=True):
        assert event.kind in KINDS
        assert [words for words in wanted["says"] if words not in event.sentence] == [], event.sentence


def test_every_event_opens_into_passages_of_the_later_reading(told):
    _, before, after = told
    texts = {article.id: article.text for article in after[0].articles}
    known = facts(*before).articles
    for event in events(facts(*before), *after):
        assert event.places
        assert event.places[0].article not in known
        assert [page.article for page in event.pages] == list(dict.fromkeys(place.article for place in event.places))
        assert all(page.name and page.title and page.url.startswith("https://") for page in event.pages)
        assert all(0 <= place.start <= place.stop <= len(texts[place.article]) for place in event.places)


def test_nothing_is_told_of_a_reading_held_against_itself_or_against_nothing(told):
    _, before, after = told
    assert events(facts(*after), *after) == events(facts(*before), *before) == []
    assert events(Facts(), *after) == []


def test_what_is_remembered_tells_the_same_when_it_was_written_down(told):
    _, before, after = told
    written = Facts.from_text(facts(*before).text())
    assert written == facts(*before)
    assert events(written, *after) == events(facts(*before), *after)


def test_a_reading_that_was_put_down_before_these_were_told_is_understood(told):
    _, before, _ = told
    older = json.loads(facts(*before).text())
    del older["otherwise"], older["gone"]
    assert Facts.from_text(json.dumps(older)).articles == facts(*before).articles
