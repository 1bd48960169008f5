"""Pairs that no link joins but a third article does: A holds words of B, C holds the same words of B."""

from collections import defaultdict
from typing import NamedTuple

import numpy as np

OVERLAP = 12
"""Words of the middle article that both outer ones must hold."""


class Extent(NamedTuple):
    """Where an aligned pair shares a passage: article numbers and word numbers."""

    article_a: int
    article_b: int
    a: tuple[int, int]
    b: tuple[int, int]


class _Hold(NamedTuple):
    """What another article holds of one."""

    size: int
    other: int
    first: int
    stop: int


def composed(extents: list[Extent], most: int) -> list[tuple[int, int]]:
    """New pairs, sorted. Of each middle article only the `most` longest holds are joined, so that a text with very many copies stays a star."""
    known = {(extent.article_a, extent.article_b) for extent in extents}
    holds: defaultdict[int, list[_Hold]] = defaultdict(list)
    for extent in extents:
        for middle, other, (first, stop) in ((extent.article_a, extent.article_b, extent.a), (extent.article_b, extent.article_a, extent.b)):
            if stop - first >= OVERLAP:
                holds[middle].append(_Hold(first - stop, other, first, stop))
    new: set[tuple[int, int]] = set()
    for middle in sorted(holds):
        chosen = sorted(holds[middle])[:most]
        begins = np.array([hold.first for hold in chosen])
        ends = np.array([hold.stop for hold in chosen])
        overlap = np.minimum(ends[:, None], ends[None, :]) - np.maximum(begins[:, None], begins[None, :])
        for left, right in zip(*(side.tolist() for side in np.nonzero(np.triu(overlap >= OVERLAP, 1))), strict=True):
            a, b = sorted((chosen[left].other, chosen[right].other))
            if a != b and (a, b) not in known:
                new.add((a, b))
    return sorted(new)
