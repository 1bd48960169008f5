"""What further stages made of stories while a stage was done with them, kept until their turn comes.

Stages about stories stand one behind the other and read the same records. So a worker that has the records of some stories does all of these stages with them;
each table is still written in its turn, out of what is kept here.
"""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

import numpy as np
import pyarrow as pa

from firstsaid.engine.parts import Place
from firstsaid.engine.pool import Done
from firstsaid.engine.rows import thaw
from firstsaid.engine.stage import Stage
from firstsaid.model import Rejected


class _Kept(NamedTuple):
    """What a stage made of some groups, its rows in the file."""

    groups: list[str]
    rows: Place
    rejected: list[Rejected]
    counts: list[tuple[int, int]]


class Ahead:
    """Results of stages whose turn has not come. They hold as long as no other table is written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: BinaryIO | None = None
        self._kept: dict[str, list[_Kept]] = {}
        self._run: frozenset[str] = frozenset()
        """The tables of the stages that were done in one go."""

    def written(self, table: str) -> None:
        """Be told that a table was written: what was made of others than are there now is forgotten."""
        if table not in self._run:
            self._kept.clear()

    def keep(self, lead: Stage, then: Sequence[Stage], results: Iterable[Done]) -> Iterator[Done]:
        """The results of a stage as they come; what further stages made is put by."""
        self._run = frozenset([lead.writes, *(stage.writes for stage in then)])
        self._kept = {stage.writes: [] for stage in then}
        self._file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 (it has no name, and goes with the last who holds it)
        for done in results:
            for stage, made in zip(then, done.further, strict=False):
                place = Place(self._file.tell(), self._file.write(made.rows))
                self._kept[stage.writes].append(_Kept(made.groups, place, made.rejected, made.counts))
            yield done._replace(further=())

    def take(self, table: str, groups: Sequence[str]) -> Iterator[Done] | None:
        """What was made for a table of these groups, in order; None unless it is there for all of them."""
        kept = self._kept.pop(table, [])
        there = {group for made in kept for group in made.groups}
        return self._of(kept, frozenset(groups)) if there and there.issuperset(groups) else None

    def _of(self, kept: Sequence[_Kept], groups: frozenset[str]) -> Iterator[Done]:
        for made in kept:
            wanted = np.array([group in groups for group in made.groups], np.bool_)
            rows, refused = (np.repeat(wanted, [count[kind] for count in made.counts]) for kind in (0, 1))
            rejected = [made.rejected[at] for at in np.flatnonzero(refused)]
            counts = [count for count, one in zip(made.counts, wanted, strict=True) if one]
            yield Done(self._read(made.rows).filter(pa.array(rows, pa.bool_())), rejected, 1, counts)

    def _read(self, place: Place) -> pa.Table:
        assert self._file is not None
        self._file.seek(place.start)
        return thaw(self._file.read(place.size))
