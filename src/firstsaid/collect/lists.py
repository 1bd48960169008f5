"""Addresses that a user gives: one link, a list as text, a table with a column of links, a saved feed or sitemap."""

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path

from firstsaid.collect.faults import RefusedError
from firstsaid.collect.links import web_address
from firstsaid.collect.listing import listing
from firstsaid.collect.options import MIB, CollectOptions
from firstsaid.collect.wanted import GIVEN, LISTING, PAGE, Refused, Wanted
from firstsaid.errors import InputError
from firstsaid.model import written_name

LARGEST = 256 * MIB
"""Largest file of addresses."""
_MOST_ROWS = 1_048_576
_MOST_COLUMNS = 512
_NOTE = re.compile(r"(?:^|\s)#.*")
_WEB = re.compile(r"\s*https?://", re.IGNORECASE)
_NAMES = (
    *("url", "link", "links", "urls", "address", "web address", "article url", "article link", "source url", "permalink", "uri", "href"),
    *("enlace", "lien", "ссылка", "链接"),
)
_ZIP = b"PK\x03\x04"

Row = tuple[str, Sequence[str]]
"""Where a row stands ("row 3", "sheet List, row 3") and its cells."""


def is_link(given: str) -> bool:
    """Whether an input is an address of the web and no file."""
    return _WEB.match(given) is not None


def one_link(given: str) -> Wanted | Refused:
    """The address itself, or why it is not collected."""
    named = written_name(given)
    return _wanted(named, GIVEN, "", named.strip())


def addresses_in(path: Path, column: str, options: CollectOptions, since: datetime | None = None) -> Iterator[Wanted | Refused]:
    """The addresses that a file holds, in order; a row for each line that is none.

    Raises InputError for a file that cannot be read, and for a table in which no column holds addresses or none has the name that was given.
    """
    name = written_name(path.name)
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(f"it is larger than {LARGEST:,} bytes; cut the list in pieces", where=name)
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"the file cannot be read ({error.strerror})", where=name) from None
    try:
        found = listing(data, options)
    except RefusedError as error:
        raise InputError(str(error), where=name) from None
    if found is not None:
        if found.fault:
            yield Refused(name, found.fault)
        for entry in found.entries:
            if not (since and entry.date and entry.date < since):
                yield _wanted(entry.url, LISTING if entry.listing else PAGE, name, entry.url)
    elif data.startswith(_ZIP):
        yield from _of_table(list(_workbook(path, options)), column, name)
    else:
        yield from _of_text(_decoded(data, name), column, name)


def _decoded(data: bytes, name: str) -> str:
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    if b"\x00" in data[:4_096] and encoding != "utf-16":
        raise InputError("it is neither a list of addresses as text or a table, nor a feed or sitemap", where=name)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _of_text(text: str, column: str, name: str) -> Iterator[Wanted | Refused]:
    """A list has one address on a line; what stands behind a # at a line's beginning or after a blank is a note. Everything else is a table."""
    lines = [(number, _NOTE.sub("", line).strip()) for number, line in enumerate(text.splitlines(), 1)]
    lines = [(number, line) for number, line in lines if line]
    if not lines:
        raise InputError("it holds no addresses", where=name)
    plain = sum(1 for _, line in lines if _WEB.match(line) and not re.search(r'[\t;"]|,\s', line))
    if not column and plain * 2 >= len(lines):
        for number, line in lines:
            yield _wanted(line, GIVEN, name, f"{name}, line {number}: {line[:200]}")
        return
    try:
        kind: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(text[:8_192], delimiters=",;\t|")
    except csv.Error:
        kind = csv.excel
    try:
        rows = [(f"row {number}", cells) for number, cells in enumerate(islice(csv.reader(io.StringIO(text, newline=""), kind), _MOST_ROWS), 1)]
    except csv.Error as error:
        raise InputError(f"the table cannot be read ({error})", where=name) from None
    yield from _of_table(rows, column, name)


def _of_table(rows: Sequence[Row], column: str, name: str) -> Iterator[Wanted | Refused]:
    """The column of that name; without one, the column with a usual name, else the one with the most addresses."""
    filled = [(place, cells) for place, cells in rows if any(cell.strip() for cell in cells)]
    at, headed = _column([cells for _, cells in filled], column, name)
    for place, cells in filled[1:] if headed else filled:
        cell = cells[at].strip() if at < len(cells) else ""
        yield _wanted(cell, GIVEN, name, f"{name}, {place}: {cell[:200]}") if cell else Refused(f"{name}, {place}", "the row has no address")


def _column(rows: Sequence[Sequence[str]], column: str, name: str) -> tuple[int, bool]:
    """Which column holds the addresses, and whether the first row is its header. Raises InputError."""
    header = [cell.strip().lower() for cell in rows[0]] if rows else []
    if column:
        if column.strip().lower() not in header:
            raise InputError(f'it has no column "{column}"; it has {", ".join(cell for cell in header if cell) or "no header"}', where=name)
        return header.index(column.strip().lower()), True
    named = next((header.index(known) for known in _NAMES if known in header), None)
    if named is not None:
        return named, True
    counts = [sum(1 for row in rows if at < len(row) and _WEB.match(row[at])) for at in range(max(map(len, rows), default=0))]
    if not any(counts):
        raise InputError("no column of it holds addresses that begin with http:// or https://; name one with --column", where=name)
    at = counts.index(max(counts))
    return at, not (at < len(rows[0]) and _WEB.match(rows[0][at]))


def _workbook(path: Path, options: CollectOptions) -> Iterator[Row]:
    import openpyxl  # type: ignore[import-untyped]  # noqa: PLC0415 - it takes long to load, and few lists are workbooks

    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            size = sum(member.file_size for member in members)
            if len(members) > 10_000 or size > LARGEST or (size > 10 * MIB and size > options.most_inflation * path.stat().st_size):
                raise InputError("the workbook inflates beyond any use; save the list as CSV", where=path.name)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            rows: Iterable[tuple[object, ...]] = sheet.iter_rows(values_only=True)
            place = f"sheet {sheet.title}, row" if len(book.worksheets) > 1 else "row"
            for number, cells in enumerate(islice(rows, _MOST_ROWS), 1):
                yield f"{place} {number}", [str(cell) if cell is not None else "" for cell in cells[:_MOST_COLUMNS]]
    except InputError:
        raise
    except Exception as error:  # the library raises whatever its parts raise on a broken file
        raise InputError(f"it is no sound workbook ({type(error).__name__}: {str(error)[:200]}); save the list as CSV", where=path.name) from None


def _wanted(given: str, kind: str, via: str, label: str) -> Wanted | Refused:
    try:
        return Wanted(web_address(given), kind, via)
    except RefusedError as error:
        return Refused(label, str(error), via)
