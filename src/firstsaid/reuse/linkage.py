"""Clusters of a sparse graph that are held together as tightly as they are within."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firstsaid.reuse.ordering import group_begins
from firstsaid.reuse.rarity import Floats
from firstsaid.reuse.words import I64

_DIGITS = 9
"""Digits behind the point by which two shares are told apart: sums of the same likenesses in another order are one share."""

_THERE = 0.7
"""Share of the pairs that must still be there."""


class Alike(NamedTuple):
    """Pairs of numbers, each pair once, and how much they are alike."""

    a: I64
    b: I64
    likeness: Floats


NONE_ALIKE = Alike(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))


class Tightness(NamedTuple):
    """When two clusters are one."""

    share: float
    """Least average likeness between the two, as a share of the average likeness within them."""
    usual: float
    """Likeness within a cluster of which nothing is known, such as one of a single member."""
    pairs: int
    """How many pairs of members that expectation is worth."""
    most: float
    """A pair counts within its cluster at most as much: copies of one text do not make an event narrow."""

    def within(self, inner: Floats, size: I64) -> Floats:
        """The average likeness of clusters' members, given its sum, with the expectation as some pairs more."""
        return np.asarray((inner + self.pairs * self.usual) / (size * (size - 1) / 2 + self.pairs))


class _Clusters:
    """Clusters as they grow, each under the lowest number among its members: their sizes, likeness within them summed, and its average."""

    def __init__(self, count: int, tightness: Tightness) -> None:
        self._expected = tightness
        self.of = np.arange(count)
        """The cluster of each member."""
        self._size = np.ones(count, np.int64)
        self._inner = np.zeros(count)
        self._within = np.full(count, tightness.usual)

    def shares(self, a: I64, b: I64, total: Floats) -> Floats:
        """The average likeness between clusters, given its sum, as a share of that within the two."""
        return np.asarray(np.round(total / (self._size[a] * self._size[b]) / np.sqrt(self._within[a] * self._within[b]), _DIGITS))

    def join(self, a: I64, b: I64, counted: Floats) -> I64:
        """Let clusters take in others of higher numbers; of every cluster the one that it is now in. `counted` is what counts within of what is between."""
        self._inner[a] += self._inner[b] + counted
        self._size[a] += self._size[b]
        self._within[a] = self._expected.within(self._inner[a], self._size[a])
        into = np.arange(len(self.of))
        into[b] = a
        self.of = into[self.of]
        return into

    def groups(self) -> list[list[int]]:
        """The members of each cluster, in order."""
        order = np.argsort(self.of, kind="stable")
        members, edges = order.tolist(), np.flatnonzero(np.append(group_begins(self.of[order]), True)).tolist()
        return [members[first:stop] for first, stop in pairwise(edges)]


class _Between:
    """What is between pairs of clusters, the one with the lower number first. A pair that is no more is one of nobody's, whose number is `count`."""

    def __init__(self, alike: Alike, clusters: _Clusters, most: float) -> None:
        self.a, self.b = np.minimum(alike.a, alike.b), np.maximum(alike.a, alike.b)
        self.total = alike.likeness.copy()
        """Likeness summed over all pairs of members."""
        self.counted = np.minimum(alike.likeness, most)
        """What counts of it when the two are one."""
        self.share = clusters.shares(self.a, self.b, self.total)
        self._clusters = clusters
        self._nobody = len(clusters.of)

    def best_of_both(self, least: float) -> NDArray[np.intp]:
        """Which pairs go together best as either side sees it; of several that are as good the one with the lowest numbers."""
        at = np.flatnonzero(self.share >= least)
        a, b, share = self.a[at], self.b[at], self.share[at]
        best = np.zeros(self._nobody)
        np.maximum.at(best, a, share)
        np.maximum.at(best, b, share)
        both = (share == best[a]) & (share == best[b])
        at, a, b = at[both], a[both], b[both]
        pair = a << 32 | b
        lowest = np.full(self._nobody, np.iinfo(np.int64).max)
        np.minimum.at(lowest, a, pair)
        np.minimum.at(lowest, b, pair)
        return np.asarray(at[(pair == lowest[a]) & (pair == lowest[b])])

    def join(self, joined: NDArray[np.intp]) -> None:
        """Let the two of each of these pairs be one."""
        a, b = self.a[joined], self.b[joined]
        into = self._clusters.join(a, b, self.counted[joined])
        self._drop(joined)
        moved = np.zeros(self._nobody + 1, np.bool_)
        moved[a] = moved[b] = True
        self._sum(np.flatnonzero(moved[self.a] | moved[self.b]), into)

    def _sum(self, rows: NDArray[np.intp], into: I64) -> None:
        """Make one of what is now between the same two clusters."""
        a, b = into[self.a[rows]], into[self.b[rows]]
        pair = np.minimum(a, b) << 32 | np.maximum(a, b)
        order = np.argsort(pair, kind="stable")
        pair = pair[order]
        begins = np.flatnonzero(group_begins(pair))
        kept = rows[: len(begins)]
        for column in (self.total, self.counted):
            column[kept] = np.add.reduceat(column[rows[order]], begins) if len(begins) else 0.0
        self.a[kept], self.b[kept] = pair[begins] >> 32, pair[begins] & 0xFFFFFFFF
        self.share[kept] = self._clusters.shares(self.a[kept], self.b[kept], self.total[kept])
        self._drop(rows[len(begins) :])

    def _drop(self, rows: NDArray[np.intp]) -> None:
        self.a[rows] = self.b[rows] = self._nobody
        self.share[rows] = 0.0

    def tidy(self) -> None:
        """Forget what is no more, where that is much."""
        there = np.flatnonzero(self.a < self._nobody)
        if len(there) < _THERE * len(self.a):
            self.a, self.b, self.total, self.counted, self.share = (column[there] for column in (self.a, self.b, self.total, self.counted, self.share))


def tight_link(count: int, alike: Alike, tightness: Tightness) -> list[list[int]]:
    """Clusters of the numbers below `count`, each sorted, in order of their first member.

    Average-link clustering (Sokal and Michener 1958; missing pairs count as 0), where the average between two clusters is measured by the averages within
    them, as in a normalised cut (Shi and Malik 2000): coverage of a narrow event is told from coverage of one much like it, and loose coverage of a wide event
    still meets. No chain of single resemblances can make one cluster of two. Clusters that are each other's best are joined, all such pairs at once, round
    after round (reciprocal agglomerative clustering, Rajagopalan et al. 2021). Work grows with the pairs, not with the square of `count`.
    """
    clusters = _Clusters(count, tightness)
    between = _Between(alike, clusters, tightness.most)
    while len(joined := between.best_of_both(tightness.share)):
        between.join(joined)
        between.tidy()
    return clusters.groups()
