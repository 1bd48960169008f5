"""Pairs of pages that are compared at once."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firstsaid.reuse.alignments import Alignments
from firstsaid.reuse.book import Book
from firstsaid.reuse.chains import Extents
from firstsaid.reuse.coverage import Coverage, Taken
from firstsaid.reuse.differences import Pair
from firstsaid.reuse.words import I64


class Sides(NamedTuple):
    """Where the words of the two pages of each passage begin in the book."""

    a: I64
    b: I64

    def of(self, numbers: NDArray[np.integer]) -> "Sides":
        """Those of some."""
        return Sides(self.a[numbers], self.b[numbers])


class Pairs:
    """Pairs of pages of a book, by their numbers, and which of their words stand in passages."""

    def __init__(self, book: Book, a: I64, b: I64) -> None:
        self.book = book
        self.a, self.b = a, b
        self._numbers: list[tuple[int, int]] = list(zip(a.tolist(), b.tolist(), strict=True))
        self._held: list[tuple[int, int, int, int]] = []
        self._edges: list[int] = []
        self._taken: dict[int, Taken] = {}

    def sides(self, pair: I64) -> Sides:
        """Where the words of the pages of these pairs begin."""
        return Sides(self.book.offsets[self.a[pair]], self.book.offsets[self.b[pair]])

    def pair(self, number: int) -> Pair:
        """One of the pairs, to ask for single words."""
        a, b = self._numbers[number]
        return Pair(self.book.page(a), self.book.page(b))

    def hold(self, where: Extents) -> None:
        """Passages of the pairs, in order of these: their words are taken."""
        self._held = list(zip(*(column.tolist() for column in where[1:]), strict=True))
        self._edges = np.searchsorted(where.pair, np.arange(len(self.a) + 1)).tolist()
        self._taken = {}

    def untaken(self, number: int) -> Taken:
        """A pair of whose words none is taken."""
        pair = self.pair(number)
        return Coverage(pair.a), Coverage(pair.b)

    def taken(self, number: int) -> Taken:
        """Which words of a pair are taken."""
        if number not in self._taken:
            taken = self._taken[number] = self.untaken(number)
            for a, stop_a, b, stop_b in self._held[self._edges[number] : self._edges[number + 1]]:
                taken[0].take((a, stop_a))
                taken[1].take((b, stop_b))
        return self._taken[number]

    def weight(self, steps: Alignments, pair: I64) -> NDArray[np.float64]:
        """How much the shared words of alignments tell, on the side where they tell more: the same word tells more where somebody is quoted with it.

        An alignment's number says where in `pair` its pair stands.
        """
        of = pair[steps.number]
        before, sums = self.book.weight_before, []
        for page, first, stop in ((self.a, steps.a, steps.stop_a), (self.b, steps.b, steps.stop_b)):
            begin = self.book.offsets[page[of]] + page[of]
            sums.append(steps.summed(np.where(steps.equal, before[begin + stop] - before[begin + first], 0.0)))
        return np.asarray(np.maximum(*sums))
