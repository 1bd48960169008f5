"""One thing that happened to a case, as it is told to people and programs."""

from dataclasses import dataclass
from typing import Any

from firstsaid.model import Place

NEW_ORIGIN = "new origin"
SILENT_EDIT = "silent edit"
ANNOUNCED_EDIT = "announced edit"
ALTERED = "altered quotation"
ARRIVED = "missing upstream arrived"
KINDS = (NEW_ORIGIN, SILENT_EDIT, ANNOUNCED_EDIT, ALTERED, ARRIVED)
"""new origin: more independent origins stand behind a claim · silent edit: a published page reads otherwise and does not say so · announced edit: it says so ·
altered quotation: words inside quotation marks were changed that nobody had changed so far · missing upstream arrived: what was cited is now in the pile."""


@dataclass(frozen=True, slots=True)
class Event:
    """What is told, once."""

    kind: str
    """One of KINDS."""
    key: str
    """Content hash of what happened: the same event has the same key, whenever it is found."""
    sentence: str
    places: tuple[Place, ...]
    """The passages that it rests on, those of the new page first."""

    def line(self, at: str) -> dict[str, Any]:
        """As the log keeps it; `at` is when it was told, ISO 8601."""
        return {"at": at, "event": self.kind, "key": self.key, "sentence": self.sentence, "places": [place._asdict() for place in self.places]}


def plain(text: str) -> str:
    """Text of a page on one line and without characters that steer a terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def short(text: str, most: int = 160) -> str:
    """The beginning of a text on one line, cut between words."""
    line = plain(text)
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + "…"
