"""Stages of the pass in one process and without tables on disk: what the steps do, and what they alone cost."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from firstsaid.engine.rows import to_table
from firstsaid.engine.stage import Stage
from firstsaid.model import Article, Capture, Pile, Rejected
from firstsaid.model.options import Options
from firstsaid.reuse import candidates, fingerprints, matches, stories
from firstsaid.stages import RECORDS, STAGES

Tables = dict[str, list[Any]]
_WHOLE: Mapping[str, Callable[[Pile, Any], Iterable[Any]]] = {
    "fingerprints": lambda pile, options: fingerprints(pile.articles, options),
    "candidates": candidates,
    "matches": matches,
    "placements": stories,
}
"""Stages over tables too large to be held, as they work on a pile that is small enough."""


def articles_of(captures: Sequence[Capture], options: Options) -> tuple[list[Article], list[Rejected]]:
    """Every stage up to the articles table, one after the other, as an engine runs them."""
    tables: Tables = {"captures": list(captures)}
    rejected: list[Rejected] = []
    for stage in STAGES[1:]:
        given = list(given_by(stage, tables, options))
        tables[stage.writes] = [row for row in given if not isinstance(row, Rejected)]
        rejected += [row for row in given if isinstance(row, Rejected)]
        if stage.writes == "articles":
            break
    return tables["articles"], rejected


def given_by(stage: Stage, tables: Tables, options: Options) -> Iterable[Any]:
    """What a stage gives for tables, which may be missing where nothing is held in them."""
    room, held = getattr(options, stage.options), {name: tables.get(name, []) for name in stage.reads}
    if stage.scope == "each":
        return stage.step(held[stage.reads[0]], room)
    if stage.writes in _WHOLE:
        return _WHOLE[stage.writes](_pile(held), room)
    if stage.scope in ("columns", "part"):
        return stage.step(Columns(held), room)
    if stage.scope == "outlet":
        groups = _grouped(held, lambda row: row.outlet)
    elif stage.scope == "story":
        story = {placement.article: placement.story for placement in tables["placements"]}
        groups = _grouped(held, lambda row: _story_of(row, story))
    else:
        return stage.step(_pile(held), room)
    return (row for key in sorted(groups) for row in stage.step(_pile(groups[key]), room))


class Columns:
    """Tables in memory for a step that reads their columns."""

    def __init__(self, tables: Tables) -> None:
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


def _story_of(row: Any, story: Mapping[str, str]) -> str | None:
    if hasattr(row, "story"):
        return str(row.story)
    if hasattr(row, "article_b"):
        return story[row.article_a] if story[row.article_a] == story[row.article_b] else None
    return story[row.article if hasattr(row, "article") else row.id]


def _grouped(tables: Tables, key: Callable[[Any], str | None]) -> dict[str, Tables]:
    found: dict[str, Tables] = {}
    for name, rows in tables.items():
        for row in rows:
            group = key(row)
            if group is not None:
                found.setdefault(group, {}).setdefault(name, []).append(row)
    return found


def _pile(tables: Tables) -> Pile:
    """Tables in the order of their records' first fields, as an engine gives them."""
    return Pile(**{name: tuple(sorted(rows, key=lambda row: getattr(row, dataclasses.fields(row)[0].name))) for name, rows in tables.items()})
