"""A stage: what it reads, what it writes, and the plain function in between."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa

from firstsaid.errors import StageOrderError

Scope = Literal["load", "each", "part", "outlet", "story", "columns"]
"""load: files of evidence · each: a batch of the one table that is read · part: some rows of the first table, as columns, beside what further tables hold of
the articles which those rows name (`article_a` and `article_b`, `article`, or `id`, and any number of further ones in a list `pages`) · outlet: all records of
one outlet (tables with a column `outlet`) · story: all records of one story · columns: all records, as columns that the step reads piece by
piece."""


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
    """load: `(evidence files, options) -> records`, with None for a record that was passed over · each: `(records, options) -> records` · outlet and
    story: `(Pile, options) -> records` · columns and part: `(Columns, options) -> records and Arrow tables of them`. Any of them may also give `Rejected` rows.
    What comes of a file depends on nothing but the file. What comes of a row in a part depends on nothing but the row and what further tables hold of its
    articles; it names the same articles, and stands in the order of the rows."""
    options: str
    """The room, and at once the name of its options."""
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """part: the columns that are read of a table; all where it is not named."""
    whole: str = ""
    """part: which of the room's options says up to how many rows of the last table that is read everything comes at once, as with columns."""
    inner: bool = False
    """Whether its table is the machine's own: pages are read and compared by it, and no reader is shown it."""
    several: bool = False
    """story: whether nothing comes of a story of one article, so that it need not be worked on."""
    grows: bool = False
    """columns: whether the step may take over rows of its own earlier table (`Columns.earlier`)."""
    lookup: Callable[[Any, str], Iterable[pa.Table]] | None = None
    """What is laid beside the table so that a few of its rows are found at once (see `engine.lookup`): `(Columns, the table's name) -> Arrow tables` of
    one schema, at least one; it may read the table and what the stage reads."""


def following(stages: Sequence[Stage], lead: Stage) -> tuple[Stage, ...]:
    """The stages right behind one of scope "story" that read of a story nothing but what this one reads and they write, so that they may be done with a
    story while its records are at hand.
    """
    found: list[Stage] = []
    there = {*lead.reads, lead.writes}
    for stage in stages[stages.index(lead) + 1 :]:
        same = stage.scope == lead.scope == "story" and (stage.several or not lead.several)
        if not same or not there.issuperset((*stage.reads, "placements")):
            break
        found.append(stage)
        there.add(stage.writes)
    return tuple(found)


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
