"""Scope "part": some rows of a table at a time, beside what further tables hold of the articles that those rows name.

On one machine the further tables' rows are put on a shelf, a file from which each worker takes those that its part names; so neither this process nor a worker
ever holds more of a table than its parts under way.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import pyarrow as pa

from firstsaid.engine.limits import sentence
from firstsaid.engine.parcels import Parcel, unpacked
from firstsaid.engine.rows import freeze, from_table, in_order, schema_of, to_table
from firstsaid.engine.stage import Stage
from firstsaid.engine.work import Answer, has_worked, only_its_own_memory, place
from firstsaid.model import Rejected
from firstsaid.model.options import Options

PART_ROWS = 1024
"""Rows of a part."""
_ROWS = 1024
_NAMING = (("article_a", "article_b"), ("article",), ("id",))
"""The columns by which a row names articles."""
LISTED = "pages"
"""The column in which a row may name any number of further articles."""


def naming(columns: Sequence[str]) -> tuple[str, ...]:
    """By which of its columns a table's rows name articles."""
    return next(names for names in _NAMING if set(names) <= set(columns))


def named_in(table: pa.Table) -> list[tuple[str, ...]]:
    """The articles that each row names."""
    return list(zip(*(table.column(name).to_pylist() for name in naming(table.column_names)), strict=True))


def every_named(table: pa.Table) -> set[str]:
    """The articles that rows name, those that they list included."""
    listed = table.column(LISTED).combine_chunks().flatten().to_pylist() if LISTED in table.column_names else ()
    return {article for articles in named_in(table) for article in articles}.union(listed)


def members_of(table: str, columns: Sequence[str]) -> str:
    """Spark's SQL for the articles that a table's rows name, under the first one that the row names."""
    group, *_ = names = naming(columns)
    named = [*names, *([f"explode({LISTED})"] if LISTED in columns else [])]
    return " union ".join(f"select {group} as group_, {name} as named from {table}" for name in named)  # noqa: S608


def once(rows: pa.Table) -> pa.Table:
    """Rows that came with several groups, without the column that tells the group."""
    (column,) = naming(rows.column_names)
    groups, articles = rows.column("group_").to_pylist(), rows.column(column).to_pylist()
    owner: dict[str, str] = {}
    kept = [owner.setdefault(article, group) == group for group, article in zip(groups, articles, strict=True)]
    return rows.filter(pa.array(kept, pa.bool_())).drop_columns("group_")


class Place(NamedTuple):
    """Where some rows lie on a shelf."""

    start: int
    size: int


class Shelved(NamedTuple):
    """Rows on a shelf, for a worker."""

    path: str
    schema: pa.Schema
    places: tuple[Place, ...]


class Shelf:
    """The rows of a table that are about certain articles, in a file from which any few can be read again."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self.path = path
        self.schema = schema
        self._places: dict[str, tuple[Place, ...]] = {}

    def fill(self, batches: Iterable[pa.Table]) -> None:
        """Put up rows."""
        (column,), at = naming(self.schema.names), 0
        with self.path.open("wb") as file:
            for batch in batches:
                for article, rows in _by_article(batch.combine_chunks(), column):
                    self._places[article] = (*self._places.get(article, ()), Place(at, rows.size))
                    at += file.write(rows)

    def of(self, articles: Iterable[str]) -> Shelved:
        """The rows about these articles, in the order in which they were put up."""
        return Shelved(str(self.path), self.schema, tuple(sorted(at for article in articles for at in self._places.get(article, ()))))


def _by_article(table: pa.Table, column: str) -> Iterator[tuple[str, pa.Buffer]]:
    """Rows that follow one another and are about one article, as bytes."""
    for batch in table.to_batches():
        start = 0
        for article, rows in groupby(batch.column(column).to_pylist()):
            count = len(list(rows))
            yield article, batch.slice(start, count).serialize()
            start += count


def taken(shelved: Shelved) -> pa.Table:
    """In a worker: the rows."""
    file = os.open(shelved.path, os.O_RDONLY)
    try:
        rows = [pa.ipc.read_record_batch(pa.py_buffer(os.pread(file, at.size, at.start)), shelved.schema) for at in shelved.places]
    finally:
        os.close(file)
    return pa.Table.from_batches(rows, shelved.schema).combine_chunks()


class Part:
    """The tables that a step of scope "part" reads, as far as the part goes."""

    def __init__(self, tables: Mapping[str, pa.Table], counts: Mapping[str, int], records: Mapping[str, type]) -> None:
        self._own = next(iter(tables))
        self._tables = tables
        self._counts = counts
        self._records = records

    def count(self, table: str) -> int:
        """How many rows the whole table has, of which the part holds some."""
        return self._counts[table]

    def batches(self, table: str, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """Some columns of the rows that the part holds."""
        yield from self._tables[table].select(list(columns)).combine_chunks().to_batches(max_chunksize=_ROWS)

    def records(self, table: str) -> list[Any]:
        """The rows that the part holds as records; those beside its own are sorted."""
        rows = self._tables[table]
        return from_table(rows if table == self._own else in_order(rows), self._records[table])


class PartJob(NamedTuple):
    """What a worker gets: the part's own rows, those beside them, and how many rows each whole table has."""

    stage: Stage
    rows: Parcel
    beside: Mapping[str, Shelved | Parcel]
    counts: Mapping[str, int]
    records: Mapping[str, type]
    options: Options


