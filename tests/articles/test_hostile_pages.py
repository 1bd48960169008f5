"""Pages made to break the reader: an article or a row, soon, and always a sound one."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstsaid.articles import from_text
from firstsaid.model import Article, Rejected
from firstsaid.model.article import PART_KINDS

from .pages import html, page

MANY = 200_000
SECONDS = 8.0


def assert_sound(article: Article) -> None:
    """Every span lies in the text, parts are in order and nest, sentences and quotations lie inside parts."""
    size = len(article.text)
    spans = [*[part.span for part in article.parts], *article.sentences, *article.quotations, *[link.span for link in article.links if link.span]]
    assert all(0 <= span.start < span.stop <= size for span in spans)
    assert all(part.kind in PART_KINDS and part.reason for part in article.parts)
    assert [part.start for part in article.parts] == sorted(part.start for part in article.parts)
    assert all("\n" not in sentence.of(article.text) for sentence in article.sentences)
    assert all(link.span is None or link.span.of(article.text) == link.anchor for link in article.links)
    article.text.encode("utf-8")


def in_time(read, *given):
    start = time.process_time()
    row = read(*given)
    taken = time.process_time() - start
    assert taken < SECONDS, f"{taken:.1f} s"
    if isinstance(row, Article):
        assert_sound(row)
    return row


@pytest.mark.parametrize("element", ["div", "b", "span", "blockquote", "ul><li", "table><tr><td"])
def test_nesting_without_end_is_rejected(element):
    row = in_time(html, f"<html><body>{f'<{element}>' * MANY}hello")
    assert isinstance(row, Rejected)
    assert "deep" in row.reason or "tags" in row.reason


def test_a_million_tags_are_rejected():
    row = in_time(html, "<p>a</p>" * 600_000)
    assert isinstance(row, Rejected)
    assert "500,000 tags" in row.reason


def test_deep_but_allowed_nesting_is_read():
    row = in_time(html, "<html><body>" + "<div>" * 1_900 + "<p>The mayor said so on Monday.</p>" + "</div>" * 1_900)
    assert isinstance(row, Article)
    assert "The mayor said so" in row.text


@pytest.mark.parametrize("element", ["div", "span"])
def test_long_text_nested_hundreds_deep_is_read_without_the_careful_extractor(element):
    row = in_time(html, f"<html><body>{f'<{element}>a ' * 900}{'The mayor said so on Monday. ' * 4_000}{f'</{element}> b' * 900}")
    assert isinstance(row, Article)
    assert "The mayor said so" in row.text


def test_headings_nested_two_thousand_deep_are_read_without_the_careful_extractor():
    row = in_time(html, f"<html><body>{'<div><h1><a href=/>Rope</a></h1>' * 1_900}<p>The mayor said so on Monday.</p>")
    assert isinstance(row, Article)
    assert "The mayor said so" in row.text


@pytest.mark.parametrize(("read", "opening"), [(page, "Source: A"), (page, "via Bluewater"), (html, "Source: A")])
def test_ten_thousand_credits_around_a_text(read, opening):
    credits, told = f"<p>{opening}\n" * 5_000, "<p>The mayor of Lisk said on Monday that the harbour would open again within a week.\n" * 5
    given = credits + told + credits
    in_time(read, given if read is html else given.replace("<p>", "").encode())


@pytest.mark.parametrize(
    "line",
    [
        "word and then ",
        "a",
        "A, ",
        "AB ",
        '"a" ',
        "“",
        "(",
        "*",
        "12/12/2012 ",
        "1",
        "By A ",
        "- ",
        ": ",
        "LISK, ",
        "© ",
        "\u00a0",
        "\x0b\x0c\x85",
        "a. ",
        "(AP) ",
    ],
)
def test_one_endless_line(line):
    in_time(page, (line * (150_000 // len(line))).encode())
    in_time(html, f"<p>{line * (50_000 // len(line))}")


@pytest.mark.parametrize(
    "line", ["a", "The mayor said so on Monday.", "Comment", "Related:", "LISK (AP) - a", "Source: A", "READ MORE: a", "*A is banned in B.", "1.1.2031, Lisk."]
)
def test_ten_thousand_lines(line):
    in_time(page, f"{line}\n".encode() * 10_000)


@pytest.mark.parametrize(
    "markup",
    [
        "<",
        "<a ",
        "<!--",
        "<p><a href='x'>y</a>",
        "</p>",
        "&amp;",
        "<script>",
        '<script type="application/ld+json">[',
        "<title>a - ",
        "<br>",
        "<h1>A B</h1>",
        "<td>",
    ],
)
def test_repeated_markup(markup):
    in_time(html, "<html><body><p>The mayor said so.</p>" + markup * 8_000)


def test_a_paragraph_and_a_caption_ten_thousand_times():
    in_time(html, "<p>The mayor said so.</p><figure><figcaption>The mayor said so.</figcaption></figure>" * 10_000)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes(data):
    for media_type in ("text/plain", "text/html", "application/json"):
        row = page(data, media_type)
        assert isinstance(row, Rejected) or assert_sound(row) is None


TAGS = [
    "<div>",
    "</div>",
    "<p>",
    "</p>",
    "<a href='//x['>",
    "</a>",
    "<figure>",
    "<figcaption>",
    "<h1>",
    "<li hidden>",
    "<br>",
    "<script>",
    "</script>",
    "<pre>",
]
ODD = ["<title>", "&#0;", "&#xD800;", "\ud800", " ", "\u00a0", "\n", "<time datetime='2031-99-99'>", "<meta name=date content='x'>"]
LINES = [
    "The mayor said so on Monday.",
    "“Wait”, she said.",
    "Source: A",
    "READ MORE: b",
    "LISK (AP) -",
    "Editorial comment",
    "*A is banned in B.",
    "4 May 2031",
]
PIECES = st.sampled_from(TAGS + ODD + LINES)


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_any_markup(pieces):
    data = "".join(pieces).encode("utf-8", "surrogatepass")
    for media_type in ("text/plain", "text/html"):
        row = page(data, media_type)
        assert isinstance(row, Rejected) or assert_sound(row) is None


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300), st.text(max_size=40), st.text(max_size=20))
def test_any_record(text, title, date):
    row = page(json.dumps({"text": text, "title": title, "date": date}), "application/json", "https://[bad")
    assert isinstance(row, Rejected) or assert_sound(row) is None
    assert_sound(from_text(text))
