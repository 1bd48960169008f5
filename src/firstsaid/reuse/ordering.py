"""Sorting by several columns at once."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

_WORD = 64


def order_of(*columns: NDArray[Any]) -> NDArray[np.intp]:
    """The stable order of rows by columns of whole numbers from 0 on, the first column first.

    Where the columns and a row's number fit into 64 bits, they are packed into one word and sorted as such, which is several times faster than `lexsort`.
    """
    count = len(columns[0])
    widths = [int(column.max(initial=0)).bit_length() for column in columns]
    place = max(1, count - 1).bit_length()
    if sum(widths) + place > _WORD:
        return np.lexsort(columns[::-1])
    packed = np.zeros(count, np.uint64)
    for column, width in zip(columns, widths, strict=True):
        packed <<= np.uint64(width)
        packed |= column.astype(np.uint64)
    packed <<= np.uint64(place)
    packed |= np.arange(count, dtype=np.uint64)
    packed.sort()
    packed &= np.uint64((1 << place) - 1)
    return packed.astype(np.intp)


def in_order(*columns: NDArray[Any]) -> tuple[NDArray[Any], ...]:
    """Columns of whole numbers from 0 on with their rows sorted, by the first column first.

    Where a row fits into 64 bits, rows are packed, sorted as such and taken apart again: nothing is looked up.
    """
    widths = [int(column.max(initial=0)).bit_length() for column in columns]
    if sum(widths) > _WORD:
        order = order_of(*columns)
        return tuple(column[order] for column in columns)
    packed = np.zeros(len(columns[0]), np.uint64)
    for column, width in zip(columns, widths, strict=True):
        packed <<= np.uint64(width)
        packed |= column.astype(np.uint64)
    packed.sort()
    made: list[NDArray[Any]] = []
    for column, width in zip(reversed(columns), reversed(widths), strict=True):
        made.append((packed & np.uint64((1 << width) - 1)).astype(column.dtype))
        packed >>= np.uint64(width)
    return tuple(reversed(made))


def alike(hashes: NDArray[np.uint64]) -> NDArray[np.intp]:
    """An order in which equal hashes stand side by side, their rows in order.

    The row's number is put in place of the lowest bits of each hash, which sorts several times faster than to look rows up; where different hashes begin alike,
    which hardly happens, they are sorted in the plain way.
    """
    low = np.uint64((1 << max(1, len(hashes) - 1).bit_length()) - 1)
    packed = hashes & ~low | np.arange(len(hashes), dtype=np.uint64)
    packed.sort()
    order = (packed & low).astype(np.intp)
    sort = hashes[order]
    confused = ((packed[1:] ^ packed[:-1]) <= low) & (sort[1:] != sort[:-1])
    return np.argsort(hashes, kind="stable") if confused.any() else order


def once(hashes: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], NDArray[np.intp]]:
    """Each hash once, in order, and for every given one its number among them: `numpy.unique` with the inverse, several times faster."""
    order = alike(hashes)
    sort = hashes[order]
    new = group_begins(sort)
    numbers = np.empty(len(order), np.intp)
    numbers[order] = np.cumsum(new) - 1
    return sort[new], numbers


def group_begins(*columns: NDArray[Any]) -> NDArray[np.bool_]:
    """Which rows of sorted columns differ from the row before them; the first one does."""
    new = np.ones(len(columns[0]), np.bool_)
    if len(new):
        np.not_equal(columns[0][1:], columns[0][:-1], out=new[1:])
        for column in columns[1:]:
            new[1:] |= column[1:] != column[:-1]
    return new


def stretched(first: NDArray[Any], stop: NDArray[Any]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Every number from `first` up to `stop` of some stretches, one stretch after the other, and beside each which stretch it belongs to; that comes first."""
    sizes = np.maximum(stop - first, 0).astype(np.intp)
    stretch = np.repeat(np.arange(len(sizes)), sizes)
    return stretch, np.arange(len(stretch)) + np.repeat(first - (np.cumsum(sizes) - sizes), sizes)


def group_bounds(*columns: NDArray[Any]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """For each row of sorted columns the first row that is equal to it, and the first behind those that are."""
    edges = np.flatnonzero(np.append(group_begins(*columns), True))
    sizes = np.diff(edges)
    return np.repeat(edges[:-1], sizes), np.repeat(edges[1:], sizes)


def group_ends(*columns: NDArray[Any]) -> NDArray[np.intp]:
    """For each row of sorted columns the first row behind those that are equal to it."""
    return group_bounds(*columns)[1]


def in_company(keys: NDArray[np.uint64], low: np.uint64) -> NDArray[np.bool_]:
    """Which of sorted keys have another beside them that differs in the bits of `low` alone."""
    same = np.zeros(len(keys) + 1, np.bool_)
    np.less_equal(keys[1:] ^ keys[:-1], low, out=same[1:-1])
    return same[1:] | same[:-1]
