"""What other outlets tell of a page: lines that several of them carry are the article's, where its own form leaves that open."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks.steps import Columns

from firstsaid.articles import carried, drafts, lines, repeats, shared_lines, unrepeated
from firstsaid.model import Article, Capture, Found, Pile
from firstsaid.model.options import ArticleOptions

from .pages import capture_of, words_of

GIVEN = tomllib.loads((Path(__file__).parents[1] / "cases/articles/carried.toml").read_text("utf-8"))
OPTIONS = ArticleOptions()


def markup(outlet: str, told: list[str], name: str = "") -> tuple[str, Capture]:
    paragraphs = "".join(f"<p>{line}</p>" for line in told)
    page = f"<html><body><article><h1>{GIVEN['headline']}</h1>{paragraphs}</article></body></html>"
    return outlet, capture_of(page.encode(), "text/html", None, name or outlet)


def whole(outlet: str, items: list[str]) -> tuple[str, Capture]:
    return markup(outlet, [*GIVEN["told"][:2], *items, GIVEN["told"][2]])


def plain(outlet: str, items: list[str]) -> tuple[str, Capture]:
    page = "\n".join([*GIVEN["menu"], GIVEN["headline"], *GIVEN["told"], *items, *reversed(GIVEN["menu"])])
    return outlet, capture_of(page.encode(), "text/plain", None, outlet)


def drafts_of(*pages: tuple[str, Capture]) -> list[Article]:
    return [replace(draft, outlet=Found(outlet, None, "declared")) for outlet, page in pages for draft in drafts([page], OPTIONS)]


def finished(*pages: tuple[str, Capture]) -> dict[str, Article]:
    given = drafts_of(*pages)
    of_pages = tuple(lines(given, OPTIONS))
    repeated = tuple(repeats(Pile(lines=of_pages), OPTIONS))
    told = tuple(carried(Columns({"lines": list(of_pages), "repeats": list(repeated)}), OPTIONS))
    shared = list(shared_lines(Columns({"lines": list(of_pages), "repeats": list(repeated), "carried": list(told)}), OPTIONS))
    return {article.path: article for article in unrepeated(Columns({"drafts": given, "shared_lines": shared, "part_judgements": []}), OPTIONS)}


@pytest.fixture
def points():
    return GIVEN["points"]


def test_a_list_that_two_other_outlets_tell_is_the_articles(points):
    alone = words_of(finished(plain("Lisk Mail", points))["Lisk Mail"], "body")
    beside = words_of(finished(plain("Lisk Mail", points), whole("Bluewater", points), whole("Norvik Courier", points))["Lisk Mail"], "body")
    assert not any(point in alone for point in points)
    assert all(line in beside for line in [*GIVEN["told"], *points])
    assert not any(line in beside.split("\n") for line in GIVEN["menu"])


def test_one_other_outlet_is_not_enough(points):
    body = words_of(finished(plain("Lisk Mail", points), whole("Bluewater", points))["Lisk Mail"], "body")
    assert not any(point in body for point in points)


def test_what_an_outlet_prints_around_other_stories_is_not_carried(points):
    pears = markup("Bluewater", [*GIVEN["another"][:2], *points, *GIVEN["another"][2:]], "pears")
    pages = finished(plain("Lisk Mail", points), whole("Bluewater", points), whole("Norvik Courier", points), pears)
    assert not any(point in words_of(pages["Lisk Mail"], "body") for point in points)


def test_notices_stay_notices_whoever_prints_them():
    notice = GIVEN["menu"][-1]
    pages = finished(plain("Lisk Mail", []), whole("Bluewater", [notice]), whole("Norvik Courier", [notice]))
    assert notice not in words_of(pages["Lisk Mail"], "body")


def test_pages_of_markup_alone_carry_nothing(points):
    of_pages = list(lines(drafts_of(whole("Bluewater", points), whole("Norvik Courier", points)), OPTIONS))
    assert len(of_pages) == 2
    assert list(carried(Columns({"lines": of_pages, "repeats": []}), OPTIONS)) == []
