"""Beside some tables lies a file by which a few of their rows are found at once: Arrow's file format, not compressed, mapped into memory and read where asked.

Such a file is part of its table: it is written with it, its bytes count in the table's digest, and deleted it comes back identical. No stage reads through it,
so it makes no difference to any other table.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from firstsaid.engine.digests import FileDigests

if TYPE_CHECKING:
    from firstsaid.engine.columns import Columns

FOLDER = "lookup"


def place_of(folder: Path, table: str) -> Path:
    """Where the file beside a table of this folder lies."""
    return folder / FOLDER / f"{table}.arrow"


def write(path: Path, pieces: Iterable[pa.Table], read: FileDigests, laid: Sequence[pa.Table] = ()) -> None:
    """Write tables of one schema, of which there is at least one, one after the other. A kill leaves the old file, the new one or none.

    `laid` are the first pieces of the old file; a new one that begins with them begins with their bytes.
    """
    path.parent.mkdir(exist_ok=True)
    partial = path.with_suffix(".partial")
    rows = iter(pieces)
    first = next(rows)
    begins, same = 0, iter(laid)
    with pa.OSFile(str(partial), "wb") as sink, pa.ipc.new_file(sink, first.schema) as file:
        for piece in chain([first], rows):
            file.write_table(piece.combine_chunks())
            if piece is next(same, None):
                begins = sink.tell()
            else:
                same = iter(())
    read.replace(path, partial, begins)


def as_they_are(columns: "Columns", table: str, names: Sequence[str] = ()) -> Iterator[pa.Table]:
    """What lies beside a table whose rows are looked up as they are (`Stage.lookup`), all of their columns or those of some names; of rows with which the table
    began before, what lay there.
    """
    yield from columns.laid
    yield from columns.whole(table, names or None, len(columns.laid))


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
        taken: list[pa.RecordBatch] = []
        for number in np.flatnonzero(np.diff(edges)).tolist():
            taken += _rows_of(self.batches[number].select(names), rows[edges[number] : edges[number + 1]] - self._begins[number])
        return pa.Table.from_batches(taken, pa.schema([self.schema.field(name) for name in names])).combine_chunks()

    def where(self, column: str, values: Sequence[str], columns: Sequence[str] = ()) -> pa.Table:
        """The rows of which one column has one of some values, with some or all of their columns."""
        if column not in self._runs:
            self._runs[column] = _Runs([batch.column(column) for batch in self.batches])
        return self.at(self._runs[column].rows(pa.array(values, pa.string())), columns)


_STRETCHES = 64
"""Up to so many stretches of neighbouring rows are cut out one by one, which reads nothing but them."""


def _rows_of(batch: pa.RecordBatch, rows: NDArray[np.int64]) -> list[pa.RecordBatch]:
    """Rows of a batch by their numbers, in order."""
    breaks = np.flatnonzero(np.diff(rows) != 1) + 1
    if len(breaks) >= _STRETCHES:
        return [batch.take(pa.array(rows))]
    firsts, stops = [0, *breaks.tolist()], [*breaks.tolist(), len(rows)]
    return [batch.slice(int(rows[first]), stop - first) for first, stop in zip(firsts, stops, strict=True)]


_KEY = 8
"""Bytes of an id by which it is found; ids that begin alike are told apart where they stand."""


class _Runs:
    """A column of which neighbouring rows are often alike, as what an article said is: each value once where it stands in a row."""

    def __init__(self, pieces: Sequence[pa.StringArray]) -> None:
        encoded = [pc.run_end_encode(piece, run_end_type=pa.int64()) for piece in pieces]
        begins = np.cumsum([0, *(len(piece) for piece in pieces)]).tolist()
        ends = [run.run_ends.to_numpy() + begin for run, begin in zip(encoded, begins, strict=False)]
        self._values: pa.StringArray = pa.concat_arrays([pa.array([], pa.string()), *(run.values for run in encoded)])
        self._edges: NDArray[np.int64] = np.concatenate([np.zeros(1, np.int64), *ends])
        """Where the rows of each value begin, and where the last one's end."""
        self._asked = False
        self._sorted: tuple[NDArray[np.uint64], NDArray[np.int64]] | None = None

    def rows(self, values: pa.StringArray) -> NDArray[np.int64]:
        """The rows that have one of some values, in order."""
        found = self._found(values)
        sizes = self._edges[found + 1] - self._edges[found]
        rows: NDArray[np.int64] = np.arange(int(sizes.sum())) + np.repeat(self._edges[found] - (np.cumsum(sizes) - sizes), sizes)
        return rows

    def _found(self, values: pa.StringArray) -> NDArray[np.int64]:
        """Where the values stand, in order. Who asks once looks at all; who asks again has them sorted."""
        if self._asked and self._sorted is None and (keys := _keys(self._values)) is not None:
            order = np.argsort(keys, kind="stable")
            self._sorted = keys[order], order
        self._asked = True
        wanted = _keys(values) if self._sorted is not None else None
        if self._sorted is None or wanted is None:
            return np.flatnonzero(pc.is_in(self._values, values).to_numpy(zero_copy_only=False))
        keys, order = self._sorted
        edges = zip(np.searchsorted(keys, wanted).tolist(), np.searchsorted(keys, wanted, "right").tolist(), strict=True)
        near = np.unique(np.concatenate([np.zeros(0, np.int64), *(order[first:stop] for first, stop in edges)]))
        told: NDArray[np.bool_] = pc.is_in(self._values.take(pa.array(near)), values).to_numpy(zero_copy_only=False)
        return near[told]


def _keys(ids: pa.StringArray) -> NDArray[np.uint64] | None:
    """The first bytes of ids as numbers; None where they are not all of one length, or too short."""
    lengths = pc.min_max(pc.binary_length(ids)).as_py()
    if not len(ids) or lengths["min"] is None or ids.null_count or lengths["min"] != lengths["max"] or lengths["min"] < _KEY:
        return None
    letters = np.frombuffer(ids.buffers()[2], np.uint8)[: (ids.offset + len(ids)) * lengths["min"]].reshape(-1, lengths["min"])[ids.offset :, :_KEY]
    return np.ascontiguousarray(letters).view(np.uint64).ravel()
