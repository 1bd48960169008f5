"""Which articles may contain words of a given text, found by their fingerprints (for `firstsaid check`)."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from firstsaid.model import Fingerprints
from firstsaid.model.columns import Columns
from firstsaid.reuse.tabled import flat
from firstsaid.reuse.winnowing import SHINGLE
from firstsaid.reuse.words import I64, U64, shingle_hashes

_AT_ONCE = 1 << 24
"""Postings that are sorted at once: a part of the hash space."""

_PIECE = 1 << 20
"""Postings that are given at once."""

_HALF = np.uint64(32)

POSTING = pa.schema([pa.field("posting", pa.uint64())])
"""The upper half of a kept shingle's hash, and below it the row of the table of articles that holds the shingle. Half a hash is enough to look up: what an
article shares is seen again when its words are compared."""


def postings(columns: Columns, table: str) -> Iterator[pa.Table]:
    """Every kept shingle of a table of fingerprints with the article that holds it, in order."""
    ids = pa.chunked_array([batch.column(0) for batch in columns.batches("articles", ["id"])], pa.string())
    holders = pa.chunked_array([batch.column(0) for batch in columns.batches(table, ["article"])], pa.string())
    rows = pc.index_in(holders, ids).to_numpy().astype(np.uint64)
    total = sum(int(flat(batch.column(0), "<u8")[1][-1]) // 8 for batch in columns.batches(table, ["shingles"]))
    alike = (total // _AT_ONCE).bit_length()
    yield POSTING.empty_table()
    for part in range(1 << alike):
        found = np.concatenate([np.zeros(0, np.uint64), *_chosen(columns.batches(table, ["shingles"]), rows, part, alike)])
        found.sort()
        for first in range(0, len(found), _PIECE):
            yield pa.Table.from_arrays([pa.array(found[first : first + _PIECE])], schema=POSTING)


def _chosen(batches: Iterable[pa.RecordBatch], rows: U64, part: int, alike: int) -> Iterator[U64]:
    """The postings whose hashes begin with these bits; `rows` says of each row of fingerprints which article it is of."""
    first = 0
    for batch in batches:
        hashes, offsets = flat(batch.column(0), "<u8")
        own = rows[first : first + batch.num_rows]
        first += batch.num_rows
        found = hashes >> _HALF << _HALF | np.repeat(own, np.diff(offsets) // 8)
        yield found[found >> np.uint64(64 - alike) == part] if alike else found


class Holders(NamedTuple):
    """Rows of articles that keep shingles of a text, in order, with how many shingles of it each keeps."""

    articles: I64
    votes: I64

    def nearest(self, published: Iterable[str | None], most: int) -> I64:
        """At most so many of them, in order: of those that keep at least half as much as any the earliest, and beside as many those that keep most.

        `published` says when each was.
        """
        if len(self.articles) <= most:
            return self.articles
        early = np.argsort(np.array([value or "~" for value in published]), kind="stable")
        first = early[self.votes[early] * 2 >= self.votes.max()][: most // 2]
        chosen = np.concatenate([first, np.argsort(-self.votes, kind="stable")])
        _, at = np.unique(chosen, return_index=True)
        return np.sort(self.articles[chosen[np.sort(at)[:most]]])


def holders(asked: Fingerprints, stored: Iterable[U64]) -> Holders:
    """The articles that keep a shingle of a text; `stored` are pieces of what `postings` gave.

    A shared run of twelve words always leaves a trace in what winnowing keeps; a shorter one may.
    """
    tokens = np.frombuffer(asked.tokens, "<u8").astype(np.uint64)
    hashes = shingle_hashes(tokens, SHINGLE)[: max(0, len(tokens) - SHINGLE + 1)]
    wanted = np.unique(hashes >> _HALF)
    held = [np.zeros(0, np.uint64)]
    for piece in stored:
        begins = np.searchsorted(piece, wanted << _HALF)
        stops = np.searchsorted(piece, wanted << _HALF | np.uint64(0xFFFFFFFF), "right")
        held.extend(piece[first:stop] for first, stop in zip(begins.tolist(), stops.tolist(), strict=True) if first < stop)
    found, votes = np.unique(np.concatenate(held) & np.uint64(0xFFFFFFFF), return_counts=True)
    return Holders(found.astype(np.int64), votes)
