"""One thing that happened to a case, as it is told to people and programs."""

from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from firstsaid.model import Place

NEW_ORIGIN = "new origin"
SILENT_EDIT = "silent edit"
ANNOUNCED_EDIT = "announced edit"
ALTERED = "altered quotation"
OTHERWISE = "quoted in different words"
ARRIVED = "missing upstream arrived"
GONE = "page gone"
BACK = "page back"
KINDS = (NEW_ORIGIN, SILENT_EDIT, ANNOUNCED_EDIT, ALTERED, OTHERWISE, ARRIVED, GONE, BACK)
"""new origin: more independent origins stand behind a claim · silent edit: a published page reads otherwise and does not say so · announced edit: it says so ·
altered quotation: words inside quotation marks were changed that nobody had changed so far ·
quoted in different words: a quotation reads otherwise on two pages, neither of which is shown to have it from the other ·
missing upstream arrived: what was cited is now in the pile · page gone: the server of a collected page says that there is none any more ·
page back: there is one again."""


class Page(NamedTuple):
    """A page that an event is about, as a reader finds it."""

    article: str
    name: str
    title: str
    url: str
    """"" for a page without an address."""


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
    pages: tuple[Page, ...] = ()
    """The pages of the passages, in the order of these."""

    def told(self) -> dict[str, Any]:
        """As programs get it."""
        pages = [page._asdict() for page in self.pages]
        return {"event": self.kind, "key": self.key, "sentence": self.sentence, "pages": pages, "places": [place._asdict() for place in self.places]}

    def line(self, at: str) -> dict[str, Any]:
        """As the log keeps it; `at` is when it was told, ISO 8601."""
        return {"at": at, **self.told()}


def address(url: str | None) -> str | None:
    """An address without its fragment; host and scheme make no difference by case, nor http by https."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return f"{parts.netloc.lower()}{parts.path}?{parts.query}"


def plain(text: str) -> str:
    """Text of a page on one line and without characters that steer a terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def short(text: str, most: int = 160) -> str:
    """The beginning of a text on one line, cut between words."""
    line = plain(text)
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + "…"


def change(before: str, after: str, most: int = 60) -> str:
    """What became of words, in words: "“a” → “b”", "added “b”" or "cut “a”"."""
    one, two = short(before, most), short(after, most)
    if not one:
        return f"added “{two}”"
    return f"“{one}” → “{two}”" if two else f"cut “{one}”"
