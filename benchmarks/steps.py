"""The pass from captures to articles in one process and without tables on disk: what the steps do, and what they alone cost."""

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Any

from firstsaid.engine.rows import to_table
from firstsaid.engine.stage import Stage
from firstsaid.model import Article, Capture, Pile, Rejected
from firstsaid.model.options import Options
from firstsaid.stages import RECORDS, STAGES


def articles_of(captures: Sequence[Capture], options: Options) -> tuple[list[Article], list[Rejected]]:
    """Every stage up to the articles table, one after the other, as an engine runs them."""
    tables: dict[str, list[Any]] = {"captures": list(captures)}
    rejected: list[Rejected] = []
    for stage in STAGES[1:]:
        given = list(_run(stage, tables, options))
        tables[stage.writes] = [row for row in given if not isinstance(row, Rejected)]
        rejected += [row for row in given if isinstance(row, Rejected)]
        if stage.writes == "articles":
            break
    return tables["articles"], rejected


def _run(stage: Stage, tables: dict[str, list[Any]], options: Options) -> Iterable[Any]:
    room = getattr(options, stage.options)
    if stage.scope == "each":
        return stage.step(tables[stage.reads[0]], room)
    if stage.scope == "outlet":
        return _by_outlet(stage, tables, room)
    if stage.scope in ("columns", "part"):
        return stage.step(Columns({name: tables.get(name, []) for name in stage.reads}), room)
    return stage.step(_pile({name: tables[name] for name in stage.reads}), room)


class Columns:
    """Tables in memory for a step that reads their columns."""

    def __init__(self, tables: dict[str, list[Any]]) -> None:
        self._tables = tables

    def count(self, table: str) -> int:
        """How many rows a table has."""
        return len(self._tables[table])

    def batches(self, table: str, columns: Sequence[str]) -> Iterable[Any]:
        """Some columns of a table."""
        return to_table(self._tables[table], RECORDS[table]).select(list(columns)).to_batches()

    def records(self, table: str) -> list[Any]:
        """A table's records."""
        return self._tables[table]


def _by_outlet(stage: Stage, tables: dict[str, list[Any]], room: object) -> Iterable[Any]:
    held: dict[str, dict[str, list[Any]]] = {}
    for name in stage.reads:
        for row in tables[name]:
            if row.outlet is not None:
                held.setdefault(row.outlet, {}).setdefault(name, []).append(row)
    for outlet in sorted(held):
        yield from stage.step(_pile(held[outlet]), room)


def _pile(tables: dict[str, list[Any]]) -> Pile:
    """Tables in the order of their records' first fields, as an engine gives them."""
    return Pile(**{name: tuple(sorted(rows, key=lambda row: getattr(row, dataclasses.fields(row)[0].name))) for name, rows in tables.items()})
