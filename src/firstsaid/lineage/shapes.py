"""Shapes of stemmas, many at a time: an array (shapes, texts, 2) of each text's parents, -1 where it has fewer.

A parent is the number of a text, or, from `size` on, of a text that is not in the pile. A family has 16 texts at most, so all that is above one fits the bits
of a number.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T", np.int64, np.bool_)
Shape = tuple[tuple[int, ...], ...]
"""The parents of each text, two at most."""
Change = Mapping[int, tuple[int, ...]]
"""Texts that get other parents."""

_NONE = -1


def changed(shape: Shape, changes: Sequence[Change]) -> NDArray[np.int64]:
    """A shape with each of some changes."""
    made = np.repeat([[_two(parents) for parents in shape]], len(changes), axis=0)
    told = [(at, text, *_two(parents)) for at, change in enumerate(changes) for text, parents in change.items()]
    if told:
        row, text, one, other = np.array(told).T
        made[row, text, 0], made[row, text, 1] = one, other
    return made


def _two(parents: tuple[int, ...]) -> tuple[int, ...]:
    return (*parents, _NONE, _NONE)[:2]


def packed(shapes: NDArray[np.int64]) -> list[bytes]:
    """Each shape as bytes, which are sorted as its parents are."""
    width = shapes.shape[1] * 2
    held = (shapes + 1).astype(np.uint8).tobytes()
    return [held[at : at + width] for at in range(0, len(held), width)]


def unpacked(keys: Iterable[bytes], size: int) -> NDArray[np.int64]:
    """The shapes that `packed` gave."""
    return np.frombuffer(b"".join(keys), np.uint8).reshape(-1, size, 2).astype(np.int64) - 1


def plain(shapes: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    """The same without texts from which one page alone would come; those that are left are numbered in order, as are each text's parents."""
    count, width = len(shapes), int(shapes.max(initial=_NONE)) + 1
    flat = shapes.reshape(count, -1)
    named = np.tile(np.append(np.arange(max(width, size)), _NONE), (count, 1))
    if width > size:
        holds = flat[:, None] == np.arange(size, width)[:, None]
        several = holds.sum(axis=2) > 1
        first = np.where(several, holds.argmax(axis=2), flat.shape[1])
        named[:, size:width] = np.where(several, size + (first[:, None] < first[:, :, None]).sum(axis=2), _NONE)
    found = np.take_along_axis(named, flat, axis=1).reshape(shapes.shape)
    one, other = found[..., 0], found[..., 1]
    turned = (one < 0) | ((other >= 0) & (one > other))
    return np.where(turned[..., None], found[..., ::-1], found)


def lines_above(shapes: NDArray[np.int64]) -> NDArray[np.int64]:
    """All texts above each text of every shape, as bits; where a text is above itself, its own bit is among them."""
    direct = np.append(1 << np.arange(int(shapes.max(initial=_NONE)) + 1), 0)[shapes]
    found = np.zeros(shapes.shape[:2], np.int64)
    while True:
        above = direct | of_parents(found, shapes)
        lines: NDArray[np.int64] = above[..., 0] | above[..., 1]
        if (lines == found).all():
            return lines
        found = lines


def of_parents(told: NDArray[T], shapes: NDArray[np.int64]) -> NDArray[T]:
    """What is told of each parent that is a text of the pile, given what is told of every text; 0 for any other."""
    count, size = told.shape
    held = np.zeros((count, max(size, int(shapes.max(initial=_NONE)) + 1) + 1), told.dtype)
    held[:, :size] = told
    found: NDArray[T] = held[np.arange(count)[:, None, None], shapes]
    return found
