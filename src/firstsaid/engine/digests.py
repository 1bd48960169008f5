"""Digests of rows, independent of how Arrow holds them (bitmaps of nulls, offsets, chunks)."""

import hashlib
import operator
import os
import shutil
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

_SIZE = 16
"""Bytes of a row's digest."""


def digest_of(values: Sequence[bytes]) -> str:
    """SHA-256, shortened, of some values in order."""
    sizes = ",".join(map(str, map(len, values))).encode()
    return hashlib.sha256(b"%b|%b" % (sizes, b"".join(values))).hexdigest()[: 2 * _SIZE]


def digests_of(table: pa.Table) -> list[str]:
    """The digest of each row's values."""
    if not table.num_rows:
        return []
    told = _beside([_laid(_whole(column)) for column in table.columns])
    rows = _cut(told.fixed, range(table.num_rows + 1))
    if told.loose is not None:
        rows = list(map(operator.add, rows, told.loose))
    return [hashlib.sha256(row).hexdigest()[: 2 * _SIZE] for row in rows]


Packed = NDArray[np.void]
"""Digests of rows, _SIZE bytes each."""


def digests_beside(columns: Sequence[Packed]) -> list[str]:
    """One digest for what stands side by side in several columns, row by row."""
    cells = np.hstack([column.view(np.uint8).reshape(len(column), _SIZE) for column in columns])
    data, width = cells.tobytes(), cells.shape[1]
    return [hashlib.sha256(data[at : at + width]).hexdigest()[: 2 * _SIZE] for at in range(0, len(data), width)]


class Told(NamedTuple):
    """Names, each once, and the digest of all rows of a table that stand under each: of one row its own, of several one made of theirs in order."""

    names: pa.Array
    digests: Packed

    @classmethod
    def of(cls, names: pa.Array, digests: "Digests") -> "Told":
        """Given the name that each row stands under."""
        encoded = names.dictionary_encode()
        number = encoded.indices.to_numpy()
        order = np.argsort(number, kind="stable")
        return cls.of_runs(encoded.dictionary, np.searchsorted(number[order], np.arange(len(encoded.dictionary) + 1)), digests.rows[order])

    @classmethod
    def of_runs(cls, names: pa.Array, edges: NDArray[np.integer], rows: Packed) -> "Told":
        """Given the digests of the rows under one name after the other, and where those of each begin and the last one's end."""
        return cls(names, _of_runs(rows, edges))

    def under(self, names: pa.Array) -> Packed:
        """The digest under each of some names, zeros where nothing stands."""
        found = pc.fill_null(pc.index_in(names, self.names), len(self.names)).to_numpy()
        return np.asarray(np.append(self.digests, np.zeros(1, self.digests.dtype))[found])

    def under_lists(self, lists: pa.ListArray) -> Packed:
        """One digest for what stands under all the names of a list, for each list."""
        return _of_runs(self.under(lists.flatten()), np.append(0, np.cumsum(pc.list_value_length(lists).to_numpy())))


def _of_runs(rows: Packed, edges: NDArray[np.integer]) -> Packed:
    """The digest of each run of digests: of one its own, of none zeros."""
    digests = np.append(rows, np.zeros(1, rows.dtype))[np.where(np.diff(edges) > 0, edges[:-1], len(rows))]
    for at in np.flatnonzero(np.diff(edges) > 1).tolist():
        digests[at] = hashlib.sha256(rows[edges[at] : edges[at + 1]].tobytes()).digest()[:_SIZE]
    return np.asarray(digests)


class Digests:
    """The digests of a table's rows, kept in little room: pieces as `packed` gives them."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self.rows: Packed = np.frombuffer(b"".join(pieces), f"V{_SIZE}")

    @staticmethod
    def packed(told: Sequence[str]) -> bytes:
        """Some digests in a row."""
        return bytes.fromhex("".join(told))

    def all(self) -> list[str]:
        """Those of every row."""
        told = self.rows.tobytes().hex()
        return [told[at : at + 2 * _SIZE] for at in range(0, len(told), 2 * _SIZE)]


def note_of(table: Path) -> Path:
    """Where it is kept what each page or group was of which a table was made (`engine.known`), with the digests of the table's rows."""
    return table.parent / "known" / table.name


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes, or of the digests of a folder's files in order; empty when there is none."""
    if not path.exists():
        return ""
    if path.is_dir():
        return hashlib.sha256("".join(file_digest(part) for part in sorted(path.iterdir())).encode()).hexdigest()
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


_CHUNK, _MARK = 256 * 1024, 4 * 1024 * 1024
"""Bytes of a file that are read at a time, and those between two places at which its digest so far is kept."""


_Version = tuple[Path, int, int, int]


class _Begun(NamedTuple):
    """The digest of a file's first bytes."""

    size: int
    digest: "hashlib._Hash"


_NONE = _Begun(0, hashlib.sha256())


