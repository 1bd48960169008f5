"""Rows that an earlier run made from the same input: they are taken over, so that a case that grew costs what was added to it.

Beside the table of a stage that works page by page, group by group or file by file lies `known/STAGE.parquet`: for each the digest of what the step was
given, how many of the table's rows came of it, and which rejected rows. It stands for the same input, options and code; anything else is worked on again, so
that the table's bytes never depend on what was known.
"""

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from firstsaid.engine.digests import Digests, FileDigests, digests_of
from firstsaid.engine.earlier import Earlier
from firstsaid.engine.pool import Done
from firstsaid.engine.prefix import Prefix
from firstsaid.engine.rows import from_table, to_table
from firstsaid.model import Rejected

Places = NDArray[np.int64]
"""Numbers of pages, groups or rows."""


@dataclass(frozen=True, slots=True)
class Made:
    """What came of one page, group or file of evidence."""

    digest: str
    """Of what the step was given."""
    rows: int
    refused: tuple[Rejected, ...]
    told: bytes
    """The digests of the rows, one after the other."""


class Known:
    """What is known of a stage's table under one recipe: the stage's code, options and further inputs."""

    def __init__(self, table: Path, recipe: str, read: FileDigests) -> None:
        self.table = table
        self._earlier = Earlier(table, recipe, read)
        self._before = to_table([], Made)
        """What an earlier run noted; most of it is noted again as it is, and never becomes records."""
        self._refused: dict[int, tuple[Rejected, ...]] = {}
        self._edges = np.zeros(1, np.int64)
        self._new: list[Made] = []
        self._order: list[Places] = []
        """What stands in the new table, as places in what was noted before and, behind that, in what is new."""
        self._file: pq.ParquetFile | None = None
        self._groups: list[int] = []
        self._held: tuple[int, pa.Table] = (-1, pa.table({}))
        self._recall()

    def _recall(self) -> None:
        """Read what an earlier run noted, if it is of this recipe and of the table that lies there."""
        if not self._earlier:
            return
        self._before = pq.read_table(self._earlier.place).cast(self._before.schema).replace_schema_metadata(None).combine_chunks()
        self._edges = np.append(0, np.cumsum(self._before.column("rows").to_numpy()))
        lost = pc.greater(pc.list_value_length(self._before.column("refused")), 0)
        places = np.flatnonzero(lost.to_numpy())
        self._refused = {int(at): one.refused for at, one in zip(places, from_table(self._before.filter(lost), Made), strict=True)}
        self._file = pq.ParquetFile(self.table)
        sizes = [self._file.metadata.row_group(n).num_rows for n in range(self._file.num_row_groups)]
        self._groups = [0, *itertools.accumulate(sizes)][: len(sizes)]

    def __bool__(self) -> bool:
        """Whether anything is known."""
        return bool(self._before.num_rows)

    def find(self, digests: Sequence[str]) -> Places:
        """The places of what came of these inputs, -1 where that is not known."""
        if not self:
            return np.full(len(digests), -1)
        found = pc.index_in(pa.array(digests, pa.string()), self._before.column("digest"))
        return np.asarray(pc.fill_null(found, -1).to_numpy(), np.int64)

    def stretches(self, places: Places) -> tuple[Places, Places]:
        """From and up to which rows of the earlier table they stand that came of what is known at these places."""
        return self._edges[places], self._edges[places + 1]

    def refused(self, places: Places) -> Iterator[tuple[int, tuple[Rejected, ...]]]:
        """Which of these places tell of refused rows, by their number among them, and the rows."""
        if self._refused:
            yield from ((int(at), self._refused[int(places[at])]) for at in np.flatnonzero(np.isin(places, list(self._refused))))

    def take(self, places: Places, made: Sequence[Made] = ()) -> None:
        """Take what comes next in the new table: what is known at these places, and where a place is -1 the next of what was made anew."""
        new = places < 0
        self._order.append(np.where(new, self._before.num_rows + len(self._new) - 1 + np.cumsum(new), places))
        self._new.extend(made)

    def beginning(self, stop: int) -> Iterator[pa.Table | Prefix]:
        """The rows of the earlier table up to this one, for a table that begins with them: as they lie there, but for the last group of rows, which more rows
        may fill.
        """
        groups = bisect_right(self._groups, stop) - 1
        if groups > 0:
            yield Prefix(self.table, groups, self._groups[groups])
        yield from self.rows(self._groups[groups] if groups > 0 else 0, stop)

    def rows(self, start: int, stop: int) -> Iterator[pa.Table]:
        """Rows of the earlier table."""
        at = start
        while at < stop:
            group = bisect_right(self._groups, at) - 1
            held = self._row_group(group)
            piece = held.slice(at - self._groups[group], stop - at)
            yield piece
            at += piece.num_rows

    def _row_group(self, number: int) -> pa.Table:
        if self._held[0] != number and self._file is not None:
            self._held = (number, self._file.read_row_group(number).replace_schema_metadata(None))
        return self._held[1]

    def note(self) -> Digests:
        """Keep what was made beside the table that was just written, and give the digests of its rows."""
        order = np.concatenate([np.zeros(0, np.int64), *self._order])
        made = pa.concat_tables([self._before, to_table(self._new, Made)]).combine_chunks().take(pa.array(order))
        self._earlier.note(made)
        return Digests(made.column("told").to_pylist())


