"""The case that a server works on: which run its pages show, and one shelf of tables for each run."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from firstsaid.api import Case, open_case
from firstsaid.case.freshness import file_digest
from firstsaid.errors import CaseError
from firstsaid.web.shelf import Shelf


class Desk:
    """One case, served. A page reads one run from its first row to its last, even when another run ends meanwhile."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.case: Case = open_case(place)
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
                made, self._made_of = Shelf(self.case), current
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
