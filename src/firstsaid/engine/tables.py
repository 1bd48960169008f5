"""The tables of a case on disk: one Parquet file each, or a folder of Parquet files where many machines wrote at once; DuckDB asks and joins them."""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from firstsaid.engine.digests import Digests, FileDigests, Told, digests_of, kept_digests
from firstsaid.engine.parts import LISTED, Shelf, naming
from firstsaid.engine.prefix import Prefix
from firstsaid.engine.reading import BATCH_BYTES
from firstsaid.engine.rows import WRITTEN, from_table, in_order, schema_of, to_table

BATCH_ROWS = 64
ROW_GROUP = 4096
GROUP_BYTES = 8 * 1024 * 1024
"""Rows and bytes of text that are written together."""
READ_ROWS, READ_BYTES = 1024, 64 * 1024 * 1024
"""Rows and bytes that are read at a time."""

SORTING, SHELVES = "sorting", "parts"
"""Names of the scratch folders beside the tables; the number of the process stands behind."""


def left_under_way(folder: Path) -> list[Path]:
    """The scratch folders of runs that were killed; asked by a run before it makes any of its own."""
    return [*folder.glob(f"{SORTING}.*"), *folder.glob(f"{SHELVES}.*")]


class Held(NamedTuple):
    """The rows of some groups of a table, in order; the groups' names stand in the first column."""

    groups: frozenset[str]
    rows: pa.Table


