"""In a worker process: run a step on a job's rows. A batch that fails is run page by page, so that one poisoned page costs one page."""

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from typing import Any, NamedTuple, get_args, get_type_hints

import pyarrow as pa

from firstsaid.engine.limits import sentence
from firstsaid.engine.parcels import Parcel, unpacked
from firstsaid.engine.rows import freeze, from_table, in_order, to_table
from firstsaid.engine.stage import Stage
from firstsaid.model import Pile, Rejected
from firstsaid.model.options import Options
from firstsaid.model.pile import Bench

USED_UP = 77
"""Exit status of a worker that ran out of memory, perhaps by what earlier jobs left in it."""
_worked = False
"""Whether this worker has done a job before."""


Answer = tuple[pa.Buffer, list[Rejected], list[tuple[int, int]]]


class OfGroups(NamedTuple):
    """What came of some groups: a table, what was rejected, and for each group how many rows and how many rejected rows."""

    groups: list[str]
    rows: pa.Buffer
    rejected: list[Rejected]
    counts: list[tuple[int, int]]


def pile_records() -> dict[str, type]:
    """The record that each table of a Pile holds."""
    hints = get_type_hints(Pile)
    return {field.name: get_args(hints[field.name])[0] for field in fields(Pile)}


def place(record: Any, stage: str, reason: str) -> Rejected:  # noqa: ANN401
    """A rejected row for a record, by the path that a person knows it by."""
    pair = [getattr(record, name) for name in ("article_a", "article_b") if hasattr(record, name)]
    one = "articles " + " and ".join(pair) if pair else f"article {getattr(record, 'article', getattr(record, 'id', '?'))}"
    return Rejected(str(getattr(record, "path", None) or one), getattr(record, "record", None), stage, reason)


@contextmanager
def only_its_own_memory() -> Iterator[None]:
    """A job that runs out of memory ends its worker: a batch is tried again page by page, a single page in a worker that has done nothing before."""
    global _worked  # noqa: PLW0603 (a worker's own state)
    try:
        yield
    except MemoryError:
        os._exit(USED_UP)
    finally:
        _worked = True


def has_worked() -> bool:
    """Whether this worker has done a job before, which may have left something in its memory."""
    return _worked


def run_batch(stage: Stage, source: type, data: Parcel, options: Options) -> Answer:
    """In the worker: run the step on the batch; if that fails, page by page, so that only the page at fault is lost."""
    with only_its_own_memory():
        return _batch(stage, source, data, options)


def _batch(stage: Stage, source: type, data: Parcel, options: Options) -> Answer:
    records: list[Any] = from_table(unpacked(data), source)
    room = getattr(options, stage.options)
    try:
        given = list(stage.step(records, room))
        counts = _counted(given, records)
    except MemoryError:
        if _worked or len(records) > 1:
            raise
        counts = None
    except Exception:
        counts = None
    if counts is None:
        singles = [_run_one(stage, record, room, len(records) == 1) for record in records]
        given, counts = [row for rows in singles for row in rows], [_count(rows) for rows in singles]
    rows, rejected, counts = _split(given, stage, counts)
    return freeze(rows), rejected, counts


def _run_one(stage: Stage, record: Any, room: Any, alone: bool) -> list[Any]:  # noqa: ANN401
    try:
        return list(stage.step([record], room))
    except MemoryError as error:
        if _worked or not alone:
            raise
        return [place(record, stage.writes, sentence(error))]
    except Exception as error:
        return [place(record, stage.writes, sentence(error))]


def _count(rows: list[Any]) -> tuple[int, int]:
    refused = sum(isinstance(row, Rejected) for row in rows)
    return len(rows) - refused, refused


class _Held:
    """The records of a bundle's groups, made once for all stages that are done with them."""

    def __init__(self, data: Mapping[str, Parcel]) -> None:
        self._kinds = pile_records()
        self._rows: dict[str, dict[str, tuple[Any, ...]]] = {}
        self._benches: defaultdict[str, Bench] = defaultdict(dict)
        for name, frozen in data.items():
            self.take(name, unpacked(frozen))
        self.groups = sorted({group for rows in self._rows.values() for group in rows})

    def take(self, name: str, rows: pa.Table) -> None:
        """Hold the rows of a table, in order, with their group in front."""
        groups: dict[str, list[Any]] = {}
        made: list[Any] = from_table(rows, self._kinds[name])
        for group, record in zip(rows.column("group_").to_pylist(), made, strict=True):
            groups.setdefault(group, []).append(record)
        self._rows[name] = {group: tuple(records) for group, records in groups.items()}

    def of(self, stage: Stage) -> list[str]:
        """The groups that a stage which follows works on, in the order of their names."""
        return [group for group in self.groups if len(self._rows["placements"].get(group, ())) > 1] if stage.several else self.groups

    def pile(self, group: str, stage: Stage) -> Pile:
        """What a stage reads of a group."""
        pile = Pile(**{name: self._rows[name].get(group, ()) for name in stage.reads})
        pile.work_at(self._benches[group])
        return pile


def run_groups(stages: Sequence[Stage], data: Mapping[str, Parcel], options: Options) -> list[OfGroups]:
    """In the worker: run the steps of some stages on each group, each stage with what those before it made; a group that fails is rejected and the others are
    done.
    """
    with only_its_own_memory():
        held = _Held(data)
        made: list[OfGroups] = []
        for at, stage in enumerate(stages):
            groups = held.of(stage) if at else held.groups
            given = [_of_group(stage, held.pile(group, stage), group, options, last_resort=not at) for group in groups]
            rows, rejected, counts = _split([row for mine in given for row in mine], stage, [_count(mine) for mine in given])
            made.append(OfGroups(groups, freeze(rows), rejected, counts))
            if any(stage.writes in later.reads for later in stages[at + 1 :]):
                column = pa.array([group for group, (kept, _) in zip(groups, counts, strict=True) for _ in range(kept)], pa.string())
                held.take(stage.writes, in_order(rows.add_column(0, "group_", column)))
        return made


def _of_group(stage: Stage, pile: Pile, group: str, options: Options, last_resort: bool) -> list[Any]:
    """What comes of a group. Where memory ends, only a worker that holds nothing else can say that the group is too large for it."""
    try:
        return list(stage.step(pile, getattr(options, stage.options)))
    except Exception as error:
        if isinstance(error, MemoryError) and (_worked or not last_resort):
            raise
        return [Rejected(f"{stage.scope} {group}", None, stage.writes, sentence(error))]


def _counted(given: list[Any], records: list[Any]) -> list[tuple[int, int]] | None:
    """How many rows and rejected rows came of each record; None when they do not name it or do not stand in its order."""
    counts: list[tuple[int, int]] = []
    at = 0
    for record in records:
        named = place(record, "", "")
        start = at
        while at < len(given) and _is_of(given[at], record, named):
            at += 1
        counts.append(_count(given[start:at]))
    return counts if at == len(given) else None


def _is_of(row: Any, record: Any, named: Rejected) -> bool:  # noqa: ANN401
    if isinstance(row, Rejected):
        return (row.path, row.record) == (named.path, named.record)
    return any(getattr(row, name, None) == record.id for name in ("capture", "article", "id"))


def _split(given: list[Any], stage: Stage, counts: list[tuple[int, int]]) -> tuple[pa.Table, list[Rejected], list[tuple[int, int]]]:
    rejected = [row for row in given if isinstance(row, Rejected)]
    return to_table([row for row in given if not isinstance(row, Rejected)], stage.record), rejected, counts
