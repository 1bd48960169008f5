"""Alignments of many pairs at once, as columns: what is equal, and what stands in the gaps."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from firstsaid.reuse.differences import Step
from firstsaid.reuse.ordering import group_begins
from firstsaid.reuse.words import I64


class Alignments(NamedTuple):
    """Steps of alignments, one alignment after the other, as words from and up to in a and in b: `number` says which alignment a step belongs to.

    A whole alignment has no hole from its first to its last word.
    """

    number: I64
    equal: NDArray[np.bool_]
    a: I64
    stop_a: I64
    b: I64
    stop_b: I64

    @classmethod
    def of(cls, lists: Sequence[tuple[int, Sequence[tuple[bool, int, int, int, int]]]]) -> "Alignments":
        """Alignments given by their numbers, in order, and their steps."""
        numbers = np.repeat(np.array([number for number, _ in lists], np.int64), [len(steps) for _, steps in lists])
        equal, *words = numbered(steps for _, steps in lists)
        return cls(numbers, equal.astype(np.bool_), *words)

    def at(self, chosen: NDArray[Any]) -> "Alignments":
        """The steps that an index or mask chooses."""
        return Alignments(*(column[chosen] for column in self))

    def begins(self) -> NDArray[np.intp]:
        """Where each alignment begins."""
        return np.flatnonzero(group_begins(self.number))

    def ends(self) -> NDArray[np.intp]:
        """The last step of each alignment."""
        return np.append(self.begins()[1:], len(self.number))[: len(self.begins())] - 1

    def numbers(self) -> I64:
        """The number of each alignment."""
        return self.number[self.begins()]

    def same(self) -> I64:
        """Words that both sides of each alignment share in order."""
        return self.summed(np.where(self.equal, self.stop_a - self.a, 0))

    def summed(self, values: NDArray[Any]) -> NDArray[Any]:
        """What is given for each step added up over each alignment."""
        return np.add.reduceat(values, self.begins()) if len(values) else values

    def joined(self) -> "Alignments":
        """Neighbouring steps of one sort made one."""
        new = group_begins(self.number, self.equal)
        if new.all():
            return self
        first = np.flatnonzero(new)
        last = np.append(first[1:], len(new)) - 1
        return Alignments(self.number[first], self.equal[first], self.a[first], self.stop_a[last], self.b[first], self.stop_b[last])

    def trimmed(self) -> "Alignments":
        """The steps that are not empty, from the first to the last equal one of each alignment, joined."""
        some = self.at((self.a < self.stop_a) | (self.b < self.stop_b))
        equal = np.flatnonzero(some.equal)
        begins = np.flatnonzero(group_begins(some.number[equal]))
        first, last = equal[begins], equal[np.append(begins[1:], len(equal))[: len(begins)] - 1]
        within = np.zeros(len(some.equal) + 1, np.int8)
        within[first] += 1
        within[last + 1] -= 1
        within = np.cumsum(within, dtype=np.int8)[:-1]
        return (some if within.all() else some.at(within > 0)).joined()

    def lists(self) -> list[list[Step]]:
        """The steps of each alignment."""
        new = tuple.__new__
        steps = [new(Step, row) for row in zip(*(column.tolist() for column in self[1:]), strict=True)]
        return [steps[first : last + 1] for first, last in zip(self.begins().tolist(), self.ends().tolist(), strict=True)]

    def chosen(self, numbers: I64) -> "Alignments":
        """The alignments of these numbers, which are in order."""
        return self.at(np.isin(self.number, numbers))

    def replaced(self, others: "Alignments") -> "Alignments":
        """With other steps for the alignments of their numbers, or more alignments."""
        if not len(others.number):
            return self
        kept = self.at(~np.isin(self.number, others.number))
        both = Alignments(*(np.concatenate(columns) for columns in zip(kept, others, strict=True)))
        return both.at(np.argsort(both.number, kind="stable"))


def numbered(lists: Iterable[Sequence[tuple[bool, int, int, int, int]]]) -> I64:
    """Steps one after the other as rows of numbers: whether they are equal, words from and up to in a, and in b."""
    return np.array(list(chain.from_iterable(lists)), np.int64).reshape(-1, 5).T
