"""Which links count: chance phrases meet on random diagonals, copied words close together and nearly on one."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from firstsaid.reuse.linking import Links
from firstsaid.reuse.ordering import group_begins, in_company, order_of
from firstsaid.reuse.words import U64

_NEAR, _SKEW = 40, 8
"""Words within which two links of a pair must lie, and how far apart their diagonals may be."""

_PART = 1 << 21
"""Links worked on at once: a part of the pairs."""

_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F))


def _mixed(links: Links) -> U64:
    """A hash of each link's pair."""
    mixed = (links.a.astype(np.uint64) << np.uint64(32) | links.b.astype(np.uint64)) * _MIX[0]
    mixed ^= mixed >> np.uint64(32)
    mixed *= _MIX[1]
    return mixed


def _often(links: Links) -> Links:
    """Links of pairs that have two or more, those of one pair side by side."""
    mixed = _mixed(links)
    bits = np.uint64(max(1, len(mixed) - 1).bit_length())
    low = (np.uint64(1) << bits) - np.uint64(1)
    keys = (mixed & ~low) | np.arange(len(mixed), dtype=np.uint64)
    keys.sort()
    return links.of((keys & low)[in_company(keys, low)].astype(np.intp))


def _supported(links: Links) -> Links:
    """Links of pairs of which two lie close together, nearly on one diagonal. In order of pair, and within it of their place in b."""
    few = _often(links)
    pair = np.cumsum(group_begins(few.a, few.b))
    order = order_of(pair, few.word_b)
    few, pair = few.of(order), pair[order]
    step_a, step_b = np.diff(few.word_a.astype(np.int64)), np.diff(few.word_b.astype(np.int64))
    near = (pair[1:] == pair[:-1]) & (step_b > 0) & (step_b <= _NEAR) & (np.abs(step_a - step_b) <= _SKEW)
    good = np.zeros(len(few.a) + 1, np.bool_)
    good[pair[1:][near]] = True
    return few.of(good[pair])


def _joined(parts: list[Links]) -> Links:
    if not parts:
        return Links(*(np.zeros(0, np.uint32) for _ in Links._fields))
    return Links(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def voted(found: list[Links]) -> Iterator[Links]:
    """The supported links of one part of the pairs after the other; `found` is used up. Which parts there are makes no difference but to their order."""
    split = (sum(len(links.a) for links in found) // _PART).bit_length()
    if not split:
        yield _supported(_joined(found))
        return
    parts: list[list[Links]] = [[] for _ in range(1 << split)]
    found.reverse()
    while found:
        links = found.pop()
        part_of: NDArray[np.uint16] = (_mixed(links) >> np.uint64(64 - split)).astype(np.uint16)
        order = np.argsort(part_of, kind="stable")
        edges = np.searchsorted(part_of[order], np.arange((1 << split) + 1)).tolist()
        for number, part in enumerate(parts):
            part.append(links.of(order[edges[number] : edges[number + 1]]))
    for part in parts:
        yield _supported(_joined(part))
        part.clear()
