"""Words that an outlet prints on many of its pages."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firstsaid.reuse.ordering import group_begins, order_of
from firstsaid.reuse.prints import U32, Groups, Prints
from firstsaid.reuse.words import I64

Floats = NDArray[np.float64]

FEWEST = 5
"""Pages of one outlet that must hold the same words before they can be its boilerplate."""

_AT_ONCE = 1 << 22
"""Votes that are added up at once."""

_EDITION, _EDITION_OF_LONGER = 0.5, 0.25
"""Share of a page's reported shingles that another page of its outlet holds when the two are takes of one text: of the shorter page, and of the longer."""


class _Cells(NamedTuple):
    """Places of groups in order of shingle and outlet; a cell is what one outlet holds of one shingle."""

    places: NDArray[np.intp]
    """Numbers of the groups' places."""
    holders: I64
    outlets: I64
    begins: NDArray[np.intp]
    """Where each cell begins."""

    def numbers(self) -> I64:
        """The cell that each place belongs to."""
        return np.repeat(np.arange(len(self.begins)), self.sizes())

    def sizes(self) -> I64:
        """Places of each cell."""
        return np.diff(np.append(self.begins, len(self.places)))


class Likely(NamedTuple):
    """Places that are boilerplate if enough of their outlet's pages are not takes of one text."""

    places: U32
    """Numbers of the groups' places, cell by cell."""
    holders: U32
    sizes: U32
    """Places of each cell."""
    enough: Floats
    """Families that must hold each cell's shingle."""


class Takes(NamedTuple):
    """How many shingles an article shares with the first holder in its outlet, in order of pairs."""

    first: U32
    other: U32
    votes: U32

    def of(self, begin: int, end: int) -> "Takes":
        """Some of them, from and up to."""
        return Takes(self.first[begin:end], self.other[begin:end], self.votes[begin:end])


def _cells(prints: Prints, groups: Groups) -> _Cells:
    """The cells of outlets that have FEWEST pages or more."""
    holders = prints.holders[groups.places]
    outlets = prints.outlets[holders]
    large = np.flatnonzero((prints.pages[outlets] >= FEWEST) & ~_of_two(groups.new, outlets))
    shingle = np.cumsum(groups.new)[large]
    order = order_of(shingle, outlets[large])
    places = large[order]
    return _Cells(places, holders[places].astype(np.int64), outlets[places], np.flatnonzero(group_begins(shingle[order], outlets[places])))


def _of_two(new: NDArray[np.bool_], outlets: I64) -> NDArray[np.bool_]:
    """Places of groups that two outlets hold once each; those are nobody's boilerplate, and most groups are such."""
    begins = np.flatnonzero(new)
    two = begins[np.diff(np.append(begins, len(new))) == 2]
    two = two[outlets[two] != outlets[two + 1]]
    found = np.zeros(len(new), np.bool_)
    found[two] = found[two + 1] = True
    return found


def _takes(prints: Prints, groups: Groups, cells: _Cells) -> Takes:
    """Votes of pairs of one outlet: the first and every other holder of each reported shingle."""
    told = prints.told[groups.places[cells.places]]
    holders, number = cells.holders[told], cells.numbers()[told]
    new = group_begins(number)
    first = np.repeat(holders[new], np.diff(np.append(np.flatnonzero(new), len(new))))
    return _summed(first[~new].astype(np.uint32), holders[~new].astype(np.uint32), np.ones(np.count_nonzero(~new), np.uint32))


def _summed(first: U32, other: U32, votes: U32) -> Takes:
    """The votes of each pair added up, pairs in order."""
    order = order_of(first, other)
    first, other = first[order], other[order]
    begins = np.flatnonzero(group_begins(first, other))
    total = np.add.reduceat(votes[order], begins) if len(begins) else votes
    return Takes(first[begins], other[begins], total.astype(np.uint32))


def suspected(prints: Prints, groups: Groups, share: float) -> tuple[Likely, Takes]:
    """What may be boilerplate among groups of shingles, and what tells takes of one text from it."""
    cells = _cells(prints, groups)
    sizes = cells.sizes()
    enough = np.maximum(FEWEST, share * prints.pages[cells.outlets[cells.begins]])
    likely = sizes >= enough
    member = np.repeat(likely, sizes)
    found = Likely(cells.places[member].astype(np.uint32), cells.holders[member].astype(np.uint32), sizes[likely].astype(np.uint32), enough[likely])
    return found, _takes(prints, groups, cells)


def families(told_sizes: I64, found: list[Takes]) -> I64:
    """The first article of each article's family: takes of one text in one outlet, which say nothing about what the outlet always prints.

    `told_sizes` says how many kept shingles of each article begin in what it reports. Votes are added up for some first articles after the other.
    """
    family = np.arange(len(told_sizes))
    pieces = max(1, sum(len(part.first) for part in found) // _AT_ONCE)
    edges = np.linspace(0, len(told_sizes), pieces + 1).astype(np.int64)
    for begin, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        own = [part.of(*np.searchsorted(part.first, (begin, end)).tolist()) for part in found]
        first, other, votes = _summed(*(np.concatenate(column) for column in zip(*own, strict=True))) if own else Takes(*np.zeros((3, 0), np.uint32))
        sizes = told_sizes[first], told_sizes[other]
        takes = (votes >= _EDITION * np.minimum(*sizes)) & (votes >= _EDITION_OF_LONGER * np.maximum(*sizes))
        for a, b in zip(first[takes].tolist(), other[takes].tolist(), strict=True):
            family[b] = min(int(family[b]), int(family[a]))
    return family


def boilerplate(groups: Groups, likely: Likely, family: I64) -> NDArray[np.bool_]:
    """Which places of the groups are boilerplate of the outlet whose page holds them.

    Such a shingle stands in at least FEWEST pages of the outlet that are not takes of one text, and in at least a given share of its pages.
    """
    flags = np.zeros(len(groups.places), np.bool_)
    cell = np.repeat(np.arange(len(likely.sizes)), likely.sizes)
    member = family[likely.holders]
    order = order_of(cell, member) if len(cell) else cell
    fresh = group_begins(cell[order], member[order])
    held = np.bincount(cell[order], weights=fresh, minlength=len(likely.sizes))
    flags[likely.places[(held >= likely.enough)[cell]]] = True
    return flags
