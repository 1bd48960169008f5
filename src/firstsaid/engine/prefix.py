"""The first row groups of an earlier table, copied as bytes without being decoded.

A Parquet file ends with a footer that tells where each group of rows lies. A file that begins with the bytes of another needs that file's entries for the
groups that it took over, and its own behind them. The footer is a Thrift structure in the compact protocol; its parts are moved as bytes, and only the counts
are told anew.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

_END = b"PAR1"
"""How a Parquet file begins and ends."""
_ROWS, _GROUPS, _ORDINAL = 3, 4, 7
"""Numbers of fields: the rows and the groups of a file, and the number of a group in it."""
_BOOLEANS, _BYTE, _NUMBERS, _DOUBLE, _BINARY, _LISTS, _STRUCT = (1, 2), 3, (4, 5, 6), 7, 8, (9, 10), 12
"""Kinds of values in the compact protocol. A footer holds no maps."""


class Prefix(NamedTuple):
    """Groups of rows at the beginning of a Parquet file."""

    path: Path
    groups: int
    rows: int

    def copied(self, sink: pa.OSFile) -> int:
        """Write the groups behind the first bytes that a writer has written to its new file; with how many bytes of the earlier one that now begins."""
        first = pq.read_metadata(self.path).row_group(self.groups).column(0)
        stop = first.dictionary_page_offset if first.has_dictionary_page else first.data_page_offset
        with pa.memory_map(str(self.path)) as file:
            sink.write(file.read_buffer(stop)[len(_END) :])
        return int(stop)

    def told(self, path: Path) -> None:
        """Put the groups into the footer of the file that a writer has ended, which tells of its own groups only."""
        rows = self.rows + pq.read_metadata(path).num_rows
        _, before = _footer(self.path)
        stop, own = _footer(path)
        footer = _joined(before, self.groups, own, rows)
        with path.open("r+b") as file:
            file.truncate(stop)
            file.seek(stop)
            file.write(footer + len(footer).to_bytes(4, "little") + _END)


class _Field(NamedTuple):
    """Where a field of a structure stands: its head, its value, and what comes behind it."""

    number: int
    head: int
    value: int
    stop: int


def _footer(path: Path) -> tuple[int, bytes]:
    """Where a file's footer begins, and its bytes."""
    with path.open("rb") as file:
        end = file.seek(0, 2) - len(_END) - 4
        file.seek(end)
        begin = end - int.from_bytes(file.read(4), "little")
        file.seek(begin)
        return begin, file.read(end - begin)


def _joined(before: bytes, groups: int, own: bytes, rows: int) -> bytes:
    """A footer that tells of the first groups of one file and of all of another, which together have so many rows."""
    entries = [before[first:stop] for first, stop in list(_entries(before))[:groups]]
    entries += [_renumbered(own[first:stop], groups + number) for number, (first, stop) in enumerate(_entries(own))]
    made, fields = [], list(_fields(own, 0))
    for field in fields:
        head, value = own[field.head : field.value], own[field.value : field.stop]
        if field.number == _ROWS:
            value = _number(rows * 2)
        elif field.number == _GROUPS:
            value = _list_head(len(entries)) + b"".join(entries)
        made.append(head + value)
    return b"".join(made) + own[fields[-1].stop :]


def _entries(footer: bytes) -> Iterator[tuple[int, int]]:
    """From and up to where each group is told of."""
    [groups] = [field for field in _fields(footer, 0) if field.number == _GROUPS]
    count, _, at = _list_told(footer, groups.value)
    for _ in range(count):
        stop = _skipped(footer, at, _STRUCT)
        yield at, stop
        at = stop


def _renumbered(entry: bytes, number: int) -> bytes:
    """What is told of a group, under another number."""
    for field in _fields(entry, 0):
        if field.number == _ORDINAL:
            return entry[: field.value] + _number(number * 2) + entry[field.stop :]
    return entry


def _fields(data: bytes, at: int) -> Iterator[_Field]:
    """The fields of a structure that begins here."""
    number = 0
    while data[at]:
        head, kind, step = at, data[at] & 15, data[at] >> 4
        at += 1
        if step:
            number += step
        else:
            told, at = _number_told(data, at)
            number = told >> 1
        stop = at if kind in _BOOLEANS else _skipped(data, at, kind)
        yield _Field(number, head, at, stop)
        at = stop


def _skipped(data: bytes, at: int, kind: int) -> int:
    """What comes behind a value that begins here; a truth value in a list takes a byte."""
    if kind in _NUMBERS:
        return _number_skipped(data, at)
    if kind == _BINARY:
        size, at = _number_told(data, at)
        return at + size
    if kind in _LISTS:
        count, inner, at = _list_told(data, at)
        for _ in range(count):
            at = _skipped(data, at, inner)
        return at
    if kind == _STRUCT:
        while head := data[at]:
            at = at + 1 if head >> 4 else _number_skipped(data, at + 1)
            at = at if head & 15 in _BOOLEANS else _skipped(data, at, head & 15)
        return at + 1
    if kind == _DOUBLE:
        return at + 8
    if kind in (*_BOOLEANS, _BYTE):
        return at + 1
    raise ValueError(f"a footer with a value of kind {kind}")


def _list_told(data: bytes, at: int) -> tuple[int, int, int]:
    """How many values a list that begins here has, their kind, and where the first begins."""
    count, kind = data[at] >> 4, data[at] & 15
    if count < 15:
        return count, kind, at + 1
    count, at = _number_told(data, at + 1)
    return count, kind, at


def _list_head(count: int) -> bytes:
    """The head of a list of structures."""
    return bytes([count << 4 | _STRUCT]) if count < 15 else bytes([15 << 4 | _STRUCT]) + _number(count)


def _number_told(data: bytes, at: int) -> tuple[int, int]:
    """A number in groups of seven bits, the lowest first, and what comes behind it."""
    number = shift = 0
    while data[at] & 128:
        number |= (data[at] & 127) << shift
        at, shift = at + 1, shift + 7
    return number | data[at] << shift, at + 1


def _number_skipped(data: bytes, at: int) -> int:
    """What comes behind a number."""
    while data[at] & 128:
        at += 1
    return at + 1


def _number(number: int) -> bytes:
    """A number in groups of seven bits."""
    told = []
    while number > 127:
        told.append(number & 127 | 128)
        number >>= 7
    return bytes([*told, number])
