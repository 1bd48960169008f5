"""The custody log: one JSON line per thing done to a case, each carrying the digest of the line before it.

Whoever changes, drops or re-orders a line breaks the chain from there on (Haber and Stornetta 1991, linked time-stamping, without the time-stamping service).
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from firstsaid.errors import CaseError

FIRST = "0" * 64


SEALED = "sealed"
"""The key of a line that is handed on as no more than its digest."""


def line_digest(line: str) -> str:
    """SHA-256 of a line, which the next line carries."""
    return hashlib.sha256(line.encode()).hexdigest()


def chained(lines: Iterable[str], where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Lines of a custody log and what they say, as long as each carries the digest of the line before it.

    A line that was handed on as no more than its digest (`{"sealed": digest, "previous": …}`) stands for the line that has that digest. Raises CaseError, with
    the line's number, at the first that does not fit.
    """
    previous = FIRST
    for number, line in enumerate(lines, 1):
        try:
            facts = json.loads(line)
            carried = facts["previous"]
        except (ValueError, KeyError, TypeError, RecursionError):
            raise CaseError(f"line {number} is not a custody line; the log was changed by hand or is damaged", where=where) from None
        if carried != previous:
            raise CaseError(f"line {number} does not follow from line {number - 1}: a line was changed, dropped or moved", where=where)
        previous = str(facts[SEALED]) if facts.keys() == {SEALED, "previous"} else line_digest(line)
        yield line, facts


def _facts(line: str) -> dict[str, Any]:
    try:
        facts = json.loads(line)
    except ValueError:
        facts = None
    return facts if isinstance(facts, dict) else {"event": "unreadable"}


class Custody:
    """`custody.jsonl` of one case. Append-only; a line is on the disk before `append` returns. Several threads and processes may append at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._last: tuple[int, str] | None = None
        """How long the log was after the last line of ours, and the digest of that line."""

    def append(self, event: str, **facts: Any) -> None:  # noqa: ANN401
        """Add one line: the event, its facts, the time in UTC and the digest of the line before."""
        self.append_all([{"event": event, **facts}])

    def append_all(self, events: Sequence[Mapping[str, Any]]) -> None:
        """Add several lines with one write to the disk."""
        if not events:
            return
        with self.path.open("ab") as log:
            fcntl.flock(log, fcntl.LOCK_EX)
            size = log.seek(0, os.SEEK_END)
            last = self._last[1] if self._last and self._last[0] == size else self._mend()
            lines = []
            for facts in events:
                now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
                line = json.dumps({"at": now, **facts, "previous": last}, ensure_ascii=False)
                last = line_digest(line)
                lines.append(line)
            log.write(("\n".join(lines) + "\n").encode("utf-8"))
            log.flush()
            os.fsync(log.fileno())
            self._last = (os.fstat(log.fileno()).st_size, last)

    def lines(self) -> Iterator[dict[str, Any]]:
        """Every whole line, oldest first.

        Raises CaseError, with the line's number, where a line is not JSON or does not carry the digest of the line before it.
        """
        for _, facts in self.entries():
            yield facts

    def entries(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """The same, each with the line as it is written."""
        return chained(self._whole_lines(), str(self.path))

    def newest(self, start: int, most: int) -> tuple[list[tuple[int, dict[str, Any]]], int]:
        """Some of the lines, the newest first, after the `start` newest, each with its number; how many there are. The chain is not checked; of a line that is
        none, `event` is "unreadable".
        """
        lines = self._whole_lines()
        last = len(lines) - start
        return [(number, _facts(lines[number - 1])) for number in range(last, max(0, last - most), -1)], len(lines)

    def _whole_lines(self) -> list[str]:
        """Lines that were written to their end. A last line without a line break was cut off by a kill: what it tells had not been acknowledged."""
        if not self.path.exists():
            return []
        data = self.path.read_bytes()
        return data[: data.rfind(b"\n") + 1].decode("utf-8", "replace").split("\n")[:-1]

    def _mend(self) -> str:
        """Cut off a torn last line and give the digest that the next line carries."""
        if not self.path.exists():
            return FIRST
        data = self.path.read_bytes()
        end = data.rfind(b"\n") + 1
        if end < len(data):
            os.truncate(self.path, end)
        whole = self._whole_lines()
        return line_digest(whole[-1]) if whole else FIRST
