"""The room's steps over tables that are too large to be held as records: columns of Arrow, read piece by piece."""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from firstsaid.model import Candidate, Pile
from firstsaid.model.options import ReuseOptions
from firstsaid.reuse.bulk import SAMPLE, Paired, in_bulk, rarity, token_words
from firstsaid.reuse.candidacy import candidates
from firstsaid.reuse.extending import Tokens
from firstsaid.reuse.prints import Prints, outlet_numbers
from firstsaid.reuse.words import I64


class Columns(Protocol):
    """The tables that a step reads."""

    def count(self, table: str) -> int:
        """How many rows a table has."""

    def batches(self, table: str, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """Some columns of a table, some rows after the other, in any order."""

    def records(self, table: str) -> list[Any]:
        """A table's records, sorted."""


def flat(column: pa.Array, kind: str) -> tuple[NDArray[Any], I64]:
    """Packed arrays of one kind as one array, and where each row's begins and the last one ends, in bytes."""
    if len(column) == 0:
        return np.zeros(0, kind), np.zeros(1, np.int64)
    wide = column.cast(pa.large_binary())
    offsets = np.frombuffer(wide.buffers()[1], np.int64)[wide.offset : wide.offset + len(wide) + 1]
    data = wide.buffers()[2]
    first, size = int(offsets[0]), int(offsets[-1] - offsets[0])
    return np.frombuffer(data, np.uint8, size, first).view(kind) if size else np.zeros(0, kind), offsets - first


class _Fingerprints:
    """The table of fingerprints, articles numbered in order of their ids."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        ids = [batch.column(0) for batch in columns.batches("fingerprints", ["article"])]
        column = pa.chunked_array(ids, pa.string())
        order = pc.array_sort_indices(column).to_numpy()
        self.ids: list[str] = column.take(pa.array(order)).to_pylist()
        self._numbers = np.empty(len(order), np.int64)
        self._numbers[order] = np.arange(len(order))

    def batches(self, *names: str) -> Iterator[tuple[I64, pa.RecordBatch]]:
        """Some columns, with the numbers of the articles."""
        first = 0
        for batch in self._columns.batches("fingerprints", names):
            yield self._numbers[first : first + batch.num_rows], batch
            first += batch.num_rows

    def tokens(self, needed: NDArray[np.bool_]) -> Tokens:
        """The words of some articles."""
        pieces, begins, sizes, size = [np.zeros(0, np.uint32)], np.zeros(len(self.ids), np.int64), np.zeros(len(self.ids), np.int64), 0
        for numbers, batch in self.batches("tokens"):
            hashes, offsets = flat(batch.column(0), "<u8")
            counts = np.diff(offsets) // 8
            sizes[numbers] = counts
            wanted = needed[numbers]
            begins[numbers] = size + np.cumsum(np.where(wanted, counts, 0)) - np.where(wanted, counts, 0)
            pieces.append(token_words(hashes[np.repeat(wanted, counts)]))
            size += len(pieces[-1])
        return Tokens(np.concatenate(pieces), begins, sizes)

    def prints(self, outlets: I64) -> Prints:
        """The kept shingles, in order of articles."""
        shingles, holders, words, told = [np.zeros(0, np.uint64)], [np.zeros(0, np.uint32)], [np.zeros(0, np.uint32)], [np.zeros(0, np.bool_)]
        for numbers, batch in self.batches("shingles", "positions", "told"):
            hashes, offsets = flat(batch.column(0), "<u8")
            positions, _ = flat(batch.column(1), "<u4")
            bits, begins = flat(batch.column(2), "u1")
            counts = np.diff(offsets) // 8
            place = np.repeat(begins[:-1] * 8, counts) + positions
            shingles.append(hashes.astype(np.uint64))
            holders.append(np.repeat(numbers, counts).astype(np.uint32))
            words.append(positions.astype(np.uint32))
            told.append((bits[place >> 3] >> (7 - (place & 7)).astype(np.uint8) & 1).astype(np.bool_))
        holder = np.concatenate(holders)
        order = np.argsort(holder, kind="stable")
        return Prints(np.concatenate(shingles)[order], holder[order], np.concatenate(words)[order], np.concatenate(told)[order], outlets)


def _outlets(columns: Columns, ids: list[str]) -> I64:
    """A number for the outlet of each article."""
    named: dict[str, str | None] = {}
    for batch in columns.batches("articles", ["id", "outlet"]):
        named.update(zip(batch.column(0).to_pylist(), pc.struct_field(batch.column(1), "value").to_pylist(), strict=True))
    return outlet_numbers([named.get(article) for article in ids])


def _rows(paired: Paired, ids: NDArray[np.object_]) -> list[tuple[str, str, int, bytes]]:
    packed = list(paired.chains.packed())
    numbers = [number for number, _ in packed]
    a, b, votes = ids[paired.a[numbers]], ids[paired.b[numbers]], paired.votes[numbers].tolist()
    return list(zip(a, b, votes, (runs for _, runs in packed), strict=True))


def tabled_candidates(columns: Columns, options: ReuseOptions) -> Iterator[Candidate | pa.Table]:
    """`candidates` over tables: a large pile is never held as records."""
    if columns.count("fingerprints") <= options.small:
        yield from candidates(Pile(articles=tuple(columns.records("articles")), fingerprints=tuple(columns.records("fingerprints"))), options)
        return
    table = _Fingerprints(columns)
    count = len(table.ids)
    spread = np.zeros(count, np.bool_)
    spread[np.linspace(0, count - 1, min(count, SAMPLE)).astype(np.int64)] = True
    rare = rarity(table.tokens(spread).words, int(spread.sum()))
    ids = np.array(table.ids, object)
    rows = [row for paired in in_bulk(table.prints(_outlets(columns, table.ids)), table.tokens, rare, options) for row in _rows(paired, ids)]
    rows.sort(key=lambda row: row[:2])
    made = list(zip(*rows, strict=True)) if rows else [(), (), (), ()]
    types = (pa.string(), pa.string(), pa.int64(), pa.large_binary())
    names = ["article_a", "article_b", "votes", "runs"]
    yield pa.table([pa.array(column, kind) for column, kind in zip(made, types, strict=True)], names=names)