class FileDigests:
    """Digests of files, each read once as long as it is the file that was read: for the length of one run, in which several ask for them.

    Of a file that was written to begin with bytes of one that was read, only the others are read.
    """

    def __init__(self) -> None:
        self._read: dict[_Version, str] = {}
        self._marks: dict[Path, list[_Begun]] = {}
        """Of the file that was last read at a path."""
        self._begun: dict[_Version, _Begun] = {}
        """Of files that were written and have not been read."""

    def of(self, path: Path) -> str:
        """`file_digest` of the path."""
        if not path.is_file():
            return file_digest(path)
        key = _version(path)
        if key not in self._read:
            self._read[key] = self._made(path)
        return self._read[key]

    def replace(self, path: Path, written: Path, begins: int = 0) -> None:
        """Put a file that was just written into the place of another, with so many first bytes of which it begins."""
        with written.open("rb") as file:
            os.fsync(file.fileno())
        marks = self._marks.get(path, []) if path.is_file() and _version(path) in self._read else []
        if path.is_dir():
            shutil.rmtree(path)
        written.replace(path)
        self._begun[_version(path)] = next((mark for mark in reversed(marks) if mark.size <= begins), _NONE)

    def _made(self, path: Path) -> str:
        begun = self._begun.pop(_version(path), _NONE)
        marks, digest, at, buffer = [begun], begun.digest.copy(), begun.size, memoryview(bytearray(_CHUNK))
        with path.open("rb", buffering=0) as file:
            file.seek(at)
            while held := file.readinto(buffer):
                digest.update(buffer[:held])
                at += held
                if at - marks[-1].size >= _MARK:
                    marks.append(_Begun(at, digest.copy()))
        self._marks[path] = marks
        return digest.hexdigest()


def _version(path: Path) -> _Version:
    found = path.stat()
    return path, found.st_ino, found.st_size, found.st_mtime_ns


def kept_digests(table: Path, read: FileDigests) -> Digests | None:
    """The digests of a table's rows that are kept beside it, if they are of the very table that lies there."""
    place = note_of(table)
    if not place.is_file() or "told" not in (schema := pq.read_schema(place)).names:
        return None
    if (schema.metadata or {}).get(b"table") != read.of(table).encode():
        return None
    return Digests(pq.read_table(place, columns=["told"]).column(0).to_pylist())


def _whole(column: pa.ChunkedArray) -> pa.Array:
    return column.chunk(0) if column.num_chunks == 1 else pa.concat_arrays(column.chunks)


class _Laid(NamedTuple):
    """Values as bytes; two are equal when both of these are. What is fixed tells how long each part of the rest is."""

    fixed: NDArray[np.uint8]
    """A row for each value: whether there is one, numbers, and how many letters or items it has."""
    loose: list[bytes] | None
    """Of each value what takes as many bytes as it has letters or items; None where no value can have any."""


def _laid(array: pa.Array) -> _Laid:
    kind = array.type
    there = array.is_valid().to_numpy(zero_copy_only=False).astype(np.uint8)[:, None]
    if pa.types.is_struct(kind):
        return _beside([_Laid(there, None), *map(_laid, array.flatten())])
    if pa.types.is_primitive(kind):
        return _Laid(np.hstack([there, _bytes_of(array.fill_null(False if pa.types.is_boolean(kind) else 0))]), None)
    if pa.types.is_list(kind):
        sizes = pc.list_value_length(array).fill_null(0)
        held = _held(_laid(array.flatten()), np.append(0, np.cumsum(sizes.to_numpy())).tolist())
    else:
        letters = array.cast(pa.large_binary()).fill_null(b"")
        sizes, held = pc.binary_length(letters), letters.to_pylist()
    return _Laid(np.hstack([there, _bytes_of(sizes.cast(pa.int64()))]), held)


def _held(items: _Laid, edges: Sequence[int]) -> list[bytes]:
    """What each list holds, given where its items begin and the last one's end."""
    fixed, loose = _cut(items.fixed, edges), items.loose
    if loose is None:
        return fixed
    return [mine + b"".join(loose[first:stop]) for mine, (first, stop) in zip(fixed, pairwise(edges), strict=True)]


def _beside(columns: Sequence[_Laid]) -> _Laid:
    """What stands side by side, row by row."""
    loose = [column.loose for column in columns if column.loose is not None]
    return _Laid(np.hstack([column.fixed for column in columns]), list(map(b"".join, zip(*loose, strict=True))) if len(loose) > 1 else next(iter(loose), None))


def _cut(rows: NDArray[np.uint8], edges: Sequence[int]) -> list[bytes]:
    data, width = rows.tobytes(), rows.shape[1]
    return [data[first * width : stop * width] for first, stop in pairwise(edges)]


def _bytes_of(numbers: pa.Array) -> NDArray[np.uint8]:
    """Each number's bytes as a row, little-endian."""
    values = numbers.to_numpy(zero_copy_only=False)
    return np.ascontiguousarray(values.astype(values.dtype.newbyteorder("<"))).view(np.uint8).reshape(len(values), values.dtype.itemsize)
