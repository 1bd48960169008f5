"""Excel: one sheet a table behind one that says what they hold; texts are texts and never formulas."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any, BinaryIO

from firstsaid.exports import described
from firstsaid.exports.names import printable
from firstsaid.exports.sheets import columns, sheets
from firstsaid.exports.zipping import member
from firstsaid.model import Dossier

LONGEST_CELL = 32_767
"""Characters that a cell of Excel holds."""
MOST_ROWS = 1_048_575
READ_ME = "read me"
WIDTHS = {"text": 60, "content": 60, "because": 60, "sentence": 60, "reason": 40, "words": 40, "words_a": 30, "words_b": 30, "title": 40, "url": 40, "path": 30}
"""Of columns of prose and addresses, in characters; the others are as wide as an id."""
_ID = 18
CUT = " … [cut: a cell holds no more]"


def write(dossier: Dossier, to: BinaryIO) -> None:
    """Write the workbook. A text that a cell cannot hold is cut and says so; a table with more rows than a sheet holds ends with a row that says so."""
    from openpyxl import Workbook  # type: ignore[import-untyped]  # noqa: PLC0415 (slow to load)

    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = datetime(1980, 1, 1)
    _read_me(book.create_sheet(READ_ME))
    for name, rows in sheets(dossier).items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        _widen(sheet, [WIDTHS.get(column) or WIDTHS.get(column.rsplit("_", 1)[-1], _ID) for column in columns(name)])
        sheet.append(list(columns(name)))
        for row in rows[: MOST_ROWS - 1]:
            sheet.append([_cell(sheet, value) for value in row.values()])
        if len(rows) > MOST_ROWS - 1:
            sheet.append([f"shown {MOST_ROWS - 1:,} of {len(rows):,}"])
    made = io.BytesIO()
    book.save(made)
    _without_dates(made, to)


def _read_me(sheet: Any) -> None:  # noqa: ANN401
    _widen(sheet, [18, 18, 120])
    for told in described.start():
        sheet.append([told])
    sheet.append([])
    sheet.append(["table", "column", "what it holds"])
    for row in described.lines():
        sheet.append(list(row))


def _widen(sheet: Any, widths: Sequence[int]) -> None:  # noqa: ANN401
    from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]  # noqa: PLC0415

    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def _cell(sheet: Any, value: Any) -> Any:  # noqa: ANN401
    if not isinstance(value, str):
        return value
    from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]  # noqa: PLC0415

    text = printable(value)
    cell = WriteOnlyCell(sheet, text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT)] + CUT)
    cell.data_type = "s"
    return cell


def _without_dates(made: io.BytesIO, to: BinaryIO) -> None:
    """Pack the workbook again, without the time at which it was written."""
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>1980-01-01T00:00:00Z", data)
            member(new, name, data)
