"""Exact runs of words that two articles share, and their chaining into passages. Everything works on many pairs at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firstsaid.reuse.ordering import group_begins, order_of
from firstsaid.reuse.stock import Stock
from firstsaid.reuse.words import I64, shingle_hashes

GAP = 12
"""Words that may stand between two runs of one passage, on either side."""

_SKEW = 10
"""How much longer that gap may be on one side than on the other."""

_LOOK = 8
"""Following runs among which a run's neighbour is sought."""

_REPEATS = 4
"""A shingle that stands in an article more often than this is paired by its rank only, or hostile repetition would multiply."""

_BLOCK = 400_000
"""Seeds worked on at once."""

_WORDS = 1_000_000
"""Words of other articles that one article is compared with at once."""


@dataclass(frozen=True, slots=True)
class Runs:
    """Maximal common runs: `pair` numbers the pair, `a` and `b` the first word in either article, `length` the words. Sorted by pair, then a, then b."""

    pair: I64
    a: I64
    b: I64
    length: I64

    def of(self, chosen: NDArray[np.generic]) -> "Runs":
        """The runs that an index or mask chooses."""
        return Runs(self.pair[chosen], self.a[chosen], self.b[chosen], self.length[chosen])


class SeedFinder:
    """Finds the places where articles of a stock hold the same `size` words."""

    def __init__(self, stock: Stock, size: int) -> None:
        self.size = size
        self._stock = stock
        _, codes = np.unique(shingle_hashes(stock.hashes, size), return_inverse=True)
        none = len(stock.hashes)
        sizes = np.diff(stock.offsets)
        before_stop = np.repeat(stock.offsets[1:], sizes) - np.arange(none)
        self._codes = np.where(before_stop >= size, codes, none).astype(np.int32)
        """A number for the shingle that begins with each word; `none` where the article ends before it does."""
        self._order = order_of(np.repeat(np.arange(len(sizes)), sizes), self._codes)
        """The words of each article in order of their shingles."""
        self._rank, self._times = _repeats(stock.offsets, self._codes, self._order)
        """Which use in its article a shingle's is, and how many there are."""
        self._held = np.zeros(none + 1, np.bool_)
        self._slots = np.zeros(none + 1, np.int32)

    def sizes(self) -> I64:
        """Words of each article."""
        return np.diff(self._stock.offsets)

    def seeds(self, a: int, others: I64) -> tuple[I64, I64, I64]:
        """Every shingle that article `a` and one of the others both hold: the number of the other, and the places in `a` and in the other."""
        stock, own = self._stock, self._order[self._stock.words(a)]
        first = np.flatnonzero(self._rank[own] == 0)
        held = self._codes[own[first]]
        self._held[held] = True
        self._held[-1] = False
        self._slots[held] = first
        begins, sizes = stock.offsets[others], np.diff(stock.offsets)[others]
        codes = np.concatenate([self._codes[stock.words(b)] for b in others.tolist()])
        hits = np.flatnonzero(self._held[codes])
        self._held[held] = False
        stops = np.cumsum(sizes)
        number = np.repeat(np.arange(len(others)), np.diff(hits.searchsorted(stops), prepend=0))
        word, slot = hits + (begins - (stops - sizes))[number], self._slots[codes[hits]]
        step = np.where(self._times[word] > _REPEATS, self._times[word], 1)
        skipped = np.where(step > 1, self._rank[word], 0)
        count = np.maximum(0, -((skipped - self._times[own[slot]]) // step))
        within = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
        use = np.repeat(slot + skipped, count) + within * np.repeat(step, count)
        return np.repeat(number, count), own[use] - stock.offsets[a], np.repeat(word - begins[number], count)


def _repeats(offsets: I64, codes: NDArray[np.int32], order: NDArray[np.intp]) -> tuple[I64, I64]:
    """How often the shingle of each word stood in its article before, and how often it stands there. `order` sorts by article and shingle."""
    new = group_begins(codes[order])
    new[offsets[:-1][np.diff(offsets) > 0]] = True
    begins = np.flatnonzero(new)
    sizes = np.diff(np.append(begins, len(order)))
    rank, times = np.empty(len(order), np.int64), np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order)) - np.repeat(begins, sizes)
    times[order] = np.repeat(sizes, sizes)
    return rank, times


