"""A step's own table as an earlier run left it, for a step of scope "columns" that makes anew only what has changed.

Like what is known of pages (`engine.known`), it stands for the same options and code, and for the very table that lies there. What a step makes must not
hang on it: the same input gives the same rows with it and without.
"""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from firstsaid.engine.digests import FileDigests, note_of


class Earlier:
    """The table of a stage under one recipe: the stage's code and options."""

    def __init__(self, table: Path, recipe: str, read: FileDigests) -> None:
        self._table = table
        self._recipe = recipe
        self._read = read
        self._place = note_of(table)

    def files(self) -> list[Path]:
        """The table, if it is of this recipe and what it was."""
        if not self._recipe or not self._place.is_file() or not self._table.is_file():
            return []
        noted = pq.read_schema(self._place).metadata or {}
        return [self._table] if self._told().items() <= noted.items() else []

    def note(self) -> None:
        """Keep of which recipe the table is that was just written."""
        if self._recipe:
            self._place.parent.mkdir(exist_ok=True)
            partial = self._place.with_suffix(".partial")
            pq.write_table(pa.table({}).replace_schema_metadata(self._told()), partial)
            partial.replace(self._place)

    def _told(self) -> dict[bytes, bytes]:
        return {b"recipe": self._recipe.encode(), b"table": self._read.of(self._table).encode()}
