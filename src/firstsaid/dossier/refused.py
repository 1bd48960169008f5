"""What stages could not work on, as lists tell it: what was refused before what was passed over, records of web archives by their addresses."""

from collections.abc import Container, Iterable, Mapping, Sequence

from firstsaid.dossier.plain import one_line
from firstsaid.model import Article, CaptureFacts, Dossier, Rejected
from firstsaid.model.capture import ARCHIVES

Spot = tuple[str, str | None]
"""A file's name and the record in it, None for the file itself."""


def addresses(captures: Iterable[CaptureFacts]) -> dict[Spot, str]:
    """Where the pages of web archives were found."""
    return {(capture.path, capture.record): capture.url for capture in captures if capture.how in ARCHIVES and capture.url}


def called(row: Rejected, found: Mapping[Spot, str]) -> str:
    """What a row is about, in one line: the address of a page in a web archive, else the file and the record in it."""
    spot = (row.path, row.record)
    return one_line(found.get(spot, f"{row.path}, {row.record}" if row.record else row.path))


def listed(rows: Iterable[Rejected]) -> list[Rejected]:
    """Rows in the order of lists."""
    return sorted(rows, key=lambda row: (row.passed_over, row.path, row.record or "", row.stage, row.reason))


def spots(captures: Iterable[CaptureFacts], articles: Sequence[Article]) -> set[Spot]:
    """Where the pages stand that were read."""
    read = {article.capture for article in articles}
    return {(capture.path, capture.record) for capture in captures if capture.id in read} | {(article.path, None) for article in articles}


def refused(rows: Iterable[Rejected], read: Container[Spot]) -> int:
    """How many pages could not be read. One that was read and that a later stage could not work on is none of them, and so are records that hold no page."""
    return len({spot for row in rows if not row.passed_over and (spot := (row.path, row.record)) not in read})


def refused_pages(dossier: Dossier) -> int:
    """The same of a dossier."""
    return refused(dossier.rejected, spots(dossier.captures, dossier.articles))
