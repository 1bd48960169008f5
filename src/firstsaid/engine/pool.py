"""Worker processes with limits, for steps that look at untrusted text."""

import os
import resource
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import TimeoutError as LateError
from dataclasses import dataclass
from multiprocessing.context import ForkServerContext, ForkServerProcess
from types import ModuleType
from typing import Any

import pyarrow as pa
from pebble import ProcessExpired, ProcessFuture, ProcessPool

from firstsaid.engine.rows import from_table, to_table
from firstsaid.engine.stage import Stage
from firstsaid.errors import StageError
from firstsaid.model import Pile, Rejected
from firstsaid.model import pile as pile_module
from firstsaid.model.options import EngineOptions, Options

IN_FLIGHT = 4
"""Jobs per process that are handed out ahead."""


@dataclass(frozen=True, slots=True)
class Job:
    """A step and what it gets: a batch of one table, or the tables of some stories."""

    stage: Stage
    source: type | None
    """The record of the batch; None for stories."""
    data: Any
    """A pa.Table, or a dict of them for a run of stories, each with the story's id as column `story_`."""
    options: Options

    @property
    def rows(self) -> int:
        """How many records or bundles it is about."""
        return int(self.data.num_rows) if self.source else 1


Done = tuple[pa.Table, list[Rejected], int]


def pile_records() -> dict[str, type]:
    """The record that each table of a Pile holds."""
    hints = {name: str(hint) for name, hint in Pile.__annotations__.items()}
    return {name: getattr(pile_module, hint.split("[")[1].split(",")[0].rsplit(".", 1)[-1]) for name, hint in hints.items()}


def _freeze(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()  # type: ignore[no-any-return]


def _thaw(data: bytes) -> pa.Table:
    return pa.ipc.open_stream(data).read_all()


def _place(record: Any, stage: str, reason: str) -> Rejected:  # noqa: ANN401
    """A rejected row for a record, by the path that a person knows it by."""
    path = getattr(record, "path", None) or f"article {getattr(record, 'article', getattr(record, 'id', '?'))}"
    return Rejected(str(path), getattr(record, "record", None), stage, reason)


def _sentence(error: BaseException) -> str:
    if isinstance(error, MemoryError):
        return "it needs more memory than one page may take"
    return f"it could not be worked on ({type(error).__name__}: {str(error)[:200]})"


def _run_batch(stage: Stage, source: type, data: bytes, options: Options) -> tuple[bytes, list[Rejected]]:
    """In the worker: run the step on the batch; if that fails, page by page, so that only the page at fault is lost."""
    records: list[Any] = from_table(_thaw(data), source)
    room = getattr(options, stage.options)
    try:
        given = list(stage.step(records, room))
    except Exception:
        given = []
        for record in records:
            try:
                given.extend(stage.step([record], room))
            except Exception as error:
                given.append(_place(record, stage.writes, _sentence(error)))
    return _split(given, stage)


def _piles(data: dict[str, bytes]) -> Iterator[tuple[str, Pile]]:
    """The stories of a bundle, one pile each, in the order of their ids."""
    kinds = pile_records()
    stories: dict[str, dict[str, list[Any]]] = {}
    for name, frozen in data.items():
        table = _thaw(frozen)
        records: list[Any] = from_table(table, kinds[name])
        for story, record in zip(table.column("story_").to_pylist(), records, strict=True):
            stories.setdefault(story, {}).setdefault(name, []).append(record)
    for story in sorted(stories):
        yield story, Pile(**{name: tuple(records) for name, records in stories[story].items()})


def _run_stories(stage: Stage, data: dict[str, bytes], options: Options) -> tuple[bytes, list[Rejected]]:
    """In the worker: run the step on each story; one that fails is rejected and the others are done."""
    given: list[Any] = []
    for story, pile in _piles(data):
        try:
            given.extend(list(stage.step(pile, getattr(options, stage.options))))
        except Exception as error:
            given.append(Rejected(f"story {story}", None, stage.writes, _sentence(error)))
    return _split(given, stage)


def _split(given: list[Any], stage: Stage) -> tuple[bytes, list[Rejected]]:
    rejected = [row for row in given if isinstance(row, Rejected)]
    return _freeze(to_table([row for row in given if not isinstance(row, Rejected)], stage.record)), rejected


def _limit(mebibytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (mebibytes * 2**20, mebibytes * 2**20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class _Process(ForkServerProcess):
    """A worker that does not run the caller's main module again: a script may call firstsaid without a `__main__` guard, or come from standard input."""

    def start(self) -> None:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            super().start()
        finally:
            sys.modules["__main__"] = main


class _Context(ForkServerContext):
    Process = _Process


class Workers:
    """A pool that keeps order, tells crashes and time-outs apart from results, and starts only when there is work."""

    def __init__(self, options: EngineOptions) -> None:
        self.options = options
        self.count = options.processes or os.cpu_count() or 1
        self._pool: ProcessPool | None = None

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()
            self._pool = None

    def run(self, jobs: Iterable[Job]) -> Iterator[Done]:
        """Results in the order of the jobs, each with what was rejected and how many pages it was about."""
        waiting: deque[tuple[Job, ProcessFuture[Any]]] = deque()
        for job in jobs:
            waiting.append((job, self._submit(job)))
            if len(waiting) >= self.count * IN_FLIGHT:
                yield self._result(*waiting.popleft())
        while waiting:
            yield self._result(*waiting.popleft())

    def _submit(self, job: Job) -> "ProcessFuture[Any]":
        if self._pool is None:
            os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
            context = _Context()
            context.set_forkserver_preload(["firstsaid.stages"])
            self._pool = ProcessPool(max_workers=self.count, context=context, initializer=_limit, initargs=[self.options.memory])
        if job.source:
            return self._pool.schedule(_run_batch, args=[job.stage, job.source, _freeze(job.data), job.options], timeout=self.options.seconds)
        tables = {name: _freeze(table) for name, table in job.data.items()}
        return self._pool.schedule(_run_stories, args=[job.stage, tables, job.options], timeout=None)

    def _result(self, job: Job, future: "ProcessFuture[Any]") -> Done:
        try:
            data, rejected = future.result()
        except Exception as error:
            return self._one_by_one(job, error)
        return _thaw(data), rejected, job.rows

    def _reason(self, error: Exception) -> str:
        if isinstance(error, LateError):
            return f"it took longer than {self.options.seconds} s"
        if isinstance(error, ProcessExpired):
            return "it made its worker process stop (out of memory, or a fault in a library)"
        return _sentence(error)

    def _one_by_one(self, job: Job, error: Exception) -> Done:
        """After a time-out, a crash or an answer too large to send: the batch again, a page at a time; a page that does it again is rejected."""
        if job.source is None:
            raise StageError(f"{_sentence(error)}; more memory for a process (--engine-memory) may help", where=f"stage {job.stage.writes}") from error
        if job.rows == 1:
            reason = self._reason(error)
            record: Any = from_table(job.data, job.source)[0]
            return to_table([], job.stage.record), [_place(record, job.stage.writes, reason)], 1
        tables, rejected = [], []
        for at in range(job.rows):
            single = Job(job.stage, job.source, job.data.slice(at, 1), job.options)
            table, refused, _ = self._result(single, self._submit(single))
            tables.append(table)
            rejected.extend(refused)
        return pa.concat_tables(tables), rejected, job.rows
