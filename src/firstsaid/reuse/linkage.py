"""Clusters of a sparse graph that are held together as tightly as they are within."""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from math import sqrt
from typing import NamedTuple


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


class _Clusters:
    """Clusters as they grow, each under the number of one of its members: likeness summed over all pairs between two of them, and within each."""

    def __init__(self, count: int, edges: Iterable[tuple[int, int, float]], tightness: Tightness) -> None:
        self.members: list[list[int]] = [[number] for number in range(count)]
        """Empty where a cluster was taken over by another; the first member stands first."""
        self.between: list[dict[int, float]] = [{} for _ in range(count)]
        self._beyond: dict[int, dict[int, float]] = {}
        """Of what is between two clusters, what counts for more than it may within one."""
        self._inner = [0.0] * count
        self._tightness = tightness
        self.within = [tightness.usual] * count
        """Average likeness of each cluster's members, with the expectation as some pairs more."""
        for a, b, weight in edges:
            self.between[a][b] = self.between[b][a] = weight
            if weight > tightness.most:
                self._beyond.setdefault(a, {})[b] = self._beyond.setdefault(b, {})[a] = weight - tightness.most

    def shares(self, a: int, least: float) -> Iterator[tuple[int, float]]:
        """The clusters of which the average likeness with this one, as a share of that within the two, is not below `least`, and that share."""
        members, within = self.members, self.within
        size, own = len(members[a]), within[a]
        for other, total in self.between[a].items():
            share = total / (size * len(members[other])) / sqrt(own * within[other])
            if share >= least:
                yield other, share

    def join(self, a: int, b: int) -> int:
        """Let the cluster that is like more others take the other one in; its number."""
        if len(self.between[a]) < len(self.between[b]):
            a, b = b, a
        self._inner[a] += self._inner[b] + self.between[a][b] - self._beyond.get(a, {}).get(b, 0.0)
        mine, its = self.members[a], self.members[b]
        self.members[a], self.members[b] = (mine + its if mine[0] < its[0] else its + mine), []
        _taken_over(self.between, a, b, self.between[b])
        self.between[b] = {}
        if b in self._beyond:
            self._beyond.setdefault(a, {})
            _taken_over(self._beyond, a, b, self._beyond.pop(b))
        size = len(self.members[a])
        expected = self._tightness
        self.within[a] = (self._inner[a] + expected.pairs * expected.usual) / (size * (size - 1) / 2 + expected.pairs)
        return a


def _taken_over(sums: "_Sums", a: int, b: int, of_b: dict[int, float]) -> None:
    """What is between a cluster and others, together with what was between them and the one that it takes in."""
    own = sums[a]
    own.pop(b, None)
    for other, total in of_b.items():
        if other != a:
            its = sums[other]
            del its[b]
            own[other] = its[a] = own.get(other, 0.0) + total


_Sums = list[dict[int, float]] | dict[int, dict[int, float]]


def tight_link(count: int, edges: Iterable[tuple[int, int, float]], tightness: Tightness) -> list[list[int]]:
    """Clusters of the numbers below `count`, each sorted, in order of their first member.

    Average-link clustering (Sokal and Michener 1958; missing edges count as 0), where the average between two clusters is measured by the averages within
    them, as in a normalised cut (Shi and Malik 2000): coverage of a narrow event is told from coverage of one much like it, and loose coverage of a wide event
    still meets. No chain of single resemblances can make one cluster of two. Work grows with the edges, not with the square of `count`.
    """
    alike = list(edges)
    clusters = _Clusters(count, alike, tightness)
    members, least = clusters.members, tightness.share
    single = _singles(alike, tightness)
    heap: list[_Pair] = []
    while single or heap:
        pair = heapq.heappop(heap) if heap and not (single and single[-1] < heap[0]) else single.pop()
        _, _, _, a, b, size_a, size_b = pair
        if len(members[a]) != size_a or len(members[b]) != size_b:
            continue
        a = clusters.join(a, b)
        first = members[a][0]
        for other, share in clusters.shares(a, least):
            its = members[other]
            low, high = (first, its[0]) if first < its[0] else (its[0], first)
            heapq.heappush(heap, (-share, low, high, a, other, size_a + size_b, len(its)))
    return sorted(sorted(group) for group in members if group)


_Pair = tuple[float, int, int, int, int, int, int]
"""How well two clusters go together (the more, the less the number), their first members, their numbers, and their sizes when that was so."""


def _singles(alike: Sequence[tuple[int, int, float]], tightness: Tightness) -> list[_Pair]:
    """The pairs of single members that go together, best last."""
    shares = ((-weight / tightness.usual, a, b) if a < b else (-weight / tightness.usual, b, a) for a, b, weight in alike)
    pairs = [(share, a, b, a, b, 1, 1) for share, a, b in shares if -share >= tightness.share]
    pairs.sort(reverse=True)
    return pairs
