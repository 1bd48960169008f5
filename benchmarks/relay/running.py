"""Every stage of the pass over a simulated pile, in this process and without tables on disk."""

import hashlib
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.relay.records import Page
from benchmarks.steps import Tables, given_by
from firstsaid.capture import Source, read
from firstsaid.engine.rows import from_table, in_order, to_table
from firstsaid.model import Rejected
from firstsaid.model.options import Options
from firstsaid.stages import STAGES

_UNDECIDED: Tables = {"judgements": [], "part_judgements": []}
"""No reviewer has decided anything."""


def traced(pages: Sequence[Page], until: str = "missing") -> tuple[Tables, dict[str, str]]:
    """Every table up to one, and the name of each article's page by the article's id. Raises ValueError when a page is rejected."""
    options = Options()
    tables: Tables = {**_UNDECIDED, "captures": [capture for page in pages for capture in _captures(page, options)]}
    for stage in STAGES[1:]:
        rows = list(given_by(stage, tables, options))
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
        fresh[stage.writes] = _in_order(list(given_by(stage, fresh, options)), stage.record)
    return fresh


def _captures(page: Page, options: Options) -> list[Any]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page"
        path.write_bytes(page.content)
        digest = hashlib.sha256(page.content).hexdigest()
        return list(read(Source(path, page.name, digest, "file", page.url), options.capture))


def _in_order(rows: list[Any], record: type) -> list[Any]:
    """Through a table and back, sorted as an engine sorts."""
    return from_table(in_order(to_table(rows, record)), record)
