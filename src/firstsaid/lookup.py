"""Find one article of a case by what a user types: id, path or address."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow.parquet as pq

from firstsaid.api import Case
from firstsaid.dossier.plain import one_line
from firstsaid.engine.lookup import place_of
from firstsaid.engine.rows import from_table, schema_of
from firstsaid.errors import CaseError
from firstsaid.model import Article, CaptureFacts, Statement
from firstsaid.stages import STAGES

FEW = 5
"""So many articles are named in an error at most."""
_SCHEMES = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class Shown:
    """An article with what it was read from and what it says that others said."""

    article: Article
    capture: CaptureFacts
    statements: tuple[Statement, ...]
    """In the order in which they stand in the text."""


def find(case: Case, wanted: str) -> Shown:
    """The one article whose id, path or url is `wanted`, or whose id begins or whose path ends with it.

    Raises CaseError when no article fits, or several do; the sentence names those that come near.
    """
    known = _rows(case, "articles", ("id", "path", "url"))
    fitting = _fitting(known, wanted)
    if not fitting:
        tables = (*case.tables, "rejected")
        told = (*(stage.writes for stage in STAGES if not stage.inner), "rejected")
        alike = difflib.get_close_matches(wanted, tables, n=1, cutoff=0.75)
        near = _near(known, wanted)
        beside = f": near it are {_named(near)}" if near else f" (`firstsaid show {case.path} articles` lists them)"
        meant = f"did you mean {alike[0]}?" if alike else f"there are {', '.join(told)}; nor is there an article with that id, path or url{beside}"
        raise CaseError(f"there is no table {one_line(wanted)}; {meant}", where=str(case.path))
    if len(fitting) > 1:
        raise CaseError(f"{len(fitting)} articles fit {one_line(wanted)}: {_named(fitting)}; name one by its id", where=str(case.path))
    (article,) = records(case, "articles", Article, "id", [fitting[0]["id"]])
    (capture,) = records(case, "captures", CaptureFacts, "id", [article.capture])
    said = records(case, "statements", Statement, "article", [article.id])
    return Shown(article, capture, tuple(sorted(said, key=lambda s: (s.content or ((len(article.text),) * 2,), s.id))))


def _rows(case: Case, table: str, columns: Sequence[str]) -> list[dict[str, Any]]:
    return list(pq.read_table(case.made(table), columns=list(columns)).to_pylist())


def records(case: Case, table: str, record: type, column: str, values: Sequence[str]) -> list[Any]:
    """A table's records of which one column has one of some values."""
    schema = schema_of(record)
    if place_of(case.folder.derived, table).exists():
        return from_table(case.mapped(table).where(column, values), record)
    found = pq.read_table(case.made(table), columns=schema.names, filters=[(column, "in", list(values))])
    return from_table(found.select(schema.names).cast(schema), record)


def _fitting(known: Sequence[dict[str, Any]], wanted: str) -> list[dict[str, Any]]:
    """The rows that fit best: to the letter, else by the beginning of the id, else by the end of the path, else by the url without its scheme."""
    ways = (
        lambda row: wanted in (row["id"], row["path"], row["url"]),
        lambda row: row["id"].startswith(wanted.lower()),
        lambda row: row["path"].endswith("/" + wanted) or row["path"].endswith("#" + wanted),
        lambda row: row["url"] is not None and _bare(row["url"]) == _bare(wanted),
    )
    for way in ways if wanted else ():
        fitting = sorted((row for row in known if way(row)), key=lambda row: (row["path"], row["id"]))
        if fitting:
            return fitting
    return []


def _bare(url: str) -> str:
    for scheme in _SCHEMES:
        url = url.removeprefix(scheme)
    return url.removeprefix("www.").rstrip("/").lower()


def _near(known: Sequence[dict[str, Any]], wanted: str) -> list[dict[str, Any]]:
    if len(known) <= FEW:
        return sorted(known, key=lambda row: (row["path"], row["id"]))
    names: dict[str, dict[str, Any]] = {}
    for row in sorted(known, key=lambda row: (row["path"], row["id"])):
        for name in (row["id"], row["path"], row["path"].rsplit("/", 1)[-1], _bare(row["url"] or "")):
            names.setdefault(name, row)
    close = [names[name] for name in difflib.get_close_matches(wanted, list(names), n=2 * FEW, cutoff=0.5)]
    return list({row["id"]: row for row in close}.values())[:FEW]


def _named(rows: Sequence[dict[str, Any]]) -> str:
    more = f" and {len(rows) - FEW} more" if len(rows) > FEW else ""
    return ", ".join(f"{one_line(row['path'])} ({row['id']})" for row in rows[:FEW]) + more
