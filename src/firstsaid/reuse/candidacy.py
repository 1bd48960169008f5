"""Which pairs of articles are worth aligning, and by which runs of words."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firstsaid.model import Article, Candidate, Pile, Rejected
from firstsaid.model.capture import COMPARED_IN_PART
from firstsaid.model.options import ReuseOptions
from firstsaid.reuse.bulk import SAMPLE, in_bulk, rarity, token_words
from firstsaid.reuse.chains import Chains
from firstsaid.reuse.composing import composed
from firstsaid.reuse.extending import Tokens
from firstsaid.reuse.linking import votes
from firstsaid.reuse.passages import Threshold, in_small_piles
from firstsaid.reuse.runs import runs
from firstsaid.reuse.seeds import SeedFinder
from firstsaid.reuse.stock import Stock
from firstsaid.reuse.thinning import NEAREST, Held, Texts, crowds, thinned
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

_Row = tuple[int, int, int, bytes]
"""Article numbers, votes and runs of a pair."""


def _linked(stock: Stock, options: ReuseOptions) -> Pairs:
    """Pairs of a small pile that hold a shingle in common, with how many."""
    found, counts = votes(stock.dense_prints(), options.boilerplate_share, _ALL_PAIRS)
    return {(pair >> 32, pair & 0xFFFFFFFF): count for pair, count in zip(found.tolist(), counts.tolist(), strict=True)}


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


def _left_out(first: Article, articles: int, texts: int, pairs: int) -> Rejected:
    """What is told of a dense family."""
    alike = f"This article and {articles - 1:,} others share so much, as copies of one text or notices of one form do"
    which = f"each of their {texts:,} texts was compared with the {NEAREST} that share most with it"
    return Rejected(first.path, None, "candidates", f"{COMPARED_IN_PART}. {alike}, that {which}; {pairs:,} further pairs were not compared.")


def _of_dense(stock: Stock, family: I64, options: ReuseOptions) -> Iterator[tuple[int, int] | Rejected]:
    """The pairs of a dense family that are compared; and how many are not, if any."""
    texts = Texts.of(stock, family)
    known = stock.chosen(texts.first.tolist())
    small = _Small.of(known, word_weights(known), in_small_piles(options))
    held = [_extents(numbered, chains) for numbered, chains in _chained(SeedFinder(known, _SEED), _linked(known, options), small)]
    pairs, left_out = thinned(Held.of(held), np.diff(known.offsets), _COMPOSED)
    if left_out:
        yield _left_out(stock.articles[int(family[0])], len(family), len(texts.first), left_out)
    yield from texts.articles(pairs)
    yield from texts.copies


def _in_small_pile(stock: Stock, options: ReuseOptions) -> Iterator[_Row | Rejected]:
    """Article numbers, votes and runs of the pairs of a small pile, and of those that a third article leads to; and of dense families that they are."""
    finder, small = SeedFinder(stock, _SEED), _Small.of(stock, word_weights(stock), in_small_piles(options))
    linked = _linked(stock, options)
    parts: list[tuple[I64, ...]] = []
    found: list[_Row] = []
    for numbered, chains in _chained(finder, linked, small):
        parts.append(_extents(numbered, chains))
        found += _rows(numbered, chains, linked)
    more = [pair for key in composed(parts, _COMPOSED)[0].tolist() if (pair := (key >> 32, key & 0xFFFFFFFF)) not in linked]
    crowd = crowds(Held.of(parts), more, np.diff(stock.offsets))
    for family in np.unique(crowd[crowd >= 0]).tolist():
        found = [row for row in found if crowd[row[0]] != family]
        more = [pair for pair in more if crowd[pair[0]] != family]
        for given in _of_dense(stock, np.flatnonzero(crowd == family), options):
            if isinstance(given, Rejected):
                yield given
            else:
                more.append(given)
    yield from found
    for numbered, chains in _chained(finder, more, small):
        yield from _rows(numbered, chains, linked)


def _extents(numbered: I64, chains: Chains) -> tuple[I64, ...]:
    """Where chains lie, with the two articles of each in front."""
    of, *words = chains.extents()
    return numbered[of, 0], numbered[of, 1], *words


def _rows(numbered: I64, chains: Chains, linked: Pairs) -> Iterator[_Row]:
    """Pairs that have chains."""
    for number, packed in chains.packed():
        a, b = numbered[number].tolist()
        yield a, b, linked.get((a, b), 0), packed


def _in_large_pile(stock: Stock, options: ReuseOptions) -> Iterator[_Row]:
    """The same for a large pile."""
    count = len(stock.articles)
    tokens = Tokens(token_words(stock.hashes), stock.offsets[:-1], np.diff(stock.offsets))
    sample = tokens.words[: stock.offsets[min(count, SAMPLE)]]

    def whole(_: NDArray[np.bool_]) -> Tokens:
        return tokens

    for paired in in_bulk([stock.prints()], whole, rarity(sample, min(count, SAMPLE)), options):
        for number, packed in paired.chains.packed():
            yield int(paired.a[number]), int(paired.b[number]), int(paired.votes[number]), packed


def candidates(pile: Pile, options: ReuseOptions) -> Iterator[Candidate | Rejected]:
    """Pairs that share shingles of content, in order of ids, with the runs of equal words that they share; and of what was not compared, why.

    Each holder of a shingle is linked to the first and the previous holder (by id: no direction is meant), so that work and rows grow with the pile
    and not with its square; where few hold it, all of them are linked. Texts of a dense family are linked to their nearest only. What an outlet prints on many
    of its pages gives no link.
    """
    stock = Stock.of(pile)
    if len(stock.articles) < 2:
        return
    found: list[_Row] = []
    for row in _in_large_pile(stock, options) if len(stock.articles) > options.small else _in_small_pile(stock, options):
        if isinstance(row, Rejected):
            yield row
        else:
            found.append(row)
    for a, b, shared, packed in sorted(found):
        yield Candidate(stock.articles[a].id, stock.articles[b].id, shared, packed)
