"""Rows of a table as records: which column holds what."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain
from typing import NamedTuple

from firstsaid.capture.record import Carrier, iso_date
from firstsaid.model import Capture, Rejected
from firstsaid.model.capture import NO_DATES, RECORD_KEYS

KEYS = tuple(key for key in RECORD_KEYS if key != "derived_from")
"""What a column may hold."""
_GAPS = re.compile(r"[\s_.\-\u00a0]+")
_SHOWN, _LONGEST_SHOWN = 40, 60
_DATED = re.compile(r"\b(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4})\b")
"""A day as tables write it."""
_OPTION = "--capture-columns"


class Row(NamedTuple):
    """One row of a table."""

    number: int
    """As a spreadsheet numbers it: the header is row 1."""
    cells: Sequence[str]
    fault: str = ""
    """Why the row could not be read, a sentence; then it has no cells."""


def records(rows: Iterable[Row], carrier: Carrier, sheet: str = "") -> Iterator[Capture | Rejected]:
    """A record for each row below the header; blank rows are passed over. `sheet` begins the place when a workbook has several."""
    waiting = iter(rows)
    header = next((row for row in waiting if row.fault or _filled(row)), None)
    if header is None:
        return
    if header.fault:
        yield carrier.rejected(header.fault, _place(sheet, header.number))
        return
    first = next((row for row in waiting if row.fault or _filled(row)), None)
    columns, wrong = columns_of(header.cells, carrier.options.columns, first.cells if first else ())
    if wrong:
        yield carrier.rejected(f'The sheet "{sheet}" was passed over. {wrong}' if sheet else wrong)
        return
    if first and not first.fault and (told := _without_dates(header.cells, columns, first.cells)):
        yield carrier.rejected(told, sheet or None)
    for row in chain([first] if first else [], waiting):
        place = _place(sheet, row.number)
        if row.fault:
            yield carrier.rejected(row.fault, place)
        elif _filled(row):
            yield carrier.row(place, {key: _value(key, row.cells, at) for key, at in columns.items()})
    if first is None:
        yield carrier.rejected("The table holds a row of headers and no rows below it.", _place(sheet, header.number))


def columns_of(headers: Sequence[str], option: str, example: Sequence[str]) -> tuple[dict[str, int], str]:
    """The column of each key, and a sentence when there is none for the text. `example` is a row, from which that sentence takes its advice."""
    columns, wrong = _columns(headers, option)
    if wrong:
        return {}, wrong
    if "text" in columns or "html" in columns:
        return columns, ""
    unknown = [at for at in range(len(headers)) if at not in columns.values()]
    longest = max(unknown, key=lambda at: (len(example[at]) if at < len(example) else 0, -at), default=None)
    advice = "HEADER" if longest is None else headers[longest].strip()
    title = f",title={headers[columns['title']].strip()}" if "title" in columns else ""
    return {}, (
        f'No column is known to hold the articles\' text. The headers are: {_listed(headers)}. Name the columns, for example {_OPTION} "text={advice}{title}".'
    )


def _without_dates(headers: Sequence[str], columns: Mapping[str, int], example: Sequence[str]) -> str:
    """A sentence for a table whose dates stand under a header that is not known; "" when they are known, or when no unused column looks like dates."""
    if "date" in columns or "updated" in columns:
        return ""
    unused = [at for at, header in enumerate(headers) if at not in columns.values() and header.strip() and at < len(example)]
    dated = next((headers[at].strip() for at in unused if _DATED.search(example[at][:_LONGEST_SHOWN])), "")
    return f'{NO_DATES}, so they have none. If it is "{dated[:_LONGEST_SHOWN]}", say so: {_OPTION} "date={dated[:_LONGEST_SHOWN]}".' if dated else ""


@lru_cache(maxsize=1_000)
def names_of(headers: tuple[str, ...], option: str) -> dict[str, str]:
    """By key, the header that the option or usage names for it."""
    columns, _ = _columns(headers, option)
    return {key: headers[at] for key, at in columns.items()}


def _columns(headers: Sequence[str], option: str) -> tuple[dict[str, int], str]:
    known = [_folded(header) for header in headers]
    told, wrong = _told(option, headers, known)
    if wrong:
        return {}, wrong
    usual = {key: known.index(name) for key, names in _usual().items() if (name := next((name for name in names if name in known), None))}
    return told | {key: at for key, at in usual.items() if key not in told and at not in told.values()}, ""


def _told(option: str, headers: Sequence[str], known: Sequence[str]) -> tuple[dict[str, int], str]:
    """The columns that the option names, none where the table has none of them: a pile may hold several tables. And a sentence where the option is wrong."""
    columns: dict[str, int] = {}
    missing: list[str] = []
    for pair in filter(str.strip, option.split(",")):
        key, _, name = pair.partition("=")
        if key.strip() not in KEYS or not name.strip():
            return {}, f'{_OPTION} holds "{pair.strip()}"; it wants key=header, with one of the keys {", ".join(KEYS)}.'
        if _folded(name) in known:
            columns[key.strip()] = known.index(_folded(name))
        else:
            missing.append(name.strip())
    if columns and missing:
        return {}, f'{_OPTION} names a column "{missing[0]}", which the table does not have. The headers are: {_listed(headers)}.'
    return columns, ""


def known_headers(cells: Sequence[str]) -> set[str]:
    """The keys whose usual headers are among these cells."""
    found = {_folded(cell) for cell in cells}
    return {key for key, names in _usual().items() if found.intersection(names)}


@cache
def _usual() -> dict[str, list[str]]:
    """The headers that are known for each key."""
    given = tomllib.loads(files("firstsaid.capture").joinpath("columns.toml").read_text("utf-8"))["columns"]
    return {key: [_folded(name) for name in given[key]] for key in KEYS if key in given}


def _folded(header: str) -> str:
    return _GAPS.sub(" ", header.removeprefix("\ufeff")).strip().casefold()


def _listed(headers: Sequence[str]) -> str:
    shown = ", ".join(f'"{header.strip()[:_LONGEST_SHOWN]}"' for header in headers[:_SHOWN])
    return shown + (f" and {len(headers) - _SHOWN:,} more" if len(headers) > _SHOWN else "")


def _value(key: str, cells: Sequence[str], at: int) -> str:
    value = cells[at] if at < len(cells) else ""
    return iso_date(value) if key in ("date", "updated") else value


def _filled(row: Row) -> bool:
    return any(cell.strip() for cell in row.cells)


def _place(sheet: str, number: int) -> str:
    return f"{sheet} row {number}".strip()
