"""Exact runs of words that two articles share, and their chaining into passages. Everything works on many pairs at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firstsaid.reuse.stock import Stock
from firstsaid.reuse.words import I64, U64, shingle_hashes

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
    """Finds the places where two articles of a stock hold the same `size` words."""

    def __init__(self, stock: Stock, size: int) -> None:
        self.size = size
        self._stock = stock
        self._shingles = shingle_hashes(stock.hashes, size)
        self._sorted: dict[int, tuple[U64, NDArray[np.intp]]] = {}

    def _of(self, article: int) -> U64:
        words = self._stock.words(article)
        return self._shingles[words.start : max(words.start, words.stop - self.size + 1)]

    def _in_order(self, article: int) -> tuple[U64, NDArray[np.intp]]:
        if article not in self._sorted:
            shingles = self._of(article)
            order = np.argsort(shingles, kind="stable")
            self._sorted[article] = shingles[order], order
        return self._sorted[article]

    def seeds(self, a: int, b: int) -> tuple[I64, I64]:
        """Places in a and in b of every shingle that both hold."""
        in_a, place_a = self._in_order(a)
        ordered, order = self._in_order(b)
        if not len(ordered) or not len(in_a):
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        low = np.searchsorted(ordered, in_a, "left")
        hits = np.flatnonzero(ordered[np.minimum(low, len(ordered) - 1)] == in_a)
        low = low[hits]
        count = np.searchsorted(ordered, in_a[hits], "right") - low
        hits = place_a[hits]
        many = np.flatnonzero(count > _REPEATS)
        shift = np.zeros(len(hits), np.int64)
        if len(many):
            shift[many] = _ranks(low[many]) % count[many]
            count[many] = 1
        before = np.cumsum(count) - count
        within = np.arange(int(count.sum())) - np.repeat(before, count) + np.repeat(shift, count)
        return np.repeat(hits, count), order[np.repeat(low, count) + within]


def _ranks(values: NDArray[np.intp]) -> I64:
    """How many equal values stand before each."""
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    new = np.append(True, ordered[1:] != ordered[:-1])
    begins = np.flatnonzero(new)[np.cumsum(new) - 1]
    ranks = np.empty(len(values), np.int64)
    ranks[order] = np.arange(len(values)) - begins
    return ranks


def _maximal(pair: I64, a: I64, b: I64, size: int) -> Runs:
    """Seeds of `size` words joined along their diagonals."""
    order = np.lexsort((a, a - b, pair))
    pair, a, b = pair[order], a[order], b[order]
    on = (pair[1:] == pair[:-1]) & (a[1:] - b[1:] == a[:-1] - b[:-1]) & (a[1:] - a[:-1] <= size)
    heads = np.flatnonzero(np.append(True, ~on))
    tails = np.append(heads[1:], len(a)) - 1
    length = a[tails] - a[heads] + size
    order = np.lexsort((b[heads], a[heads], pair[heads]))
    return Runs(pair[heads], a[heads], b[heads], length).of(order)


def runs(finder: SeedFinder, pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, Runs]]:
    """Maximal common runs of consecutive stretches of `pairs`, each with the number of its first pair; `pair` counts from there."""
    begin, size = 0, 0
    parts: list[tuple[I64, I64, I64]] = []
    for number, (a, b) in enumerate(pairs):
        places_a, places_b = finder.seeds(a, b)
        parts.append((np.full(len(places_a), number - begin), places_a, places_b))
        size += len(places_a)
        if size >= _BLOCK or number == len(pairs) - 1:
            pair, at_a, at_b = (np.concatenate(column) for column in zip(*parts, strict=True))
            if size:
                yield begin, _maximal(pair, at_a, at_b, finder.size)
            begin, size, parts = number + 1, 0, []


def _costs(found: Runs, ahead: int) -> NDArray[np.float64]:
    """What it costs to join each run to the one `ahead` places further on; infinite where they cannot be one passage."""
    size = len(found.a) - ahead
    first, second = found.of(np.arange(size)), found.of(np.arange(ahead, len(found.a)))
    gap_a = second.a - first.a - first.length
    gap_b = second.b - first.b - first.length
    skew = np.abs(gap_a - gap_b)
    overlap = np.maximum(0, -np.minimum(gap_a, gap_b))
    fits = (first.pair == second.pair) & (np.maximum(gap_a, gap_b) <= GAP) & (skew <= _SKEW) & (overlap * 2 <= np.minimum(first.length, second.length))
    fits &= (second.a > first.a) & (second.b > first.b)
    cost = np.full(len(found.a), np.inf)
    cost[:size][fits] = (np.maximum(gap_a, 0) + np.maximum(gap_b, 0) + 2 * skew + 4 * overlap)[fits]
    return cost


def chained(found: Runs) -> I64:
    """Number of the passage that each run belongs to: runs that are each other's nearest neighbours, in the same order in both articles, are joined."""
    count = len(found.a)
    best_next, cost_next = np.full(count, -1), np.full(count, np.inf)
    best_last, cost_last = np.full(count, -1), np.full(count, np.inf)
    for ahead in range(1, min(_LOOK, count - 1) + 1):
        cost = _costs(found, ahead)
        better = cost < cost_next
        best_next[better] = np.flatnonzero(better) + ahead
        cost_next[better] = cost[better]
        backward = np.append(np.full(ahead, np.inf), cost[:-ahead])
        better = backward < cost_last
        best_last[better] = np.flatnonzero(better) - ahead
        cost_last[better] = backward[better]
    heads = np.arange(count)
    mutual = np.flatnonzero(best_next >= 0)
    mutual = mutual[best_last[best_next[mutual]] == mutual]
    previous = np.full(count, -1)
    previous[best_next[mutual]] = mutual
    for here in np.flatnonzero(previous >= 0).tolist():
        heads[here] = heads[previous[here]]
    return heads
