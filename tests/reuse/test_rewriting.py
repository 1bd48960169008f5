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
from firstsaid.reuse.rewriting import Sentences, likely
from firstsaid.reuse.stock import Stock
from tests.reuse.builder import article

WORDS = ("lantern", "harbour", "glass", "otter", "regatta", "granary", "violin", "comet")
FEWEST, PLACES = 5, 4

sentence = st.lists(st.sampled_from(WORDS), min_size=FEWEST, max_size=9)
pages = st.lists(st.lists(sentence, max_size=6), min_size=2, max_size=4)


def read(page):
    articles = (article("p", " ".join(" ".join(words).capitalize() + "." for words in page)),)
    stock = Stock.of(Pile(articles=articles, fingerprints=tuple(fingerprints(articles, ReuseOptions()))))
    return Sentences.of(Page.of(stock, 0, np.ones(len(stock.hashes), np.float32)))


def naive(a, b):
    held = Counter(word for words in b for word in set(words))
    few = {word for word, sentences in held.items() if sentences <= PLACES}
    votes = {(i, j): len(set(a[i]) & set(b[j]) & few) for i, j in product(range(len(a)), range(len(b)))}
    return sorted((pair for pair, count in votes.items() if count >= FEWEST), key=lambda pair: (-votes[pair], pair))


@settings(max_examples=60, deadline=None)
@given(pages)
def test_likely_sentences_are_those_of_a_naive_search(told):
    first, *others = [read(page) for page in told]
    found = [list(zip(pair.sentence.tolist(), pair.other.tolist(), strict=True)) for pair in likely(first, others)]
    assert found == [naive(told[0], page) for page in told[1:]]
