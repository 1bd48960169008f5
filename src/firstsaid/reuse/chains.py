"""Chains of runs, and how they travel from step to step."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firstsaid.reuse.ordering import group_begins, order_of
from firstsaid.reuse.runs import Runs, chained
from firstsaid.reuse.words import I64


@dataclass(frozen=True, slots=True)
class Chains:
    """Runs that make chains, in order of pair, chain and place in a."""

    runs: Runs
    heads: I64
    """Number of the chain that each run belongs to."""

    @classmethod
    def of(cls, found: Runs, fewest: int) -> "Chains":
        """The chains of runs that are sorted by pair and place, those of so many words or more."""
        heads = chained(found)
        enough = np.flatnonzero((np.bincount(heads, found.length) >= fewest)[heads])
        heads, found = heads[enough], found.of(enough)
        order = order_of(found.pair, heads, found.a)
        return cls(found.of(order), heads[order])

    def begins(self) -> NDArray[np.intp]:
        """Where each chain begins."""
        return np.flatnonzero(group_begins(self.heads))

    def same(self) -> I64:
        """Words of each chain's runs."""
        return np.add.reduceat(self.runs.length, self.begins()) if len(self.heads) else self.heads

    def longest(self) -> I64:
        """Words of each chain's longest run."""
        return np.maximum.reduceat(self.runs.length, self.begins()) if len(self.heads) else self.heads

    def of_chains(self, wanted: NDArray[np.bool_]) -> "Chains":
        """Some of the chains."""
        chosen = np.repeat(wanted, np.diff(np.append(self.begins(), len(self.heads))))
        return Chains(self.runs.of(chosen), self.heads[chosen])

    def extents(self) -> "Extents":
        """Where each chain lies."""
        begins = self.begins()
        first = self.runs.of(begins)
        if not len(begins):
            return Extents(*(np.zeros(0, np.int64) for _ in Extents._fields))
        stop_a, stop_b = (np.maximum.reduceat(side + self.runs.length, begins) for side in (self.runs.a, self.runs.b))
        return Extents(first.pair, first.a, stop_a, np.minimum.reduceat(self.runs.b, begins), stop_b)

    def packed(self) -> Iterator[tuple[int, bytes]]:
        """For each pair, in order, its number and its runs as they are kept: chain, first word in a, first word in b, words."""
        number = np.cumsum(group_begins(self.heads)) - 1
        begins = np.flatnonzero(group_begins(self.runs.pair))
        stops = np.append(begins, len(self.heads))[1:]
        rows = np.stack([number, self.runs.a, self.runs.b, self.runs.length], axis=1)
        rows[:, 0] -= np.repeat(number[begins], stops - begins)
        kept = rows.astype("<u4")
        for first, stop in zip(begins.tolist(), stops.tolist(), strict=True):
            yield int(self.runs.pair[first]), kept[first:stop].tobytes()


class Extents(NamedTuple):
    """Where chains lie: the pair, and words from and up to in either article."""

    pair: I64
    a: I64
    stop_a: I64
    b: I64
    stop_b: I64


def unpacked(packed: Sequence[bytes]) -> Chains:
    """The chains of some pairs, from what `packed` gave for each."""
    rows = np.frombuffer(b"".join(packed), "<u4").reshape(-1, 4).astype(np.int64)
    pair = np.repeat(np.arange(len(packed)), [len(runs) // 16 for runs in packed])
    return Chains(Runs(pair, rows[:, 1], rows[:, 2], rows[:, 3]), np.cumsum(group_begins(pair, rows[:, 0])) - 1)
