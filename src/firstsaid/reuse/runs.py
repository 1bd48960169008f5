"""Exact runs of words that two articles share, and their chaining into passages. Everything works on many pairs at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firstsaid.reuse.ordering import in_order
from firstsaid.reuse.seeds import SeedFinder
from firstsaid.reuse.words import I64

GAP = 12
"""Words that may stand between two runs of one passage, on either side."""

_SKEW = 10
"""How much longer that gap may be on one side than on the other."""

_LOOK = 8
"""Following runs among which a run's neighbour is sought."""

_BLOCK = 100_000
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


def _maximal(pair: I64, a: I64, b: I64, size: int) -> Runs:
    """Seeds of `size` words joined along their diagonals."""
    shift = int(b.max())
    pair, diagonal, a = in_order(pair, a - b + shift, a)
    on = (pair[1:] == pair[:-1]) & (diagonal[1:] == diagonal[:-1]) & (a[1:] - a[:-1] <= size)
    heads = np.flatnonzero(np.append(True, ~on))
    length = a[np.append(heads[1:], len(a)) - 1] - a[heads] + size
    pair, a, diagonal = pair[heads], a[heads], diagonal[heads]
    return Runs(*in_order(pair, a, a - diagonal + shift, length))


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