class Tables:
    """A folder of Parquet tables."""

    def __init__(self, folder: Path, records: dict[str, type], read: FileDigests | None = None) -> None:
        self.folder = folder
        self.read = read or FileDigests()
        self.records = records
        self.groups: dict[tuple[str, str], Told] = {}
        """For a table and a scope, the digest of what each group holds of the table, worked out once until the table is written anew."""
        self.held: dict[tuple[str, str], Held] = {}
        """For a table and a scope, the rows of some groups, until the table is written anew."""
        self.taken_over: dict[str, int] = {}
        """For a table, with how many row groups of the earlier one it was last written to begin."""
        self._digests: dict[str, Digests] = {}

    def path(self, table: str) -> Path:
        """Where a table lies."""
        return self.folder / f"{table}.parquet"

    def files(self, table: str) -> list[Path]:
        """The files that a table consists of, in order."""
        path = self.path(table)
        return sorted(path.glob("*.parquet")) if path.is_dir() else [path]

    def schema(self, table: str, columns: Sequence[str] | None = None) -> pa.Schema:
        """The Arrow schema of a table, or of some of its columns."""
        whole = schema_of(self.records[table])
        return whole if columns is None else pa.schema([whole.field(column) for column in columns])

    def count(self, table: str) -> int:
        """How many rows a table has."""
        return sum(pq.read_metadata(file).num_rows for file in self.files(table))

    def rows(self, table: str, record: type) -> list[Any]:
        """A table's records, sorted by their scalar fields."""
        schema = schema_of(record)
        return from_table(in_order(pq.read_table(self.path(table), columns=schema.names).cast(schema)), record)

    def put(self, table: str, record: type, records: Iterable[Any]) -> None:
        """Write records as a table; the name may have a folder in it ("rejected/captures")."""
        self.write(table, iter([to_table(records, record)]), schema_of(record))

    def write(self, table: str, pieces: Iterable[pa.Table | Prefix], schema: pa.Schema) -> None:
        """Write beside the place, then rename: a kill leaves the old table, the new one or none, never half of one.

        The first piece may be the beginning of an earlier table.
        """
        path = self.path(table)
        path.parent.mkdir(exist_ok=True)
        partial = path.with_suffix(".partial")
        rows = iter(pieces)
        first = next(rows, schema.empty_table())
        with pa.OSFile(str(partial), "wb") as sink, pq.ParquetWriter(sink, schema, **WRITTEN) as writer:
            begins = first.copied(sink) if isinstance(first, Prefix) else 0
            for group in _row_groups(rows if isinstance(first, Prefix) else chain([first], rows)):
                writer.write_table(group, row_group_size=ROW_GROUP)
        if isinstance(first, Prefix):
            first.told(partial)
        self.read.replace(path, partial, begins)
        self.taken_over[table] = first.groups if isinstance(first, Prefix) else 0
        self._digests.pop(table, None)
        for known in (self.groups, self.held):
            for name, scope in [of for of in known if table in (of[0], "placements")]:
                del known[name, scope]

    @contextmanager
    def views(self, numbered: Sequence[str] = ()) -> Iterator[duckdb.DuckDBPyConnection]:
        """A database in which every table that exists is a view of its name; or some tables only, with the number of each row as `row_`.

        What does not fit into memory goes to a scratch folder that is gone afterwards.
        """
        scratch = self.folder / f"{SORTING}.{os.getpid()}"
        try:
            with duckdb.connect(":memory:", config={"temp_directory": str(scratch)}) as connection:
                for name in sorted(set(numbered)) or sorted(path.stem for path in self.folder.glob("*.parquet")):
                    files = [str(file) for file in self.files(name)]
                    if files:
                        rows = connection.sql(_numbered(files)) if numbered else connection.read_parquet(files)
                        rows.create_view(name)
                yield connection
        finally:
            shutil.rmtree(scratch, ignore_errors=True)

    @contextmanager
    def shelves(self, names: Sequence[str], columns: Mapping[str, Sequence[str]]) -> Iterator[dict[str, Shelf]]:
        """Shelves for tables, or for some of their columns, in a scratch folder that is gone afterwards."""
        scratch = self.folder / f"{SHELVES}.{os.getpid()}"
        scratch.mkdir(exist_ok=True)
        try:
            yield {name: Shelf(scratch / f"{name}.rows", self.schema(name, columns.get(name))) for name in names}
        finally:
            shutil.rmtree(scratch, ignore_errors=True)

    def of_shelf(self, name: str, schema: pa.Schema, wanted: NDArray[np.bool_]) -> Iterator[pa.Table]:
        """The rows of a table that are chosen for its shelf."""
        return (batch.cast(schema) for batch in self.chosen(name, wanted, schema.names))

    def naming(self, table: str) -> list[pa.Array]:
        """The articles that the rows of a table name, column by column."""
        names = naming(schema_of(self.records[table]).names)
        batches = [batch.select(names).combine_chunks() for batch in self.batches(table, names)]
        return [pa.concat_arrays([pa.array([], pa.string()), *(chunk for batch in batches for chunk in batch.column(name).chunks)]) for name in names]

    def listed(self, table: str) -> pa.ListArray | None:
        """The further articles that each row of a table names, if its rows may."""
        if LISTED not in schema_of(self.records[table]).names:
            return None
        batches = [batch.column(LISTED) for batch in self.batches(table, [LISTED])]
        return pa.concat_arrays([pa.array([], pa.list_(pa.string())), *(chunk for column in batches for chunk in column.chunks)])

    def sql(self, query: str) -> pa.Table:
        """Ask in SQL."""
        with self.views() as connection:
            return connection.sql(query).to_arrow_table()

    def batches(self, table: str, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """The table, or some of its columns, in pieces of at most READ_ROWS rows and about READ_BYTES, in order."""
        for file, number in self._row_groups_of(table):
            yield from _read(file, number, columns)

    def _row_groups_of(self, table: str) -> Iterator[tuple[pq.ParquetFile, int]]:
        for path in self.files(table):
            with pq.ParquetFile(path) as file:
                yield from ((file, number) for number in range(file.num_row_groups))

    def know(self, table: str, digests: Digests) -> None:
        """Take the digests of a table's rows from whoever has just written it."""
        self._digests[table] = digests

    def digests(self, table: str) -> Digests:
        """The digest of each row of a table: as they were kept beside it, else worked out once until the table is written anew."""
        if table not in self._digests:
            kept = None if self.path(table).is_dir() else kept_digests(self.path(table), self.read)
            self._digests[table] = kept or Digests(Digests.packed(digests_of(batch)) for batch in self.batches(table))
        return self._digests[table]

    def chosen(self, table: str, rows: NDArray[np.bool_], columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """The rows that are chosen, some at a time. A group of rows that holds none is not read, nor what stands in a group behind the last of them."""
        stop = 0
        for file, number in self._row_groups_of(table):
            at, stop = stop, stop + file.metadata.row_group(number).num_rows
            last = at + int(np.flatnonzero(rows[at:stop]).max(initial=-1))
            for batch in _read(file, number, columns) if last >= at else ():
                yield batch.filter(pa.array(rows[at : at + batch.num_rows]))
                at += batch.num_rows
                if at > last:
                    break

    def gathered(self, table: str, columns: Sequence[str] | None = None, first: int = 0) -> Iterator[pa.Table]:
        """The table, or some of its columns, in pieces of as many rows as are written together, whatever wrote it; but for the first of them."""
        whole, some = self.schema(table), self.schema(table, columns)
        if self.path(table).is_dir():
            pieces = (piece.cast(whole) for piece in self.batches(table))
            yield from (group.select(some.names) for group in islice(_row_groups(pieces), first, None))
        else:
            yield from (_group(file, number, some) for file, number in islice(self._row_groups_of(table), first, None))


def rows_at_once(most: int, rows: int, size: int) -> int:
    """How many rows are read together: `most`, or fewer where these would hold more than READ_BYTES; `rows` and `size` are those of all that is read."""
    return max(1, min(most, READ_BYTES * rows // max(1, size)))


def _read(file: pq.ParquetFile, number: int, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
    """A group of rows in pieces."""
    group = file.metadata.row_group(number)
    rows = rows_at_once(READ_ROWS, group.num_rows, group.total_byte_size)
    for batch in file.iter_batches(batch_size=rows, row_groups=[number], columns=columns):
        yield pa.Table.from_batches([batch])


def _group(file: pq.ParquetFile, number: int, schema: pa.Schema) -> pa.Table:
    """Some columns of a group of rows."""
    return file.read_row_group(number, schema.names).cast(schema).combine_chunks()


def fits(table: Path, record: type) -> bool:
    """Whether a table has the columns of this record, whichever engine wrote it: Parquet knows bytes of one kind only, and Spark writes no Arrow types."""
    files = sorted(table.glob("*.parquet")) if table.is_dir() else [table]
    wanted = [(field.name, _stored(field.type)) for field in schema_of(record)]
    return all([(field.name, _stored(field.type)) for field in pq.read_schema(file)] == wanted for file in files)


def _stored(kind: pa.DataType) -> pa.DataType:
    return pa.binary() if pa.types.is_large_binary(kind) else pa.string() if pa.types.is_large_string(kind) else kind


def _numbered(files: Sequence[str]) -> str:
    """SQL for the rows of some files with their numbers."""
    first, parts = 0, []
    for file in files:
        place = file.replace("'", "''")
        parts.append(f"select *, file_row_number + {first} as row_ from read_parquet('{place}', file_row_number = true)")  # noqa: S608
        first += pq.read_metadata(file).num_rows
    return " union all ".join(parts)


def _row_groups(pieces: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The rows in groups, for small row groups are slow to read. A group ends with the row that fills it, wherever the pieces were cut, so that the same rows
    give the same bytes.
    """
    held: list[pa.Table] = []
    rows = weight = 0
    for piece in _together(pieces):
        reach, first = np.cumsum(_letters(piece)), 0
        while first < piece.num_rows:
            before = int(reach[first - 1]) if first else 0
            full = int(np.searchsorted(reach, before + GROUP_BYTES - weight)) + 1
            stop = min(first + ROW_GROUP - rows, full, piece.num_rows)
            held.append(piece.slice(first, stop - first))
            rows, weight, first = rows + stop - first, weight + int(reach[stop - 1]) - before, stop
            if rows >= ROW_GROUP or weight >= GROUP_BYTES:
                yield pa.concat_tables(held).combine_chunks()
                held, rows, weight = [], 0, 0
    if held:
        yield pa.concat_tables(held).combine_chunks()


def _together(pieces: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The rows in larger pieces: much is done once for each."""
    held: list[pa.Table] = []
    rows = size = 0
    for piece in pieces:
        held.append(piece)
        rows, size = rows + piece.num_rows, size + piece.nbytes
        if rows >= READ_ROWS or size >= GROUP_BYTES:
            yield pa.concat_tables(held)
            held, rows, size = [], 0, 0
    if held:
        yield pa.concat_tables(held)


def _letters(table: pa.Table) -> NDArray[np.int64]:
    """Bytes of text in each row's own columns."""
    texts = [column for column in table.columns if pa.types.is_string(column.type) or pa.types.is_large_binary(column.type)]
    return sum((pc.fill_null(pc.binary_length(column), 0).to_numpy().astype(np.int64) for column in texts), np.zeros(table.num_rows, np.int64))


def cut(table: pa.Table, rows: int = BATCH_ROWS) -> Iterator[pa.Table]:
    """A table in pieces of at most `rows` rows and about BATCH_BYTES."""
    pieces = max(1, min(table.num_rows, -(-table.nbytes // BATCH_BYTES)))
    step = min(rows, -(-table.num_rows // pieces)) if table.num_rows else 1
    for start in range(0, table.num_rows, step):
        yield table.slice(start, step)
