"""Many machines: the same stages on Apache Spark.

Steps run in processes of firstsaid's own beside Spark's Python workers, with the same limits as on one machine. Tables are folders of Parquet files in the
case, which every machine must see under the same path. A step over the whole pile runs where the command was given.
"""

import functools
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from firstsaid.engine.base import Progress, no_progress
from firstsaid.engine.digests import FileDigests
from firstsaid.engine.groups import grouped
from firstsaid.engine.local import LocalEngine
from firstsaid.engine.parts import members_of, naming, once
from firstsaid.engine.pool import Beside, Done, Job, Workers
from firstsaid.engine.reading import read_files
from firstsaid.engine.rows import from_table, in_order, schema_of, to_table
from firstsaid.engine.stage import EvidenceFile, Stage
from firstsaid.engine.tables import BATCH_ROWS, cut
from firstsaid.errors import SettingsError
from firstsaid.model import Rejected
from firstsaid.model.options import Options

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

KEPT, REFUSED = "kept_", "refused_"
"""What a step gives: in each row a record or a rejected row, the other being null."""
GROUP = "group_"
CONFIGURATION = {
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(BATCH_ROWS),
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs": "false",
}
_PATTERN = re.compile(r"[\\{}\[\]*?]")
"""Characters of a path that Spark would read as a pattern."""
Batches = Iterator[pa.RecordBatch]
Schemas = Mapping[str, pa.Schema]


def session(master: str) -> "SparkSession":
    """The Spark session on this master ("local[4]", "spark://host:7077"). Raises SettingsError when Spark is missing or does not start."""
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415 (an optional extra)
    except ImportError:
        raise SettingsError("Spark is not installed; `pip install 'firstsaid[spark]'` and a Java runtime (17 or newer) bring it", where=master) from None
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("firstsaid").master(master)
    for key, value in CONFIGURATION.items():
        builder = builder.config(key, value)
    try:
        made = builder.getOrCreate()
    except Exception as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0][:200]
        raise SettingsError(f"Spark did not start ({reason}); is Java installed, and does the master answer?", where=master) from error
    if made.sparkContext.master != master:
        raise SettingsError(f"Spark did not start: this program is on {made.sparkContext.master} already, and one program has one master", where=master)
    made.sparkContext.setLogLevel("ERROR")
    return made


