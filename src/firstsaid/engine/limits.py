"""Limits on memory and time for the processes that read untrusted bytes."""

import functools
import gc
import os
import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.context import ForkServerContext, ForkServerProcess
from multiprocessing.forkserver import ensure_running
from types import ModuleType


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


@functools.cache
def context() -> ForkServerContext:
    """How processes are started: forked from a server that has loaded the stages, and what they read by, once. An interrupt from the keyboard is for the main
    process alone, which ends the others.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")  # others reserve addresses by the gigabyte, which the limit on memory counts
    made = _Context()
    made.set_forkserver_preload(["firstsaid.engine.arrow_alone", "firstsaid.stages", "firstsaid.loaded"])
    resource_tracker.ensure_running()  # it would let the signal in again while the server starts
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return made


def at_work(mebibytes: int) -> None:
    """In a worker process, once: no more memory than this; and the collector of garbage leaves alone what was loaded before and looks at the rest less often,
    for steps make many small records and hardly a cycle.
    """
    limit_memory(mebibytes)
    gc.freeze()
    gc.set_threshold(*_COLLECTING)


_COLLECTING = (20_000, 20, 20)
"""Containers made before the youngest of them are looked at, and how often that is done before older ones are."""


@contextmanager
def seldom_collected() -> Iterator[None]:
    """In any process: garbage is collected as seldom as in a worker."""
    before = gc.get_threshold()
    gc.set_threshold(*_COLLECTING)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def limit_memory(mebibytes: int) -> None:
    """In a process: no more memory than this, and no core dump when it is too much."""
    resource.setrlimit(resource.RLIMIT_AS, (mebibytes * 2**20, mebibytes * 2**20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def sentence(error: BaseException) -> str:
    """What went wrong, for a person."""
    if isinstance(error, MemoryError):
        return "it needs more memory than one page may take"
    return f"it could not be worked on ({type(error).__name__}: {str(error)[:200]})"
