"""What an earlier run made of the same input, so that a case that grew costs what was added to it.

Beside the table of a stage that works page by page, group by group or file by file lies `known/STAGE.parquet`: for each the digest of what the step was
given, how many of the table's rows came of it, and which rejected rows. It stands for the same input, options and code; anything else is worked on again, so
that the table's bytes never depend on what was known.
"""

import itertools
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from firstsaid.engine.digests import Digests, FileDigests, digests_of
from firstsaid.engine.earlier import Earlier
from firstsaid.engine.pool import Done
from firstsaid.engine.prefix import Prefix
from firstsaid.engine.rows import from_table, to_table
from firstsaid.model import Rejected


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
        self._at: dict[str, int] = {}
        self._refused: dict[int, tuple[Rejected, ...]] = {}
        self._edges = [0]
        self._new: list[Made] = []
        self._order: list[int] = []
        """What stands in the new table, as places in what was noted before and, behind that, in what is new."""
        self._file: pq.ParquetFile | None = None
        self._groups: list[int] = []
        self._held: tuple[int, pa.Table] = (-1, pa.table({}))
        self._recall()

    def _recall(self) -> None:
        """Read what an earlier run noted, if it is of this recipe and of the table that lies there."""
        if not self._earlier:
            return
        self._before = pq.read_table(self._earlier.place).cast(self._before.schema).replace_schema_metadata(None)
        self._at = {digest: at for at, digest in enumerate(self._before.column("digest").to_pylist())}
        self._edges = [0, *itertools.accumulate(self._before.column("rows").to_pylist())]
        lost = pc.greater(pc.list_value_length(self._before.column("refused")), 0)
        made = from_table(self._before.filter(lost), Made)
        self._refused = {self._at[one.digest]: one.refused for one in made}
        self._file = pq.ParquetFile(self.table)
        sizes = [self._file.metadata.row_group(n).num_rows for n in range(self._file.num_row_groups)]
        self._groups = [0, *itertools.accumulate(sizes)][: len(sizes)]

    def __bool__(self) -> bool:
        """Whether anything is known."""
        return bool(self._at)

    def find(self, digest: str) -> int | None:
        """The place of what came of this input, if it is known."""
        return self._at.get(digest)

    def stretch(self, at: int) -> tuple[int, int]:
        """From and up to which row of the earlier table they stand that came of it."""
        return self._edges[at], self._edges[at + 1]

    def keep(self, at: int) -> tuple[Rejected, ...]:
        """Take over what is known at this place, as what comes next in the new table; what was refused there."""
        self._order.append(at)
        return self._refused.get(at, ())

    def add(self, made: Made) -> None:
        """Take what comes next in the new table and is new."""
        self._order.append(self._before.num_rows + len(self._new))
        self._new.append(made)

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
        made = pa.concat_tables([self._before, to_table(self._new, Made)]).combine_chunks().take(pa.array(self._order, pa.int64()))
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
        self._told: deque[str] = deque()
        self._begun = False

    def is_new(self, digest: str) -> bool:
        """Whether nothing is known of what has this digest."""
        return self.known.find(digest) is None

    def plan(self, digests: Iterable[str]) -> list[bool]:
        """Note what comes next by its digest, and tell which of it is new; results are given for what is new, in this order."""
        told = list(digests)
        self._told.extend(told)
        return [self.is_new(digest) for digest in told]

    def stitched(self, results: Iterable[Done], schema: pa.Schema) -> Iterator[Piece]:
        """The results, with what is known in its places between them."""
        for done in results:
            yield from self._woven(done, len(done.counts))
        yield from self._woven(Done(schema.empty_table(), [], 0), len(self._told))

    def _woven(self, done: Done, new: int) -> Iterator[Piece]:
        """What is known up to the last of a result's new pages or groups, of which there are so many at most, and they themselves."""
        told, counts = digests_of(done.table), iter(done.counts)
        stretches: list[_Stretch] = []
        refused: list[Rejected] = []
        at = dropped = seen = 0
        while self._told and new:
            digest = self._told.popleft()
            place = self.known.find(digest)
            if place is not None:
                stretches.append(_Stretch(False, *self.known.stretch(place)))
                refused.extend(self.known.keep(place))
            else:
                rows, lost = next(counts)
                made = Made(digest, rows, tuple(done.rejected[dropped : dropped + lost]), Digests.packed(told[at : at + rows]))
                self.known.add(made)
                stretches.append(_Stretch(True, at, at + rows))
                refused.extend(made.refused)
                at, dropped, new = at + rows, dropped + lost, new - 1
            seen += 1
        for fresh, start, stop in _joined(stretches):
            pieces = [done.table.slice(start, stop - start)] if fresh else self.known.rows(start, stop) if start or self._begun else self.known.beginning(stop)
            yield from (Piece(rows, [], 0) for rows in pieces)
            self._begun = True
        yield Piece(done.table.slice(0, 0), refused, seen)


class _Stretch(NamedTuple):
    """Rows of the new table or of the earlier one, from and up to."""

    new: bool
    start: int
    stop: int


def _joined(stretches: Iterable[_Stretch]) -> Iterator[_Stretch]:
    """Stretches that go on where the one before them ends made one."""
    last: _Stretch | None = None
    for here in stretches:
        if last and (last.new, last.stop) == (here.new, here.start):
            last = _Stretch(last.new, last.start, here.stop)
            continue
        if last:
            yield last
        last = here
    if last:
        yield last
