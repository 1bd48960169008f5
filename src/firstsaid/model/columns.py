"""What a step of scope "columns" or "part" is given: tables, read by column. The engine provides it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import pyarrow as pa


class Columns(Protocol):
    """The tables that a step of scope "columns" reads, or those of scope "part" as far as the part goes."""

    def count(self, table: str) -> int:
        """How many rows a whole table has."""

    def batches(self, table: str, columns: Sequence[str]) -> "Iterator[pa.RecordBatch]":
        """Some columns of a table, some rows after the other, in any order."""

    def records(self, table: str) -> list[Any]:
        """A table's records, sorted; those of the table whose rows a part is made of in their order."""


class Growing(Columns, Protocol):
    """The same for a step that may take over rows of its own earlier table."""

    def earlier(self, columns: Sequence[str]) -> "Iterator[pa.RecordBatch]":
        """Some columns of the step's own table as an earlier run made it with the same code and options, in order; nothing where there is none."""


def rows(columns: Columns, table: str, *names: str) -> Iterator[tuple[Any, ...]]:
    """Some columns of a table, row by row."""
    for batch in columns.batches(table, names):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
