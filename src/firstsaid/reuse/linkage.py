"""Average-link clustering of a sparse graph (Sokal and Michener 1958; missing edges count as 0)."""

import heapq
from collections.abc import Iterable


def average_link(count: int, edges: Iterable[tuple[int, int, float]], least: float) -> list[list[int]]:
    """Clusters of the numbers below `count`, each sorted, in order of their first member.

    The two clusters whose members are most alike on average are joined, again and again, while that average is at least `least`. No chain of single
    resemblances can make one cluster of two. Work grows with the edges, not with the square of `count`.
    """
    sums: list[dict[int, float]] = [{} for _ in range(count)]
    for a, b, weight in edges:
        sums[a][b] = weight
        sums[b][a] = weight
    members: dict[int, list[int]] = {number: [number] for number in range(count)}
    heap = [(-weight, a, b, 1, 1) for a in range(count) for b, weight in sums[a].items() if a < b and weight >= least]
    heapq.heapify(heap)
    while heap:
        _, a, b, size_a, size_b = heapq.heappop(heap)
        if a not in members or b not in members or len(members[a]) != size_a or len(members[b]) != size_b:
            continue
        _join(sums, members, (a, b))
        for other, total in sums[a].items():
            average = total / (len(members[a]) * len(members[other]))
            if average >= least:
                low, high = min(a, other), max(a, other)
                heapq.heappush(heap, (-average, low, high, len(members[low]), len(members[high])))
    return sorted(sorted(group) for group in members.values())


def _join(sums: list[dict[int, float]], members: dict[int, list[int]], pair: tuple[int, int]) -> None:
    """Let the first cluster of the pair take the second in."""
    a, b = pair
    members[a] += members.pop(b)
    del sums[a][b], sums[b][a]
    for other, total in sums[b].items():
        del sums[other][b]
        sums[a][other] = sums[other][a] = sums[a].get(other, 0.0) + total
    sums[b] = {}
