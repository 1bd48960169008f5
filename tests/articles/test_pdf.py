"""PDF documents; add a case to tests/cases/articles/pdf.toml."""

import random
import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstsaid.articles import pdf_lines
from firstsaid.articles.pdf_lines import Line
from firstsaid.articles.pdf_paragraphs import joiner, paragraphs
from firstsaid.model import Article, Rejected

from .pages import page
from .pdf_writer import pdf

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/articles/pdf.toml").read_text("utf-8"))["case"]
LINES = [
    (72, 720, 11, "The ferry returned to Sellan on Monday, the harbour office said, after eleven"),
    (72, 706, 11, "days in dock, and took its first passengers."),
]


def read_pdf(payload: bytes) -> Article | Rejected:
    return page(payload, "application/pdf")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_pdf_is_read_as_a_person_reads_it(case):
    article = read_pdf(pdf(case["pages"], case.get("info")))
    assert isinstance(article, Article), article
    if "text" in case:
        assert article.text == case["text"].strip("\n")
    assert case.get("holds", "") in article.text
    for fact in ("title", "byline", "outlet", "published"):
        if fact in case:
            found = getattr(article, fact)
            assert (found.value if found else "") == case[fact]
    if "url" in case:
        assert article.url == case["url"]
    if "body" in case:
        assert sum(span.of(article.text).count("\n") + 1 for span in article.spans("body")) == case["body"]
    assert any(case.get("doubt", "") in doubt for doubt in (*article.doubts, ""))
    assert "doubt" not in case or any(case["doubt"] in doubt for doubt in article.doubts)


def test_every_word_that_is_printed_is_in_the_text():
    for case in CASES:
        article = read_pdf(pdf(case["pages"]))
        letters = sorted(character for lines in case["pages"] for *_, words in lines for character in words if character.isalnum())
        assert sorted(filter(str.isalnum, article.text)) == letters


BROKEN = {
    "only the mark": (b"%PDF-1.7\n", "is broken"),
    "cut off": (pdf([LINES])[:300], "is broken"),
    "pictures of text": (pdf([[]], picture=True), "Run character recognition"),
    "no pages": (pdf([]), "is broken"),
}


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_what_cannot_be_read_is_a_row_that_says_why(name):
    payload, words = BROKEN[name]
    row = read_pdf(payload)
    assert isinstance(row, Rejected), row
    assert words in row.reason


def test_a_locked_pdf_is_a_row_that_says_so():
    lock = f"<< /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -4 >>"
    row = read_pdf(pdf([LINES]).replace(b"/Info 4 0 R", f"/Info 4 0 R /ID [<41> <41>] /Encrypt {lock}".encode()))
    assert isinstance(row, Rejected)
    assert "locked with a password" in row.reason


def test_a_pdf_with_too_many_pages_or_letters_is_a_row(monkeypatch):
    row = read_pdf(pdf([[]] * 1_001))
    assert isinstance(row, Rejected)
    assert "1,001 pages" in row.reason
    monkeypatch.setattr(pdf_lines, "_MOST_CHARACTERS", 100)
    row = read_pdf(pdf([LINES]))
    assert isinstance(row, Rejected)
    assert "more than 100 characters" in row.reason


def test_letters_that_stand_for_none_are_a_row():
    article = read_pdf(pdf([[(72, 720, 11, "\x01\x02\x03\x04\x05\x06 ab")]]))
    assert isinstance(article, Rejected)
    assert "fonts" in article.reason


def test_pages_without_text_are_told():
    article = read_pdf(pdf([LINES, []], picture=True))
    assert "Page 2 of the PDF holds no text; there may be pictures of text on it." in article.doubts


def test_the_same_bytes_give_the_same_article():
    payload = pdf(CASES[2]["pages"])
    assert read_pdf(payload) == read_pdf(payload)


def test_a_page_of_many_short_lines_ends_quickly():
    lines = [(72.0 + 5 * (at % 80), 830 - 0.005 * at, 4, "a") for at in range(8_000)]
    start = time.process_time()
    assert read_pdf(pdf([lines]))
    assert time.process_time() - start < 5


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 2**32), hits=st.integers(1, 40))
def test_a_pdf_with_changed_bytes_is_an_article_or_a_row(seed, hits):
    chance = random.Random(seed)
    payload = bytearray(pdf(CASES[2]["pages"], {"Title": "A"}))
    for _ in range(hits):
        at = chance.randrange(8, len(payload))
        payload[at : at + chance.choice((0, 1, 1, 1, 9))] = bytes(chance.randrange(256) for _ in range(chance.choice((0, 1, 1, 1, 9))))
    assert isinstance(read_pdf(bytes(payload)), Article | Rejected)


@settings(max_examples=100, deadline=None)
@given(rest=st.binary(max_size=400))
def test_any_bytes_behind_the_mark_are_an_article_or_a_row(rest):
    assert isinstance(read_pdf(b"%PDF-1.4\n" + rest), Article | Rejected)


PRINTED = st.builds(
    Line,
    text=st.text("abcAB .-—", min_size=1, max_size=12).map(str.strip).filter(bool),
    page=st.integers(0, 2),
    left=st.floats(0, 600),
    right=st.floats(0, 600),
    baseline=st.floats(0, 800),
    size=st.floats(0.1, 40),
    hyphen=st.booleans(),
)


@settings(max_examples=150, deadline=None)
@given(lines=st.lists(PRINTED, max_size=30))
def test_joining_lines_loses_and_adds_no_letter_and_keeps_their_order(lines):
    words = joiner(lines)
    text = "\n".join(words.joined(paragraph) for paragraph in paragraphs(lines))
    assert [c for c in text if c not in " \n-"] == [c for line in lines for c in line.text if c not in " -"]
