"""CSV: a ZIP with one file a table and a read-me (RFC 4180, UTF-8 with a mark, so that spreadsheets read it as such)."""

import csv
import io
import zipfile
from typing import Any, BinaryIO

from firstsaid.exports import described
from firstsaid.exports.sheets import columns, sheets
from firstsaid.exports.zipping import member
from firstsaid.model import Dossier

READ_ME = "README.txt"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write(dossier: Dossier, to: BinaryIO) -> None:
    """Write the ZIP. A text cell that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection)."""
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        member(archive, READ_ME, described.text().encode("utf-8-sig"))
        for name, rows in sheets(dossier).items():
            text = io.StringIO(newline="")
            out = csv.writer(text)
            out.writerow(columns(name))
            out.writerows([safe(cell) for cell in row.values()] for row in rows)
            member(archive, f"{name}.csv", text.getvalue().encode("utf-8-sig", "replace"))


def safe(cell: Any) -> Any:  # noqa: ANN401
    """The cell as it may stand in a spreadsheet."""
    return "'" + cell if isinstance(cell, str) and cell.startswith(FORMULA) else "" if cell is None else cell