def run_part(job: PartJob) -> Answer:
    """In a worker: run the step on the part; if that fails, row by row, so that only the row at fault is lost."""
    with only_its_own_memory():
        beside = {name: taken(given) if isinstance(given, Shelved) else unpacked(given) for name, given in job.beside.items()}
        return _answer(job, unpacked(job.rows), beside)


def _answer(job: PartJob, rows: pa.Table, beside: Mapping[str, pa.Table]) -> Answer:
    try:
        made, rejected = _given(job, rows, beside)
        counts = _counted(rows, made, rejected)
    except MemoryError:
        if has_worked() or rows.num_rows > 1:
            raise
        return _lost(job, rows, MemoryError())
    except Exception as error:
        if rows.num_rows == 1:
            return _lost(job, rows, error)
        counts = None
    if counts is not None:
        return freeze(made), rejected, counts
    singles = [_answer(job, rows.slice(at, 1), beside) for at in range(rows.num_rows)]
    made = pa.concat_tables([pa.ipc.open_stream(table).read_all() for table, *_ in singles])
    return freeze(made), [row for one in singles for row in one[1]], [count for one in singles for count in one[2]]


def _given(job: PartJob, rows: pa.Table, beside: Mapping[str, pa.Table]) -> tuple[pa.Table, list[Rejected]]:
    """What the step gives."""
    schema = schema_of(job.stage.record)
    tables, records, rejected = [schema.empty_table()], list[Any](), list[Rejected]()
    part = Part({job.stage.reads[0]: rows, **beside}, job.counts, job.records)
    for given in job.stage.step(part, getattr(job.options, job.stage.options)):
        if isinstance(given, Rejected):
            rejected.append(given)
        elif isinstance(given, pa.Table):
            tables += [to_table(records, job.stage.record), given.cast(schema)]
            records = []
        else:
            records.append(given)
    return pa.concat_tables([*tables, to_table(records, job.stage.record)]), rejected


def _lost(job: PartJob, rows: pa.Table, error: Exception) -> Answer:
    return freeze(to_table([], job.stage.record)), [place(row_of(rows), job.stage.writes, sentence(error))], [(0, 1)]


def row_of(rows: pa.Table) -> SimpleNamespace:
    """The one row of a table, with what tells a person which it is."""
    told = rows.select([name for name in rows.column_names if not pa.types.is_nested(rows.schema.field(name).type)])
    return SimpleNamespace(**told.to_pylist()[0])


def _counted(rows: pa.Table, made: pa.Table, rejected: list[Rejected]) -> list[tuple[int, int]] | None:
    """How many rows and rejected rows came of each row; None where they do not name it or do not stand in its order."""
    if rows.num_rows == 1:
        return [(made.num_rows, len(rejected))]
    kept = _runs(named_in(rows), named_in(made))
    if kept is None or rejected:
        return None
    return [(count, 0) for count in kept]


def _runs(keys: list[tuple[str, ...]], found: list[tuple[str, ...]]) -> list[int] | None:
    counts, at = [], 0
    for key in keys:
        first = at
        while at < len(found) and found[at] == key:
            at += 1
        counts.append(at - first)
    return counts if at == len(found) else None
