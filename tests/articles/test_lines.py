"""Single lines: datelines, dates, credits, teasers, notes."""

import textwrap
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsaid.articles.dateline import dateline_of
from firstsaid.articles.dates import dates_in
from firstsaid.articles.kinds import kind_by_form
from firstsaid.articles.senders import credit_at_end, credit_named
from firstsaid.articles.vocabulary import vocabulary
from firstsaid.articles.wrapped import whole_paragraphs

CASES = Path(__file__).parents[1] / "cases/articles"
ENGLISH = vocabulary("en")


def listed(name: str, key: str) -> list:
    return [pytest.param(case, id=case["line"][:40]) for case in tomllib.loads((CASES / name).read_text("utf-8"))[key]]


@pytest.mark.parametrize("case", listed("datelines.toml", "dateline"))
def test_dateline(case):
    line = case["line"]
    found = dateline_of(line, ENGLISH)
    assert (found.place.of(line) if found and found.place else "") == case["place"]
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


BROKEN = "The council of Lisk voted on\nTuesday to close the old quay\nfor the winter, after engineers\nsaid that its piles had rotted\nbelow the waterline."


def test_breaks_at_a_width_of_print_are_spaces_place_for_place():
    wide = "\n".join(textwrap.wrap(BROKEN.replace("\n", " ") + " Fishermen will land their catch at Norvik until April, a letter says." * 3, 64))
    assert whole_paragraphs(f"Quay closed\nBy Per Lund\n\n{wide}\n\nThe end.") == f"Quay closed\nBy Per Lund\n\n{wide.replace(chr(10), ' ')}\n\nThe end."


@pytest.mark.parametrize(
    "text",
    [
        BROKEN,
        "Home\nHarbour\nWeather\nSport\n" * 9,
        "The mayor of Lisk said on Monday that the old quay would be closed.\n" * 9,
        "\n".join(f"- The {number}. ferry of the day was late again, as the port told us today" for number in range(9)),
        "\n".join(["The council voted on Tuesday to close the quay for the winter, after engineers said that its piles had rotted below the waterline"] * 3),
    ],
)
def test_lines_that_nothing_shows_to_be_broken_stay(text):
    assert whole_paragraphs(text) == text


@given(st.text(st.sampled_from("ab. \n-"), max_size=300))
def test_no_text_is_lost_where_breaks_are_mended(text):
    mended = whole_paragraphs(text)
    assert len(mended) == len(text)
    assert all(one == other or (one == "\n" and other == " ") for one, other in zip(text, mended, strict=True))
