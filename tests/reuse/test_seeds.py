"""The five seed pages of the evaluation kit, read as plain text."""

import json
import re
from collections import Counter

import pytest

from tests.reuse.builder import article, of_kind, shared_between

WORD = re.compile(r"\w+(?:['’]\w+)*")


@pytest.fixture(scope="module")
def pages(shared):
    return [article(path.name, path.read_text("utf-8")) for path in sorted((shared / "data/seeds").glob("*.txt"))]


@pytest.fixture(scope="module")
def found(pages):
    return shared_between(*pages)


def words(text):
    return [word.lower() for word in WORD.findall(text)]


def alike(a, b):
    a, b = Counter(words(a)), Counter(words(b))
    return (a & b).total() / ((a | b).total() or 1)


def test_every_altered_quotation_is_found_against_both_witnesses(shared, pages, found):
    changes = json.loads((shared / "data/seeds/gold.json").read_text("utf-8"))["changes"]
    text = {page.id: page.text for page in pages}
    for against in sorted(text)[:2]:
        for change in changes:
            edits = [
                (e.a.of(text[m.article_a]), e.b.of(text[m.article_b]))
                for m in found if {m.article_a, m.article_b} == {change["doc"], against} for e in m.edits if e.in_quotation
            ]  # fmt: skip
            apart = set(words(change["was"])) ^ set(words(change["now"]))
            hits = [e for e in edits if alike(" ".join(e), f"{change['was']} {change['now']}") > 0.15 or set(words(" ".join(e))) & apart]
            assert hits, f"{change['what']} against {against}; edits: {edits}"


def test_the_oldest_page_shares_nothing_told_with_the_others(pages, found):
    oldest = pages[4].id
    assert [m for m in of_kind(found, "narrative", "quotation", "echo") if oldest in (m.article_a, m.article_b)] == []


def test_the_commentary_echoes_the_wire(pages, found):
    assert [m for m in of_kind(found, "echo") if (m.article_a, m.article_b) == (pages[1].id, pages[3].id)]
