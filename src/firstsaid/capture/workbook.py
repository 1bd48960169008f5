"""Excel workbooks (.xlsx, .xlsm): one row of a sheet is one record."""

import warnings
import zipfile
import zlib
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import Any

from firstsaid.capture.inflate import FREE, PIECE
from firstsaid.capture.record import Carrier
from firstsaid.capture.source import Source
from firstsaid.capture.table import Row, records
from firstsaid.errors import InputError
from firstsaid.model import Capture, Rejected
from firstsaid.model.options import CaptureOptions

_MARK = b"PK\x03\x04"
_PARTS = (b"xl/workbook.xml", b"xl/worksheets/", b"xl/_rels/", b"xl/styles.xml", b"xl/theme/", b"xl/sharedStrings.xml")
_FIRST_NAME, _OPENING = 30, (b"[Content_Types].xml", b"_rels/", b"docProps/", b"xl/")
"""Where an archive names its first member, and what that is in a workbook; an archive that only holds a workbook begins otherwise."""
_NAMES = (".xlsx", ".xlsm")
_SHEETS, _STRINGS = "xl/worksheets/", "xl/sharedstrings.xml"
_MOST_MEMBERS = 10_000
_MOST_STRINGS = 1 << 29
"""Bytes of the text of a workbook, which is held in memory."""
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 512
_WITHOUT_TEXT = "The row holds no text: its cell in the text column is empty, or holds a formula that was never calculated."


@dataclass(frozen=True, slots=True)
class WorkbookReader:
    """Excel workbooks since 2007, by what their archive holds."""

    def accepts(self, name: str, head: bytes) -> bool:
        """Whether the bytes are an archive with a workbook's parts; the name decides where they do not stand at the beginning."""
        return head.startswith(_MARK) and (name.lower().endswith(_NAMES) or (head[_FIRST_NAME:].startswith(_OPENING) and any(part in head for part in _PARTS)))

    def read(self, source: Source, options: CaptureOptions) -> Iterator[Capture | Rejected]:
        """One capture for each row below the header of each sheet; a row for each sheet whose headers are not understood."""
        number = 0
        try:
            _measured(source, options)
            for row in _sheets(source, options):
                number += 1
                yield row
        except InputError as error:
            yield source.rejected(f"The workbook cannot be read: {error}.")
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            yield source.rejected(f"The workbook cannot be read: its archive is broken or encrypted ({error}).")
        except Exception as error:  # the library raises whatever its parts raise on a broken sheet
            yield source.rejected(
                f"The workbook is broken after {number:,} rows ({type(error).__name__}: {str(error)[:200]}). Save it again, or save it as CSV."
            )
        else:
            if not number:
                yield source.rejected("The workbook holds no rows.")


def _measured(source: Source, options: CaptureOptions) -> None:
    """Inflates every member once and keeps nothing, so that no bomb meets the reader. Raises InputError beyond a limit; sizes as declared are not believed."""
    total = 0
    with zipfile.ZipFile(source.path) as archive:
        members = archive.infolist()
        if len(members) > _MOST_MEMBERS:
            raise InputError(f"its archive holds {len(members):,} members, more than any workbook needs")
        for member in members:
            name = member.filename.lower()
            most = options.largest_container if name.startswith(_SHEETS) else _MOST_STRINGS if name == _STRINGS else options.largest
            size = 0
            undeclared = copy(member)
            undeclared.file_size = most + PIECE
            with archive.open(undeclared) as stream:
                while piece := stream.read(PIECE):
                    size += len(piece)
                    total += len(piece)
                    if size > FREE and size > options.most_inflation * max(1, member.compress_size):
                        raise InputError(
                            f'"{member.filename[:80]}" inflates to more than {options.most_inflation} times its size: this looks like a decompression bomb'
                        )
                    if size > most or total > options.largest_container:
                        raise InputError(
                            f'"{member.filename[:80]}" inflates to more than {min(most, options.largest_container):,} bytes; save the table as CSV'
                        )


def _sheets(source: Source, options: CaptureOptions) -> Iterator[Capture | Rejected]:
    import openpyxl  # type: ignore[import-untyped]  # noqa: PLC0415 - it takes as long to load as all else, and few piles hold a workbook

    carrier = Carrier(source, options, "xlsx", _WITHOUT_TEXT)
    with source.path.open("rb") as stream:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            workbook = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        several = len(workbook.worksheets) > 1
        for sheet in workbook.worksheets:
            yield from records(_rows(sheet), carrier, sheet.title if several else "")


def _rows(sheet: Any) -> Iterator[Row]:  # noqa: ANN401
    """The rows of a sheet, columns beyond the 512th left out. What it declares of its size is not believed."""
    sheet.reset_dimensions()
    rows = sheet.iter_rows(values_only=True)
    for number, cells in enumerate(islice(rows, _MOST_ROWS), 1):
        yield Row(number, [_value(cell) for cell in cells[:_MOST_COLUMNS]])
    if next(rows, None) is not None:
        yield Row(_MOST_ROWS + 1, (), f"Reading stopped after row {_MOST_ROWS:,}, the last one that a sheet can have.")


def _value(cell: object) -> str:
    """A cell as text: dates in ISO 8601, whole numbers without a decimal point."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time(0) else cell.isoformat(timespec="seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
