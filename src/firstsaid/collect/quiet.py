"""Polls that brought nothing, which the custody log is told of together.

What came in and what was refused has a line of its own at once. That nothing came is told as well, since it bounds when a page changed: but a poll every five
minutes would be a hundred thousand lines a year, among which nobody finds the few that tell what was received.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from firstsaid.collect.clock import stamp

LONGEST = timedelta(days=1)
"""After so long the log is told, even if nothing came since."""


@dataclass(frozen=True, slots=True)
class _Polls:
    first: str
    last: str
    polls: int
    counts: Mapping[str, int]
    """How many addresses came out how, at the last of them."""


class QuietPolls:
    """`collecting/quiet.json`: polls without anything new since the custody log was told last; a kill forgets none. One process at a time."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "quiet.json"

    def add(self, at: datetime, counts: Mapping[str, int]) -> None:
        """One more, at this moment."""
        known = self._read()
        made = _Polls(known.first if known else stamp(at), stamp(at), (known.polls if known else 0) + 1, dict(counts))
        partial = self._path.with_suffix(".partial")
        partial.write_text(json.dumps(asdict(made)), "utf-8")
        partial.replace(self._path)

    def due(self) -> bool:
        """Whether the first of them is so long ago that the log is told."""
        known = self._read()
        return known is not None and datetime.fromisoformat(known.last) - datetime.fromisoformat(known.first) >= LONGEST

    def line(self) -> dict[str, Any] | None:
        """What the custody log is told; None when there were none."""
        known = self._read()
        return {"event": "polls", "polls": known.polls, "from": known.first, "to": known.last, **known.counts} if known else None

    def clear(self) -> None:
        """They were told."""
        self._path.unlink(missing_ok=True)

    def _read(self) -> _Polls | None:
        try:
            return _Polls(**json.loads(self._path.read_text("utf-8")))
        except FileNotFoundError:
            return None
        except (ValueError, TypeError):  # cut off by a full disk: what it told of is in the journal's rounds too
            return None
