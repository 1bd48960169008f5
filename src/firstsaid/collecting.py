"""Collecting into a case: joins the room `collect` to the case's evidence and custody log."""

import fcntl
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from firstsaid import __version__
from firstsaid.case.evidence import InputFile
from firstsaid.case.folder import CaseFolder
from firstsaid.collect.clock import Clock
from firstsaid.collect.collector import Collector, Outside, Tell, Wish
from firstsaid.collect.journal import Journal
from firstsaid.collect.lists import addresses_in, is_link, one_link
from firstsaid.collect.quiet import QuietPolls
from firstsaid.collect.rules import product
from firstsaid.collect.vanished import Vanished
from firstsaid.collect.wanted import MOVED, OUTCOMES, REFUSED, Refused, Wanted
from firstsaid.errors import CaseError, InputError, SettingsError

USER_AGENT = f"firstsaid/{__version__}"
_PATIENCE = 600.0
_PAUSE = 0.5
_LATELY = 100
"""Lines of the custody log among which one is looked for that was just written."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a user wants collected."""

    inputs: Sequence[str]
    """Links, and files of links."""
    column: str = ""
    """Which column of a table holds the links, "" to find out."""
    polling: bool = False
    """Whether nobody asks for this round by itself: it is a poll of many."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one address, or of one line of a list."""

    url: str
    outcome: str
    """One of `OUTCOMES`."""
    reason: str
    """Why it was refused; where it has moved; what is missing of a list."""
    via: str
    """The list or redirect that led here, "" for an address that was given itself."""


@dataclass(frozen=True, slots=True)
class Collected:
    """What a round did."""

    outcomes: tuple[Outcome, ...]
    files: tuple[str, ...]
    """Names of the WARC files that joined the evidence."""
    vanished: tuple[Vanished, ...] = ()
    """Pages that this round or an earlier one had and that are gone, or were gone and have come back."""

    def counts(self) -> dict[str, int]:
        """How many addresses came out how, in the order of `OUTCOMES`."""
        found = Counter(row.outcome for row in self.outcomes)
        return {outcome: found[outcome] for outcome in OUTCOMES}


def collect(place: Path, given: Given, wish: Wish, outside: Outside, tell: Tell) -> Collected:
    """Fetch what the inputs name (links, or files of links) and keep it as evidence; the case is made if the folder is new.

    The custody log is told of the round; of polls that bring nothing it is told together, in one line. A round that was cut short is gone on with; without
    inputs that is all that is done. Raises InputError for an input that is neither a link nor a file of links, CaseError when another process collects for
    this case.
    """
    wanted, unsound = _named(given, wish)
    if not given.inputs and not (place / "case.toml").exists():
        raise CaseError("it is not a case yet; name a link or a list of links to collect, and it is made", where=str(place))
    folder = CaseFolder.create(place) if given.inputs else CaseFolder.open(place)
    with _alone(folder.path / "collecting"), closing(Journal(folder.path / "collecting")) as journal:
        if not given.inputs and not journal.round:
            raise InputError("no round of collecting was cut short; name a link or a list of links", where=str(place))
        files: list[str] = []

        def keep(path: Path, name: str) -> None:
            _keep(folder, path, name, outside.clock)
            files.append(name)

        Collector(journal, outside, wish, keep).run(wanted, unsound, tell)
        done = Collected(tuple(_outcomes(journal)), tuple(files), journal.vanished())
        _tell_custody(folder, done, outside.clock, given.polling)
        journal.end(outside.clock.now())
    return done


def end_polls(place: Path) -> None:
    """Tell the custody log of the polls that brought nothing and that it has not been told of. Raises CaseError when another process collects for this case."""
    folder = CaseFolder.open(place)
    with _alone(folder.path / "collecting"):
        polls = QuietPolls(folder.path / "collecting")
        folder.custody.append_all(_untold(polls, folder))
        polls.clear()


def checked_agent(given: str) -> str:
    """A User-Agent that can be sent. Raises SettingsError for one that cannot."""
    if not given.isascii() or not given.isprintable() or not product(given):
        raise SettingsError("it must be of printable ASCII characters and begin with a word", where="--user-agent")
    return given


