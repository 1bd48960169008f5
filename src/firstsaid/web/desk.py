"""The case that a server works on: which run its pages show, and one shelf of tables for each run."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from firstsaid.api import Case, open_case
from firstsaid.case.freshness import file_digest
from firstsaid.errors import CaseError
from firstsaid.model import Judgement
from firstsaid.review import Reviews, Wish
from firstsaid.web.shelf import Shelf


class Desk:
    """One case, served. A page reads one run from its first row to its last, even when another run ends meanwhile."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.case: Case = open_case(place)
        self.reviews = Reviews(self.case.path / "review.db")
        self.reviewers = 1
        """How many must decide the same before it counts."""
        self._judging = Lock()
        self._in_force: tuple[tuple[int, int], tuple[Judgement, ...]] = ((-1, -1), ())
        self._lock = Lock()
        self._shelf: Shelf | None = None
        self._made_of = ""
        self._readers: dict[int, int] = {}

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

    def in_force(self) -> tuple[Judgement, ...]:
        """The decisions that count now; read anew only when something was decided or withdrawn."""
        number = self.reviews.version()
        with self._judging:
            if self._in_force[0] != number:
                self._in_force = (number, tuple(self.reviews.in_force(self.reviewers)))
            return self._in_force[1]

    def judge(self, wish: Wish, now: str) -> int:
        """Keep a decision and tell the custody log; give its number. Raises CaseError when it is not well formed or names what is not there."""
        with self.reading() as shelf:
            wanted = {place.article for place in wish.places} | ({wish.upstream} if wish.upstream else set())
            known = {row["article"] for row in shelf.sql("select article from placements where article in (select unnest($1))", [sorted(wanted)])}
        if wanted - known:
            raise CaseError(f"there is no article {min(wanted - known)} in the case")
        number, fresh = self.reviews.keep(wish, now)
        if fresh:
            self.case.folder.custody.append("judgement", number=number, about=wish.about, verdict=wish.verdict, author=wish.author, digest=wish.digest)
        return number

    def withdraw(self, number: int, author: str, reason: str, now: str) -> None:
        """Take a decision out of force and tell the custody log."""
        self.reviews.withdraw(number, author, reason, now)
        self.case.folder.custody.append("withdrawal", judgement=number, author=author)

    def close(self) -> None:
        """Let go of the tables."""
        with self._lock:
            if self._shelf:
                self._drop(self._shelf)
            self._shelf = None

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
