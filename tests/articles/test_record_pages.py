"""Declared records as articles: everything is body but what says what else it is."""

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstsaid.articles import drafts
from firstsaid.model import Article, Capture, Rejected
from firstsaid.model.options import ArticleOptions

from .pages import page, words_of
from .test_hostile_pages import PIECES, assert_sound, in_time

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/records_as_articles.toml").read_text("utf-8"))["case"]


def record(url=None, **said) -> Article | Rejected:
    return page(json.dumps(said), "application/json", url)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_each_case(case):
    said = dict(case["record"])
    article = record(said.pop("url", None), **said)
    assert isinstance(article, Article), article
    assert_sound(article)
    if "text" in case:
        assert article.text == case["text"]
    for kind, wanted in case.get("parts", {}).items():
        assert words_of(article, kind) == wanted, kind
    for name, wanted in case.get("facts", {}).items():
        found = getattr(article, name)
        assert (found.value if found else "") == wanted, name
    for role, wanted in case.get("dates", {}).items():
        assert [(stamp.value, stamp.local_day or "") for stamp in article.dates if stamp.role == role] == [tuple(pair) for pair in wanted], role
    assert [[given.name or "", given.url or "", given.rule] for given in article.declared_upstreams] == case.get("upstreams", [])
    assert [link.url for link in article.links] == case.get("links", [])


def test_links_keep_their_places_below_a_headline():
    article = record("https://courier.example/a/1", title="Harbour closes", html='<p>The mayor <a href="/b">said so</a> on Monday.</p>')
    (link,) = article.links
    assert (link.url, link.span.of(article.text)) == ("https://courier.example/b", "said so")
    assert article.title.span.of(article.text) == "Harbour closes"


def test_a_text_goes_before_markup():
    assert record(text="The text.", html="<p>The markup.</p>").text == "The text."


@pytest.mark.parametrize("markup", ["<p> </p>", "<!-- nothing -->", "<script>no()</script>", "<img src='a.png'>", "<"])
def test_markup_that_shows_no_text_is_rejected(markup):
    row = record(html=markup)
    assert isinstance(row, Rejected) or row.text == "<"


def test_the_limits_on_markup_hold_for_records():
    assert "deep" in in_time(lambda: record(html="<div>" * 200_000)).reason
    assert "tags" in in_time(lambda: record(html="<p>a</p>" * 600_000)).reason
    capture = Capture("c", "s", "a", "1", None, "application/json", None, "feed", json.dumps({"html": "<b>" * 9 + "deep"}).encode())
    (row,) = drafts([capture], ArticleOptions(deepest=5))
    assert isinstance(row, Rejected)


TEXT = st.text(max_size=60)


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=30), TEXT, st.sampled_from([None, "https://a.example/1", "https://[bad"]), st.data())
def test_any_record(pieces, title, url, data):
    said = {"html": "".join(pieces), "title": title}
    said |= {key: data.draw(TEXT) for key in ("outlet", "date", "updated", "byline", "dateline", "credit", "language")}
    said["derived_from"] = data.draw(
        st.one_of(TEXT, st.lists(st.one_of(TEXT, st.dictionaries(st.sampled_from(["name", "url", "rule", "x"]), st.one_of(TEXT, st.none())))))
    )
    row = record(url, **said)
    assert isinstance(row, Rejected) or assert_sound(row) is None
