"""Whole tables for a step that reads their columns piece by piece, so that memory holds what the step keeps and not the tables."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from firstsaid.engine.tables import Tables, rows_at_once

_ROWS = 4096
"""Rows that are read at a time, of READ_BYTES at most on average."""


class Own(NamedTuple):
    """The table that the step made before."""

    table: str
    files: Sequence[Path]


class Columns:
    """The tables that a step of scope "columns" reads."""

    def __init__(self, tables: Tables, names: Sequence[str], own: Own | None = None, laid: Sequence[pa.Table] = ()) -> None:
        self._tables = tables
        self._names = tuple(names)
        self._own = own
        self.laid = laid
        """What lay beside the table that is to be laid out, of the groups of rows with which it began before and still begins."""

    def count(self, table: str) -> int:
        """How many rows a table has."""
        return self._tables.count(self._known(table))

    def batches(self, table: str, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """Some columns of a table, some rows after the other, in the order in which they were written; that order may differ from engine to engine."""
        yield from _batches(self._tables.files(self._known(table)), self._tables.schema(table, columns))

    def earlier(self, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """Some columns of the step's own table as an earlier run made it with the same code and options, in order; nothing where there is none."""
        if self._own:
            yield from _batches(self._own.files, self._tables.schema(self._own.table, columns))

    def whole(self, table: str, columns: Sequence[str] | None = None, first: int = 0) -> Iterator[pa.Table]:
        """A table, or some of its columns, in pieces as large as those that are written together, but for the first ones."""
        yield self._tables.schema(self._known(table), columns).empty_table()
        yield from self._tables.gathered(table, columns, first)

    def records(self, table: str) -> list[Any]:
        """A table's records, sorted by their scalar fields."""
        return self._tables.rows(self._known(table), self._tables.records[table])

    def _known(self, table: str) -> str:
        if table not in self._names:
            raise KeyError(f"the stage does not read {table}")
        return table


def _batches(files: Sequence[Path], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    for file in files:
        table = pq.ParquetFile(file, pre_buffer=False)
        size = sum(table.metadata.row_group(group).total_byte_size for group in range(table.num_row_groups))
        rows = rows_at_once(_ROWS, table.metadata.num_rows, size)
        for batch in table.iter_batches(batch_size=rows, columns=schema.names, use_threads=False):
            yield batch.select(schema.names).cast(schema)
