"""The stage `candidates` over tables too large to be held as records, and what the `tabled…` modules share: Arrow columns, read piece by piece."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from firstsaid.model import Candidate, Pile, Rejected
from firstsaid.model.columns import Columns
from firstsaid.model.options import ReuseOptions
from firstsaid.reuse.bulk import SAMPLE, Paired, in_bulk, rarity, token_words
from firstsaid.reuse.candidacy import candidates
from firstsaid.reuse.extending import Tokens
from firstsaid.reuse.prints import Prints, outlet_numbers
from firstsaid.reuse.words import I64

_AT_ONCE = 1 << 24
"""Shingles that are held at once: a part of the hash space."""


def flat(column: pa.Array, kind: str) -> tuple[NDArray[Any], I64]:
    """Packed arrays of one kind as one array, and where each row's begins and the last one ends, in bytes."""
    if len(column) == 0:
        return np.zeros(0, kind), np.zeros(1, np.int64)
    wide = column.cast(pa.large_binary())
    offsets = np.frombuffer(wide.buffers()[1], np.int64)[wide.offset : wide.offset + len(wide) + 1]
    data = wide.buffers()[2]
    first, size = int(offsets[0]), int(offsets[-1] - offsets[0])
    return np.frombuffer(data, np.uint8, size, first).view(kind) if size else np.zeros(0, kind), offsets - first


def packed(values: NDArray[np.generic], offsets: I64) -> pa.Array:
    """Values as packed arrays: row k holds those from `offsets[k]` to `offsets[k + 1]`."""
    bounds = (offsets * values.dtype.itemsize).astype(np.int64)
    return pa.Array.from_buffers(pa.large_binary(), len(offsets) - 1, [None, pa.py_buffer(bounds), pa.py_buffer(np.ascontiguousarray(values))])


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
        self._sizes = np.zeros(len(order), np.int64)
        self._shingles = 0
        telling = np.arange(len(order)) < SAMPLE
        words: list[NDArray[np.uint32]] = []
        for numbers, batch in self.batches("tokens", "positions"):
            hashes, offsets = flat(batch.column(0), "<u8")
            self._sizes[numbers] = np.diff(offsets) // 8
            words.append(token_words(hashes[np.repeat(telling[numbers], self._sizes[numbers])]))
            self._shingles += int(flat(batch.column(1), "<u4")[1][-1]) // 4
        self.rare = rarity(np.concatenate(words), int(telling.sum()))
        """How much words tell, by some of the articles."""

    def batches(self, *names: str) -> Iterator[tuple[I64, pa.RecordBatch]]:
        """Some columns, with the numbers of the articles."""
        first = 0
        for batch in self._columns.batches("fingerprints", names):
            yield self._numbers[first : first + batch.num_rows], batch
            first += batch.num_rows

    def tokens(self, needed: NDArray[np.bool_]) -> Tokens:
        """The words of some articles."""
        words, size = np.zeros(int(self._sizes[needed].sum()), np.uint32), 0
        begins = np.zeros(len(self.ids), np.int64)
        for numbers, batch in self.batches("tokens"):
            hashes, _ = flat(batch.column(0), "<u8")
            wanted, counts = needed[numbers], self._sizes[numbers]
            begins[numbers] = size + np.cumsum(np.where(wanted, counts, 0)) - np.where(wanted, counts, 0)
            chosen = token_words(hashes[np.repeat(wanted, counts)])
            words[size : size + len(chosen)] = chosen
            size += len(chosen)
        return Tokens(words, begins, self._sizes)

    def prints(self, outlets: I64) -> Iterator[Prints]:
        """The kept shingles of one part of the hash space after the other, in order of articles. The table is read for each, so that memory holds one part."""
        alike = (self._shingles // _AT_ONCE).bit_length()
        for part in range(1 << alike):
            yield _Gathered(self._shingles >> alike).of(self._chosen(part, alike), outlets, alike)

    def _chosen(self, part: int, alike: int) -> Iterator[tuple[NDArray[Any], ...]]:
        """Shingles, articles, first words and whether they are told, of hashes that begin with these bits."""
        for numbers, batch in self.batches("shingles", "positions", "told"):
            hashes, offsets = flat(batch.column(0), "<u8")
            positions, _ = flat(batch.column(1), "<u4")
            bits, begins = flat(batch.column(2), "u1")
            row = np.repeat(np.arange(len(numbers)), np.diff(offsets) // 8)
            if alike:
                own = np.flatnonzero(hashes >> np.uint64(64 - alike) == part)
                hashes, positions, row = hashes[own], positions[own], row[own]
            place = begins[row] * 8 + positions
            yield hashes, numbers[row], positions, bits[place >> 3] >> (7 - (place & 7)).astype(np.uint8) & 1


class _Gathered:
    """Columns that grow."""

    def __init__(self, room: int) -> None:
        self._columns: list[NDArray[Any]] = [np.zeros(room + 1, kind) for kind in (np.uint64, np.uint32, np.uint32, np.bool_)]
        self._size = 0

    def of(self, pieces: Iterator[tuple[NDArray[Any], ...]], outlets: I64, alike: int) -> Prints:
        """The pieces in order of articles."""
        for piece in pieces:
            stop = self._size + len(piece[0])
            if stop > len(self._columns[0]):
                self._columns = [np.append(column, np.zeros(max(stop, len(column) // 4), column.dtype)) for column in self._columns]
            for column, values in zip(self._columns, piece, strict=True):
                column[self._size : stop] = values
            self._size = stop
        shingles, holders, words, told = (column[: self._size] for column in self._columns)
        if (holders[1:] < holders[:-1]).any():
            order = np.argsort(holders, kind="stable")
            shingles, holders, words, told = shingles[order], holders[order], words[order], told[order]
        return Prints(shingles, holders, words, told, outlets, alike)


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


def tabled_candidates(columns: Columns, options: ReuseOptions) -> Iterator[Candidate | Rejected | pa.Table]:
    """`candidates` over tables: a large pile is never held as records."""
    if columns.count("fingerprints") <= options.small:
        yield from candidates(Pile(articles=tuple(columns.records("articles")), fingerprints=tuple(columns.records("fingerprints"))), options)
        return
    table = _Fingerprints(columns)
    ids = np.array(table.ids, object)
    rows = [row for paired in in_bulk(table.prints(_outlets(columns, table.ids)), table.tokens, table.rare, options) for row in _rows(paired, ids)]
    rows.sort(key=lambda row: row[:2])
    made = list(zip(*rows, strict=True)) if rows else [(), (), (), ()]
    types = (pa.string(), pa.string(), pa.int64(), pa.large_binary())
    names = ["article_a", "article_b", "votes", "runs"]
    yield pa.table([pa.array(column, kind) for column, kind in zip(made, types, strict=True)], names=names)
