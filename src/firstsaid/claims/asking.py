"""Which claims the words of an article belong to, laid out so that they are found at once."""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from firstsaid.model.columns import Columns

_PIECE = 1 << 16
"""Rows that are given at once."""

CLAIMED = pa.schema(
    [("article", pa.string()), ("start", pa.int64()), ("stop", pa.int64()), ("claim", pa.string()), ("story", pa.string()), ("denied", pa.bool_())]
)
"""A stretch of a wording and the claim that it is a wording of, which those who speak of it may deny."""


def claimed(columns: Columns, table: str) -> Iterator[pa.Table]:
    """Every stretch of every wording of a table of claims, in order of article and place."""
    found = pa.Table.from_batches(_stretches(columns, table), CLAIMED)
    ordered = found.sort_by([("article", "ascending"), ("start", "ascending"), ("stop", "ascending"), ("claim", "ascending")])
    yield CLAIMED.empty_table()
    for first in range(0, ordered.num_rows, _PIECE):
        yield ordered.slice(first, _PIECE)


def _stretches(columns: Columns, table: str) -> Iterator[pa.RecordBatch]:
    for batch in columns.batches(table, ["id", "story", "denied", "wordings"]):
        claims, stories, denied, wordings = batch.columns
        of_claim, wording = pc.list_parent_indices(wordings), pc.list_flatten(wordings)
        spans = pc.struct_field(wording, "spans")
        of_wording, span = pc.list_parent_indices(spans), pc.list_flatten(spans)
        claim = of_claim.take(of_wording)
        article = pc.struct_field(wording, "article").take(of_wording)
        where = [pc.struct_field(span, name).cast(pa.int64()) for name in ("start", "stop")]
        yield pa.RecordBatch.from_arrays([article, *where, claims.take(claim), stories.take(claim), denied.take(claim)], schema=CLAIMED)
