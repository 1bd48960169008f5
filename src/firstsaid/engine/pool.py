"""Worker processes with limits, for steps that look at untrusted text."""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import TimeoutError as LateError
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import pyarrow as pa
from pebble import ProcessExpired, ProcessFuture, ProcessPool

from firstsaid.engine.limits import at_work, context, sentence
from firstsaid.engine.parcels import Parcel, Parcels, dropped
from firstsaid.engine.parts import PartJob, Shelved, row_of, run_part
from firstsaid.engine.rows import from_table, thaw, to_table
from firstsaid.engine.stage import Stage
from firstsaid.engine.work import USED_UP, OfGroups, place, run_batch, run_groups
from firstsaid.errors import StageError
from firstsaid.model import Rejected
from firstsaid.model.options import EngineOptions, Options

IN_FLIGHT = 4
"""Jobs per process that are handed out ahead."""


@dataclass(frozen=True, slots=True)
class Job:
    """A step and what it gets: a batch of one table, or the tables of some groups (stories, outlets)."""

    stage: Stage
    source: type | None
    """The record of the batch; None for groups."""
    data: Any
    """A pa.Table, or a dict of them for a run of groups, each with the group's name as column `group_`."""
    options: Options
    beside: "Beside | None" = None
    """What a part has beside its rows."""
    then: Sequence[Stage] = ()
    """groups: further stages to be done with them while their records are at hand."""

    @property
    def rows(self) -> int:
        """How many records or bundles it is about."""
        return int(self.data.num_rows) if self.source else 1

    @property
    def is_work(self) -> bool:
        """Whether there is anything to be done."""
        return bool(self.data.num_rows if self.source else any(table.num_rows for table in self.data.values()))


class Beside(NamedTuple):
    """What a part has beside its rows."""

    tables: Mapping[str, Shelved | pa.Table]
    counts: Mapping[str, int]
    """How many rows each whole table has."""
    records: Mapping[str, type]


class Done(NamedTuple):
    """What came of a job."""

    table: pa.Table
    rejected: list[Rejected]
    seen: int
    """How many records or bundles it was about."""
    counts: Sequence[tuple[int, int]] = ()
    """For each record or group, in order: how many rows and how many rejected rows came of it."""
    further: Sequence[OfGroups] = ()
    """What further stages made of the groups; nothing where they could not be done in one go."""


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
            self._stop(self._pool)
        self._parcels.close()

    def _stop(self, pool: ProcessPool) -> None:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()
        self._pool = None

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
        if job.beside:
            return self._submit_part(job, job.beside)
        if job.source:
            batch = self._parcels.packed(job.data)
            future = self._workers().schedule(run_batch, args=[job.stage, job.source, batch, job.options], timeout=self.options.seconds)
            return _Underway(job, future, [batch])
        tables = {name: self._parcels.packed(table) for name, table in job.data.items()}
        stages = [job.stage, *job.then]
        return _Underway(job, self._workers().schedule(run_groups, args=[stages, tables, job.options], timeout=None), list(tables.values()))

    def _submit_part(self, job: Job, beside: Beside) -> "_Underway":
        rows = self._parcels.packed(job.data)
        tables = {name: given if isinstance(given, Shelved) else self._parcels.packed(given) for name, given in beside.tables.items()}
        part = PartJob(job.stage, rows, tables, beside.counts, beside.records, job.options)
        parcels = [rows, *(table for table in tables.values() if not isinstance(table, Shelved))]
        return _Underway(job, self._workers().schedule(run_part, args=[part], timeout=self.options.seconds), parcels)

    def _workers(self) -> ProcessPool:
        """The pool, started when it is first needed, and anew when it broke: a process may end between two jobs."""
        if self._pool is not None and not self._pool.active:
            self._stop(self._pool)
        if self._pool is None:
            self._pool = ProcessPool(max_workers=self.count, context=context(), initializer=at_work, initargs=[self.options.memory])
        return self._pool

    def _result(self, underway: "_Underway", tries: int = 0) -> Done:
        job = underway.job
        if underway.future is None:
            return Done(to_table([], job.stage.record), [], job.rows, [])
        try:
            given = underway.future.result()
        except Exception as error:
            used_up = job.rows == 1 and isinstance(error, ProcessExpired) and error.exitcode == USED_UP
            if (used_up or isinstance(error, BrokenProcessPool)) and tries <= self.count:
                return self._result(self._submit(job), tries + 1)
            return self._one_by_one(job, error)
        finally:
            dropped(underway.parcels)
        if job.source is None:
            first, *further = given
            return Done(thaw(first.rows), first.rejected, job.rows, first.counts, further)
        data, rejected, counts = given
        return Done(thaw(data), rejected, job.rows, counts)

    def _reason(self, error: Exception) -> str:
        if isinstance(error, LateError):
            return f"it took longer than {self.options.seconds} s"
        if isinstance(error, ProcessExpired):
            return "it made its worker process stop (out of memory, or a fault in a library)"
        return sentence(error)

    def _one_by_one(self, job: Job, error: Exception) -> Done:
        """After a time-out, a crash or an answer too large to send: the batch again, a page at a time; a page that does it again is rejected."""
        if job.then:
            return self._result(self._submit(replace(job, then=())))
        if job.source is None:
            raise StageError(f"{sentence(error)}; more memory for a process (--engine-memory) may help", where=f"stage {job.stage.writes}") from error
        if job.rows == 1:
            reason = self._reason(error)
            record: Any = row_of(job.data) if job.beside else from_table(job.data, job.source)[0]
            return Done(to_table([], job.stage.record), [place(record, job.stage.writes, reason)], 1, [(0, 1)])
        singles = [self._result(self._submit(replace(job, data=job.data.slice(at, 1)))) for at in range(job.rows)]
        rejected = [row for one in singles for row in one.rejected]
        return Done(pa.concat_tables([one.table for one in singles]), rejected, job.rows, [count for one in singles for count in one.counts])