class Piece(NamedTuple):
    """Rows of a new table, what was rejected beside them, and how many pages or groups they are about."""

    rows: pa.Table | Prefix
    rejected: list[Rejected]
    seen: int


class Patchwork:
    """A stage's rows, put together in order out of what is known and what is done anew."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self._digests: list[str] = []
        """Of what the new table is made of, in order."""
        self._places = self._anew = np.zeros(0, np.int64)
        """Where each of it is known, and the numbers of what is not."""
        self._done = self._made = 0
        """How much of it, and how much of what is not known, stands in the new table."""
        self._begun = False

    def plan(self, digests: Sequence[str]) -> NDArray[np.bool_]:
        """Note what comes next by its digest, and tell which of it is new; results are given for what is new, in this order."""
        places = self.known.find(digests)
        self._digests.extend(digests)
        self._places = np.append(self._places, places)
        self._anew = np.flatnonzero(self._places < 0)
        return np.asarray(places < 0)

    def stitched(self, results: Iterable[Done], schema: pa.Schema) -> Iterator[Piece]:
        """The results, with what is known in its places between them."""
        for done in results:
            if done.counts:
                self._made += len(done.counts)
                yield from self._woven(done, int(self._anew[self._made - 1]) + 1)
        yield from self._woven(Done(schema.empty_table(), [], 0), len(self._places))

    def _woven(self, done: Done, stop: int) -> Iterator[Piece]:
        """What is known up to here, with a result's new pages or groups in their places."""
        places, first, self._done = self._places[self._done : stop], self._done, stop
        made = self._made_of(done, first + np.flatnonzero(places < 0))
        self.known.take(places, made)
        refused = [*self.known.refused(places), *((at, one.refused) for at, one in zip(np.flatnonzero(places < 0).tolist(), made, strict=True) if one.refused)]
        starts, stops = self.known.stretches(places)
        new = places < 0
        ends = np.cumsum([one.rows for one in made], dtype=np.int64)
        starts[new], stops[new] = np.append(0, ends)[:-1], ends
        for fresh, start, end in _stretches(new, starts, stops):
            pieces = [done.table.slice(start, end - start)] if fresh else self.known.rows(start, end) if start or self._begun else self.known.beginning(end)
            yield from (Piece(rows, [], 0) for rows in pieces)
            self._begun = True
        yield Piece(done.table.slice(0, 0), [row for _, rows in sorted(refused, key=lambda told: told[0]) for row in rows], len(places))

    def _made_of(self, done: Done, numbers: Places) -> list[Made]:
        """What came of the new pages or groups of these numbers."""
        told = digests_of(done.table)
        made, at, dropped = list[Made](), 0, 0
        for number, (rows, lost) in zip(numbers.tolist(), done.counts, strict=True):
            refused = tuple(done.rejected[dropped : dropped + lost])
            made.append(Made(self._digests[number], rows, refused, Digests.packed(told[at : at + rows])))
            at, dropped = at + rows, dropped + lost
        return made


def _stretches(new: NDArray[np.bool_], starts: Places, stops: Places) -> Iterator[tuple[bool, int, int]]:
    """Rows of the new table or of the earlier one, from and up to; stretches that go on where the one before them ends are one."""
    breaks = np.flatnonzero((new[1:] != new[:-1]) | (starts[1:] != stops[:-1])) + 1
    if len(new):
        firsts, lasts = np.append(0, breaks), np.append(breaks, len(new)) - 1
        yield from zip(new[firsts].tolist(), starts[firsts].tolist(), stops[lasts].tolist(), strict=True)
