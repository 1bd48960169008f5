"""Pairs that no link joins but a third article does: A holds words of B, C holds the same words of B."""

from collections.abc import Sequence

import numpy as np

from firstsaid.reuse.ordering import group_begins, order_of
from firstsaid.reuse.words import I64

OVERLAP = 12
"""Words of the middle article that both outer ones must hold."""


def composed(extents: Sequence[tuple[I64, ...]], most: int) -> list[tuple[int, int]]:
    """New pairs, sorted, from passages of known ones: article a, article b, words from and up to in a, words from and up to in b.

    Of each middle article only the `most` longest holds are joined, so that a text with very many copies stays a star.
    """
    if not extents:
        return []
    a, b, first_a, stop_a, first_b, stop_b = (np.concatenate(columns) for columns in zip(*extents, strict=True))
    middle, other = np.concatenate([a, b]), np.concatenate([b, a])
    first, stop = np.concatenate([first_a, first_b]), np.concatenate([stop_a, stop_b])
    held = stop - first >= OVERLAP
    middle, other, first, stop = middle[held], other[held], first[held], stop[held]
    order = order_of(middle, int((stop - first).max(initial=0)) - (stop - first), other, first)
    middle, other, first, stop = middle[order], other[order], first[order], stop[order]
    begins = np.flatnonzero(group_begins(middle))
    new: list[I64] = []
    for begin, end in zip(begins.tolist(), np.append(begins, len(middle))[1:].tolist(), strict=True):
        chosen = slice(begin, min(end, begin + most))
        overlap = np.minimum(stop[chosen, None], stop[None, chosen]) - np.maximum(first[chosen, None], first[None, chosen])
        left, right = (other[chosen][side] for side in np.nonzero(np.triu(overlap >= OVERLAP, 1)))
        pair = np.minimum(left, right) << 32 | np.maximum(left, right)
        new.append(np.unique(pair[left != right]))
    found = np.setdiff1d(np.concatenate(new), a << 32 | b) if new else np.zeros(0, np.int64)
    return [(pair >> 32, pair & 0xFFFFFFFF) for pair in found.tolist()]