class SparkEngine(LocalEngine):
    """Spark over a case's folder of tables. A step over the whole pile, and what is read back, is done as on one machine."""

    def __init__(self, folder: Path, records: dict[str, type], workers: Workers, progress: Progress = no_progress, read: FileDigests | None = None) -> None:
        super().__init__(folder, records, workers, progress, read)
        self.spark = session(workers.options.spark)

    def load(self, stage: Stage, files: Sequence[EvidenceFile], options: Options, recipe: str = "") -> list[Rejected]:
        """Files of evidence are read where Spark puts them."""
        listed = to_table([_Listed(at, str(f.path), f.name, f.sha256, f.how, f.url) for at, f in enumerate(files)], _Listed)
        frame = self.spark.createDataFrame(listed).repartition(self._pieces(len(files)), "at")
        return self._spread(stage, frame, functools.partial(_load, stage, options))

    def map(self, stage: Stage, options: Options, recipe: str = "") -> list[Rejected]:
        """The step over batches of its table, wherever Spark puts them."""
        (first,) = stage.reads
        frame = self._table(first).repartition(self._pieces(self.tables.count(first)))
        return self._spread(stage, frame, functools.partial(_map, stage, self.tables.records[first], options))

    def together(self, stage: Stage, options: Options, recipe: str = "", then: Sequence[Stage] = ()) -> list[Rejected]:
        """Groups are brought together by Spark, for each stage by itself; a step over the whole pile runs here."""
        if stage.scope == "columns" or self.comes_whole(stage, options):
            return super().together(stage, options)
        for name in stage.reads:
            self._table(name).createOrReplaceTempView(name)
        if stage.scope == "part":
            return self._spread_parts(stage, options)
        if "placements" not in stage.reads and stage.scope == "story":
            self._table("placements").createOrReplaceTempView("placements")
        schemas = {name: schema_of(self.tables.records[name]) for name in stage.reads}
        queries = {name: grouped(self.tables, name, stage.scope) for name in stage.reads}
        return self._spread(stage, self._grouped(queries, schemas), functools.partial(_groups, stage, schemas, options))

    def _spread_parts(self, stage: Stage, options: Options) -> list[Rejected]:
        """Rows come together by the first article that they name, with what further tables hold of every article they name."""
        first = stage.reads[0]
        schemas = {name: self.tables.schema(name, stage.columns.get(name)) for name in stage.reads}
        members = members_of(first, schemas[first].names)
        queries = {name: f"select m.group_, t.* from {name} t join ({members}) m on m.named = t.{naming(schema.names)[0]}" for name, schema in schemas.items()}  # noqa: S608
        queries[first] = f"select {naming(schemas[first].names)[0]} as group_, t.* from {first} t"  # noqa: S608
        counts = {name: self.tables.count(name) for name in stage.reads}
        beside = Beside({}, counts, {name: self.tables.records[name] for name in stage.reads})
        return self._spread(stage, self._grouped(queries, schemas), functools.partial(_parts, stage, schemas, beside, options))

    def sql(self, query: str) -> pa.Table:
        """Ask in SQL; every table that exists is a view of its name."""
        for path in sorted(self.tables.folder.glob("*.parquet")):
            self._table(path.stem).createOrReplaceTempView(path.stem)
        return self.spark.sql(query).toArrow()

    def _table(self, name: str) -> "DataFrame":
        frame = self.spark.read.parquet(*[_PATTERN.sub(r"\\\g<0>", str(file)) for file in self.tables.files(name)])
        return frame.select(*schema_of(self.tables.records[name]).names) if name in self.tables.records else frame

    def _grouped(self, queries: Mapping[str, str], schemas: Schemas) -> "DataFrame":
        """Tables as pairs of group and record, the record under its table's name, those of one group side by side."""
        from pyspark.sql import functions  # noqa: PLC0415 (an optional extra)

        rows = [self.spark.sql(query).where(f"{GROUP} is not null") for query in queries.values()]
        frames = [frame.select(GROUP, functions.struct(*schemas[name].names).alias(name)) for name, frame in zip(queries, rows, strict=True)]
        frame = functools.reduce(lambda one, other: one.unionByName(other, allowMissingColumns=True), frames)
        return frame.repartition(self._pieces(sum(self.tables.count(name) for name in queries)), GROUP).sortWithinPartitions(GROUP)

    def _pieces(self, rows: int) -> int:
        """Into how many parts a table is cut: enough for every core a few times over, none smaller than a batch."""
        return max(1, min(4 * int(self.spark.sparkContext.defaultParallelism), -(-rows // BATCH_ROWS)))

    def _spread(self, stage: Stage, frame: "DataFrame", step: Callable[[Batches], Batches]) -> list[Rejected]:
        """Run the step over the frame, land the records as the stage's table and give what was rejected."""
        from pyspark import StorageLevel  # noqa: PLC0415 (an optional extra)
        from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415 (an optional extra)

        self.progress(stage.writes, 0, 0)
        given = frame.mapInArrow(step, from_arrow_schema(_answer(stage.record))).persist(StorageLevel.DISK_ONLY)
        try:
            path = self.tables.path(stage.writes)
            partial = path.with_suffix(".partial")
            given.where(f"{KEPT} is not null").select(f"{KEPT}.*").write.mode("overwrite").parquet(str(partial))
            _put_in_place(partial, path)
            refused = given.where(f"{REFUSED} is not null").select(f"{REFUSED}.*").toArrow()
        finally:
            given.unpersist()
        return from_table(in_order(refused.cast(schema_of(Rejected))), Rejected)


def _put_in_place(partial: Path, path: Path) -> None:
    """Rename what Spark wrote: the parts in their order, without the checksums that Hadoop leaves beside them."""
    for number, part in enumerate(sorted(partial.glob("*.parquet"))):
        part.rename(partial / f"part-{number:05}.parquet")
    for checksum in partial.glob(".*.crc"):
        checksum.unlink()
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    partial.rename(path)


@dataclass(frozen=True, slots=True)
class _Listed:
    """A file of evidence as a row."""

    at: int
    path: str
    name: str
    sha256: str
    how: str
    url: str | None


def _plain(schema: pa.Schema) -> pa.Schema:
    """The schema with the one binary type that Spark knows."""
    return pa.schema([pa.field(f.name, pa.binary() if pa.types.is_large_binary(f.type) else f.type) for f in schema])


def _answer(record: type) -> pa.Schema:
    return pa.schema([pa.field(KEPT, pa.struct(list(_plain(schema_of(record))))), pa.field(REFUSED, pa.struct(list(schema_of(Rejected))))])


def _answers(stage: Stage, results: Iterable[Done]) -> Batches:
    """Results as rows that hold a record or a rejected row."""
    schema = _answer(stage.record)
    for table, refused, *_ in results:
        for piece in cut(table):
            kept = piece.cast(_plain(piece.schema)).to_struct_array().combine_chunks()
            yield pa.record_batch([kept.cast(schema.field(KEPT).type), pa.nulls(len(kept), schema.field(REFUSED).type)], schema=schema)
        if refused:
            rows = to_table(refused, Rejected).to_struct_array().combine_chunks()
            yield pa.record_batch([pa.nulls(len(rows), schema.field(KEPT).type), rows], schema=schema)


def _load(stage: Stage, options: Options, batches: Batches) -> Batches:
    """On a Spark worker: read the files that fell to it."""
    for batch in batches:
        listed = from_table(pa.Table.from_batches([batch]).sort_by("at"), _Listed)
        files = [EvidenceFile(Path(row.path), row.name, row.sha256, row.how, row.url) for row in listed]
        yield from _answers(stage, (Done(read.table, read.rejected, read.table.num_rows) for read in read_files(stage, files, options)))


def _map(stage: Stage, source: type, options: Options, batches: Batches) -> Batches:
    """On a Spark worker: the step over the batches that fell to it."""
    schema = schema_of(source)
    with Workers(replace(options.engine, processes=1)) as workers:
        pieces = (piece for batch in batches for piece in cut(pa.Table.from_batches([batch]).cast(schema)))
        yield from _answers(stage, workers.run(Job(stage, source, piece, options) for piece in pieces))


def _groups(stage: Stage, schemas: Schemas, options: Options, batches: Batches) -> Batches:
    """On a Spark worker: the step over the groups that fell to it, which come sorted."""
    with Workers(replace(options.engine, processes=1)) as workers:
        yield from _answers(stage, workers.run(Job(stage, None, bundle, options) for bundle in _bundles(schemas, batches)))


def _parts(stage: Stage, schemas: Schemas, beside: Beside, options: Options, batches: Batches) -> Batches:
    """On a Spark worker: the step over the rows that fell to it, each run of them with what stands beside it."""
    first, *further = schemas

    def jobs() -> Iterator[Job]:
        for bundle in _bundles(schemas, batches):
            tables = {name: once(bundle[name]) for name in further}
            yield Job(stage, beside.records[first], bundle[first].drop_columns(GROUP), options, beside=beside._replace(tables=tables))

    with Workers(replace(options.engine, processes=1)) as workers:
        yield from _answers(stage, workers.run(jobs()))


def _bundles(schemas: Schemas, batches: Batches) -> Iterator[dict[str, pa.Table]]:
    """Runs of whole groups with at least BATCH_ROWS rows."""
    left: pa.Table | None = None
    for batch in batches:
        table = pa.Table.from_batches([batch])
        left = table if left is None else pa.concat_tables([left, table])
        keys = left.column(GROUP).to_pylist()
        stop = keys.index(keys[-1])
        if stop >= BATCH_ROWS:
            yield _bundle(left.slice(0, stop), schemas)
            left = left.slice(stop)
    if left is not None and left.num_rows:
        yield _bundle(left, schemas)


def _bundle(rows: pa.Table, schemas: Schemas) -> dict[str, pa.Table]:
    """The rows' tables, each with its group in front, in the order of the records."""
    made = {}
    for name, schema in schemas.items():
        mine = rows.filter(rows.column(name).is_valid())
        column = mine.column(name).combine_chunks()
        columns = [column.field(field.name) for field in schema]
        table = pa.Table.from_arrays([mine.column(GROUP).combine_chunks(), *columns], names=[GROUP, *schema.names])
        made[name] = in_order(table.cast(pa.schema([pa.field(GROUP, pa.string()), *schema])))
    return made
