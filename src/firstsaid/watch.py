"""Watching a case: what comes in is added, the case is run, and what changed is told once."""

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from firstsaid import api
from firstsaid.case.folder import CaseFolder
from firstsaid.dossier.plain import one_line
from firstsaid.engine.base import Progress, no_progress
from firstsaid.errors import CaseError, FirstsaidError
from firstsaid.watching import Event, Facts, Gone, events, facts
from firstsaid.watching.atom import atom
from firstsaid.watching.log import WatchLog

if TYPE_CHECKING:
    from firstsaid.collect.collector import Outside, Wish

FEED = "watch.atom"


@dataclass(frozen=True, slots=True)
class Came:
    """What a source has to say about what it brought."""

    said: tuple[str, ...] = ()
    """What could not be had, a sentence each."""
    gone: tuple[Gone, ...] = ()
    """Pages of the case that are not at their addresses any more, or are again."""


class Source(Protocol):
    """Where evidence comes from: a folder, a list of links."""

    def __call__(self, case: Path, progress: Progress) -> Came:
        """Add what is new to the case and say what came. Raises FirstsaidError."""
        ...


class Deliver(Protocol):
    """Takes events to somebody else's machine."""

    to: str
    """A digest of the address."""

    def __call__(self, lines: Sequence[dict[str, Any]]) -> str:
        """Send the lines; give why it failed, "" when they arrived."""
        ...


@dataclass(frozen=True, slots=True)
class Polled:
    """One poll."""

    came: tuple[Came, ...]
    told: tuple[Event, ...]
    first: bool
    """Whether nothing had been read before, so that later readings are compared with this one."""
    pages: int = 0
    """Pages, and versions of pages, that the reading before did not have."""
    undelivered: str = ""
    """Why the webhook was not reached; it is tried again with the next poll."""
    unsent: int = 0
    """Events that were told before the webhook was first given, and that it is not sent."""


class Files:
    """Files and folders on this machine. A folder is read again only when a name, size or time in it has changed."""

    def __init__(self, inputs: Sequence[str]) -> None:
        self._inputs = list(inputs)
        self._seen: tuple[tuple[str, int, int], ...] | None = None

    def __call__(self, case: Path, progress: Progress) -> Came:
        """Add what is new. Raises InputError when an input is not there."""
        seen = tuple(self._look())
        if seen == self._seen:
            return Came()
        added = api.add(case, self._inputs, progress)
        self._seen = seen
        return Came(tuple(f"refused: {row.path}: {row.reason}" for row in added.refused))

    def _look(self) -> "list[tuple[str, int, int]]":
        found = []
        for given in self._inputs:
            paths = [os.path.join(folder, name) for folder, _, names in os.walk(given) for name in names] if os.path.isdir(given) else [given]
            for path in sorted(paths):
                try:
                    state = os.stat(path)
                except OSError:
                    continue
                found.append((path, state.st_size, state.st_mtime_ns))
        return found


class Watch:
    """Watches one case. Times are taken from `now`."""

    def __init__(self, place: Path, sources: Sequence[Source], deliver: Deliver | None = None, now: Callable[[], str] | None = None) -> None:
        self.folder = CaseFolder.create(place)
        self.log = WatchLog(self.folder.path)
        self._sources = sources
        self._deliver = deliver
        self._now = now or _utc
        self._held: frozenset[str] | None = None
        """Digests of the evidence that was read last; a poll that brings none costs no run."""

    def poll(self, progress: Progress = no_progress) -> Polled:
        """Add what came, run the case when there is something to run, tell what changed. Raises FirstsaidError when the case cannot be worked on."""
        known = self.log.before()
        before = self._read(progress) if known is None else known
        if known is None:
            self.log.put_down(before)
        unsent = self.log.begin(self._deliver.to, self._now()) if self._deliver else 0
        came = tuple(self._come(source, progress) for source in self._sources)
        gone = tuple(page for source in came for page in source.gone)
        after, told = self._compare(before, gone, progress)
        (self.folder.path / FEED).write_text(atom(self.log.lines(), one_line(self.folder.path.name)), "utf-8")
        earlier = known.articles if known else frozenset()
        return Polled(came, tuple(told), not earlier, len(after.articles - earlier), self._send(), unsent)

    def end(self) -> None:
        """Watching is over: the custody log is told of the polls that brought nothing. Where another process collects for the case, that one tells of them."""
        if not (self.folder.path / "collecting").exists():
            return
        from firstsaid.collecting import end_polls  # noqa: PLC0415 (the net is loaded by those who ask for it)

        with suppress(CaseError):
            end_polls(self.folder.path)

    def _come(self, source: Source, progress: Progress) -> Came:
        """What a source brings; one that fails does not stop the others."""
        try:
            return source(self.folder.path, progress)
        except FirstsaidError as error:
            return Came((str(error),))

    def _read(self, progress: Progress) -> Facts:
        """What the case holds before anything comes: nothing when it is new."""
        return _facts(api.run(self.folder.path, progress=progress)) if self.folder.register() else Facts()

    def _compare(self, before: Facts, gone: Sequence[Gone], progress: Progress) -> tuple[Facts, list[Event]]:
        held = frozenset(kept.sha256 for kept in self.folder.register())
        if held == self._held or not held:
            return before, []
        case = api.run(self.folder.path, progress=progress)
        told = self.log.tell(events(before, case.dossier, case.index.otherwise, gone), self._now())
        self.log.put_down(after := _facts(case, gone))
        self._held = held
        return after, told

    def _send(self) -> str:
        if self._deliver is None:
            return ""
        waiting = self.log.undelivered(self._deliver.to)
        failed = self._deliver(waiting) if waiting else ""
        if waiting and not failed:
            self.log.delivered([line["key"] for line in waiting], self._deliver.to, self._now())
        return failed


def _facts(case: api.Case, gone: Sequence[Gone] = ()) -> Facts:
    return facts(case.dossier, case.index.otherwise, gone)


def _utc() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def links(inputs: Sequence[str], wish: "Wish", outside: "Outside") -> Source:
    """A source that collects links, feeds, sitemaps and files of links; pages that were collected are asked for again, unless only new ones are wanted."""
    from firstsaid.collecting import Given, collect  # noqa: PLC0415 (the net is loaded by those who ask for it)

    def source(case: Path, progress: Progress) -> Came:
        done = collect(case, Given(tuple(inputs), polling=True), wish, outside, partial(progress, "addresses"))
        said = tuple(f"not collected: {row.url}: {row.reason}" for row in done.outcomes if row.outcome == "refused")
        return Came(said, tuple(Gone(*page) for page in done.vanished))

    return source


class Webhook:
    """Posts events as one JSON object to an address of the open internet, over the same checked way out as collecting."""

    def __init__(self, address: str, outside: "Outside") -> None:
        from firstsaid.collect.posting import Poster  # noqa: PLC0415
        from firstsaid.collecting import USER_AGENT  # noqa: PLC0415

        self.address = address
        self.to = hashlib.sha256(address.encode("utf-8", "replace")).hexdigest()[:16]
        self._poster = Poster(outside.reach, outside.clock, USER_AGENT)

    def __call__(self, lines: Sequence[dict[str, Any]]) -> str:
        """Post the events; give why it failed, "" when they were taken."""
        from firstsaid.collect.faults import PassingError, RefusedError  # noqa: PLC0415

        try:
            self._poster.post(self.address, json.dumps({"events": list(lines)}, ensure_ascii=False).encode("utf-8", "replace"))
        except (PassingError, RefusedError) as error:
            return str(error)
        return ""
