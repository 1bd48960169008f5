"""One machine: tables are Parquet files, DuckDB joins them, a pool of processes runs the steps.

Steps look at untrusted text, so they run in worker processes with a limit on memory and time. A batch that fails is run again page by page: one poisoned page
costs one page.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from firstsaid.engine import lookup
from firstsaid.engine.ahead import Ahead
from firstsaid.engine.base import Engine, Progress, no_progress
from firstsaid.engine.columns import Columns, Own
from firstsaid.engine.digests import FileDigests, Told, digests_beside
from firstsaid.engine.earlier import Earlier
from firstsaid.engine.filed import Filed
from firstsaid.engine.groups import bundles, groups_of
from firstsaid.engine.known import Known, Patchwork, Piece
from firstsaid.engine.limits import seldom_collected
from firstsaid.engine.parts import PART_ROWS, Shelf, every_named
from firstsaid.engine.pool import Beside, Job, Workers
from firstsaid.engine.prefix import Prefix
from firstsaid.engine.reading import BATCH_BYTES, read_files
from firstsaid.engine.rows import schema_of, to_table
from firstsaid.engine.stage import EvidenceFile, Stage
from firstsaid.engine.tables import BATCH_ROWS, ROW_GROUP, Tables, cut
from firstsaid.errors import StageError, machine_fault
from firstsaid.model import Rejected
from firstsaid.model.options import Options


class LocalEngine(Engine):
    """DuckDB and processes over a folder of Parquet files, one per table."""

    def __init__(self, folder: Path, records: dict[str, type], workers: Workers, progress: Progress = no_progress, read: FileDigests | None = None) -> None:
        self.tables = Tables(folder, records, read)
        self.workers = workers
        self.progress = progress
        self._ahead = Ahead(folder)

    def load(self, stage: Stage, files: Sequence[EvidenceFile], options: Options, recipe: str = "") -> list[Rejected]:
        """Stream what the files hold into the stage's table; they are read in a process of their own, but for the first ones that are known."""
        filed = Filed(Known(self.tables.path(stage.writes), recipe, self.tables.read), files)
        pieces = filed.stitched(read_files(stage, files[filed.same :], options), schema_of(stage.record))
        return self._land(stage, pieces, 0, filed.known)

    def map(self, stage: Stage, options: Options, recipe: str = "") -> list[Rejected]:
        """Run the step over batches of its table, in the table's order; what is known under this recipe is not worked on again."""
        (first,) = stage.reads
        patchwork = Patchwork(Known(self.tables.path(stage.writes), recipe, self.tables.read))

        new = self.tables.chosen(first, patchwork.plan(self.tables.digests(first).all()))
        jobs = (Job(stage, self.tables.records[first], batch, options) for batch in _batched(new, BATCH_ROWS))
        return self._stitch(stage, jobs, self.tables.count(first), patchwork)

    def together(self, stage: Stage, options: Options, recipe: str = "", then: Sequence[Stage] = ()) -> list[Rejected]:
        """Run the step over whole tables, over parts, or over one story or outlet after the other; what is known under this recipe is not worked on again."""
        if stage.scope == "columns" or self.comes_whole(stage, options):
            with seldom_collected():
                return self._columns(stage, options, recipe)
        if stage.scope == "part":
            return self._parts(stage, options, recipe)
        return self._groups(stage, options, recipe, then)

    def comes_whole(self, stage: Stage, options: Options) -> bool:
        """Whether a stage that works part by part is given everything at once, since the pile is small."""
        return bool(stage.whole) and self.tables.count(stage.reads[-1]) <= getattr(getattr(options, stage.options), stage.whole)

    def lay(self, stage: Stage, sound: bool = False) -> None:
        """Write what lies beside a stage's table to look rows up by, if anything does; `sound` says that what lies there is of the earlier table."""
        if stage.lookup:
            place = lookup.place_of(self.tables.folder, stage.writes)
            same = self.tables.taken_over.get(stage.writes, 0) if sound else 0
            columns = Columns(self.tables, (stage.writes, *stage.reads), laid=lookup.beginning(place, same) if same else ())
            lookup.write(place, stage.lookup(columns, stage.writes), self.tables.read, columns.laid)

    def sql(self, query: str) -> pa.Table:
        """Ask in SQL; every table that exists is a view of its name."""
        return self.tables.sql(query)

    def count(self, table: str) -> int:
        """How many rows a table has."""
        return self.tables.count(table)

    def rows(self, table: str, record: type) -> list[Any]:
        """A table's records, sorted by their scalar fields."""
        return self.tables.rows(table, record)

    def put(self, table: str, record: type, records: Iterable[Any]) -> None:
        """Write records as a table; the name may have a folder in it ("rejected/captures")."""
        self.tables.put(table, record, records)
        if table in self.tables.records:
            self._ahead.written(table)

    def _groups(self, stage: Stage, options: Options, recipe: str, then: Sequence[Stage]) -> list[Rejected]:
        """Run the step over one group after the other, and the steps of further stages with it; what was made of the groups before is not made again."""
        patchwork = Patchwork(Known(self.tables.path(stage.writes), recipe, self.tables.read))
        groups = groups_of(self.tables, stage)
        wanted = groups.those(patchwork.plan(groups.digests))
        results = self._ahead.take(stage.writes, wanted.names)
        if results is None:
            jobs = (Job(stage, None, bundle, options, then=then) for bundle in bundles(self.tables, stage, wanted))
            results = self.workers.run(jobs)
            if then:
                results = self._ahead.keep(stage, then, results)
        return self._land(stage, patchwork.stitched(results, schema_of(stage.record)), 0, patchwork.known)

    def _stitch(self, stage: Stage, jobs: Iterable[Job], total: int, patchwork: Patchwork) -> list[Rejected]:
        """Run jobs and write what comes of them, with what is known between them."""
        return self._land(stage, patchwork.stitched(self.workers.run(jobs), schema_of(stage.record)), total, patchwork.known)

    def _land(self, stage: Stage, given: Iterable[Piece], total: int, known: Known | None = None) -> list[Rejected]:
        """Write rows as the stage's table as they come, keep what is known of them, and give what was rejected."""
        rejected: list[Rejected] = []

        def pieces() -> Iterator[pa.Table | Prefix]:
            done = 0
            for rows, refused, seen in given:
                rejected.extend(refused)
                done += seen
                self.progress(stage.writes, done, total)
                yield rows

        self.tables.write(stage.writes, pieces(), schema_of(stage.record))
        self._ahead.written(stage.writes)
        if known is not None:
            self.tables.know(stage.writes, known.note())
        return rejected

    def _parts(self, stage: Stage, options: Options, recipe: str) -> list[Rejected]:
        """Run the step over some rows of its first table after the other; rows that are known under this recipe are not worked on again."""
        first, *further = stage.reads
        patchwork = Patchwork(Known(self.tables.path(stage.writes), recipe, self.tables.read))
        counts = {name: self.tables.count(name) for name in stage.reads}
        records = {name: self.tables.records[name] for name in stage.reads}
        with self.tables.shelves(further, stage.columns) as shelves:
            rows = self._shelve(stage, shelves, patchwork)

            def jobs() -> Iterator[Job]:
                for part in _batched(rows, PART_ROWS):
                    wanted = every_named(part)
                    yield Job(stage, records[first], part, options, beside=Beside({name: shelf.of(wanted) for name, shelf in shelves.items()}, counts, records))

            return self._stitch(stage, jobs(), counts[first], patchwork)

    def _shelve(self, stage: Stage, shelves: Mapping[str, Shelf], patchwork: Patchwork) -> Iterator[pa.Table]:
        """The rows of the first table that are new, by the digest of all that each is worked on by; what they name is put up on the shelves."""
        first = stage.reads[0]
        digests = self.tables.digests(first)
        if not shelves:
            return self.tables.chosen(first, patchwork.plan(digests.all()), stage.columns.get(first))
        named, listed = self.tables.naming(first), self.tables.listed(first)
        about = {name: self.tables.naming(name)[0] for name in shelves}
        told = [Told.of(articles, self.tables.digests(name)) for name, articles in about.items()]
        beside = [one.under_lists(listed) for one in told] if listed is not None else []
        new = patchwork.plan(digests_beside([digests.rows, *(one.under(articles) for articles in named for one in told), *beside]))
        chosen = pa.array(new)
        further = [listed.filter(chosen).flatten()] if listed is not None else []
        wanted = pc.unique(pa.concat_arrays([*(articles.filter(chosen) for articles in named), *further]))
        for name, shelf in shelves.items():
            shelf.fill(self.tables.of_shelf(name, shelf.schema, pc.is_in(about[name], wanted).to_numpy(zero_copy_only=False)))
        return self.tables.chosen(first, new, stage.columns.get(first))

    def _columns(self, stage: Stage, options: Options, recipe: str) -> list[Rejected]:
        """Run a step over columns; what it gives is written as it comes."""
        rejected: list[Rejected] = []
        earlier = Earlier(self.tables.path(stage.writes), recipe if stage.grows else "", self.tables.read)
        columns = Columns(self.tables, stage.reads, Own(stage.writes, earlier.files()))

        def results() -> Iterator[Piece]:
            records: list[Any] = []
            for given in stage.step(columns, getattr(options, stage.options)):
                if isinstance(given, Rejected):
                    rejected.append(given)
                elif isinstance(given, pa.Table):
                    yield Piece(given.cast(schema_of(stage.record)), [], given.num_rows)
                else:
                    records.append(given)
                    if len(records) == ROW_GROUP:
                        yield Piece(to_table(records, stage.record), [], len(records))
                        records.clear()
            yield Piece(to_table(records, stage.record), [], len(records))

        self.progress(stage.writes, 0, 1)
        try:
            rejected += self._land(stage, results(), 0)
        except Exception as error:
            told = machine_fault(error) if isinstance(error, OSError) else ""
            told = told or f"{type(error).__name__}: {error}; this is a fault of firstsaid, please report it"
            raise StageError(told, where=f"stage {stage.writes}") from error
        earlier.note(pa.table({}))
        return rejected


def _batched(tables: Iterable[pa.Table], rows: int) -> Iterator[pa.Table]:
    """Rows put together, at most so many and about BATCH_BYTES."""
    held: list[pa.Table] = []
    size = 0
    for piece in (piece for table in tables if table.num_rows for piece in cut(table, rows)):
        if held and (sum(table.num_rows for table in held) + piece.num_rows > rows or size + piece.nbytes > BATCH_BYTES):
            yield pa.concat_tables(held)
            held, size = [], 0
        held.append(piece)
        size += piece.nbytes
    if held:
        yield pa.concat_tables(held)
