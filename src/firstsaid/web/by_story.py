"""A run's tables once more, put in the order of their stories, so that one story is read without reading the others."""

from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from threading import Event, Thread

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from firstsaid.engine.groups import GROUPED
from firstsaid.engine.groups import grouped as in_groups
from firstsaid.engine.rows import schema_of
from firstsaid.engine.tables import Tables

LARGEST = 1 << 30
"""A table of more bytes is left as it is; its stories are asked for in SQL."""
CAPTURES = "select p.story as group_, c.* from captures c join articles a on a.capture = c.id join placements p on p.article = a.id"


def has_stories(name: str, record: type) -> bool:
    """Whether the rows of a table belong to stories."""
    return name == "captures" or name in GROUPED or not {"story", "article"}.isdisjoint(schema_of(record).names)


def grouped(tables: Tables, name: str) -> str:
    """SQL that gives a table with its rows' story in front."""
    return CAPTURES if name == "captures" else in_groups(tables, name, "story")


class ByStory:
    """Copies of a run's tables as Arrow files that are mapped, not read; made in a thread of their own, since a case can be large."""

    def __init__(self, tables: Tables, records: Mapping[str, type]) -> None:
        self._tables = tables
        self._records = records
        self._folder = tables.folder / "by_story"
        self._made: dict[str, tuple[pa.Table, dict[str, tuple[int, int]]]] = {}
        self._stop = Event()
        self._thread = Thread(target=self._make_all, daemon=True)
        self._thread.start()

    def rows(self, name: str, story: str) -> pa.Table | None:
        """A story's rows of a table; None while the copy is not made, or where there is none."""
        made = self._made.get(name)
        if made is None:
            return None
        start, stop = made[1].get(story, (0, 0))
        return made[0].slice(start, stop - start)

    def whole(self, name: str) -> pa.Table | None:
        """The copy of a table; None while it is not made, or where there is none."""
        made = self._made.get(name)
        return made[0] if made else None

    def wait(self) -> None:
        """Until every copy is made."""
        self._thread.join()

    def close(self) -> None:
        """Let go of the copies."""
        self._stop.set()
        self._thread.join()
        self._made.clear()

    def _make_all(self) -> None:
        self._folder.mkdir(exist_ok=True)
        with duckdb.connect(":memory:", config={"threads": 1}) as database:
            for path in sorted(self._tables.folder.glob("*.parquet")):
                if path.is_file():
                    database.read_parquet(str(path), file_row_number=True).create_view(path.stem)
            for name, record in self._records.items():
                path = self._tables.path(name)
                if self._stop.is_set():
                    return
                if has_stories(name, record) and path.is_file() and _bytes(path, record) <= LARGEST:
                    self._made[name] = self._make(database, name, record)

    def _make(self, database: duckdb.DuckDBPyConnection, name: str, record: type) -> tuple[pa.Table, dict[str, tuple[int, int]]]:
        """A table's copy, and where each story lies in it."""
        query = f"select group_, file_row_number from ({grouped(self._tables, name)}) where group_ is not null order by group_, file_row_number"  # noqa: S608
        order = database.sql(query).to_arrow_table()
        rows = pq.read_table(self._tables.path(name), columns=schema_of(record).names, use_threads=False).take(order["file_row_number"])
        held = self._folder / f"{name}.arrow"
        with pa.OSFile(str(held), "wb") as out, pa.ipc.new_file(out, rows.schema) as writer:
            writer.write_table(rows)
        places: dict[str, tuple[int, int]] = {}
        at = 0
        for story, same in groupby(order["group_"].to_pylist()):
            start, at = at, at + sum(1 for _ in same)
            places[story] = (start, at)
        return pa.ipc.open_file(pa.memory_map(str(held))).read_all(), places


def _bytes(path: Path, record: type) -> int:
    wanted = set(schema_of(record).names)
    told = pq.read_metadata(path)
    groups = [told.row_group(number) for number in range(told.num_row_groups)]
    columns = [group.column(number) for group in groups for number in range(group.num_columns)]
    return sum(column.total_uncompressed_size for column in columns if column.path_in_schema.split(".")[0] in wanted)
