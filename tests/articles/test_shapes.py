"""Pages of awkward shapes, read both ways; add a page to tests/cases/articles/shapes and a few lines to shapes.toml."""

import tomllib

import pytest

from firstsaid.articles import drafts
from firstsaid.model import Article
from firstsaid.model.options import ArticleOptions

from .pages import capture_of, words_of
from .test_hostile_pages import assert_sound
from .test_pages import CASES

FOLDER = CASES / "shapes"
PAGES = tomllib.loads((FOLDER / "shapes.toml").read_text("utf-8"))["page"]


@pytest.fixture(scope="module", params=[(case, way) for case in PAGES for way in ("careful", "bulk")], ids=lambda given: f"{given[0]['file']} {given[1]}")
def case(request):
    wanted, way = request.param
    (article,) = drafts([capture_of((FOLDER / wanted["file"]).read_bytes(), "text/html")], ArticleOptions(reading=way))
    assert isinstance(article, Article), article
    return wanted, article


def test_the_page_says_of_itself_what_a_person_reads(case):
    wanted, article = case
    for fact in ("title", "outlet", "byline", "published", "dateline", "agency", "credit"):
        found = getattr(article, fact)
        assert fact not in wanted or (found.value if found else "") == wanted[fact], f"{fact}: {found}"
    assert article.url == wanted.get("url", article.url)
    assert_sound(article)


def test_the_body_is_what_was_reported(case):
    wanted, article = case
    body = words_of(article, "body")
    assert [words for words in wanted.get("body_has", []) if words not in body] == []
    own = "\n".join(span.of(article.text) for span in article.reported())
    assert [words for words in wanted.get("body_lacks", []) if words in own] == []


def test_lines_around_the_body_have_their_kinds(case):
    wanted, article = case
    for kind, words in wanted.get("parts", []):
        starts = [part.span.of(article.text)[: len(words)] for part in article.parts if part.kind == kind]
        assert words in starts, f"no {kind} part begins with {words!r}: {starts}"


def test_links_lead_to_the_pages_that_are_meant(case):
    wanted, article = case
    assert set(wanted.get("links_to", [])) <= {link.url for link in article.links}


def test_what_is_uncertain_is_said(case):
    wanted, article = case
    told = " ".join(article.doubts)
    assert [doubt for doubt in wanted.get("doubts", []) if doubt not in told] == []
    assert "doubts" in wanted or not article.doubts, told


def test_an_address_that_a_credit_line_gives_is_an_upstream(case):
    wanted, article = case
    assert [upstream.url for upstream in article.declared_upstreams if upstream.rule == "credit line"] == ([wanted["upstream"]] if "upstream" in wanted else [])
