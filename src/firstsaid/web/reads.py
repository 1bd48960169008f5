"""Who looked at what: on a server with accounts every page of a case that was read is told to the custody log, many at a time."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Condition, Thread

from firstsaid.case.custody import Custody

SECONDS = 2.0
"""At most so long after a page was asked for, the log tells of it."""
MOST = 500
"""So many pages are told at once, however soon they came."""
NOT_OF_THE_CASE = ("/static/", "/enter", "/leave", "/job/", "/api/v1/jobs", "/api/v1/openapi.json")


class Reads:
    """The pages that were read and are not in the log yet. Noting one costs no write; a thread of its own writes, one line for each reader and batch."""

    def __init__(self, custody: Custody, clock: Callable[[], float] = time.time) -> None:
        self.custody = custody
        self.clock = clock
        self._waiting: list[tuple[str, str, float]] = []
        self._changed = Condition()
        self._closing = False
        self._thread = Thread(target=self._work, daemon=True)
        self._thread.start()

    def note(self, name: str, path: str) -> None:
        """Somebody has asked for a page."""
        if not path.startswith(NOT_OF_THE_CASE):
            with self._changed:
                self._waiting.append((name, path, self.clock()))
                if len(self._waiting) in (1, MOST):
                    self._changed.notify_all()

    def flush(self) -> None:
        """Write down what was noted so far."""
        with self._changed:
            waiting, self._waiting = self._waiting, []
        people: dict[str, list[tuple[str, float]]] = {}
        for name, path, when in waiting:
            people.setdefault(name, []).append((path, when))
        lines = [{"event": "read", "name": name, "from": _time(read[0][1]), "pages": [path for path, _ in read]} for name, read in people.items()]
        try:
            self.custody.append_all(lines)
        except OSError:  # a full disk: they are told when there is room again
            with self._changed:
                self._waiting = waiting + self._waiting

    def close(self) -> None:
        """Write down the rest."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join(timeout=10)
        self.flush()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closing or self._waiting)
                self._changed.wait_for(lambda: self._closing or len(self._waiting) >= MOST, timeout=SECONDS)
                if self._closing:
                    return
            self.flush()


def _time(when: float) -> str:
    return datetime.fromtimestamp(when, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
