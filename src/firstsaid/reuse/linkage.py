"""Clusters of a sparse graph that are held together as tightly as they are within."""

import heapq
from collections.abc import Iterable
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
    """Clusters as they grow: likeness summed over all pairs between two of them, and within each."""

    def __init__(self, count: int, edges: Iterable[tuple[int, int, float]], tightness: Tightness) -> None:
        self.members: dict[int, list[int]] = {number: [number] for number in range(count)}
        self.between: list[dict[int, float]] = [{} for _ in range(count)]
        self._bounded: list[dict[int, float]] = [{} for _ in range(count)]
        self._inner = [0.0] * count
        self._tightness = tightness
        for a, b, weight in edges:
            self.between[a][b] = self.between[b][a] = weight
            self._bounded[a][b] = self._bounded[b][a] = min(weight, tightness.most)

    def _within(self, a: int) -> float:
        """Average likeness of a cluster's members, with the expectation as some pairs more."""
        size = len(self.members[a])
        return (self._inner[a] + self._tightness.pairs * self._tightness.usual) / (size * (size - 1) / 2 + self._tightness.pairs)

    def share(self, a: int, b: int) -> float:
        """Average likeness between two clusters as a share of that within them."""
        average = self.between[a][b] / (len(self.members[a]) * len(self.members[b]))
        return average / sqrt(self._within(a) * self._within(b))

    def join(self, a: int, b: int) -> None:
        """Let the first cluster take the second in."""
        self._inner[a] += self._inner[b] + self._bounded[a][b]
        self.members[a] += self.members.pop(b)
        for sums in (self.between, self._bounded):
            del sums[a][b], sums[b][a]
            for other, total in sums[b].items():
                del sums[other][b]
                sums[a][other] = sums[other][a] = sums[a].get(other, 0.0) + total
            sums[b] = {}


def tight_link(count: int, edges: Iterable[tuple[int, int, float]], tightness: Tightness) -> list[list[int]]:
    """Clusters of the numbers below `count`, each sorted, in order of their first member.

    Average-link clustering (Sokal and Michener 1958; missing edges count as 0), where the average between two clusters is measured by the averages within
    them, as in a normalised cut (Shi and Malik 2000): coverage of a narrow event is told from coverage of one much like it, and loose coverage of a wide event
    still meets. No chain of single resemblances can make one cluster of two. Work grows with the edges, not with the square of `count`.
    """
    clusters = _Clusters(count, edges, tightness)
    members = clusters.members
    heap: list[tuple[float, int, int, int, int]] = []

    def offer(a: int, b: int) -> None:
        share = clusters.share(a, b)
        if share >= tightness.share:
            low, high = min(a, b), max(a, b)
            heapq.heappush(heap, (-share, low, high, len(members[low]), len(members[high])))

    for a in range(count):
        for b in clusters.between[a]:
            if a < b:
                offer(a, b)
    while heap:
        _, a, b, size_a, size_b = heapq.heappop(heap)
        if a not in members or b not in members or len(members[a]) != size_a or len(members[b]) != size_b:
            continue
        clusters.join(a, b)
        for other in clusters.between[a]:
            offer(a, other)
    return sorted(sorted(group) for group in members.values())
