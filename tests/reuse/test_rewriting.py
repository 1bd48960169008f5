"""Sentences that may be told in other words, against a naive search."""

from collections import Counter
from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from firstsaid.model import Pile
from firstsaid.model.options import ReuseOptions
from firstsaid.reuse import fingerprints
from firstsaid.reuse.page import Page
from firstsaid.reuse.passages import Coverage
from firstsaid.reuse.rewriting import Sentences, Told, likely
from firstsaid.reuse.stock import Stock
from tests.reuse.builder import article

WORDS = ("lantern", "harbour", "glass", "otter", "regatta", "granary", "violin", "comet")
FEWEST, PLACES = 5, 4

sentence = st.lists(st.sampled_from(WORDS), min_size=FEWEST, max_size=9)
pages = st.lists(st.lists(sentence, max_size=6), min_size=2, max_size=4)


def read(page):
    articles = (article("p", " ".join(" ".join(words).capitalize() + "." for words in page)),)
    stock = Stock.of(Pile(articles=articles, fingerprints=tuple(fingerprints(articles, ReuseOptions()))))
    return Page.of(stock, 0, np.ones(len(stock.hashes), np.float32))


def taken(page, words):
    """The first so many words of a page are in a passage."""
    covered = Coverage(page)
    covered.take((0, min(words, len(page.hashes))))
    return covered


def mostly_open(sentences, words):
    """Numbers of the sentences of which less than half the words are among the first so many."""
    begins = np.cumsum([0, *(len(sentence) for sentence in sentences)])
    return {k for k, sentence in enumerate(sentences) if 2 * max(0, min(words - begins[k], len(sentence))) < len(sentence)}


def naive(a, b, open_a, open_b):
    held = Counter(word for words in b for word in set(words))
    few = {word for word, sentences in held.items() if sentences <= PLACES}
    votes = {(i, j): len(set(a[i]) & set(b[j]) & few) for i, j in product(sorted(open_a), sorted(open_b))}
    return sorted((pair for pair, count in votes.items() if count >= FEWEST), key=lambda pair: (-votes[pair], pair))


@settings(max_examples=80, deadline=None)
@given(pages, st.integers(0, 30), st.integers(0, 30))
def test_likely_sentences_are_those_of_a_naive_search(told, in_a, in_b):
    first, *others = [read(page) for page in told]
    asked = [Told(Sentences.of(page), (taken(first, in_a), taken(page, in_b))) for page in others]
    found = [list(zip(pair.sentence.tolist(), pair.other.tolist(), strict=True)) for pair in likely(Sentences.of(first), asked)]
    assert found == [naive(told[0], page, mostly_open(told[0], in_a), mostly_open(page, in_b)) for page in told[1:]]
