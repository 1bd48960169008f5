"""CSV and TSV: one row is one record."""

import csv
import io
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO, TextIO

from resiliparse.parse.encoding import detect_encoding

from firstsaid.capture.inflate import GZIP, XZ, pieces
from firstsaid.capture.jsonl import peek
from firstsaid.capture.reader import HEAD
from firstsaid.capture.record import Carrier
from firstsaid.capture.signatures import is_text
from firstsaid.capture.source import Source
from firstsaid.capture.table import Row, known_headers, records
from firstsaid.errors import InputError
from firstsaid.model import Capture, Rejected
from firstsaid.model.options import CaptureOptions

_NAMES = (".csv", ".tsv", ".tab")
_DELIMITERS = (",", ";", "\t", "|")
_LINE_END = re.compile(rb"[\r\n]")
_TOLD = re.compile(r"sep=(.)\r?\n?")
_ALONE = re.compile("[\udc80-\udcff]")
_LOOKED_AT = 20
_LARGEST_FIELD = 2**31 - 1
_FEWEST_KNOWN = 3
"""So many usual headers make a table of a text whose name does not say so."""
_MOST_RETRIES = 1_000
_WITHOUT_TEXT = "The row holds no text: its cell in the text column is empty."


@dataclass(frozen=True, slots=True)
class CsvReader:
    """Comma-, semicolon-, tab- or bar-separated values, plain or compressed with gzip or xz; streamed."""

    def accepts(self, name: str, head: bytes) -> bool:
        """Whether the name says so, or the first line is made of the usual headers."""
        plain = name.lower().removesuffix(".gz").removesuffix(".xz")
        inner = peek(head) if head.startswith((GZIP, XZ)) else head
        if plain.endswith(_NAMES):
            return inner.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] not in (b"<", b"") and is_text(inner)
        first = _LINE_END.split(inner[:4_096], maxsplit=1)[0].decode("utf-8", "replace").removeprefix("\ufeff")
        if first[:1] in ("{", "[", "<"):
            return False
        return any(len(known := known_headers(_split(first, mark))) >= _FEWEST_KNOWN and known & {"text", "html"} for mark in _DELIMITERS) and is_text(inner)

    def read(self, source: Source, options: CaptureOptions) -> Iterator[Capture | Rejected]:
        """One capture for each row below the header; a row for each that cannot be read, and one more if the file breaks off."""
        carrier = Carrier(source, options, "csv", _WITHOUT_TEXT)
        empty = True
        with source.path.open("rb") as stream:
            for row in records(_rows(stream, source.name, options), carrier):
                empty = False
                yield row
        if empty:
            yield source.rejected("The table holds no rows.")


class _Inflated(io.RawIOBase):
    """The bytes of a stream, inflated, with the limits of a container. Raises InputError beyond them."""

    def __init__(self, stream: BinaryIO, options: CaptureOptions) -> None:
        head = stream.read(len(XZ))
        stream.seek(0)
        self._pieces = pieces(stream, head, options.most_inflation)
        self._most = options.largest_container
        self._waiting = memoryview(b"")
        self._given = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fills the buffer; 0 at the end."""
        if not self._waiting:
            self._waiting = memoryview(next(self._pieces, b""))
            self._given += len(self._waiting)
            if self._given > self._most:
                raise InputError(f"the file holds more than {self._most:,} bytes, the limit for a container")
        size = min(len(buffer), len(self._waiting))
        buffer[:size] = self._waiting[:size]
        self._waiting = self._waiting[size:]
        return size


class _Lines:
    """The physical lines of a text, one at a time, with those that the row at hand is made of kept for a second try."""

    def __init__(self, text: TextIO, longest: int) -> None:
        self._text = text
        self._longest = longest
        self._again: deque[str] = deque()
        self.row: list[str] = []
        self.number = 0
        self.too_long = False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._text.readline(self._longest)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) >= self._longest and line[-1] not in "\r\n":
            self.too_long = True
            while (rest := self._text.readline(self._longest)) and rest[-1] not in "\r\n":
                pass
            line = "\n"
        self.row.append(line)
        return line

    def step_back(self) -> int:
        """Reads the row's lines but the first once more; how many they are."""
        back = self.row[1:]
        self._again.extendleft(reversed(back))
        self.number -= len(back)
        return len(back)


