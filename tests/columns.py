"""A pile as the tables that steps of scope "columns" and "part" read."""

from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa

from firstsaid.engine.rows import to_table
from firstsaid.engine.work import pile_records
from firstsaid.model import Pile

_ROWS = 3


class Tabled:
    """The tables of a pile, a few rows at a time."""

    def __init__(self, pile: Pile, **further: Sequence[Any]) -> None:
        self.rows: dict[str, Sequence[Any]] = {name: getattr(pile, name) for name in pile_records()} | further
        self._tables: dict[str, pa.Table] = {}

    def batches(self, table: str, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """Some columns of a table."""
        if table not in self._tables:
            self._tables[table] = to_table(self.rows[table], pile_records()[table])
        yield from self._tables[table].select(list(columns)).to_batches(max_chunksize=_ROWS)

    def records(self, table: str) -> list[Any]:
        """A table's records."""
        return list(self.rows[table])
