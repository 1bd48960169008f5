"""Which pairs of articles are worth aligning, and by which runs of words."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firstsaid.model import Candidate, Pile
from firstsaid.model.options import ReuseOptions
from firstsaid.reuse.bulk import SAMPLE, in_bulk, rarity, token_words
from firstsaid.reuse.chains import Chains
from firstsaid.reuse.composing import composed
from firstsaid.reuse.extending import Tokens
from firstsaid.reuse.linking import links
from firstsaid.reuse.passages import Threshold, in_small_piles
from firstsaid.reuse.runs import runs
from firstsaid.reuse.seeds import SeedFinder
from firstsaid.reuse.stock import Stock
from firstsaid.reuse.weights import word_weights
from firstsaid.reuse.words import I64

_ALL_PAIRS = 24
"""Holders of one shingle among whom, in a small pile, every pair is linked."""

_SEED = 3
"""Words of the shortest run that is looked for in a small pile."""

_COMPOSED = 64
"""Holders of one article's words among whom pairs are composed, in a small pile."""

Pairs = dict[tuple[int, int], int]
"""Pairs of article numbers with their votes."""


def _linked(stock: Stock, options: ReuseOptions) -> Pairs:
    """Pairs of a small pile that hold a shingle in common, with how many."""
    keys = [a.astype(np.int64) << 32 | b for a, b, _, _ in links([stock.dense_prints()], options.boilerplate_share, _ALL_PAIRS).parts]
    if not keys:
        return {}
    found, votes = np.unique(np.concatenate(keys), return_counts=True)
    return {(pair >> 32, pair & 0xFFFFFFFF): count for pair, count in zip(found.tolist(), votes.tolist(), strict=True)}


class _Small(NamedTuple):
    """What the pairs of a small pile are judged by."""

    offsets: I64
    """Where each article's words begin."""
    weight_before: NDArray[np.float64]
    """How much the words before each word of the stock tell together."""
    threshold: Threshold

    @classmethod
    def of(cls, stock: Stock, weights: NDArray[np.float32], threshold: Threshold) -> "_Small":
        """What is known of a stock whose words are weighed."""
        return cls(stock.offsets, np.append(0.0, np.cumsum(weights, dtype=np.float64)), threshold)

    def possible(self, chains: Chains, pairs: I64) -> Chains:
        """The chains of some pairs of articles that can make a passage, whatever else stands between their first and their last word."""
        asked = self.threshold
        chains = chains.of_chains(chains.longest() >= asked.run)
        where = chains.extents()
        in_a, in_b = self.offsets[pairs[where.pair, 0]], self.offsets[pairs[where.pair, 1]]
        before = self.weight_before
        weight = np.maximum(before[in_a + where.stop_a] - before[in_a + where.a], before[in_b + where.stop_b] - before[in_b + where.b])
        sure = (np.maximum(where.stop_a - where.a, where.stop_b - where.b) >= asked.sure) | (chains.longest() >= asked.unbroken)
        return chains.of_chains(sure | (weight >= asked.weight))


def _chained(finder: SeedFinder, pairs: Iterable[tuple[int, int]], small: _Small) -> Iterator[tuple[I64, Chains]]:
    """The chains of the pairs that are worth a closer look, with the pairs that they number."""
    known = sorted(pairs)
    numbered = np.array(known, np.int64).reshape(-1, 2)
    for begin, found in runs(finder, known):
        yield numbered[begin:], small.possible(Chains.of(found, small.threshold.words), numbered[begin:])


def chained(stock: Stock, weights: NDArray[np.float32], pairs: Sequence[tuple[int, int]], threshold: Threshold) -> Iterator[tuple[I64, Chains]]:
    """The chains of some pairs of a small pile that can make a passage, with the pairs that they number; `weights` are those of the stock's words."""
    return _chained(SeedFinder(stock, _SEED), pairs, _Small.of(stock, weights, threshold))


def _in_small_pile(stock: Stock, options: ReuseOptions) -> Iterator[tuple[int, int, int, bytes]]:
    """Article numbers, votes and runs of the pairs of a small pile, and of those that a third article leads to."""
    finder, small = SeedFinder(stock, _SEED), _Small.of(stock, word_weights(stock), in_small_piles(options))
    linked = _linked(stock, options)
    extents: list[tuple[I64, ...]] = []
    for pairs, chains in _chained(finder, linked, small):
        pair, *words = chains.extents()
        extents.append((pairs[pair, 0], pairs[pair, 1], *words))
        for number, packed in chains.packed():
            a, b = pairs[number].tolist()
            yield a, b, linked[a, b], packed
    more = {pair: 0 for pair in composed(extents, _COMPOSED) if pair not in linked}
    for pairs, chains in _chained(finder, more, small):
        for number, packed in chains.packed():
            a, b = pairs[number].tolist()
            yield a, b, 0, packed


def _in_large_pile(stock: Stock, options: ReuseOptions) -> Iterator[tuple[int, int, int, bytes]]:
    """The same for a large pile."""
    count = len(stock.articles)
    tokens = Tokens(token_words(stock.hashes), stock.offsets[:-1], np.diff(stock.offsets))
    chosen = np.linspace(0, count - 1, min(count, SAMPLE)).astype(np.int64)
    sample = np.concatenate([tokens.words[stock.words(number)] for number in chosen.tolist()])

    def whole(_: NDArray[np.bool_]) -> Tokens:
        return tokens

    for paired in in_bulk([stock.prints()], whole, rarity(sample, len(chosen)), options):
        for number, packed in paired.chains.packed():
            yield int(paired.a[number]), int(paired.b[number]), int(paired.votes[number]), packed


def candidates(pile: Pile, options: ReuseOptions) -> Iterator[Candidate]:
    """Pairs that share shingles of content, in order of ids, with the runs of equal words that they share.

    Each holder of a shingle is linked to the first and the previous holder (by id: no direction is meant), so that work and rows grow with the pile
    and not with its square; where few hold it, all of them are linked. What an outlet prints on many of its pages gives no link.
    """
    stock = Stock.of(pile)
    if len(stock.articles) < 2:
        return
    found = _in_large_pile(stock, options) if len(stock.articles) > options.small else _in_small_pile(stock, options)
    for a, b, votes, packed in sorted(found):
        yield Candidate(stock.articles[a].id, stock.articles[b].id, votes, packed)
