"""Pages that were collected and that their servers do not give any more."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from firstsaid.model import Article, Dossier, Place, content_id
from firstsaid.watching.event import BACK, GONE, Event, address, plain, short


class Gone(NamedTuple):
    """A page that is gone, or was and has come back, as the one who asks for it knows it. Times are ISO 8601 in UTC."""

    url: str
    version: str
    """What tells one state of the page from another: a page that goes and comes is told of once each way, unless it was changed meanwhile."""
    reason: str
    """What the server says."""
    seen: str
    """When it was last there."""
    at: str
    """When it was first not there."""
    back: str
    """When it was there again, "" while it is not."""

    @property
    def key(self) -> str:
        """What makes two of them the same event."""
        return content_id(BACK if self.back else GONE, address(self.url) or "", self.version)


def vanished(known: frozenset[str], after: Dossier, pages: Sequence[Gone]) -> Iterator[Event]:
    """An event for each page of the pile that is gone, or back again, and whose key is not `known`."""
    fresh = [page for page in pages if page.key not in known]
    newest = _newest(after) if fresh else {}
    for page in fresh:
        article = newest.get(address(page.url) or "")
        if article:
            name = plain(article.name()) + (f", “{short(article.title.value, 100)}”" if article.title else "")
            kind, said = (BACK, _came(page)) if page.back else (GONE, _went(page))
            yield Event(kind, page.key, f"{name} {said}", (Place(article.id, 0, 0),))


def _went(page: Gone) -> str:
    when = f"It was there at {_time(page.seen)} and not at {_time(page.at)}"
    return f"is not at its address any more: {plain(page.reason)}. {when}; as it was, it stays in the case."


def _came(page: Gone) -> str:
    return f"is at its address again, at {_time(page.back)}; it was not at {_time(page.at)} ({plain(page.reason)})."


def _time(moment: str) -> str:
    """To the minute, in UTC."""
    return f"{moment[:10]} {moment[11:16]} UTC"


def _newest(after: Dossier) -> dict[str, Article]:
    """By address, the version of a page that was captured last."""
    captured = {capture.id: (capture.seen_at or "", capture.url) for capture in after.captures}
    found: dict[str, Article] = {}
    for article in sorted(after.articles, key=lambda a: (captured.get(a.capture, ("",))[0], a.id)):
        for url in (article.url, captured.get(article.capture, ("", None))[1]):
            if where := address(url):
                found[where] = article
    return found
