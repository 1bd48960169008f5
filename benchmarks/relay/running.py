"""Every stage of the pass over a simulated pile, in this process and without tables on disk."""

import hashlib
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.relay.records import Page
from benchmarks.steps import Columns
from firstsaid.capture import Source, read
from firstsaid.engine.rows import from_table, in_order, to_table
from firstsaid.engine.stage import Stage
from firstsaid.model import Pile, Rejected
from firstsaid.model.options import Options
from firstsaid.reuse import candidates, fingerprints, matches, stories
from firstsaid.stages import STAGES

Tables = dict[str, list[Any]]
_WHOLE = {
    "fingerprints": lambda pile, options: fingerprints(pile.articles, options),
    "candidates": candidates,
    "matches": matches,
    "placements": stories,
}
"""Stages over tables too large to be held, as they work on a pile that is small enough."""
_UNDECIDED: Tables = {"judgements": [], "part_judgements": []}
"""No reviewer has decided anything."""


def traced(pages: Sequence[Page], until: str = "missing") -> tuple[Tables, dict[str, str]]:
    """Every table up to one, and the name of each article's page by the article's id. Raises ValueError when a page is rejected."""
    options = Options()
    tables: Tables = {**_UNDECIDED, "captures": [capture for page in pages for capture in _captures(page, options)]}
    for stage in STAGES[1:]:
        rows = list(_run(stage, tables, getattr(options, stage.options)))
        refused = [row for row in rows if isinstance(row, Rejected)]
        if refused:
            raise ValueError(f"{refused[0].path}: {refused[0].reason}")
        tables[stage.writes] = _in_order(rows, stage.record)
        if stage.writes == until:
            break
    return tables, {article.id: article.path for article in tables["articles"]}


def again(tables: Tables, after: str) -> Tables:
    """The stages that follow `after` once more over tables that were changed: what a new rule does need not read the pages again."""
    options = Options()
    fresh = dict(tables)
    names = [stage.writes for stage in STAGES]
    for stage in STAGES[names.index(after) + 1 :]:
        fresh[stage.writes] = _in_order(list(_run(stage, fresh, getattr(options, stage.options))), stage.record)
    return fresh


def _captures(page: Page, options: Options) -> list[Any]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page"
        path.write_bytes(page.content)
        digest = hashlib.sha256(page.content).hexdigest()
        return list(read(Source(path, page.name, digest, "file", page.url), options.capture))


def _run(stage: Stage, tables: Tables, room: object) -> Iterable[Any]:
    if stage.scope == "each":
        return stage.step(tables[stage.reads[0]], room)
    if stage.writes in _WHOLE:
        return _WHOLE[stage.writes](_pile({name: tables[name] for name in stage.reads}), room)
    if stage.scope in ("columns", "part"):
        return stage.step(Columns({name: tables[name] for name in stage.reads}), room)
    if stage.scope == "outlet":
        groups = _grouped(tables, stage.reads, lambda row: row.outlet)
    elif stage.scope == "story":
        story = {placement.article: placement.story for placement in tables["placements"]}
        groups = _grouped(tables, stage.reads, lambda row: _story_of(row, story))
    else:
        return stage.step(_pile({name: tables[name] for name in stage.reads}), room)
    return (row for key in sorted(groups) for row in stage.step(_pile(groups[key]), room))


def _story_of(row: Any, story: dict[str, str]) -> str | None:
    if hasattr(row, "story"):
        return row.story
    if hasattr(row, "article_b"):
        return story[row.article_a] if story[row.article_a] == story[row.article_b] else None
    return story[row.article if hasattr(row, "article") else row.id]


def _grouped(tables: Tables, names: Sequence[str], key: Any) -> dict[str, Tables]:
    found: dict[str, Tables] = {}
    for name in names:
        for row in tables[name]:
            group = key(row)
            if group is not None:
                found.setdefault(group, {}).setdefault(name, []).append(row)
    return found


def _pile(tables: Tables) -> Pile:
    return Pile(**{name: tuple(rows) for name, rows in tables.items() if name != "captures"})


def _in_order(rows: list[Any], record: type) -> list[Any]:
    """Through a table and back, sorted as an engine sorts."""
    return from_table(in_order(to_table(rows, record)), record)
