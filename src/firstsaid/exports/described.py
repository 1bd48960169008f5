"""What the tables and columns of the flat exports hold, from `tables.toml`: the read-me that goes with them."""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from firstsaid.exports.flat import COLUMNS
from firstsaid.exports.sheets import beside


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads(files("firstsaid.exports").joinpath("tables.toml").read_text("utf-8"))


def start() -> list[str]:
    """What to know before one reads, a sentence or two each."""
    return list(_told()["about"]["start"])


def table(name: str) -> str:
    """What a row of a table is."""
    return str(_told()[name]["about"])


def column(name: str, of: str) -> str:
    """What a column of a table holds; a column of the name "about" is told under "about_column"."""
    own = _told()[of]
    key = "about_column" if name == "about" else name
    return str(own[key] if key in own else _told()["columns"][name])


def lines() -> Iterator[tuple[str, str, str]]:
    """Table, column and what it holds, in the order of the sheets; a table's own line has no column."""
    for name, columns in COLUMNS.items():
        yield name, "", table(name)
        for each in columns:
            yield name, each, column(each, name)
            for added, fact in beside(name, each).items():
                yield name, added, str(_told()["beside"][fact])


def text() -> str:
    """The read-me as plain text."""
    rows = [f"\n{name}: {about}" if not own else f"  {own}: {about}" for name, own, about in lines()]
    return "\n".join(["A case of firstsaid as tables", "", *start(), *rows]) + "\n"
