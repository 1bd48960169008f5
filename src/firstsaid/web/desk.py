"""The case that a server works on: which run its pages show, and one shelf of tables for each run."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from firstsaid.api import Case, open_case
from firstsaid.engine.digests import file_digest
from firstsaid.errors import CaseError
from firstsaid.model import Judgement
from firstsaid.review import Reviews, Standing, Wish, check, standing
from firstsaid.web.readings import fitting, machine_says
from firstsaid.web.shelf import Shelf


class Desk:
    """One case, served. A page reads one run from its first row to its last, even when another run ends meanwhile."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.case: Case = open_case(place)
        self.reviews = Reviews(self.case.folder.reviews)
        self._judging = Lock()
        self._standing: tuple[tuple[int, int], Standing] = ((-1, -1), standing(()))
        self._lock = Lock()
        self._shelf: Shelf | None = None
        self._made_of = ""
        self._readers: dict[int, int] = {}
        self._tell_untold()

    @property
    def is_run(self) -> bool:
        """Whether the case has been run, so that there is something to read."""
        return self._shelf is not None or all((self.case.folder.derived / f"{table}.parquet").exists() for table in self.case.tables)

    @contextmanager
    def reading(self) -> Iterator[Shelf]:
        """The shelf of the newest finished run. Raises CaseError when the case has not been run yet."""
        with self._lock:
            shelf = self._newest()
            self._readers[id(shelf)] = self._readers.get(id(shelf), 0) + 1
        try:
            yield shelf
        finally:
            with self._lock:
                self._readers[id(shelf)] -= 1
                if shelf is not self._shelf and not self._readers[id(shelf)]:
                    self._drop(shelf)

    @property
    def reviewers(self) -> int:
        """How many must decide the same before it counts."""
        return self.case.options.review.reviewers

    def decisions(self) -> Standing:
        """Every decision and what became of it; read anew only when something was decided or withdrawn."""
        number = self.reviews.version()
        with self._judging:
            if self._standing[0] != number:
                self._standing = (number, standing(self.reviews.log(), self.reviewers))
            return self._standing[1]

    def in_force(self) -> tuple[Judgement, ...]:
        """The decisions that count now."""
        return self.decisions().in_force

    def judge(self, wish: Wish, when: str) -> int:
        """Keep a decision, with what the machine says of the matter, and tell the custody log; give its number.

        Raises CaseError when it is not well formed or names what is not there.
        """
        with self.reading() as shelf:
            try:
                alone = shelf.alone(wish.places[0].article)
            except KeyError as missing:
                raise CaseError(f"there is no article {missing.args[0]} in the case") from None
            check(wish)
            fitting(alone, wish.about, wish.places)
            if wish.upstream and wish.upstream not in {place.article for place in wish.places}:
                raise CaseError("the upstream of a relation is one of its two articles")
            wish = replace(wish, machine=machine_says(alone, wish.about, wish.places))
        number, fresh = self.reviews.keep(wish, when)
        if fresh:
            self.case.folder.custody.append("judgement", number=number, **_told(wish))
        return number

    def withdraw(self, number: int, author: str, reason: str, when: str, *, whose: str | None = None) -> None:
        """Take a decision out of force and tell the custody log; with `whose`, only one of that author. Raises CaseError when it cannot be."""
        kept = next((k for k in self.decisions().log if k.number == number), None)
        if kept and whose is not None and kept.wish.author != whose:
            raise CaseError(f"judgement {number} is by {kept.wish.author}; its author or a keeper may withdraw it")
        self.reviews.withdraw(number, author, reason, when)
        self.case.folder.custody.append("withdrawal", judgement=number, author=author)

    def close(self) -> None:
        """Let go of the tables."""
        with self._lock:
            if self._shelf:
                self._drop(self._shelf)
            self._shelf = None

    def _tell_untold(self) -> None:
        """Decisions that were kept when a kill came before their line in the custody log get it now.

        A log that does not fit is left as it is: `verify` names it.
        """
        decisions = self.reviews.log()
        if not decisions:
            return
        try:
            lines = list(self.case.folder.custody.lines())
        except CaseError:
            return
        told = {line["number"] for line in lines if line.get("event") == "judgement"}
        taken = {line["judgement"] for line in lines if line.get("event") == "withdrawal"}
        late = [{"event": "judgement", "number": kept.number, **_told(kept.wish), "made_at": kept.made_at} for kept in decisions if kept.number not in told]
        late += [{"event": "withdrawal", "judgement": kept.number, "made": kept.withdrawn} for kept in decisions if kept.withdrawn and kept.number not in taken]
        self.case.folder.custody.append_all(late)

    def _newest(self) -> Shelf:
        """The shelf in use, or a new one when a run has finished since; while a run is at work, the old one."""
        current = file_digest(self.case.folder.derived / "stages.json")
        if self._shelf is not None and current == self._made_of:
            return self._shelf
        try:
            with self.case.folder.lock():
                self.case = open_case(self.place)
                for table in self.case.tables:
                    self.case.made(table)
                made, self._made_of = Shelf(self.case, self.in_force), current
        except CaseError:
            if self._shelf is None:
                raise
            return self._shelf
        old, self._shelf = self._shelf, made
        if old is not None and not self._readers.get(id(old)):
            self._drop(old)
        return made

    def _drop(self, shelf: Shelf) -> None:
        self._readers.pop(id(shelf), None)
        shelf.close()


def _told(wish: Wish) -> dict[str, str]:
    """What the custody log says of a decision."""
    return {"about": wish.about, "verdict": wish.verdict, "author": wish.author, "digest": wish.digest}


def now() -> str:
    """The time as it is written down: UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
