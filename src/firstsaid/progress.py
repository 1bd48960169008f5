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

STEPS = {
    "captures": "reading files",
    "drafts": "finding the article in each page",
    "lines": "lines of pages",
    "repeats": "lines that an outlet repeats",
    "carried": "lines that several outlets have",
    "shared_lines": "what is no page's own",
    "articles": "articles, with dates and credits",
    "fingerprints": "marks by which like texts are found",
    "candidates": "texts that may share words",
    "matches": "shared passages, word by word",
    "subjects": "what texts are about",
    "likenesses": "how alike texts are",
    "placements": "stories",
    "statements": "who said what",
    "voices": "who is one voice",
    "figures": "figures",
    "claims": "claims",
    "conflicts": "figures that differ",
    "evidence": "who had it from whom: evidence",
    "absent_texts": "texts that are not in the pile",
    "derivations": "who had it from whom",
    "counts": "origins",
    "cited": "who is cited",
    "citations": "citations held against the page they cite",
    "citing": "where texts cite",
    "missing": "what is cited and missing",
}
"""What each step of a pass does, in words, by the table that it makes, in the order of the pass."""


def step(stage: str) -> str:
    """What is worked on: a step of a pass with its place among all, else the name as it is."""
    at = next((number for number, name in enumerate(STEPS, 1) if name == stage), 0)
    return f"step {at} of {len(STEPS)}: {STEPS[stage]}" if at else stage


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
            click.echo(f"{step(stage)} …", err=True)
        elif time.monotonic() - written[stage] > LOGGED_SECONDS and total:
            click.echo(f"{step(stage)}, {done:,} of {total:,}", err=True)
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
            tasks[stage] = bar.add_task(step(stage), total=total or None)
        bar.update(tasks[stage], completed=done, total=max(total, done) or None)

    try:
        yield tell
    finally:
        bar.stop()