def _rows(stream: BinaryIO, name: str, options: CaptureOptions) -> Iterator[Row]:
    """The table's rows. What is quoted wrongly costs its own line only: the lines behind it are read anew."""
    csv.field_size_limit(min(options.largest, _LARGEST_FIELD))
    number = 0
    buffered = io.BufferedReader(_Inflated(stream, options), HEAD)
    try:
        head = buffered.peek(HEAD)[:HEAD]
        encoding, fallback = _encoding(head)
        text = io.TextIOWrapper(buffered, encoding, errors="surrogateescape" if encoding == "utf-8" else "replace", newline="")
        opening = head.decode(encoding, "replace").removeprefix("\ufeff")
        told = _TOLD.match(opening)
        lines = _Lines(text, options.largest)
        if told:
            next(lines)
            number = 1
        for row in _parsed(lines, told[1] if told else _delimiter(opening, name)):
            number += 1
            cells = [_legacy(cell, fallback) if _ALONE.search(cell) else cell for cell in row.cells]
            yield Row(number, cells, row.fault)
    except InputError as error:
        yield Row(number + 1, (), f"After row {number:,} reading stopped: {error}.")


def _parsed(lines: _Lines, delimiter: str) -> Iterator[Row]:
    """Rows with a fault where quotation marks or the number of cells are wrong; `number` is the physical line."""
    width = retries = 0
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.row, lines.too_long = [], False
        start = lines.number + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            if len(lines.row) > 1:
                retries += 1
            if retries > _MOST_RETRIES:
                yield Row(
                    start, (), f"Line {start:,} and what follows cannot be read: quotation marks are opened and not closed in more than {_MOST_RETRIES:,} rows."
                )
                return
            lines.step_back()
            yield Row(start, (), f"Line {start:,} cannot be read: its quotation marks or line ends do not fit ({error}).")
            continue
        if cells is None:
            return
        if lines.too_long:
            yield Row(start, (), f"Line {start:,} is longer than the limit for one record. Raise the limit (capture largest) if it really is one article.")
            continue
        if start == 1 and cells:
            cells[0] = cells[0].removeprefix("\ufeff")
        filled = any(cell.strip() for cell in cells)
        width = width or (len(cells) if filled else 0)
        while len(cells) > width and not cells[-1].strip():
            cells.pop()
        if filled and len(cells) != width:
            has = "1 cell" if len(cells) == 1 else f"{len(cells):,} cells"
            yield Row(start, (), f"Line {start:,} has {has}, where the header has {width:,}: a separator or quotation mark is missing or too many.")
        else:
            yield Row(start, cells)


def _encoding(head: bytes) -> tuple[str, str]:
    """The encoding of the text, and the one of cells that are no UTF-8."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16", "cp1252"
    if head[:64].count(0) * 4 > len(head[:64]):
        return ("utf-16-le" if head[1:2] == b"\x00" else "utf-16-be"), "cp1252"
    try:
        head[: len(head) - 3].decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 6:
            return "utf-8", str(detect_encoding(head, html5_compatible=True) or "cp1252")
    return "utf-8", "cp1252"


def _legacy(cell: str, encoding: str) -> str:
    """A cell whose bytes are no UTF-8, in the encoding that fits."""
    given = cell.encode("utf-8", "surrogateescape")
    try:
        return given.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return given.decode("cp1252", "replace")


def _delimiter(opening: str, name: str) -> str:
    """The mark that gives the header and the rows below it the same number of cells; the more cells, the better."""
    usual = "\t" if name.lower().removesuffix(".gz").removesuffix(".xz").endswith((".tsv", ".tab")) else ","
    whole = opening[: opening.rfind("\n") + 1] or opening
    weighed: list[tuple[float, int, bool, str]] = []
    for mark in _DELIMITERS:
        widths = [len(row.cells) for row in islice(_parsed(_Lines(io.StringIO(whole, newline=""), HEAD), mark), _LOOKED_AT)]
        even = sum(width == widths[0] for width in widths) / len(widths) if widths and widths[0] > 1 else 0.0
        weighed.append((even, widths[0] if widths else 0, mark == usual, mark))
    best = max(weighed)
    return best[3] if best[0] else usual


def _split(line: str, mark: str) -> list[str]:
    return [cell.strip().strip('"') for cell in line.rstrip("\r").split(mark)]
