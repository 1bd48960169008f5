"""Pairs that no link joins but a third article does: A holds words of B, C holds the same words of B."""

from collections.abc import Sequence

import numpy as np

from firstsaid.reuse.ordering import group_begins, order_of
from firstsaid.reuse.words import I64

OVERLAP = 12
"""Words of the middle article that both outer ones must hold."""


def composed(extents: Sequence[tuple[I64, ...]], most: int) -> tuple[I64, I64]:
    """New pairs, in order, from passages of known ones: article a, article b, words from and up to in a, words from and up to in b. The lower 32 bits of a pair
    are its second article; beside it stands how many words of a middle article both hold.

    Of each middle article only the `most` longest holds are joined, so that a text with very many copies stays a star.
    """
    if not extents:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    a, b, first_a, stop_a, first_b, stop_b = (np.concatenate(columns) for columns in zip(*extents, strict=True))
    middle, other = np.concatenate([a, b]), np.concatenate([b, a])
    first, stop = np.concatenate([first_a, first_b]), np.concatenate([stop_a, stop_b])
    held = stop - first >= OVERLAP
    middle, other, first, stop = middle[held], other[held], first[held], stop[held]
    order = order_of(middle, int((stop - first).max(initial=0)) - (stop - first), other, first)
    middle, other, first, stop = middle[order], other[order], first[order], stop[order]
    begins = np.flatnonzero(group_begins(middle))
    new: list[tuple[I64, I64]] = []
    for begin, end in zip(begins.tolist(), np.append(begins, len(middle))[1:].tolist(), strict=True):
        chosen = slice(begin, min(end, begin + most))
        overlap = np.minimum(stop[chosen, None], stop[None, chosen]) - np.maximum(first[chosen, None], first[None, chosen])
        at = np.nonzero(np.triu(overlap >= OVERLAP, 1))
        left, right = (other[chosen][side] for side in at)
        pair = np.minimum(left, right) << 32 | np.maximum(left, right)
        new.append((pair[left != right], overlap[at][left != right]))
    pairs, words = (np.concatenate(columns) for columns in zip(*new, strict=True)) if new else np.zeros((2, 0), np.int64)
    order = np.lexsort((-words, pairs))
    pairs, words = pairs[order], words[order]
    once = group_begins(pairs) & ~np.isin(pairs, np.minimum(a, b) << 32 | np.maximum(a, b))
    return pairs[once], words[once]
