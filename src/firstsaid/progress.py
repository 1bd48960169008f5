"""Progress of long work, shown on the terminal."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from firstsaid.engine.base import Progress

QUIET_SECONDS = 1.0
LOGGED_SECONDS = 10.0
"""Between two lines of a log about the same work."""


@contextmanager
def progress_shown(*, logged: bool = True) -> "Iterator[Progress]":
    """Progress on stderr, for work longer than a second: a bar for a person, lines for a log unless these are not `logged`."""
    from rich.console import Console  # noqa: PLC0415 (loaded by those who work)
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
    started = time.monotonic()
    tasks: dict[str, Any] = {}
    written: dict[str, float] = {}

    def log(stage: str, done: int, total: int) -> None:
        if stage not in written:
            click.echo(f"working on {stage} …", err=True)
        elif time.monotonic() - written[stage] > LOGGED_SECONDS and total:
            click.echo(f"working on {stage}: {done:,} of {total:,}", err=True)
        else:
            return
        written[stage] = time.monotonic()

    def tell(stage: str, done: int, total: int) -> None:
        if time.monotonic() - started < QUIET_SECONDS:
            return
        if not console.is_terminal:
            if logged:
                log(stage, done, total)
            return
        if not tasks:
            bar.start()
        if stage not in tasks:
            for task in tasks.values():
                bar.update(task, visible=False)
            tasks[stage] = bar.add_task(stage, total=total or None)
        bar.update(tasks[stage], completed=done, total=total or None)

    try:
        yield tell
    finally:
        bar.stop()
