"""Beside some tables lies a file by which a few of their rows are found at once: Arrow's file format, not compressed, mapped into memory and read where asked.

Such a file is part of its table: it is written with it, its bytes count in the table's digest, and deleted it comes back identical. No stage reads through it,
so it makes no difference to any other table.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

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


def as_they_are(columns: "Columns", table: str, names: Sequence[str] = ()) -> Iterator[pa.Table]:
    """What lies beside a table whose rows are looked up as they are (`Stage.lookup`), all of their columns or those of some names; of rows with which the table
    began before, what lay there.
    """
    yield from columns.laid
    for piece in columns.whole(table, len(columns.laid)):
        yield piece.select(list(names) or piece.column_names)


def beginning(path: Path, groups: int) -> list[pa.Table]:
    """The first pieces of what lies beside a table, each of a group of its rows."""
    found = Mapped(path)
    return [pa.Table.from_batches([batch], found.schema) for batch in found.batches[:groups]]


class Mapped:
    """A file written so; nothing of it is read until it is asked for."""

    def __init__(self, path: Path) -> None:
        self._file = pa.ipc.open_file(pa.memory_map(str(path)))
        self.schema: pa.Schema = self._file.schema
        self.batches: list[pa.RecordBatch] = [self._file.get_batch(number) for number in range(self._file.num_record_batches)]
        self._begins = np.cumsum([0, *(batch.num_rows for batch in self.batches)])
        self._runs: dict[str, _Runs] = {}

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
        return pa.Table.from_batches(taken, pa.schema([self.schema.field(name) for name in names])).combine_chunks()

    def where(self, column: str, values: Sequence[str], columns: Sequence[str] = ()) -> pa.Table:
        """The rows of which one column has one of some values, with some or all of their columns."""
        if column not in self._runs:
            self._runs[column] = _Runs.of([batch.column(column) for batch in self.batches])
        return self.at(self._runs[column].rows(pa.array(values, pa.string())), columns)


class _Runs(NamedTuple):
    """A column of which neighbouring rows are often alike, as what an article said is: each value once where it stands in a row."""

    values: pa.StringArray
    edges: NDArray[np.int64]
    """Where the rows of each value begin, and where the last one's end."""

    @classmethod
    def of(cls, pieces: Sequence[pa.StringArray]) -> "_Runs":
        """Read a column, once for all that is asked of it."""
        encoded = [pc.run_end_encode(piece, run_end_type=pa.int64()) for piece in pieces]
        begins = np.cumsum([0, *(len(piece) for piece in pieces)]).tolist()
        ends = [run.run_ends.to_numpy() + begin for run, begin in zip(encoded, begins, strict=False)]
        return cls(pa.concat_arrays([pa.array([], pa.string()), *(run.values for run in encoded)]), np.concatenate([np.zeros(1, np.int64), *ends]))

    def rows(self, values: pa.StringArray) -> NDArray[np.int64]:
        """The rows that have one of some values, in order."""
        found = np.flatnonzero(pc.is_in(self.values, values).to_numpy(zero_copy_only=False))
        sizes = self.edges[found + 1] - self.edges[found]
        rows: NDArray[np.int64] = np.arange(int(sizes.sum())) + np.repeat(self.edges[found] - (np.cumsum(sizes) - sizes), sizes)
        return rows
