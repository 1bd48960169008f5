"""Whole tables for a step that reads their columns piece by piece, so that memory holds what the step keeps and not the tables."""

from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from firstsaid.engine.rows import schema_of
from firstsaid.engine.tables import Tables

_ROWS = 1024
"""Rows that are read at a time."""


class Columns:
    """The tables that a step of scope "columns" reads."""

    def __init__(self, tables: Tables, names: Sequence[str]) -> None:
        self._tables = tables
        self._names = tuple(names)

    def count(self, table: str) -> int:
        """How many rows a table has."""
        return self._tables.count(self._known(table))

    def batches(self, table: str, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """Some columns of a table, some rows after the other, in the order in which they were written; that order may differ from engine to engine."""
        whole = schema_of(self._tables.records[self._known(table)])
        schema = pa.schema([whole.field(name) for name in columns])
        for file in self._tables.files(table):
            for batch in pq.ParquetFile(file, pre_buffer=False).iter_batches(batch_size=_ROWS, columns=list(columns), use_threads=False):
                yield batch.select(list(columns)).cast(schema)

    def whole(self, table: str) -> Iterator[pa.Table]:
        """All columns of a table, in pieces as large as those that are written together."""
        yield self._tables.schema(self._known(table)).empty_table()
        yield from self._tables.gathered(table)

    def records(self, table: str) -> list[Any]:
        """A table's records, sorted by their scalar fields."""
        return self._tables.rows(self._known(table), self._tables.records[table])

    def _known(self, table: str) -> str:
        if table not in self._names:
            raise KeyError(f"the stage does not read {table}")
        return table
