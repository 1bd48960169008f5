"""Average-link grouping over sparse likeness: two groups join when their members are alike on average, so that no chain of likes makes one claim of two."""

import heapq
from collections.abc import Callable, Iterable, Sequence
from itertools import islice, product

from firstsaid.model.unions import Unions

Edges = dict[tuple[int, int], float]
"""Likeness of pairs (i < j); a negative likeness keeps the two apart for good."""

_SAMPLE = 16
"""How many pairs between two groups are weighed at most before they join."""


class _Groups:
    """The groups so far, and what is known between them."""

    def __init__(self, count: int, edges: Edges, measure: Callable[[int, int], float]) -> None:
        self.members: list[list[int]] = [[node] for node in range(count)]
        self.edges = dict(edges)
        self.measure = measure
        self.known: list[dict[int, tuple[float, int]]] = [{} for _ in range(count)]
        self.apart: list[set[int]] = [set() for _ in range(count)]
        for (i, j), value in edges.items():
            self._note(i, j, value)

    def _note(self, i: int, j: int, value: float) -> None:
        if value < 0:
            self.apart[i].add(j)
            self.apart[j].add(i)
            return
        total, pairs = self.known[i].get(j, (0.0, 0))
        self.known[i][j] = self.known[j][i] = (total + value, pairs + 1)

    def average(self, i: int, j: int) -> float:
        """Mean likeness of the pairs known between two groups; negative when they must stay apart."""
        if j in self.apart[i]:
            return -1.0
        total, pairs = self.known[i].get(j, (0.0, 0))
        return round(total / pairs, 9) if pairs else 0.0

    def fill(self, i: int, j: int) -> None:
        """Weigh a sample of the pairs between two groups, so that a few like pairs do not speak for all."""
        wanted = min(_SAMPLE, len(self.members[i]) * len(self.members[j]))
        if self.known[i].get(j, (0.0, 0))[1] >= wanted:
            return
        for one, other in _spread(self.members[i], self.members[j]):
            pair = (min(one, other), max(one, other))
            if pair not in self.edges:
                self.edges[pair] = value = self.measure(*pair)
                self._note(i, j, value)

    def join(self, i: int, j: int) -> list[int]:
        """Put group j into group i; gives the groups that i now has something known with."""
        self.members[i] += self.members[j]
        self.members[j] = []
        for other in self.apart[j]:
            self.apart[other].discard(j)
            self.apart[other].add(i)
            self.apart[i].add(other)
        for other, (total, pairs) in self.known[j].items():
            del self.known[other][j]
            if other != i:
                before, count = self.known[i].get(other, (0.0, 0))
                self.known[i][other] = self.known[other][i] = (before + total, count + pairs)
        self.known[j], self.apart[j] = {}, set()
        return sorted(self.known[i])


def _spread(left: Sequence[int], right: Sequence[int]) -> Iterable[tuple[int, int]]:
    """At most _SAMPLE pairs, spread evenly over both groups."""
    side = 4
    a = left[:: max(1, len(left) // side)][:side]
    b = right[:: max(1, len(right) // side)][: _SAMPLE // min(side, len(a))]
    return islice(product(a, b), _SAMPLE)


def average_link(count: int, edges: Edges, threshold: float, measure: Callable[[int, int], float]) -> list[list[int]]:
    """Group nodes 0 … count-1: the most alike groups first, while they are alike by `threshold` on average. Groups and their members are sorted.

    `measure` gives the likeness of a pair that `edges` does not hold.
    """
    groups = _Groups(count, edges, measure)
    heap = [(-value, i, j) for (i, j), value in edges.items() if value >= threshold]
    heapq.heapify(heap)
    while heap:
        negative, i, j = heapq.heappop(heap)
        if not groups.members[i] or not groups.members[j] or j not in groups.known[i]:
            continue
        now = groups.average(i, j)
        if now != -negative:
            continue
        groups.fill(i, j)
        filled = groups.average(i, j)
        if filled < threshold:
            continue
        if filled < now:
            heapq.heappush(heap, (-filled, i, j))
            continue
        for other in groups.join(i, j):
            value = groups.average(min(i, other), max(i, other))
            if value >= threshold:
                heapq.heappush(heap, (-value, min(i, other), max(i, other)))
    return sorted(sorted(members) for members in groups.members if members)


def edges_near(like: Sequence[tuple[int, int]], pairs: Sequence[tuple[int, int]], threshold: float, measure: Callable[[int, int], float]) -> Edges:
    """The likeness of pairs that may come to stand in one group: those in `like`, which may be alike by `threshold`, and all that a chain of likes joins."""
    edges = {pair: value for pair in like if (value := measure(*pair))}
    chains = Unions[int]()
    for (one, other), value in edges.items():
        if value >= threshold:
            chains.join(one, other)
    chained = chains.stands()
    near = (pair for pair in pairs if pair not in edges and pair[0] in chained and chained[pair[0]] == chained.get(pair[1]))
    return edges | {pair: value for pair in near if (value := measure(*pair))}
