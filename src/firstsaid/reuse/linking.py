"""From shingles to links: which two articles hold the same shingle, and where."""

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firstsaid.reuse.boilerplate import Likely, Takes, boilerplate, families, suspected
from firstsaid.reuse.ordering import group_begins, in_company
from firstsaid.reuse.prints import U32, Groups, Places, Prints, of_several
from firstsaid.reuse.words import I64, U64

_PART = 1 << 21
"""Shingles sorted at once: a part of the hash space."""

_AT_ONCE = 1 << 19
"""Places whose links are made at once where only their number is wanted."""


class Links(NamedTuple):
    """Shingles that an earlier and a later article have in common: article numbers, and numbers of the first words. Earlier is by number only."""

    a: U32
    b: U32
    word_a: U32
    word_b: U32

    def of(self, chosen: NDArray[np.generic]) -> "Links":
        """The links that an index or mask chooses."""
        return Links(*(column[chosen] for column in self))


def _parts(prints: Prints) -> Iterator[Groups]:
    """Groups of one part of the hash space after the other. Each article counts once for a shingle, at its first place.

    A shingle's hash and its place are packed into one word, so that sorting needs no index beside it. The bits of the hash that find no room are not compared:
    that two shingles are the same is seen again when their words are.
    """
    count, alike = len(prints.shingles), np.uint64(prints.alike)
    bits = max(1, (count - 1).bit_length())
    split = (count // _PART).bit_length()
    low = np.uint64((1 << bits) - 1)
    first_bits = prints.first_bits << np.uint16(prints.alike) >> np.uint16(16 - split) if split else None
    for part in range(1 << split):
        places = np.flatnonzero(first_bits == part) if split else np.arange(count)
        keys = prints.shingles[places]
        keys <<= np.uint64(split) + alike
        keys &= ~low
        keys |= places.view(np.uint64)
        keys.sort()
        yield _once(prints, keys[in_company(keys, low)], low)


def _once(prints: Prints, keys: U64, low: np.uint64) -> Groups:
    """The groups of sorted keys with each article once, and those of one article left out."""
    places, shingles = (keys & low).astype(np.intp), keys & ~low
    fresh = group_begins(shingles, prints.holders[places])
    return of_several(places[fresh], group_begins(shingles[fresh]))


def _linked(groups: Groups, full: int) -> tuple[Places, Places]:
    """Each place of a group with the first and the previous one, and in groups of up to `full` places every two."""
    begins = np.flatnonzero(groups.new)
    sizes = np.diff(np.append(begins, len(groups.new)))
    first = np.repeat(begins, sizes)
    places = np.arange(len(groups.new))
    rank = places - first
    left, right = [first[rank > 0], places[rank > 1] - 1], [places[rank > 0], places[rank > 1]]
    whole = np.repeat(sizes <= full, sizes)
    for back in range(2, full):
        more = places[whole & (rank > back)]
        if not len(more):
            break
        left.append(more - back)
        right.append(more)
    return groups.places[np.concatenate(left)], groups.places[np.concatenate(right)]


class Linked(NamedTuple):
    """What `links` finds."""

    parts: list[Links]
    """Links of one part of the hash space after the other; which parts there are makes no difference to what is found."""
    boilerplate: list[I64]
    """Places that are boilerplate of their outlet: the article's number, and in the lower 32 bits that of the shingle's first word."""
    articles: int
    """How many articles the pile has."""


class _Shared(NamedTuple):
    """Shingles of one part of the hash space that several articles hold."""

    prints: Prints
    groups: Groups
    likely: Likely

    def links(self, groups: Groups, full: int) -> Links:
        """The links of some of the groups."""
        prints = self.prints
        left, right = _linked(groups, full)
        return Links(prints.holders[left], prints.holders[right], prints.words[left], prints.words[right])

    def house(self, dropped: NDArray[np.bool_]) -> I64:
        """Article and first word of what is dropped."""
        return self.prints.holders[dropped].astype(np.int64) << 32 | self.prints.words[dropped]


def _settled(parts: Iterable[Prints], share: float) -> Iterator[tuple[_Shared, NDArray[np.bool_]]]:
    """What several articles hold, one part of the hash space after the other, and which places of it are boilerplate, known when all were seen."""
    shared: deque[_Shared] = deque()
    takes: list[Takes] = []
    told: I64 | None = None
    for prints in parts:
        told = prints.told_sizes if told is None else told + prints.told_sizes
        for groups in _parts(prints):
            own, numbered = prints.of(groups.places), Groups(np.arange(len(groups.places), dtype=np.uint32), groups.new)
            likely, found = suspected(own, numbered, share)
            shared.append(_Shared(own, numbered, likely))
            takes.append(found)
    family = families(np.zeros(0, np.int64) if told is None else told, takes)
    del takes
    while shared:
        part = shared.popleft()
        yield part, boilerplate(part.groups, part.likely, family)


def links(parts: Iterable[Prints], share: float, full: int) -> Linked:
    """Which two articles hold the same shingles, given those of one part of the hash space after the other.

    Each holder of a shingle is linked to the first and the previous holder, so that links grow with the pile and not with its square; up to `full` holders are
    all linked. What an outlet prints on `share` of its pages gives no link. Of each part only what several articles hold is kept.
    """
    linked = Linked([], [], 0)
    for part, dropped in _settled(parts, share):
        kept = part.groups.without(dropped)
        linked.boilerplate.append(part.house(dropped))
        if len(kept.places):
            linked.parts.append(part.links(kept, full))
        linked = linked._replace(articles=len(part.prints.outlets))
    return linked


def votes(prints: Prints, share: float, full: int) -> tuple[I64, I64]:
    """The pairs of articles that `links` links, the earlier one's number in the upper 32 bits, in order, and by how many links. No link is kept."""
    pairs, counts = np.zeros(0, np.int64), np.zeros(0, np.int64)
    for part, dropped in _settled([prints], share):
        for groups in _pieces(part.groups.without(dropped)):
            found = part.links(groups, full)
            known, number = np.unique(found.a.astype(np.int64) << 32 | found.b, return_counts=True)
            pairs, at = np.unique(np.append(pairs, known), return_inverse=True)
            counts = np.bincount(at, np.append(counts, number), len(pairs)).astype(np.int64)
    return pairs, counts


def _pieces(groups: Groups) -> Iterator[Groups]:
    """Some groups after the others, so that not all links are there at the same time."""
    count = len(groups.new)
    begins = np.append(np.flatnonzero(groups.new), count)
    edges = begins[np.searchsorted(begins, np.append(np.arange(0, count, _AT_ONCE), count))]
    for begin, end in pairwise(np.unique(edges).tolist()):
        yield Groups(groups.places[begin:end], groups.new[begin:end])
