"""One machine: tables are Parquet files, DuckDB joins them, a pool of processes runs the steps.

Steps look at untrusted text, so they run in worker processes with a limit on memory and time. A batch that fails is run again page by page: one poisoned page
costs one page.
"""

import os
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from firstsaid.engine.base import Engine, Progress, no_progress
from firstsaid.engine.pool import Job, Whole, Workers, pile_records
from firstsaid.engine.reading import BATCH_BYTES, read_files
from firstsaid.engine.rows import from_table, in_order, schema_of, to_table
from firstsaid.engine.stage import EvidenceFile, Stage
from firstsaid.errors import StageError
from firstsaid.model import Pile, Rejected
from firstsaid.model.options import Options

BATCH_ROWS = 64
ROW_GROUP = 4096

STORY_OF = {
    "articles": "select p.story as group_, t.* from articles t join placements p on p.article = t.id",
    "matches": "select p.story as group_, t.* from matches t join placements p on p.article = t.article_a join placements q on q.article = t.article_b "
    "where p.story = q.story",
}
"""How a table's rows find their story when they do not name it."""


class LocalEngine(Engine):
    """DuckDB and processes over a folder of Parquet files, one per table."""

    def __init__(self, folder: Path, records: dict[str, type], workers: Workers, progress: Progress = no_progress) -> None:
        self.folder = folder
        self.records = records
        self.workers = workers
        self.progress = progress

    def path(self, table: str) -> Path:
        """Where a table lies."""
        return self.folder / f"{table}.parquet"

    def load(self, stage: Stage, files: Sequence[EvidenceFile], options: Options) -> list[Rejected]:
        """Stream what the files hold into the stage's table; they are read in a process of their own."""
        rejected: list[Rejected] = []

        def tables() -> Iterator[pa.Table]:
            done = 0
            for table, refused in read_files(stage, files, options):
                rejected.extend(refused)
                done += table.num_rows
                self.progress(stage.writes, done, 0)
                yield table

        self._write(stage, tables())
        return rejected

    def map(self, stage: Stage, options: Options) -> list[Rejected]:
        """Run the step over batches of its first table, in the table's order."""
        source = self.records[stage.reads[0]]
        total = pq.read_metadata(self.path(stage.reads[0])).num_rows
        whole = tuple(self._whole(name) for name in stage.reads[1:])
        jobs = (Job(stage, source, table, options, whole) for table in self._batches(stage.reads[0]))
        rejected: list[Rejected] = []

        def tables() -> Iterator[pa.Table]:
            done = 0
            for table, refused, seen in self.workers.run(jobs):
                rejected.extend(refused)
                done += seen
                self.progress(stage.writes, done, total)
                yield table

        self._write(stage, tables())
        return rejected

    def together(self, stage: Stage, options: Options) -> list[Rejected]:
        """Run the step over the whole pile, or over one story or outlet after the other."""
        if stage.scope == "pile":
            kinds = pile_records()
            pile = Pile(**{name: tuple(self.rows(name, kinds[name])) for name in stage.reads})
            self.progress(stage.writes, 0, 1)
            try:
                given = list(stage.step(pile, getattr(options, stage.options)))
            except Exception as error:
                raise StageError(f"{type(error).__name__}: {error}; this is a fault of firstsaid, please report it", where=f"stage {stage.writes}") from error
            self._write(stage, iter([to_table([r for r in given if not isinstance(r, Rejected)], stage.record)]))
            return [r for r in given if isinstance(r, Rejected)]
        rejected: list[Rejected] = []

        def tables() -> Iterator[pa.Table]:
            done = 0
            for table, refused, seen in self.workers.run(Job(stage, None, bundle, options) for bundle in self._bundles(stage)):
                rejected.extend(refused)
                done += seen
                self.progress(stage.writes, done, 0)
                yield table

        self._write(stage, tables())
        return rejected

    def sql(self, query: str) -> pa.Table:
        """Ask in SQL; every table that exists is a view of its name."""
        with duckdb.connect(":memory:") as connection:
            for path in sorted(self.folder.glob("*.parquet")):
                literal = str(path).replace("'", "''")
                connection.execute(f"create view {path.stem} as select * from read_parquet('{literal}')")  # noqa: S608
            return connection.sql(query).to_arrow_table()

    def rows(self, table: str, record: type) -> list[Any]:
        """A table's records, sorted by their scalar fields."""
        schema = schema_of(record)
        return from_table(in_order(pq.read_table(self.path(table), columns=schema.names).cast(schema)), record)

    def put(self, table: str, record: type, records: Iterable[Any]) -> None:
        """Write records as a table; the name may have a folder in it ("rejected/captures")."""
        path = self.path(table)
        path.parent.mkdir(exist_ok=True)
        self._put(path, iter([to_table(records, record)]), schema_of(record))

    def _whole(self, table: str) -> Whole:
        found = self.path(table).stat()
        return Whole(table, str(self.path(table)), found.st_size, found.st_mtime_ns)

    def _write(self, stage: Stage, tables: Iterator[pa.Table]) -> None:
        self._put(self.path(stage.writes), tables, schema_of(stage.record))

    def _put(self, path: Path, tables: Iterator[pa.Table], schema: pa.Schema) -> None:
        """Write beside the place, then rename: a kill leaves the old table or the new one, never half of one."""
        partial = path.with_suffix(".partial")
        with pq.ParquetWriter(partial, schema, compression="zstd", write_statistics=False) as writer:
            for table in tables:
                writer.write_table(table, row_group_size=ROW_GROUP)
        with partial.open("rb") as written:
            os.fsync(written.fileno())
        partial.replace(path)

    def _batches(self, table: str) -> Iterator[pa.Table]:
        """The table cut into pieces of at most BATCH_ROWS rows and about BATCH_BYTES, in order. The cut does not depend on the number of processes."""
        file = pq.ParquetFile(self.path(table))
        for batch in file.iter_batches(batch_size=BATCH_ROWS):
            rows = pa.Table.from_batches([batch])
            pieces = max(1, min(rows.num_rows, -(-rows.nbytes // BATCH_BYTES)))
            step = -(-rows.num_rows // pieces) if rows.num_rows else 1
            for start in range(0, rows.num_rows, step):
                yield rows.slice(start, step)

    def _bundles(self, stage: Stage) -> Iterator[dict[str, pa.Table]]:
        """The tables that the stage reads, cut into runs of groups in the order of their names; the first column, `group_`, tells the group."""
        if stage.scope == "story":
            sizes = self.sql("select story as name, count(*) as rows from placements group by story order by story").to_pylist()
        else:
            sizes = self.sql(f"select outlet as name, count(*) as rows from {stage.reads[0]} group by outlet order by outlet").to_pylist()  # noqa: S608
        tables = {name: self._grouped(name, stage.scope) for name in stage.reads}
        keys = {name: table.column(0).to_pylist() for name, table in tables.items()}
        first, size = 0, 0
        for at, row in enumerate(sizes):
            size += row["rows"]
            if size >= BATCH_ROWS or at == len(sizes) - 1:
                low, high = sizes[first]["name"], row["name"]
                yield {name: t.slice(bisect_left(keys[name], low), bisect_right(keys[name], high) - bisect_left(keys[name], low)) for name, t in tables.items()}
                first, size = at + 1, 0

    def _grouped(self, name: str, scope: str) -> pa.Table:
        """A table with its rows' group in front, sorted."""
        schema = schema_of(self.records[name])
        if scope in schema.names:
            query = f"select {scope} as group_, t.* from {name} t"  # noqa: S608
        else:
            query = STORY_OF.get(name, f"select p.story as group_, t.* from {name} t join placements p on p.article = t.article")  # noqa: S608
        whole = pa.schema([pa.field("group_", pa.string()), *schema])
        return in_order(self.sql(query).select(whole.names).cast(whole))
