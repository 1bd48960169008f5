"""Single lines: datelines, dates, credits, teasers, notes."""

import tomllib
from pathlib import Path

import pytest

from firstsaid.articles.dateline import dateline_of
from firstsaid.articles.dates import dates_in
from firstsaid.articles.kinds import kind_by_form
from firstsaid.articles.senders import credit_at_end, credit_named
from firstsaid.articles.vocabulary import vocabulary

CASES = Path(__file__).parents[1] / "cases/articles"
ENGLISH = vocabulary("en")


def listed(name: str, key: str) -> list:
    return [pytest.param(case, id=case["line"][:40]) for case in tomllib.loads((CASES / name).read_text("utf-8"))[key]]


@pytest.mark.parametrize("case", listed("datelines.toml", "dateline"))
def test_dateline(case):
    line = case["line"]
    found = dateline_of(line, ENGLISH)
    assert (found.place.of(line) if found else "") == case["place"]
    if found:
        assert (found.agency.of(line) if found.agency else None) == case.get("agency")
        assert (found.date.of(line) if found.date else None) == case.get("date")


@pytest.mark.parametrize("case", listed("dates.toml", "date"))
def test_date(case):
    found = dates_in(case["line"], ENGLISH)
    assert [date.value for date in found] == ([case["value"]] if case["value"] else [])
    assert [date.local_day for date in found] == ([case.get("local_day")] if case["value"] else [])
    assert [bool(date.doubt) for date in found] == ([case.get("doubtful", False)] if case["value"] else [])


@pytest.mark.parametrize("case", listed("lines.toml", "line"))
def test_line(case):
    line = case["line"]
    found = kind_by_form(line, ENGLISH)
    assert (found.kind if found else "") == case["kind"], found
    if "names" in case:
        named = credit_named(line, ENGLISH)
        assert named is not None
        assert named[0].of(line) == case["names"]


@pytest.mark.parametrize(
    "closing", ["(Reuters)", "(With AFP)", "(Reporting by Per Lund)", "– Bluewater News Agency", "PTI", "/Reuters", "Copyright 2031, Bluewater News Agency."]
)
def test_a_credit_may_close_a_paragraph(closing):
    line = f"The council of Lisk voted on Monday to close the old harbour to freight from next year. {closing}"
    assert credit_at_end(line, ENGLISH).of(line) == closing


@pytest.mark.parametrize("closing", ["(in Norvik)", "(the mayor)", "– and nobody came", "CP", "NATO"])
def test_other_brackets_close_nothing(closing):
    assert credit_at_end(f"The council of Lisk voted on Monday to close the old harbour to freight from next year {closing}", ENGLISH) is None


def test_a_language_without_a_file_uses_the_english_lists():
    assert vocabulary("xx") == ENGLISH
    assert vocabulary("../en") == ENGLISH


def test_the_lists_of_a_language_are_added_to_the_english_ones():
    german = vocabulary("de")
    assert {"sagte", "said"} <= german.speech_verbs
    assert german.months["märz"] == german.months["march"] == 3
    assert german.agencies == ENGLISH.agencies
    assert "mehr zum thema" not in ENGLISH.end_headings
