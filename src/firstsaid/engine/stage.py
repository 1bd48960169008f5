"""A stage: what it reads, what it writes, and the plain function in between."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from firstsaid.errors import StageOrderError

Scope = Literal["load", "each", "outlet", "story", "pile", "columns"]
"""load: files of evidence · each: a batch of the first table that is read · outlet: all records of one outlet (tables with a column `outlet`) ·
story: all records of one story · pile: all records · columns: all records, as columns that the step reads piece by piece."""


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A kept file, as the first stage gets it."""

    path: Path
    name: str
    """The name it was added under."""
    sha256: str
    how: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Stage:
    """One arrow of the pass. It only describes work; an engine does it."""

    writes: str
    """The table it makes, also the name of its Parquet file."""
    record: type
    """The record that the table holds."""
    reads: tuple[str, ...]
    scope: Scope
    step: Callable[..., Iterable[Any]]
    """load: `(evidence files, options) -> records`, with None for a record that was passed over · each: `(records, options) -> records`, or
    `(records, Pile, options)` when further tables are read, which are given whole · outlet, story and pile: `(Pile, options) -> records` ·
    columns: `(Columns, options) -> records and Arrow tables of them`. Any of them may also give `Rejected` rows."""
    options: str
    """The room, and at once the name of its options."""


def check_order(stages: Sequence[Stage], given: Sequence[str]) -> None:
    """Refuse a pass that cannot work, before anything runs.

    Raises StageOrderError when a stage reads a table that no earlier stage writes, when two write the same, or when a story is asked for before articles are
    placed in stories.
    """
    there = set(given)
    for stage in stages:
        lacking = [name for name in stage.reads if name not in there]
        if lacking:
            raise StageOrderError(f"it reads {', '.join(lacking)}, which no stage before it writes", where=f"stage {stage.writes}")
        if stage.scope == "story" and "placements" not in there:
            raise StageOrderError("it works story by story, but no stage before it writes placements", where=f"stage {stage.writes}")
        if stage.writes in there:
            raise StageOrderError("a stage before it writes the same table", where=f"stage {stage.writes}")
        if not stage.reads:
            raise StageOrderError("it reads nothing", where=f"stage {stage.writes}")
        there.add(stage.writes)
