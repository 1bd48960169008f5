"""A stage's table from an earlier run, and the note beside it that says for which options, code and table it holds.

What a step makes must not hang on it: the same input gives the same rows with it and without.
"""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from firstsaid.engine.digests import FileDigests, note_of
from firstsaid.engine.rows import WRITTEN


class Earlier:
    """The table of a stage under one recipe: the stage's code and options."""

    def __init__(self, table: Path, recipe: str, read: FileDigests) -> None:
        self._table = table
        self._recipe = recipe
        self._read = read
        self.place = note_of(table)
        """Where the note lies."""

    def __bool__(self) -> bool:
        """Whether the table is of this recipe and what it was."""
        if not self._recipe or not self.place.is_file() or not self._table.is_file():
            return False
        noted = pq.read_schema(self.place).metadata or {}
        return self._told().items() <= noted.items()

    def files(self) -> list[Path]:
        """The table, if it is there."""
        return [self._table] if self else []

    def note(self, rows: pa.Table) -> None:
        """Keep of which recipe the table is that was just written, with some rows; without a recipe nothing can be taken over and nothing is kept."""
        if self._recipe:
            self.place.parent.mkdir(exist_ok=True)
            partial = self.place.with_suffix(".partial")
            pq.write_table(rows.replace_schema_metadata(self._told()), partial, **WRITTEN)
            partial.replace(self.place)

    def _told(self) -> dict[bytes, bytes]:
        return {b"recipe": self._recipe.encode(), b"table": self._read.of(self._table).encode()}
