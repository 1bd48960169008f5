"""One round of collecting: everything that is wanted is asked for, each answer becomes a finished page, and the round ends when nothing waits."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from firstsaid import __version__
from firstsaid.collect.asking import Later, Reader
from firstsaid.collect.clock import Clock, SystemClock, lasting, stamp
from firstsaid.collect.exchange import Asker
from firstsaid.collect.journal import Journal
from firstsaid.collect.links import origin_of
from firstsaid.collect.options import CollectOptions
from firstsaid.collect.reach import Reach
from firstsaid.collect.records import about
from firstsaid.collect.rules import Rules
from firstsaid.collect.schedule import Schedule
from firstsaid.collect.wanted import PAGE, REFUSED, UNCHANGED, Refused, Result, Taking, Wanted

Keep = Callable[[Path, str], None]
"""Takes a finished WARC file and its name; the same file may come twice."""
Tell = Callable[[int, int], None]
"""(finished, of how many so far)."""
_LONGEST_BACK_OFF = 120.0
_LONGEST_PAUSE = 1.0


@dataclass(frozen=True, slots=True)
class Outside:
    """What lies outside of a round: the net and the time. Tests bring their own; no option and no variable does."""

    reach: Reach = field(default_factory=Reach)
    clock: Clock = field(default_factory=SystemClock)


@dataclass(frozen=True, slots=True)
class Wish:
    """How a round is to go."""

    options: CollectOptions
    user_agent: str
    """With the product token that robots.txt knows first."""
    since: datetime | None = None
    """Entries of lists with an earlier date are left out."""
    only_new: bool = False
    """As `Taking` has it."""
    only_changes: bool = False
    """As `Taking` has it."""
    leaving: bool = False
    """As `Taking` has it."""


@dataclass(frozen=True, slots=True)
class _Job:
    """A request that is under way."""

    wanted: Wanted
    origin: str
    """Set when it is robots.txt of this origin that is asked for."""


class Collector:
    """Works through the journal of a case."""

    def __init__(self, journal: Journal, outside: Outside, wish: Wish, keep: Keep) -> None:
        self._journal = journal
        self._clock = outside.clock
        self._wish = wish
        self._keep = keep
        self._reader = Reader(Asker(outside.reach, outside.clock, wish.options, wish.user_agent), outside.clock, wish.options, wish.since)
        self._taking = Taking(wish.options.most, wish.only_new, wish.only_changes, wish.leaving)
        self._schedule = Schedule()
        self._rules: dict[str, Rules] = {}
        self._attempts: dict[str, int] = {}
        self._finished = self._taken = 0

    def run(self, wanted: Iterable[Wanted], unsound: Iterable[Refused], tell: Tell) -> None:
        """Begin a round, or go on with one that was cut short, and bring it to its end. The round stays open until `Journal.end`."""
        journal = self._journal
        journal.settle(self._keep)
        journal.begin(self._clock.now())
        journal.want(wanted, unsound, self._wish.options.most)
        self._rules = journal.rules()
        waiting = journal.waiting()
        self._finished = len(journal.outcomes())
        self._taken = self._finished + len(waiting)
        for one in waiting:
            self._schedule.put(one)
        running: dict[Future[object], _Job] = {}
        threads = ThreadPoolExecutor(max_workers=self._wish.options.hosts, thread_name_prefix="collect")
        try:
            while self._fill(running, threads) or running:
                self._turn(running)
                tell(self._finished, self._taken)
        finally:
            threads.shutdown(wait=True, cancel_futures=True)
        journal.finish_batch(self._keep)

    def _fill(self, running: dict[Future[object], _Job], threads: ThreadPoolExecutor) -> bool:
        """Start what may start; whether anything still waits. Addresses that may not be asked for are refused without a request."""
        refused: list[Result] = []
        while len(running) < self._wish.options.hosts and (wanted := self._schedule.take(self._clock.monotonic())):
            origin = origin_of(wanted.url)
            rules = self._rules.get(origin)
            if rules is None:
                running[threads.submit(self._reader.rules, wanted.url)] = _Job(wanted, origin)
            elif reason := rules.refusal(wanted.url, self._wish.user_agent):
                refused.append(Result(wanted, REFUSED, reason))
                self._schedule.free(wanted, self._clock.monotonic())
            else:
                known = self._journal.known(wanted.url)
                running[threads.submit(self._reader.page, wanted, known)] = _Job(wanted, "")
        if refused:
            self._finish(refused)
        return self._schedule.next_turn() is not None

    def _turn(self, running: dict[Future[object], _Job]) -> None:
        """Wait for an answer or for the next host's turn, and write down what has come."""
        turn = self._schedule.next_turn()
        pause = min(_LONGEST_PAUSE, max(0.0, turn - self._clock.monotonic())) if turn is not None else _LONGEST_PAUSE
        if not running:
            self._clock.sleep(pause)
            return
        full = len(running) >= self._wish.options.hosts
        done, _ = wait(running, timeout=None if full or turn is None else pause, return_when=FIRST_COMPLETED)
        results: list[Result] = []
        for future in sorted(done, key=lambda one: list(running).index(one)):
            results += self._answered(running.pop(future), future)
        if results:
            self._finish(results)

    def _answered(self, job: _Job, future: "Future[object]") -> list[Result]:
        """What an answer means for the schedule, and the results that can be written down."""
        answer = _outcome(future, job.wanted)
        now = self._clock.monotonic()
        if isinstance(answer, Later):
            return self._put_off(job, answer, now)
        if job.origin:
            rules, records = answer if isinstance(answer, tuple) else (Rules("", _reason(answer)), b"")
            self._learn(job.origin, rules, records)
            self._schedule.put_back(job.wanted)
            answer = None
        self._schedule.free(job.wanted, now + self._delay(job.wanted))
        return [answer] if isinstance(answer, Result) else []

    def _learn(self, origin: str, rules: Rules, records: bytes) -> None:
        self._rules[origin] = rules
        self._attempts.pop(origin, None)
        self._start_batch()
        self._journal.learn(origin, rules, records)

    def _put_off(self, job: _Job, answer: Later, now: float) -> list[Result]:
        """Try again later, with twice the wait each time and never sooner than the server asks; or give up."""
        options = self._wish.options
        key = job.origin or job.wanted.url
        self._attempts[key] = attempts = self._attempts.get(key, 0) + 1
        back_off = min(_LONGEST_BACK_OFF, max(options.delay, 1.0) * 2.0**attempts)
        pause = max(back_off, answer.wait or 0.0, self._delay(job.wanted))
        if attempts < options.attempts and pause <= max(options.patience, back_off):
            self._schedule.put_back(job.wanted)
            self._schedule.free(job.wanted, now + pause)
            return []
        asked = f" and asks to come back in {lasting(answer.wait)}" if answer.wait and pause > options.patience else ""
        reason = f"{answer.reason}{asked}" if asked or attempts == 1 else f"{answer.reason}, asked {attempts} times"
        if job.origin:
            self._learn(job.origin, Rules("", reason), answer.records)
            self._schedule.put_back(job.wanted)
        self._schedule.free(job.wanted, now + self._delay(job.wanted))
        return [] if job.origin else [Result(job.wanted, REFUSED, reason, records=answer.records)]

    def _delay(self, wanted: Wanted) -> float:
        rules = self._rules.get(origin_of(wanted.url))
        return max(self._wish.options.delay, rules.delay(self._wish.user_agent) if rules else 0.0)

    def _finish(self, results: Sequence[Result]) -> None:
        """Write results down, put what they lead to in the queues, and hand the WARC file over when it is full."""
        self._start_batch()
        taken = self._journal.finish([self._completed(result) for result in results], self._taking, self._clock.now())
        for one in taken:
            self._schedule.put(one)
        self._finished += len(results)
        self._taken += len(taken)
        batch = self._journal.batch
        if batch and (batch.pages >= self._wish.options.batch or batch.length >= self._wish.options.batch_bytes):
            self._journal.finish_batch(self._keep)

    def _completed(self, result: Result) -> Result:
        """With the entries of a list that has not changed."""
        if result.outcome == UNCHANGED and result.wanted.kind != PAGE:
            return replace(result, links=tuple(self._journal.listed(result.wanted.url)))
        return result

    def _start_batch(self) -> None:
        now = self._clock.now()
        name = f"collected-{stamp(now).replace(':', '')}-{self._journal.next_batch():04}.warc.gz"
        told: Mapping[str, str] = {
            "software": f"firstsaid/{__version__}",
            "format": "WARC File Format 1.1",
            "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
            "http-header-user-agent": self._wish.user_agent,
            "robots": "obey",
        }
        self._journal.start_batch(name, about(name, now, told))


def _outcome(future: "Future[object]", wanted: Wanted) -> object:
    """What a thread gave. A fault of ours or of a library costs one address, not the round."""
    error = future.exception()
    if error is None:
        return future.result()
    return Result(wanted, REFUSED, f"the answer could not be understood ({type(error).__name__}: {str(error)[:200]})")


def _reason(answer: object) -> str:
    return answer.reason if isinstance(answer, Result) else "robots.txt cannot be read"
