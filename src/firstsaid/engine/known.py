"""What an earlier run made of the same input, so that a case that grew costs what was added to it.

Beside the table of a stage that works page by page, or group by group, lies `known/STAGE.parquet`: for each page or group the digest of what the step was
given, how many of the table's rows came of it, and which rejected rows. It stands for the same input, options and code; anything else is worked on again, so
that the table's bytes never depend on what was known.
"""

import hashlib
import itertools
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from firstsaid.engine.groups import Bundle
from firstsaid.engine.pool import Done
from firstsaid.engine.rows import from_table, to_table
from firstsaid.model import Rejected


@dataclass(frozen=True, slots=True)
class Made:
    """What came of one page or group."""

    digest: str
    """Of what the step was given."""
    rows: int
    refused: tuple[Rejected, ...]


class Known:
    """What is known of a stage's table under one recipe: the stage's code, options and further inputs."""

    def __init__(self, table: Path, recipe: str) -> None:
        self.table = table
        self.place = table.parent / "known" / table.name
        self.recipe = recipe
        self.made: list[Made] = []
        self._starts: dict[str, tuple[int, Made]] = {}
        self._file: pq.ParquetFile | None = None
        self._groups: list[int] = []
        self._held: tuple[int, pa.Table] = (-1, pa.table({}))
        self._recall()

    def _recall(self) -> None:
        """Read what an earlier run noted, if it is of this recipe and of the table that lies there."""
        if not self.recipe or not self.place.is_file() or not self.table.is_file():
            return
        told = pq.read_schema(self.place).metadata or {}
        if told.get(b"recipe") != self.recipe.encode() or told.get(b"table") != _file_digest(self.table).encode():
            return
        at = 0
        for made in from_table(pq.read_table(self.place), Made):
            self._starts[made.digest] = (at, made)
            at += made.rows
        self._file = pq.ParquetFile(self.table)
        sizes = [self._file.metadata.row_group(n).num_rows for n in range(self._file.num_row_groups)]
        self._groups = [0, *itertools.accumulate(sizes)][: len(sizes)]

    def __bool__(self) -> bool:
        """Whether anything is known."""
        return bool(self._starts)

    def find(self, digest: str) -> Made | None:
        """What came of this input, if it is known."""
        found = self._starts.get(digest)
        return found[1] if found else None

    def stretch(self, digest: str) -> tuple[int, int]:
        """From and up to which row of the earlier table they stand that came of it."""
        start, made = self._starts[digest]
        return start, start + made.rows

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

    def note(self) -> None:
        """Keep what was made beside the table that was just written; without a recipe nothing can be taken over and nothing is kept."""
        if not self.recipe:
            return
        self.place.parent.mkdir(exist_ok=True)
        told = {"recipe": self.recipe, "table": _file_digest(self.table)}
        table = to_table(self.made, Made).replace_schema_metadata(told)
        partial = self.place.with_suffix(".partial")
        pq.write_table(table, partial, compression="zstd", write_statistics=False)
        partial.replace(self.place)


class Patchwork:
    """A stage's rows, put together in order out of what is known and what is done anew."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self._plans: deque[list[str]] = deque()

    def new_rows(self, batch: pa.Table, digests: list[str]) -> pa.Table:
        """The rows of a batch that are not known, given the digest of each."""
        self._plans.append(digests)
        return batch.filter(pa.array([self.known.find(digest) is None for digest in digests], pa.bool_()))

    def is_known(self, digest: str) -> bool:
        """Whether something is known of what has this digest."""
        return self.known.find(digest) is not None

    def new_groups(self, bundle: Bundle) -> dict[str, pa.Table]:
        """The rows of a bundle's groups that are not known."""
        self._plans.append(bundle.digests)
        return bundle.tables

    def stitched(self, results: Iterable[Done]) -> Iterator[Done]:
        """Each result with the known rows of its batch or bundle in their places."""
        for done in results:
            yield self._whole(self._plans.popleft(), done)

    def _whole(self, digests: list[str], done: Done) -> Done:
        counts = iter(done.counts)
        stretches: list[_Stretch] = []
        refused: list[Rejected] = []
        at = dropped = 0
        for digest in digests:
            made = self.known.find(digest)
            if made:
                stretches.append(_Stretch(False, *self.known.stretch(digest)))
            else:
                rows, lost = next(counts)
                made = Made(digest, rows, tuple(done.rejected[dropped : dropped + lost]))
                stretches.append(_Stretch(True, at, at + rows))
                at, dropped = at + rows, dropped + lost
            refused.extend(made.refused)
            self.known.made.append(made)
        pieces = [done.table.slice(0, 0)]
        for new, start, stop in _joined(stretches):
            pieces.extend([done.table.slice(start, stop - start)] if new else self.known.rows(start, stop))
        return Done(pa.concat_tables(pieces).combine_chunks(), refused, len(digests))


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


def _file_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
