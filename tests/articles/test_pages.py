"""Whole pages, read as a person reads them; add a page to tests/cases/articles and a few lines to pages.toml."""

import tomllib
from pathlib import Path

import pytest

from firstsaid.articles import choosing, html_page
from firstsaid.model import Article

from .pages import html, page, words_of

CASES = Path(__file__).parents[1] / "cases/articles"
PAGES = tomllib.loads((CASES / "pages.toml").read_text("utf-8"))["page"]


def read_case(name: str) -> Article:
    article = page((CASES / name).read_bytes(), "text/html" if name.endswith(".html") else "text/plain")
    assert isinstance(article, Article), article
    return article


@pytest.fixture(params=PAGES, ids=lambda case: case["file"])
def case(request):
    return request.param, read_case(request.param["file"])


def test_the_page_says_of_itself_what_a_person_reads(case):
    wanted, article = case
    for fact in ("title", "outlet", "byline", "published", "dateline", "agency", "credit"):
        if fact in wanted:
            found = getattr(article, fact)
            assert (found.value if found else "") == wanted[fact], f"{fact} of {wanted['file']}: {found}"
    if "url" in wanted:
        assert article.url == wanted["url"]


def test_the_body_is_what_was_reported(case):
    wanted, article = case
    body = words_of(article, "body")
    for words in wanted.get("body_has", []):
        assert words in body, f"{words!r} is missing from the body"
    for words in wanted.get("body_lacks", []):
        assert words not in body, f"{words!r} is in the body"


def test_lines_around_the_body_have_their_kinds(case):
    wanted, article = case
    for kind, words in wanted.get("parts", []):
        starts = [part.span.of(article.text)[: len(words)] for part in article.parts if part.kind == kind]
        assert words in starts, f"no {kind} part begins with {words!r}: {starts}"


def test_facts_point_at_their_words(case):
    _, article = case
    for found in (article.title, article.outlet, article.byline, article.dateline, article.agency, article.credit):
        if found and found.span:
            assert found.span.of(article.text) == found.value


def test_a_link_to_the_upstream_is_kept_with_its_words():
    article = read_case("wire.html")
    link = next(link for link in article.links if link.url == "https://www.norvik.example/a/17")
    assert link.anchor == "Norvik News Agency"
    assert link.span is not None
    assert link.span.of(article.text) == link.anchor
    assert "https://www.harbourdaily.example/world/harbour-plan" in {link.url for link in article.links}


def test_the_closing_note_is_body_and_note():
    article = read_case("saved_as_text.txt")
    (note,) = article.spans("note")
    assert any(body.covers(note) for body in article.spans("body"))
    assert all(note.overlap(told) == 0 for told in article.reported())


def test_the_dateline_is_no_sentence():
    article = read_case("wire.html")
    (dateline,) = article.spans("dateline")
    assert all(dateline.overlap(sentence) == 0 for sentence in article.sentences)


def test_the_outlet_of_plain_text_is_not_guessed():
    assert read_case("pasted.txt").outlet is None
    assert read_case("saved_as_text.txt").outlet.value == "Bluewater", "the dateline and the site around the text name it"


def test_the_day_that_the_text_tells_outweighs_a_younger_page():
    article = read_case("moved_site.html")
    assert article.published.role == "text"
    assert {stamp.value[:10] for stamp in article.dates} == {"2031-06-04", "2034-01-20"}
    assert any("4 June 2031" in doubt and "2034-01-20" in doubt for doubt in article.doubts), article.doubts


def test_a_dateline_that_contradicts_the_declared_date_is_a_doubt():
    markup = (CASES / "wire.html").read_text("utf-8").replace("2031-03-04T22:10:00+02:00", "2031-06-20T22:10:00+02:00")
    article = html(markup)
    assert article.published.value.startswith("2031-06-20")
    assert any("March 4" in doubt and "2031-06-20" in doubt for doubt in article.doubts), article.doubts
    assert not any("March 4" in doubt for doubt in read_case("wire.html").doubts)


def test_the_points_above_the_text_are_the_articles_own():
    assert "Two insurers have left the town" in words_of(read_case("magazine_page.html"), "body")


def test_a_page_on_which_the_ways_to_find_the_body_disagree_is_doubted(monkeypatch):
    assert not any("uncertain" in doubt for doubt in read_case("magazine_page.html").doubts)
    monkeypatch.setattr(html_page, "main_lines", lambda tree, markup: ["Letters"])
    monkeypatch.setattr(choosing, "body_lines", lambda lines: frozenset([0]))
    doubts = read_case("magazine_page.html").doubts
    assert "The body is uncertain: the ways to find it agree on 0% of the text." in doubts


def test_where_the_extractor_finds_nothing_the_quick_one_decides(monkeypatch):
    monkeypatch.setattr(choosing, "extracted_lines", lambda root, layout: [])
    article = read_case("magazine_page.html")
    assert "the quick extractor took it for the main text" in {part.reason for part in article.parts if part.kind == "body"}
    assert "built by 300 men" in words_of(article, "body")
