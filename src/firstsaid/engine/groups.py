"""Scopes "story" and "outlet": the groups of a stage, a run of them at a time.

Most groups of a case that grew are what they were. Which are is told by the digests of their rows, for which the database joins numbers only; what the others
hold is all that it sorts.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from firstsaid.engine.digests import Told, digests_beside
from firstsaid.engine.rows import in_order, schema_of
from firstsaid.engine.stage import Stage
from firstsaid.engine.tables import BATCH_ROWS, Held, Tables

_STREAMED = 1024
"""Rows that are taken from a sorted table at a time."""
_HELD_BYTES = 16 * 1024 * 1024
"""What the groups that are worked on hold of a table is held for the next stage up to this size."""

GROUPED = {
    "articles": "select p.story as group_, t.* from articles t join placements p on p.article = t.id",
    "matches": "select p.story as group_, t.* from matches t join placements p on p.article = t.article_a join placements q on q.article = t.article_b "
    "where p.story = q.story",
}
"""How the rows of a table find their story when they do not name it; others have a column `article`."""
_BY_ARTICLE = "select p.story as group_, t.* from {name} t join placements p on p.article = t.article"


Bundle = dict[str, pa.Table]
"""The rows of a run of groups by table; the first column, `group_`, tells the group."""


class Groups(NamedTuple):
    """The groups of a stage, in the order of their names."""

    names: list[str]
    sizes: list[int]
    """How much of a bundle each is, in rows."""
    digests: list[str]
    """Of what each holds."""

    def those(self, wanted: NDArray[np.bool_]) -> "Groups":
        """Some of them."""
        at = np.flatnonzero(wanted).tolist()
        return Groups([self.names[n] for n in at], [self.sizes[n] for n in at], [self.digests[n] for n in at])


def groups_of(tables: Tables, stage: Stage) -> Groups:
    """All groups of a stage."""
    with tables.views(numbered=_read_by(stage)) as connection:
        sizes = connection.sql(_sizes(stage)).to_arrow_table().combine_chunks()
        names = pa.concat_arrays([pa.array([], pa.string()), *sizes.column(0).chunks])
        return Groups(names.to_pylist(), sizes.column(1).to_pylist(), _digests(connection, tables, stage, names))


def bundles(tables: Tables, stage: Stage, wanted: Groups) -> Iterator[Bundle]:
    """The tables that the stage reads, as far as they are of some groups, cut into runs of these.

    Sorting is done by the database and rows are taken as they come, so memory holds some groups and not the tables.
    """
    if not wanted.names:
        return
    with tables.views(numbered=_read_by(stage)) as connection:
        connection.register("given_", pa.table({"group_": pa.array(wanted.names, pa.string())}))
        connection.sql("create table wanted_ as select * from given_")
        streams = {name: _rows_of(connection, tables, (name, stage.scope), wanted.names) for name in stage.reads}
        rows = 0
        for group, size in zip(wanted.names, wanted.sizes, strict=True):
            rows += size
            if rows >= BATCH_ROWS or group == wanted.names[-1]:
                yield {name: stream.up_to(group) for name, stream in streams.items()}
                rows = 0


def grouped(tables: Tables, name: str, scope: str) -> str:
    """SQL that gives a table with its rows' group in front."""
    if scope in schema_of(tables.records[name]).names:
        return f"select {scope} as group_, t.* from {name} t"  # noqa: S608
    return GROUPED.get(name, _BY_ARTICLE.format(name=name))


def _read_by(stage: Stage) -> Sequence[str]:
    return (*stage.reads, "placements") if stage.scope == "story" else stage.reads


def _sizes(stage: Stage) -> str:
    """SQL for the groups in order, with the number of rows that tells how many make a bundle."""
    column, table = ("story", "placements") if stage.scope == "story" else ("outlet", stage.reads[0])
    least = 2 if stage.several else 1
    return f"select {column}, count(*) from {table} where {column} is not null group by {column} having count(*) >= {least} order by {column}"  # noqa: S608


def _digests(connection: duckdb.DuckDBPyConnection, tables: Tables, stage: Stage, groups: pa.StringArray) -> list[str]:
    """The digest of what each group holds."""
    return digests_beside([_of_table(connection, tables, name, stage.scope).under(groups) for name in sorted(stage.reads)])


def _of_table(connection: duckdb.DuckDBPyConnection, tables: Tables, name: str, scope: str) -> Told:
    """The digest of what each group holds of one table."""
    if (name, scope) not in tables.groups:
        query = f"select group_, row_ from ({grouped(tables, name, scope)}) where group_ is not null order by group_, row_"  # noqa: S608
        rows = connection.sql(query).to_arrow_table().combine_chunks()
        runs = pc.run_end_encode(pa.concat_arrays([pa.array([], pa.string()), *rows.column("group_").chunks]), run_end_type=pa.int64())
        told = Told.of_runs(runs.values, np.append(0, runs.run_ends.to_numpy()), tables.digests(name).rows[rows.column("row_").to_numpy()])
        tables.groups[name, scope] = told
    return tables.groups[name, scope]


def _rows_of(connection: duckdb.DuckDBPyConnection, tables: Tables, of: tuple[str, str], wanted: Sequence[str]) -> "_Stream":
    """The rows of a table that are in wanted groups, sorted by these. What takes little room is held, in order, for the next stage, which mostly wants the
    same.
    """
    name, scope = of
    schema = pa.schema([pa.field("group_", pa.string()), *schema_of(tables.records[name])])
    kept = tables.held.get(of)
    if kept is None or not kept.groups.issuperset(wanted):
        names = ", ".join(f'"{column}"' for column in ("group_", *schema_of(tables.records[name]).names))
        query = f"select {names} from ({grouped(tables, name, scope)}) semi join wanted_ using (group_) order by group_"  # noqa: S608
        rows = connection.cursor().sql(query).to_arrow_reader(_STREAMED)
        taken: list[pa.RecordBatch] = []
        size = 0
        for batch in rows:
            taken.append(batch)
            size += batch.nbytes
            if size > _HELD_BYTES:
                return _Stream(pa.RecordBatchReader.from_batches(rows.schema, chain(taken, rows)), schema)
        kept = tables.held[of] = Held(frozenset(wanted), in_order(pa.Table.from_batches(taken, rows.schema).cast(schema)))
    chosen = kept.rows.filter(pc.is_in(kept.rows.column("group_"), pa.array(wanted, pa.string())))
    return _Stream(chosen.to_reader(max_chunksize=_STREAMED), schema, ordered=True)


class _Stream:
    """Rows sorted by their groups, of which one run of groups after the other is taken."""

    def __init__(self, reader: pa.RecordBatchReader, schema: pa.Schema, ordered: bool = False) -> None:
        self.schema = schema
        self.ordered = ordered
        self.reader = reader
        self.left = self.schema.empty_table()

    def up_to(self, group: str) -> pa.Table:
        """The rows of every group up to this one that have not been taken, in their records' order."""
        taken = []
        while True:
            keys = self.left.column("group_").to_pylist()
            stop = next((at for at, key in enumerate(keys) if key > group), len(keys))
            taken.append(self.left.slice(0, stop))
            self.left = self.left.slice(stop)
            if stop < len(keys):
                break
            try:
                self.left = pa.Table.from_batches([self.reader.read_next_batch()]).cast(self.schema)
            except StopIteration:
                self.left = self.left.slice(0, 0)
                break
        rows = pa.concat_tables(taken)
        return rows if self.ordered else in_order(rows)