def _named(given: Given, wish: Wish) -> tuple[list[Wanted], list[Refused]]:
    found: list[Wanted | Refused] = []
    for name in given.inputs:
        if is_link(name):
            found.append(one_link(name))
        elif Path(name).is_file():
            found += addresses_in(Path(name), given.column, wish.options, wish.since)
        else:
            raise InputError("it is neither a link that begins with http:// or https:// nor a file", where=name)
    return [one for one in found if isinstance(one, Wanted)], [one for one in found if isinstance(one, Refused)]


def _keep(folder: CaseFolder, path: Path, name: str, clock: Clock) -> None:
    """The WARC file as evidence. A second time, after a kill, the same bytes add nothing."""
    with _patiently(folder, clock):
        sha256, size = folder.evidence.keep(InputFile(path, name))
        if all(kept.sha256 != sha256 for kept in folder.register()):
            folder.custody.append("add", sha256=sha256, path=name, bytes=size, how="collected")


@contextmanager
def _patiently(folder: CaseFolder, clock: Clock) -> Iterator[None]:
    """The lock of the case, waited for as long as a run may take; the WARC file stays in the making meanwhile."""
    until = clock.monotonic() + _PATIENCE
    while True:
        lock = folder.lock()
        try:
            lock.__enter__()
            break
        except CaseError:
            if clock.monotonic() >= until:
                raise
            clock.sleep(_PAUSE)
    try:
        yield
    finally:
        lock.__exit__(None, None, None)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise CaseError("another firstsaid collects for this case; wait until it has finished", where=str(folder.parent)) from None
        yield


def _outcomes(journal: Journal) -> Iterator[Outcome]:
    """Every address; a redirect tells where it ends."""
    rows = journal.outcomes()
    by_url = {row[0]: row for row in rows}
    for url, outcome, reason, target, via in rows:
        yield _moved(url, target, via, by_url) if outcome == MOVED else Outcome(url, outcome, reason, via)


def _moved(url: str, target: str, via: str, by_url: Mapping[str, tuple[str, str, str, str, str]]) -> Outcome:
    seen = {url}
    while target not in seen:
        seen.add(target)
        last = by_url.get(target)
        if last is None or last[1] != MOVED:
            told = f"to {target}" if last is None or last[1] != REFUSED else f"to {target}, which is refused: {last[2]}"
            return Outcome(url, MOVED, told, via)
        target = last[3]
    return Outcome(url, REFUSED, "its redirects lead back to where they began", via)


def _tell_custody(folder: CaseFolder, done: Collected, clock: Clock, polling: bool) -> None:
    """A line for a round that somebody asked for or that brought something; one for all polls in between, at the latest after a day."""
    polls, refusals = QuietPolls(folder.path / "collecting"), _refusals(done, folder)
    if polling and not (done.files or refusals):
        polls.add(clock.now(), done.counts())
        lines = _untold(polls, folder) if polls.due() else []
    else:
        lines = [*_untold(polls, folder), _custody_line(done), *refusals]
    folder.custody.append_all(lines)
    if lines:
        polls.clear()


def _untold(polls: QuietPolls, folder: CaseFolder) -> list[dict[str, object]]:
    """The line about polls that brought nothing, unless a kill came between its writing and the forgetting of the polls."""
    line = polls.line()
    newest, _ = folder.custody.newest(0, _LATELY)
    told = line is None or any(facts.get("event") == line["event"] and facts.get("from") == line["from"] for _, facts in newest)
    return [] if line is None or told else [line]


def _custody_line(done: Collected) -> dict[str, object]:
    return {"event": "collect", **done.counts(), "files": list(done.files)}


def _refusals(done: Collected, folder: CaseFolder) -> list[dict[str, object]]:
    """A line for each address that was refused, unless the log says the same of it already."""
    said = {line["url"]: line["reason"] for line in folder.custody.lines() if line.get("event") == "not collected"}
    refused = (row for row in done.outcomes if row.outcome == REFUSED and said.get(row.url) != row.reason)
    return [{"event": "not collected", "url": row.url, "reason": row.reason, "via": row.via} for row in refused]
