"""Tables of a case as rows for the terminal and for other programs."""

import csv
import json
import shutil
import textwrap
from collections.abc import Sequence
from typing import Any, TextIO

import pyarrow as pa

from firstsaid.api import Case
from firstsaid.dossier.plain import json_text, one_line, visible
from firstsaid.engine.rows import schema_of, to_table
from firstsaid.errors import CaseError
from firstsaid.exports.csv_files import safe
from firstsaid.model import Rejected

NARROWEST = 10
SHORT = 16
FEW = 6
LINES = 4
"""Lines of the terminal that a cell may take."""


def rows_of(case: Case, table: str) -> list[dict[str, Any]]:
    """A table's rows as plain values; packed bytes are left out. Raises CaseError for a name that is none."""
    if table == "rejected":
        found = to_table(case.dossier.rejected, Rejected).select(schema_of(Rejected).names)
    elif table in case.tables:
        found = case.table(table)
    else:
        raise CaseError(f"there is no table {table}; there are {', '.join(case.tables)}, rejected", where=str(case.path))
    return list(found.select([field.name for field in found.schema if not _is_packed(field.type)]).to_pylist())


def _is_packed(kind: pa.DataType) -> bool:
    return bool(pa.types.is_binary(kind) or pa.types.is_large_binary(kind))


def wrapped(sentence: str, to: TextIO) -> str:
    """A sentence in lines of the terminal, parted between words; elsewhere it stays in one."""
    return textwrap.fill(sentence, shutil.get_terminal_size((120, 24)).columns, break_on_hyphens=False) if to.isatty() else sentence


def print_rows(rows: Sequence[dict[str, Any]], form: str, limit: int, to: TextIO) -> str:
    """Write rows in one of the formats; give "shown n of m" when some were left out, else an empty string."""
    shown = rows[:limit] if limit else rows
    if form == "json":
        to.write(json_text(list(shown), 1) + "\n")
    elif form == "ndjson":
        to.writelines(json_text(row) + "\n" for row in shown)
    elif form == "csv":
        _print_csv(shown, to)
    else:
        _print_table(shown, to)
    return f"shown {len(shown):,} of {len(rows):,} (--limit 0 shows all)" if len(shown) < len(rows) else ""


def _cell(value: Any) -> str:  # noqa: ANN401
    return "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _print_csv(rows: Sequence[dict[str, Any]], to: TextIO) -> None:
    """Cells that a spreadsheet would take for a formula get an apostrophe in front (OWASP, CSV injection)."""
    writer = csv.writer(to)
    if rows:
        writer.writerow(rows[0])
    for row in rows:
        cells = [visible(_cell(value)) if to.isatty() else _cell(value) for value in row.values()]
        writer.writerow([safe(cell) if isinstance(value, str) else cell for cell, value in zip(cells, row.values(), strict=True)])


def _print_table(rows: Sequence[dict[str, Any]], to: TextIO) -> None:
    """A grid as wide as the terminal; with few columns long cells wrap, with many they are cut."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not rows:
        to.write("no rows\n")
        return
    width = shutil.get_terminal_size((120, 24)).columns
    wraps = len(rows[0]) <= FEW
    longest = LINES * width if wraps else max(SHORT, 2 * width // len(rows[0]))
    cells = [[_cut(one_line(_cell(value)), longest) for value in row.values()] for row in rows]
    grid = Table(box=None, header_style="bold", pad_edge=False)
    for at, column in enumerate(rows[0]):
        short = max(len(row[at]) for row in cells) <= SHORT
        grid.add_column(
            column,
            overflow="fold" if wraps else "ellipsis",
            no_wrap=short or not wraps,
            min_width=max(len(column), *(len(row[at]) for row in cells)) if short else NARROWEST,
        )
    for row in cells:
        grid.add_row(*map(Text, row))
    Console(file=to, width=max(width, (NARROWEST + 1) * len(rows[0]))).print(grid)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
