"""From shingles to links: which two articles hold the same shingle, and where."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firstsaid.reuse.boilerplate import boilerplate, families, suspected
from firstsaid.reuse.ordering import group_begins
from firstsaid.reuse.prints import U32, Groups, Prints, of_several
from firstsaid.reuse.words import U64

_PART = 1 << 21
"""Shingles sorted at once: a part of the hash space."""


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
    count = len(prints.shingles)
    bits = max(1, (count - 1).bit_length())
    split = (count // _PART).bit_length()
    low = np.uint64((1 << bits) - 1)
    first_bits = (prints.shingles >> np.uint64(64 - split)).astype(np.uint16) if split else None
    for part in range(1 << split):
        places = np.flatnonzero(first_bits == part) if split else np.arange(count)
        keys = (prints.shingles[places] << np.uint64(split)) & ~low
        keys |= places.astype(np.uint64)
        keys.sort()
        same = np.zeros(len(keys) + 1, np.bool_)
        np.less_equal(keys[1:] ^ keys[:-1], low, out=same[1:-1])
        yield _once(prints, keys[same[1:] | same[:-1]], low)


def _once(prints: Prints, keys: U64, low: np.uint64) -> Groups:
    """The groups of sorted keys with each article once, and those of one article left out."""
    places, shingles = (keys & low).astype(np.intp), keys & ~low
    fresh = group_begins(shingles, prints.holders[places])
    return of_several(places[fresh], group_begins(shingles[fresh]))


def _linked(groups: Groups, full: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
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
    boilerplate: list[NDArray[np.intp]]
    """Places in the prints that are boilerplate of their outlet."""


def links(prints: Prints, share: float, full: int) -> Linked:
    """Which two articles hold the same shingles.

    Each holder of a shingle is linked to the first and the previous holder, so that links grow with the pile and not with its square; up to `full` holders are
    all linked. What an outlet prints on `share` of its pages gives no link.
    """
    parts = [(groups, *suspected(prints, groups, share)) for groups in _parts(prints)]
    family = families(prints, [takes for _, _, takes in parts])
    found = Linked([], [])
    for groups, likely, _ in parts:
        dropped = boilerplate(groups, likely, family)
        kept = groups.without(dropped)
        found.boilerplate.append(groups.places[dropped])
        if len(kept.places):
            left, right = _linked(kept, full)
            found.parts.append(Links(prints.holders[left], prints.holders[right], prints.words[left], prints.words[right]))
    return found
