"""`watch.jsonl`: what was told, a JSON object a line, never changed; and `watch-seen.json`, the reading of the case that the next one is compared with.

The reading is put down after what it led to was told. A kill in between leaves the older reading, the events are found again, and the log says which were told.
"""

import fcntl
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from firstsaid.errors import CaseError
from firstsaid.watching.event import Event
from firstsaid.watching.facts import Facts


class WatchLog:
    """The memory of watching one case."""

    def __init__(self, case: Path) -> None:
        self.path = case / "watch.jsonl"
        self.seen = case / "watch-seen.json"

    def lines(self) -> list[dict[str, Any]]:
        """Every whole line, oldest first. A last line without a line break was cut off by a kill. Raises CaseError for a line that is no JSON object."""
        if not self.path.exists():
            return []
        data = self.path.read_bytes()
        found = []
        for number, line in enumerate(data[: data.rfind(b"\n") + 1].splitlines(), 1):
            try:
                told = json.loads(line)
            except ValueError:
                told = None
            if not isinstance(told, dict):
                raise CaseError(f"line {number} is not JSON: the log was changed by hand or is damaged; take that line out", where=str(self.path))
            found.append(told)
        return found

    def told(self) -> list[dict[str, Any]]:
        """The lines of events, oldest first. Raises CaseError as `lines` does."""
        return [line for line in self.lines() if "event" in line]

    def tell(self, events: Sequence[Event], at: str) -> list[Event]:
        """Keep the events that were not told before, on the disk before this returns; give those."""
        fresh = self._append([event.line(at) for event in events], "event")
        return [event for event in events if event.key in fresh]

    def begin(self, to: str, at: str) -> int:
        """Keep that a webhook is given from now on, unless the log knows it; give how many older events it is not sent. `to` is a digest of its address."""
        lines = self.lines()
        if any(to in (line.get("webhook"), line.get("delivered")) for line in lines):
            return 0
        older = sum("event" in line for line in lines)
        self._append([{"at": at, "webhook": to, "key": to, "older": older}], "webhook")
        return older

    def delivered(self, keys: Sequence[str], to: str, at: str) -> None:
        """Keep that events have reached a webhook; `to` is a digest of its address, which may hold a secret."""
        self._append([{"at": at, "delivered": to, "key": key} for key in keys], "delivered")

    def undelivered(self, to: str) -> list[dict[str, Any]]:
        """Events that were told since this webhook was given and have not reached it, oldest first."""
        lines = self.lines()
        given = next((number for number, line in enumerate(lines) if line.get("webhook") == to), 0)
        reached = {line["key"] for line in lines if line.get("delivered") == to}
        return [line for line in lines[given:] if "event" in line and line["key"] not in reached]

    def before(self) -> Facts | None:
        """The reading that was put down last, None before the first. Raises CaseError when it cannot be read."""
        try:
            return Facts.from_text(self.seen.read_text("utf-8"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CaseError(f"it cannot be read ({error}); take it away, and watching begins anew from what the case holds", where=str(self.seen)) from None

    def put_down(self, facts: Facts) -> None:
        """Keep a reading; whoever is killed meanwhile finds the old one or the new one."""
        partial = self.seen.with_suffix(".partial")
        with partial.open("w", encoding="utf-8") as out:
            out.write(facts.text() + "\n")
            out.flush()
            os.fsync(out.fileno())
        partial.replace(self.seen)

    def _append(self, lines: Sequence[dict[str, Any]], kind: str) -> set[str]:
        """Add the lines whose key stands in no line of this kind yet; give their keys."""
        if not lines:
            return set()
        with self.path.open("ab") as log:
            fcntl.flock(log, fcntl.LOCK_EX)
            self._mend()
            known = {(line["key"], line.get(kind) if kind == "delivered" else "") for line in self.lines() if kind in line}
            fresh = [line for line in lines if (line["key"], line.get(kind) if kind == "delivered" else "") not in known]
            log.write("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in fresh).encode("utf-8", "replace"))
            log.flush()
            os.fsync(log.fileno())
        return {line["key"] for line in fresh}

    def _mend(self) -> None:
        """Cut off a line that a kill has torn."""
        data = self.path.read_bytes()
        end = data.rfind(b"\n") + 1
        if end < len(data):
            os.truncate(self.path, end)
