"""What must hold of counts whatever the pile is."""

import pytest
from benchmarks.relay.invariants import COPYIST, copied, page_copied, page_less
from benchmarks.relay.library import MIXES
from benchmarks.relay.piles import make_pile
from benchmarks.relay.running import traced

PILES = [(mix, number) for mix in MIXES for number in (0, 1)]


def pages_of(pile, most=2):
    return [page for page in pile.pages if f"{pile.name}-a" in page.name][:most]


@pytest.mark.parametrize(("mix", "number"), PILES)
def test_a_page_less_proves_no_more_origins(mix, number):
    pile = make_pile(mix, 5, number)
    breaks = [str(found) for page in pages_of(pile) for found in page_less(pile, mix, page)]
    assert not breaks


@pytest.mark.parametrize(("mix", "number"), PILES)
def test_a_copy_word_for_word_changes_no_count(mix, number):
    pile = make_pile(mix, 5, number)
    breaks = [str(found) for page in pages_of(pile) for found in page_copied(pile, mix, page)]
    assert not breaks


def test_the_copy_has_the_words_of_the_page():
    pile = make_pile("fit", 5, 0)
    tables, _ = traced(pile.pages, "articles")
    article = tables["articles"][0]
    text = copied(article).content.decode()
    assert COPYIST in text
    for span in article.reported():
        assert span.of(article.text).split()[0] in text
