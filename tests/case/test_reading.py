"""How pages are read depends on how many there are, unless the user says it."""

import pytest

from firstsaid.model.options import ArticleOptions, Options


@pytest.mark.parametrize(
    ("reading", "pages", "meant"),
    [("auto", 5, "careful"), ("auto", 100, "careful"), ("auto", 101, "bulk"), ("careful", 10_000, "careful"), ("bulk", 1, "bulk")],
)
def test_a_large_pile_is_read_in_bulk(reading, pages, meant):
    given = Options(articles=ArticleOptions(reading=reading, careful_up_to=100))
    assert given.for_pile(pages).articles.reading == meant
