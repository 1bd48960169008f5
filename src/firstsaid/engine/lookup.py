"""Beside some tables lies a file by which a few of their rows are found at once: Arrow's file format, not compressed, mapped into memory and read where asked.

Such a file is part of its table: it is written with it, its bytes count in the table's digest, and deleted it comes back identical. No stage reads through it,
so it makes no difference to any other table.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

if TYPE_CHECKING:
    from firstsaid.engine.columns import Columns

FOLDER = "lookup"


def place_of(folder: Path, table: str) -> Path:
    """Where the file beside a table of this folder lies."""
    return folder / FOLDER / f"{table}.arrow"


def write(path: Path, pieces: Iterable[pa.Table]) -> None:
    """Write tables of one schema, of which there is at least one, one after the other. A kill leaves the old file, the new one or none."""
    path.parent.mkdir(exist_ok=True)
    partial = path.with_suffix(".partial")
    rows = iter(pieces)
    first = next(rows)
    with pa.ipc.new_file(partial, first.schema) as file:
        for piece in (first, *rows):
            file.write_table(piece.combine_chunks())
    with partial.open("rb") as written:
        os.fsync(written.fileno())
    partial.replace(path)


def as_they_are(columns: "Columns", table: str) -> Iterator[pa.Table]:
    """What lies beside a table whose rows are looked up as they are (`Stage.lookup`)."""
    yield from columns.whole(table)


class Mapped:
    """A file written so; nothing of it is read until it is asked for."""

    def __init__(self, path: Path) -> None:
        self._file = pa.ipc.open_file(pa.memory_map(str(path)))
        self.schema: pa.Schema = self._file.schema
        self.batches: list[pa.RecordBatch] = [self._file.get_batch(number) for number in range(self._file.num_record_batches)]
        self._begins = np.cumsum([0, *(batch.num_rows for batch in self.batches)])

    @property
    def num_rows(self) -> int:
        """How many rows there are."""
        return int(self._begins[-1])

    def table(self) -> pa.Table:
        """All of it."""
        return pa.Table.from_batches(self.batches, self.schema)

    def at(self, rows: NDArray[np.int64], columns: Sequence[str] = ()) -> pa.Table:
        """Rows by their numbers, which are in order, with some or all of their columns."""
        names = list(columns) or self.schema.names
        edges = np.searchsorted(rows, self._begins)
        taken = []
        for number, batch in enumerate(self.batches):
            own = rows[edges[number] : edges[number + 1]] - self._begins[number]
            if len(own):
                taken.append(batch.select(names).take(pa.array(own)))
        return pa.Table.from_batches(taken, pa.schema([self.schema.field(name) for name in names]))

    def where(self, column: str, values: Sequence[str]) -> pa.Table:
        """The rows of which one column has one of some values."""
        return self.at(np.concatenate([np.zeros(0, np.int64), *self._places(column, pa.array(values, pa.string()))]))

    def _places(self, column: str, values: pa.Array) -> Iterator[NDArray[np.int64]]:
        for begin, batch in zip(self._begins.tolist(), self.batches, strict=False):
            found = pc.is_in(batch.column(column), values)
            yield np.flatnonzero(found.to_numpy(zero_copy_only=False)) + begin
