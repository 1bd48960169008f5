"""A pile's kept shingles, or those of one part of the hash space, laid out as flat arrays, and groups of those that several articles hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firstsaid.reuse.ordering import group_begins
from firstsaid.reuse.words import I64, U64

U32 = NDArray[np.uint32]
Places = NDArray[np.intp] | U32


@dataclass(frozen=True)
class Prints:
    """The kept shingles of a pile, or those whose hashes begin alike, article by article, each once for each place where it stands."""

    shingles: U64
    holders: U32
    """Number of the article."""
    words: U32
    """Number of the shingle's first word within its article."""
    told: NDArray[np.bool_]
    """Whether it begins in what the article reports, and not in furniture."""
    outlets: I64
    """For each article the number of its outlet."""
    alike: int = 0
    """How many first bits all of the hashes have in common."""

    def of(self, places: Places) -> "Prints":
        """What is known of some places, without their hashes."""
        return Prints(np.zeros(0, np.uint64), self.holders[places], self.words[places], self.told[places], self.outlets)

    @property
    def first_bits(self) -> NDArray[np.uint16]:
        """The first sixteen bits of each hash."""
        return self.shingles.astype("<u8", copy=False).view("<u2")[3::4]

    @cached_property
    def told_sizes(self) -> I64:
        """How many kept shingles of each article begin in what it reports."""
        sizes = np.zeros(len(self.outlets), np.int64)
        begins = np.flatnonzero(group_begins(self.holders))
        if len(begins):
            sizes[self.holders[begins]] = np.add.reduceat(self.told, begins, dtype=np.int64)
        return sizes

    @cached_property
    def pages(self) -> I64:
        """Articles of each outlet."""
        return np.bincount(self.outlets, minlength=1)


class Groups(NamedTuple):
    """Shingles that several articles hold: places in the prints, in order of shingle and article, and which of them begin a group."""

    places: Places
    new: NDArray[np.bool_]

    def without(self, dropped: NDArray[np.bool_]) -> "Groups":
        """Without some of the places, and without groups of which one is left."""
        if not dropped.any():
            return self
        number = np.cumsum(self.new)[~dropped]
        return of_several(self.places[~dropped], group_begins(number))


def of_several(places: Places, new: NDArray[np.bool_]) -> Groups:
    """The groups of two places or more."""
    alone = new & np.append(new[1:], True)[: len(new)]
    return Groups(places[~alone], new[~alone])


def outlet_numbers(outlets: Sequence[str | None]) -> I64:
    """A number for each article's outlet; an article that names none is an outlet of its own."""
    numbers: dict[str, int] = {}
    named = [outlet.strip().casefold() if outlet else f"\x1f{at}" for at, outlet in enumerate(outlets)]
    return np.array([numbers.setdefault(name, len(numbers)) for name in named], np.int64)
