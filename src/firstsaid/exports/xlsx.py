"""Excel: one sheet a table; texts are texts and never formulas."""

import io
import re
import zipfile
from datetime import datetime
from typing import Any, BinaryIO

from firstsaid.exports.flat import COLUMNS, tables
from firstsaid.exports.names import printable
from firstsaid.exports.zipping import member
from firstsaid.model import Dossier

LONGEST_CELL = 32_767
"""Characters that a cell of Excel holds."""
MOST_ROWS = 1_048_575
CUT = " … [cut: a cell holds no more]"


def write(dossier: Dossier, to: BinaryIO) -> None:
    """Write the workbook. A text that a cell cannot hold is cut and says so; a table with more rows than a sheet holds ends with a row that says so."""
    from openpyxl import Workbook  # type: ignore[import-untyped]  # noqa: PLC0415 (slow to load)

    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = datetime(1980, 1, 1)
    for name, rows in tables(dossier).items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        sheet.append(list(COLUMNS[name]))
        for row in rows[: MOST_ROWS - 1]:
            sheet.append([_cell(sheet, value) for value in row.values()])
        if len(rows) > MOST_ROWS - 1:
            sheet.append([f"shown {MOST_ROWS - 1:,} of {len(rows):,}"])
    made = io.BytesIO()
    book.save(made)
    _without_dates(made, to)


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
