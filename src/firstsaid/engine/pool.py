"""Worker processes with limits, for steps that look at untrusted text."""

import functools
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import TimeoutError as LateError
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
from pebble import ProcessExpired, ProcessFuture, ProcessPool

from firstsaid.engine.limits import context, limit_memory, sentence
from firstsaid.engine.parcels import Parcel, Parcels, dropped, unpacked
from firstsaid.engine.rows import freeze, from_table, in_order, thaw, to_table
from firstsaid.engine.stage import Stage
from firstsaid.errors import StageError
from firstsaid.model import Pile, Rejected
from firstsaid.model import pile as pile_module
from firstsaid.model.options import EngineOptions, Options

IN_FLIGHT = 4
"""Jobs per process that are handed out ahead."""
USED_UP = 77
"""Exit status of a worker that ran out of memory, perhaps by what earlier jobs left in it."""
_worked = False
"""In a worker: whether it has done a job before."""


@dataclass(frozen=True, slots=True)
class Job:
    """A step and what it gets: a batch of one table, or the tables of some groups (stories, outlets)."""

    stage: Stage
    source: type | None
    """The record of the batch; None for groups."""
    data: Any
    """A pa.Table, or a dict of them for a run of groups, each with the group's name as column `group_`."""
    options: Options
    whole: "tuple[Whole, ...]" = ()
    """Further tables that a step over batches is given whole."""

    @property
    def rows(self) -> int:
        """How many records or bundles it is about."""
        return int(self.data.num_rows) if self.source else 1

    @property
    def is_work(self) -> bool:
        """Whether there is anything to be done."""
        return bool(self.data.num_rows if self.source else any(table.num_rows for table in self.data.values()))


class Whole(NamedTuple):
    """A table that lies on disk; size and time of change tell a worker whether it has read this very one."""

    name: str
    path: str
    size: int
    changed: int


class Done(NamedTuple):
    """What came of a job."""

    table: pa.Table
    rejected: list[Rejected]
    seen: int
    """How many records or bundles it was about."""
    counts: Sequence[tuple[int, int]] = ()
    """For each record or group, in order: how many rows and how many rejected rows came of it."""


Answer = tuple[pa.Buffer, list[Rejected], list[tuple[int, int]]]


def pile_records() -> dict[str, type]:
    """The record that each table of a Pile holds."""
    hints = {name: str(hint) for name, hint in Pile.__annotations__.items()}
    return {name: getattr(pile_module, hint.split("[")[1].split(",")[0].rsplit(".", 1)[-1]) for name, hint in hints.items()}


def _place(record: Any, stage: str, reason: str) -> Rejected:  # noqa: ANN401
    """A rejected row for a record, by the path that a person knows it by."""
    path = getattr(record, "path", None) or f"article {getattr(record, 'article', getattr(record, 'id', '?'))}"
    return Rejected(str(path), getattr(record, "record", None), stage, reason)


@contextmanager
def _only_its_own_memory() -> Iterator[None]:
    """A job that runs out of memory ends its worker: a batch is tried again page by page, a single page in a worker that has done nothing before."""
    global _worked  # noqa: PLW0603 (a worker's own state)
    try:
        yield
    except MemoryError:
        os._exit(USED_UP)
    finally:
        _worked = True


@functools.lru_cache(maxsize=1)
def whole_pile(tables: tuple[Whole, ...]) -> Pile:
    """The tables that go to every batch of a stage, read once in each worker."""
    kinds = pile_records()
    return Pile(**{table.name: tuple(from_table(in_order(_read(Path(table.path))), kinds[table.name])) for table in tables})


def _read(path: Path) -> pa.Table:
    """A table, without threads, for which a worker's memory may not suffice."""
    files = sorted(path.glob("*.parquet")) if path.is_dir() else [path]
    return pa.concat_tables([pq.ParquetFile(file, pre_buffer=False).read(use_threads=False) for file in files])


def _run_batch(stage: Stage, source: type, data: Parcel, options: Options, whole: tuple[Whole, ...]) -> Answer:
    """In the worker: run the step on the batch; if that fails, page by page, so that only the page at fault is lost."""
    with _only_its_own_memory():
        return _batch(stage, source, data, options, whole)


def _batch(stage: Stage, source: type, data: Parcel, options: Options, whole: tuple[Whole, ...]) -> Answer:
    records: list[Any] = from_table(unpacked(data), source)
    further = (whole_pile(whole),) if whole else ()
    room = getattr(options, stage.options)
    try:
        given = list(stage.step(records, *further, room))
        counts = _counted(given, records)
    except MemoryError:
        if _worked or len(records) > 1:
            raise
        counts = None
    except Exception:
        counts = None
    if counts is None:
        singles = [_run_one(stage, record, further, room, len(records) == 1) for record in records]
        given, counts = [row for rows in singles for row in rows], [_count(rows) for rows in singles]
    return _split(given, stage, counts)


