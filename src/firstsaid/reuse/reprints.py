"""Texts that very many articles carry, and their stories.

What tells that two articles are alike is a word that few others hold. A text that more articles carry than may hold such a word has none, and each of them is
compared with some of the others only. So all that carry it are placed as one article.
"""

from typing import NamedTuple

import numpy as np

from firstsaid.model.unions import Unions
from firstsaid.reuse.likeness import COMMON
from firstsaid.reuse.linkage import Alike
from firstsaid.reuse.ordering import group_begins
from firstsaid.reuse.rarity import Floats
from firstsaid.reuse.words import I64

_SHARE, _AS_LONG = 0.9, 0.25
"""Share of the shorter article's reported text that two takes of one text have in common, and how long it is beside the longer."""


class Shared(NamedTuple):
    """Which share of the shorter article's reported text some pairs of articles have in common."""

    pairs: I64
    """In order; the number of the second article in the lower 32 bits, that of the first one above them."""
    shares: Floats


def reprinted(shared: Shared, lengths: I64) -> I64:
    """For each article the number under which it is placed: that of the first article of a text that more than COMMON carry, else its own.

    `lengths` says how much each article reports, in characters.
    """
    a, b = shared.pairs >> 32, shared.pairs & 0xFFFFFFFF
    takes = (shared.shares >= _SHARE) & (np.minimum(lengths[a], lengths[b]) >= _AS_LONG * np.maximum(lengths[a], lengths[b]))
    number = np.arange(len(lengths))
    if np.count_nonzero(takes) < COMMON:
        return number
    unions = Unions[int]()
    for one, other in zip(a[takes].tolist(), b[takes].tolist(), strict=True):
        unions.join(one, other)
    for article, first in unions.stands().items():
        number[article] = first
    return np.where((np.bincount(number, minlength=len(number)) > COMMON)[number], number, np.arange(len(number)))


def as_one(alike: Alike, number: I64) -> Alike:
    """What is alike where articles are placed under these numbers, each pair once: as much as the two that are most alike."""
    a, b = number[alike.a], number[alike.b]
    a, b = np.minimum(a, b), np.maximum(a, b)
    order = np.lexsort((-alike.likeness, b, a))
    a, b, likeness = a[order], b[order], alike.likeness[order]
    kept = group_begins(a, b) & (a != b)
    return Alike(a[kept], b[kept], likeness[kept])


def unfolded(groups: list[list[int]], number: I64) -> list[list[int]]:
    """Groups of numbers as groups of the articles that are placed under them; each sorted, in order of their first article."""
    order = np.argsort(number, kind="stable")
    edges = np.searchsorted(number[order], np.arange(len(number) + 1)).tolist()
    members = order.tolist()
    found = [sorted(article for one in group for article in members[edges[one] : edges[one + 1]]) for group in groups]
    return sorted(group for group in found if group)
