"""Sentences that may be told in other words, against a naive search."""

from collections import Counter
from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from firstsaid.model import Pile
from firstsaid.model.options import ReuseOptions
from firstsaid.reuse import fingerprints
from firstsaid.reuse.book import Book
from firstsaid.reuse.chains import Extents
from firstsaid.reuse.pairs import Pairs
from firstsaid.reuse.rewriting import Sentences, likely
from firstsaid.reuse.stock import Stock
from tests.reuse.builder import article

WORDS = ("lantern", "harbour", "glass", "otter", "regatta", "granary", "violin", "comet")
FEWEST, WAYS = 5, 32

sentence = st.lists(st.sampled_from(WORDS), min_size=FEWEST, max_size=9)
pages = st.lists(st.lists(sentence, max_size=6), min_size=2, max_size=4)


def read(*pages):
    texts = [" ".join(" ".join(words).capitalize() + "." for words in page) for page in pages]
    articles = tuple(article(f"p{number}", text) for number, text in enumerate(texts))
    stock = Stock.of(Pile(articles=articles, fingerprints=tuple(fingerprints(articles, ReuseOptions()))))
    return Book.of(stock, np.ones(len(stock.hashes), np.float32))


def found_between(a, b, in_a, in_b):
    """Likely sentences of two pages of which the first so many words are in a passage, the sentences of each page counted from its first."""
    book = read(a, b)
    pairs, (size_a, size_b) = Pairs(book, np.array([0]), np.array([1])), np.diff(book.offsets).tolist()
    where = Extents(*(np.array([number]) for number in (0, 0, min(in_a, size_a), 0, min(in_b, size_b))))
    pairs.hold(where)
    return [(sentence, other - len(a)) for sentence, other in likely(Sentences.of(book), pairs, np.array([0]), where).get(0, [])]


def mostly_open(sentences, words):
    """Numbers of the sentences of which less than half the words are among the first so many."""
    begins = np.cumsum([0, *(len(sentence) for sentence in sentences)])
    return {k for k, sentence in enumerate(sentences) if 2 * max(0, min(words - begins[k], len(sentence))) < len(sentence)}


def outside(page, words):
    """For each sentence the words that are not among the first so many of the page."""
    begins = np.cumsum([0, *(len(sentence) for sentence in page)])
    return [[word for at, word in enumerate(sentence, begins[k]) if at >= words] for k, sentence in enumerate(page)]


def naive(a, b, in_a, in_b):
    uses_a, uses_b = (Counter(word for sentence in page for word in sentence) for page in (a, b))
    leads = {word for word in uses_a if uses_a[word] * uses_b[word] <= WAYS}
    free_a, free_b = outside(a, in_a), outside(b, in_b)
    shared = {
        (i, j): len(set(a[i]) & set(b[j]))
        for i, j in product(sorted(mostly_open(a, in_a)), sorted(mostly_open(b, in_b)))
        if {*free_a[i]} & {*free_b[j]} & leads
    }
    return sorted((pair for pair, count in shared.items() if count >= FEWEST), key=lambda pair: (-shared[pair], pair))


@settings(max_examples=80, deadline=None)
@given(pages, st.integers(0, 30), st.integers(0, 30))
def test_likely_sentences_are_those_of_a_naive_search(told, in_a, in_b):
    for page in told[1:]:
        assert found_between(told[0], page, in_a, in_b) == naive(told[0], page, in_a, in_b)
