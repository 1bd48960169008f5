"""In a worker process: run a step on a job's rows. A batch that fails is run page by page, so that one poisoned page costs one page."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, get_args, get_type_hints

import pyarrow as pa

from firstsaid.engine.limits import sentence
from firstsaid.engine.parcels import Parcel, unpacked
from firstsaid.engine.rows import freeze, from_table, to_table
from firstsaid.engine.stage import Stage
from firstsaid.model import Pile, Rejected
from firstsaid.model.options import Options

USED_UP = 77
"""Exit status of a worker that ran out of memory, perhaps by what earlier jobs left in it."""
_worked = False
"""Whether this worker has done a job before."""


Answer = tuple[pa.Buffer, list[Rejected], list[tuple[int, int]]]


def pile_records() -> dict[str, type]:
    """The record that each table of a Pile holds."""
    return {name: get_args(hint)[0] for name, hint in get_type_hints(Pile).items()}


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
    return _split(given, stage, counts)


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


def _piles(data: dict[str, Parcel]) -> Iterator[tuple[str, Pile]]:
    """The groups of a bundle, one pile each, in the order of their names."""
    kinds = pile_records()
    groups: dict[str, dict[str, list[Any]]] = {}
    for name, frozen in data.items():
        table = unpacked(frozen)
        records: list[Any] = from_table(table, kinds[name])
        for group, record in zip(table.column("group_").to_pylist(), records, strict=True):
            groups.setdefault(group, {}).setdefault(name, []).append(record)
    for group in sorted(groups):
        yield group, Pile(**{name: tuple(records) for name, records in groups[group].items()})


def run_groups(stage: Stage, data: dict[str, Parcel], options: Options) -> Answer:
    """In the worker: run the step on each group; one that fails is rejected and the others are done."""
    with only_its_own_memory():
        return _groups(stage, data, options)


def _groups(stage: Stage, data: dict[str, Parcel], options: Options) -> Answer:
    given: list[Any] = []
    counts: list[tuple[int, int]] = []
    for group, pile in _piles(data):
        try:
            mine = list(stage.step(pile, getattr(options, stage.options)))
        except Exception as error:
            if _worked and isinstance(error, MemoryError):
                raise
            mine = [Rejected(f"{stage.scope} {group}", None, stage.writes, sentence(error))]
        counts.append(_count(mine))
        given.extend(mine)
    return _split(given, stage, counts)


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


def _split(given: list[Any], stage: Stage, counts: list[tuple[int, int]]) -> Answer:
    rejected = [row for row in given if isinstance(row, Rejected)]
    return freeze(to_table([row for row in given if not isinstance(row, Rejected)], stage.record)), rejected, counts
