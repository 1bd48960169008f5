"""The step that tells which articles of a large pile are alike, over tables. Of two that are what they were it is taken over from the earlier table."""

import hashlib
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from firstsaid.model.columns import Columns, Growing
from firstsaid.model.options import ReuseOptions
from firstsaid.reuse.likeness import Likeness, meets
from firstsaid.reuse.linkage import NONE_ALIKE, Alike
from firstsaid.reuse.ordering import in_order
from firstsaid.reuse.subjects import Bools, Read, Terms, terms_in_bulk
from firstsaid.reuse.tabled import flat, packed
from firstsaid.reuse.words import I64

_DIGEST = 16
"""Bytes of an article's digest."""

_AT_ONCE = 4096
"""Articles whose digests are made at a time."""

_TOLD = np.dtype([("term", "<u8"), ("weight", "<f8"), ("name", "u1"), ("meets", "u1"), ("alone", "u1")])
"""All of a term that a likeness hangs on."""


def ids_in_order(columns: Columns) -> pa.Array:
    """The ids of a pile's articles, sorted: an article's number is its place among them."""
    return pa.concat_arrays([batch.column(0) for batch in columns.batches("articles", ["id"])]).sort()


def numbers(articles: pa.ChunkedArray, ids: pa.Array) -> I64:
    """The numbers of some articles, -1 for one that is none."""
    return np.asarray(pc.fill_null(pc.index_in(articles, ids), -1).to_numpy(), np.int64)


def subjects(columns: Columns, ids: pa.Array, names: Sequence[str]) -> Iterator[tuple[I64, pa.RecordBatch]]:
    """Some columns of the table of subjects, with the numbers of the articles that each row is of."""
    of = numbers(pa.chunked_array([batch.column(0) for batch in columns.batches("subjects", ["article"])], pa.string()), ids)
    first = 0
    for batch in columns.batches("subjects", names):
        yield of[first : first + batch.num_rows], batch
        first += batch.num_rows


def _read(columns: Columns, ids: pa.Array) -> Iterator[Read]:
    """The terms of some articles after the other."""
    for own, batch in subjects(columns, ids, ["listed", "words", "weights", "capitals"]):
        hashes, offsets = flat(batch.column(1), "<u8")
        weights, capitals = flat(batch.column(2), "<f4")[0], flat(batch.column(3), "<i4")[0]
        article = np.repeat(np.arange(batch.num_rows, dtype=np.int32), np.diff(offsets) // 8)
        yield Read(own, batch.column(0).to_numpy(zero_copy_only=False), article, hashes, weights, capitals)


def _digests(found: Terms, count: int) -> list[bytes]:
    """Of each article that of all that its likenesses hang on."""
    edges = np.searchsorted(found.article, np.arange(count + 1)).tolist()
    made: list[bytes] = []
    for first in range(0, count, _AT_ONCE):
        own = edges[first : first + _AT_ONCE + 1]
        rows = slice(own[0], own[-1])
        told = np.empty(own[-1] - own[0], _TOLD)
        told["term"], told["weight"], told["name"] = found.hashes[rows], found.weight[rows], found.name[rows]
        told["meets"], told["alone"] = meets(found.held[rows]), found.held[rows] <= 1
        data, size = told.tobytes(), _TOLD.itemsize
        made += [hashlib.blake2b(data[(start - own[0]) * size : (stop - own[0]) * size], digest_size=_DIGEST).digest() for start, stop in pairwise(own)]
    return made


def _unpacked(told: pa.Table) -> Alike:
    """The pairs that a table tells of."""
    others, offsets = flat(told.column("others").combine_chunks(), "<u4")
    a = np.repeat(np.arange(told.num_rows), np.diff(offsets) // 4)
    return Alike(a, others.astype(np.int64), flat(told.column("likeness").combine_chunks(), "<f8")[0])


def known_pairs(columns: Columns) -> Alike:
    """The pairs that the table of likenesses tells of, in order."""
    batches = list(columns.batches("likenesses", ["article", "others", "likeness"]))
    return _unpacked(pa.Table.from_batches(batches).sort_by("article")) if batches else NONE_ALIKE


def _taken_over(columns: Growing, ids: pa.Array, digests: list[bytes]) -> tuple[Bools, Alike]:
    """Which articles are what they were, and which of them are alike."""
    batches = list(columns.earlier(["article", "terms", "others", "likeness"]))
    same = np.zeros(len(ids) + 1, np.bool_)
    if not batches:
        return same[:-1], NONE_ALIKE
    before = pa.Table.from_batches(batches)
    number = numbers(before.column("article"), ids)
    same[[now for now, told in zip(number.tolist(), before.column("terms").to_pylist(), strict=True) if now >= 0 and digests[now] == told]] = True
    pairs = _unpacked(before)
    a, b = number[pairs.a], number[pairs.b]
    both = same[a] & same[b]
    return same[:-1], Alike(a[both], b[both], pairs.likeness[both])


def tabled_likenesses(columns: Growing, options: ReuseOptions) -> Iterator[pa.Table]:
    """A row for each article of a large pile, in order of their ids; nothing in a small one, whose articles are held side by side when they are placed."""
    if columns.count("articles") <= options.small:
        return
    ids = ids_in_order(columns)
    found = terms_in_bulk(_read(columns, ids))
    digests = _digests(found, len(ids))
    same, kept = _taken_over(columns, ids, digests)
    new = Likeness(found, len(ids), False, ~same if same.any() else None).pairs()
    a, b, likeness = (np.concatenate(both) for both in zip(kept, new, strict=True))
    a, b, place = in_order(a, b, np.arange(len(a)))
    offsets = np.searchsorted(a, np.arange(len(ids) + 1))
    made = {
        "article": ids,
        "terms": pa.array(digests, pa.large_binary()),
        "others": packed(b.astype("<u4"), offsets),
        "likeness": packed(likeness[place].astype("<f8"), offsets),
    }
    yield pa.table(made)