def _run_one(stage: Stage, record: Any, further: tuple[Pile, ...], room: Any, alone: bool) -> list[Any]:  # noqa: ANN401
    try:
        return list(stage.step([record], *further, room))
    except MemoryError as error:
        if _worked or not alone:
            raise
        return [_place(record, stage.writes, sentence(error))]
    except Exception as error:
        return [_place(record, stage.writes, sentence(error))]


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


def _run_groups(stage: Stage, data: dict[str, Parcel], options: Options) -> Answer:
    """In the worker: run the step on each group; one that fails is rejected and the others are done."""
    with _only_its_own_memory():
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
        place = _place(record, "", "")
        start = at
        while at < len(given) and _is_of(given[at], record, place):
            at += 1
        counts.append(_count(given[start:at]))
    return counts if at == len(given) else None


def _is_of(row: Any, record: Any, place: Rejected) -> bool:  # noqa: ANN401
    if isinstance(row, Rejected):
        return (row.path, row.record) == (place.path, place.record)
    return any(getattr(row, name, None) == record.id for name in ("capture", "article", "id"))


def _split(given: list[Any], stage: Stage, counts: list[tuple[int, int]]) -> Answer:
    rejected = [row for row in given if isinstance(row, Rejected)]
    return freeze(to_table([row for row in given if not isinstance(row, Rejected)], stage.record)), rejected, counts


class _Underway(NamedTuple):
    """A job that was handed out; without a future where there was nothing to do."""

    job: Job
    future: "ProcessFuture[Any] | None"
    parcels: list[Parcel]


class Workers:
    """A pool that keeps order, tells crashes and time-outs apart from results, and starts only when there is work."""

    def __init__(self, options: EngineOptions) -> None:
        self.options = options
        self.count = options.processes or os.cpu_count() or 1
        self._pool: ProcessPool | None = None
        self._parcels = Parcels()

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()
            self._pool = None
        self._parcels.close()

    def run(self, jobs: Iterable[Job]) -> Iterator[Done]:
        """Results in the order of the jobs, each with what was rejected and how many pages it was about."""
        waiting: deque[_Underway] = deque()
        for job in jobs:
            waiting.append(self._submit(job))
            if len(waiting) >= self.count * IN_FLIGHT:
                yield self._result(waiting.popleft())
        while waiting:
            yield self._result(waiting.popleft())

    def _submit(self, job: Job) -> "_Underway":
        if not job.is_work:
            return _Underway(job, None, [])
        if self._pool is None:
            self._pool = ProcessPool(max_workers=self.count, context=context(), initializer=limit_memory, initargs=[self.options.memory])
        if job.source:
            batch = self._parcels.packed(job.data)
            future = self._pool.schedule(_run_batch, args=[job.stage, job.source, batch, job.options, job.whole], timeout=self.options.seconds)
            return _Underway(job, future, [batch])
        tables = {name: self._parcels.packed(table) for name, table in job.data.items()}
        return _Underway(job, self._pool.schedule(_run_groups, args=[job.stage, tables, job.options], timeout=None), list(tables.values()))

    def _result(self, underway: "_Underway", tries: int = 0) -> Done:
        job = underway.job
        if underway.future is None:
            return Done(to_table([], job.stage.record), [], job.rows, [])
        try:
            data, rejected, counts = underway.future.result()
        except Exception as error:
            if job.rows == 1 and isinstance(error, ProcessExpired) and error.exitcode == USED_UP and tries <= self.count:
                return self._result(self._submit(job), tries + 1)
            return self._one_by_one(job, error)
        finally:
            dropped(underway.parcels)
        return Done(thaw(data), rejected, job.rows, counts)

    def _reason(self, error: Exception) -> str:
        if isinstance(error, LateError):
            return f"it took longer than {self.options.seconds} s"
        if isinstance(error, ProcessExpired):
            return "it made its worker process stop (out of memory, or a fault in a library)"
        return sentence(error)

    def _one_by_one(self, job: Job, error: Exception) -> Done:
        """After a time-out, a crash or an answer too large to send: the batch again, a page at a time; a page that does it again is rejected."""
        if job.source is None:
            raise StageError(f"{sentence(error)}; more memory for a process (--engine-memory) may help", where=f"stage {job.stage.writes}") from error
        if job.rows == 1:
            reason = self._reason(error)
            record: Any = from_table(job.data, job.source)[0]
            return Done(to_table([], job.stage.record), [_place(record, job.stage.writes, reason)], 1, [(0, 1)])
        singles = []
        for at in range(job.rows):
            single = Job(job.stage, job.source, job.data.slice(at, 1), job.options, job.whole)
            singles.append(self._result(self._submit(single)))
        rejected = [row for one in singles for row in one.rejected]
        return Done(pa.concat_tables([one.table for one in singles]), rejected, job.rows, [count for one in singles for count in one.counts])
