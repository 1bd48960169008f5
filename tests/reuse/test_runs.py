"""Common runs of words, against a naive search."""

from unittest.mock import patch

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from firstsaid.model import Pile
from firstsaid.model.options import ReuseOptions
from firstsaid.reuse import fingerprints
from firstsaid.reuse.runs import runs
from firstsaid.reuse.seeds import SeedFinder
from firstsaid.reuse.stock import Stock
from tests.reuse.builder import article

WORDS = ("lantern", "harbour", "glass", "otter")
SIZE, OFTEN = 3, 4

texts = st.lists(st.lists(st.sampled_from(WORDS), max_size=14), min_size=2, max_size=5)


def stock_of(pages):
    articles = tuple(article(f"p{number}", " ".join(words)) for number, words in enumerate(pages))
    return Stock.of(Pile(articles=articles, fingerprints=tuple(fingerprints(articles, ReuseOptions()))))


def places(words):
    found = {}
    for at in range(len(words) - SIZE + 1):
        found.setdefault(tuple(words[at : at + SIZE]), []).append(at)
    return found


def naive(a, b):
    in_a, in_b = places(a), places(b)
    seeds = set()
    for shingle in in_a.keys() & in_b.keys():
        for rank, at in enumerate(in_a[shingle]):
            there = in_b[shingle]
            seeds |= {(at, other) for other in (there if len(there) <= OFTEN else [there[rank % len(there)]])}
    return seeds


@settings(max_examples=60, deadline=None)
@given(texts)
def test_seeds_are_those_of_a_naive_search(pages):
    finder = SeedFinder(stock_of(pages), SIZE)
    for a in range(len(pages) - 1):
        others = list(range(a + 1, len(pages)))
        for way in ("_looked_up", "_read_through"):
            with patch.object(finder, "_looked_up", getattr(finder, way)), patch.object(finder, "_read_through", getattr(finder, way)):
                number, in_a, in_b = finder.seeds(a, np.array(others, np.int64))
            found = sorted(zip(number.tolist(), in_a.tolist(), in_b.tolist(), strict=True))
            assert found == sorted((k, *seed) for k, b in enumerate(others) for seed in naive(pages[a], pages[b]))


@settings(max_examples=40, deadline=None)
@given(texts)
def test_runs_hold_equal_words_and_every_seed(pages):
    pairs = [(a, b) for a in range(len(pages)) for b in range(a + 1, len(pages))]
    held = {pair: set() for pair in pairs}
    for begin, found in runs(SeedFinder(stock_of(pages), SIZE), pairs):
        for pair, a, b, length in zip(*(column.tolist() for column in (found.pair, found.a, found.b, found.length)), strict=True):
            first, second = pairs[begin + pair]
            assert pages[first][a : a + length] == pages[second][b : b + length]
            held[first, second] |= {(a + k, b + k) for k in range(length - SIZE + 1)}
    assert all(naive(pages[a], pages[b]) <= held[a, b] for a, b in pairs)
