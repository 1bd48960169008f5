"""Clusters that were wrongly separated are joined, by the likeness of their nearest members."""

from collections.abc import Sequence

import numpy as np

from firstsaid.reuse.linkage import Alike, Tightness
from firstsaid.reuse.ordering import group_begins
from firstsaid.reuse.rarity import Floats
from firstsaid.reuse.subjects import sums
from firstsaid.reuse.words import I64

_SHARE = 0.45
"""Least average likeness between two clusters, as a share of the average likeness within them."""

_NARROW = 0.3
"""Likeness within a cluster that tells of one event. What is looser, such as a war of which each day brings a like report, takes nothing in."""

_NEAREST = 3
"""Pairs of members across two clusters, the most alike ones, that tell how near the two come to each other; no single pair decides."""

_STRAY = 3
"""A cluster is a stray beside one that is so many times as large."""

_STRAY_NEAR, _CLUSTER_NEAR = 0.65, 1.2
"""Least likeness of the nearest pairs, as a share of the likeness within. A stray needs some members to which it is nearly as near as they are to each other;
of two clusters some members must be nearer than is usual within, as a text and what was written from it are."""


def mended(clusters: Sequence[list[int]], alike: Alike, tightness: Tightness) -> list[list[int]]:
    """The clusters of `tight_link`, those made one that were torn; each sorted, in order of their first member.

    An average dilutes what speaks for one event: a short article that tells one side of it is much like a few articles and little like the rest, and coverage
    in two camps has its bridges. So two clusters that are fairly alike on average are one where they come near to each other as well, by their nearest
    neighbours (as Jarvis and Patrick 1973 and shared-neighbour methods do). The most alike are joined first, each with one other at a time, until none is left.
    """
    left = list(clusters)
    while torn := _torn(left, alike, tightness):
        joined: set[int] = set()
        for one, other in torn:
            if joined.isdisjoint((one, other)):
                joined |= {one, other}
                left[one], left[other] = sorted(left[one] + left[other]), []
        left = sorted(cluster for cluster in left if cluster)
    return left


def _torn(clusters: Sequence[list[int]], alike: Alike, tightness: Tightness) -> list[tuple[int, int]]:
    """Numbers of two clusters each that are one, those first that are most alike."""
    size = np.array([len(cluster) for cluster in clusters], np.int64)
    of = np.empty(int(size.sum()), np.int64)
    of[[member for cluster in clusters for member in cluster]] = np.repeat(np.arange(len(size)), size)
    a, b, weight = of[alike.a], of[alike.b], alike.likeness
    inside = a == b
    within = tightness.within(sums(a[inside], np.minimum(weight[inside], tightness.most), len(size)), size)
    narrow = within >= _NARROW
    across = ~inside & (narrow[a] | narrow[b])
    one, other, total, near = _across(np.minimum(a, b)[across], np.maximum(a, b)[across], weight[across])
    usual = np.sqrt(within[one] * within[other])
    share = total / (size[one] * size[other]) / usual
    larger = np.where(size[one] >= size[other], one, other)
    stray = size[larger] >= _STRAY * np.minimum(size[one], size[other])
    expected = np.where(stray, within[larger], usual)
    at = np.flatnonzero((share >= _SHARE) & (expected >= _NARROW) & (near >= np.where(stray, _STRAY_NEAR, _CLUSTER_NEAR) * expected))
    return [(int(one[k]), int(other[k])) for k in at[np.lexsort((other[at], one[at], -share[at]))]]


def _across(one: I64, other: I64, weight: Floats) -> tuple[I64, I64, Floats, Floats]:
    """Each two clusters between which anything is alike, how much in all, and how much the nearest pairs are on average."""
    order = np.lexsort((-weight, other, one))
    one, other, weight = one[order], other[order], weight[order]
    begins = np.flatnonzero(group_begins(one, other))
    if not len(begins):
        return one, other, weight, weight
    rank = np.arange(len(order)) - np.repeat(begins, np.diff(np.append(begins, len(order))))
    near = np.add.reduceat(np.where(rank < _NEAREST, weight, 0.0), begins) / _NEAREST
    return one[begins], other[begins], np.add.reduceat(weight, begins), near