def _maximal(pair: I64, a: I64, b: I64, size: int) -> Runs:
    """Seeds of `size` words joined along their diagonals."""
    order = order_of(pair, a - b + int(b.max()), a)
    pair, a, b = pair[order], a[order], b[order]
    on = (pair[1:] == pair[:-1]) & (a[1:] - b[1:] == a[:-1] - b[:-1]) & (a[1:] - a[:-1] <= size)
    heads = np.flatnonzero(np.append(True, ~on))
    tails = np.append(heads[1:], len(a)) - 1
    length = a[tails] - a[heads] + size
    order = order_of(pair[heads], a[heads], b[heads])
    return Runs(pair[heads], a[heads], b[heads], length).of(order)


def _portions(sizes: I64, pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, I64]]:
    """Consecutive pairs of one first article: the number of the first such pair, the article, and the others, of not much more than _WORDS words."""
    begin = 0
    while begin < len(pairs):
        a, stop, words = pairs[begin][0], begin, 0
        while stop < len(pairs) and pairs[stop][0] == a and words < _WORDS:
            words += int(sizes[pairs[stop][1]])
            stop += 1
        yield begin, a, np.array([b for _, b in pairs[begin:stop]], np.int64)
        begin = stop


def runs(finder: SeedFinder, pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, Runs]]:
    """Maximal common runs of consecutive stretches of `pairs`, each with the number of its first pair; `pair` counts from there."""
    begin, size = 0, 0
    parts: list[tuple[I64, I64, I64]] = []
    for first, a, others in _portions(finder.sizes(), pairs):
        number, place_a, place_b = finder.seeds(a, others)
        parts.append((number + (first - begin), place_a, place_b))
        size += len(number)
        stop = first + len(others)
        if size >= _BLOCK or stop == len(pairs):
            pair, at_a, at_b = (np.concatenate(column) for column in zip(*parts, strict=True))
            if size:
                yield begin, _maximal(pair, at_a, at_b, finder.size)
            begin, size, parts = stop, 0, []


def _costs(found: Runs, first: I64, second: I64) -> NDArray[np.float64]:
    """What it costs to join runs to later ones of the same pair, given by their numbers; infinite where they cannot be one passage."""
    length, other_length = found.length[first], found.length[second]
    gap_a = found.a[second] - found.a[first] - length
    gap_b = found.b[second] - found.b[first] - length
    skew = np.abs(gap_a - gap_b)
    overlap = np.maximum(0, -np.minimum(gap_a, gap_b))
    fits = (gap_b <= GAP) & (skew <= _SKEW) & (overlap * 2 <= np.minimum(length, other_length)) & (gap_a + length > 0) & (gap_b + length > 0)
    return np.where(fits, np.maximum(gap_a, 0) + np.maximum(gap_b, 0) + 2 * skew + 4 * overlap, np.inf)


def chained(found: Runs) -> I64:
    """Number of the passage that each run belongs to: runs that are each other's nearest neighbours, in the same order in both articles, are joined."""
    count = len(found.a)
    best_next, cost_next = np.full(count, -1), np.full(count, np.inf)
    best_last, cost_last = np.full(count, -1), np.full(count, np.inf)
    first = np.arange(count)
    for ahead in range(1, min(_LOOK, count - 1) + 1):
        first = first[first < count - ahead]
        second = first + ahead
        near = (found.pair[second] == found.pair[first]) & (found.a[second] - found.a[first] - found.length[first] <= GAP)
        first, second = first[near], second[near]
        cost = _costs(found, first, second)
        better = cost < cost_next[first]
        best_next[first[better]], cost_next[first[better]] = second[better], cost[better]
        better = cost < cost_last[second]
        best_last[second[better]], cost_last[second[better]] = first[better], cost[better]
    heads = np.arange(count)
    mutual = np.flatnonzero(best_next >= 0)
    mutual = mutual[best_last[best_next[mutual]] == mutual]
    linked = best_next[mutual]
    heads[linked] = mutual
    while (heads[heads[linked]] != heads[linked]).any():
        heads[linked] = heads[heads[linked]]
    return heads
