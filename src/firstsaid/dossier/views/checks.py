"""What does not agree, what is cited, what is missing, what was refused, and the words that were altered."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from firstsaid.dossier.changes import Change
from firstsaid.dossier.index import Index
from firstsaid.dossier.opening import sides_of
from firstsaid.dossier.plain import one_line
from firstsaid.dossier.views.passages import Mark, Passage, passage
from firstsaid.dossier.wording import EDITS, KINDS, count, listed, shown
from firstsaid.model import Conflict, Otherwise, Place, Span

LONG = 60
_NAMED = 3
AROUND = 70
READINGS = {
    "update": "Reading: one figure that moved on with time.",
    "rival sources": "Reading: two sources that do not agree.",
    "two events": "Reading: two different events.",
    "altered": "Reading: altered on the way.",
    "error": "Reading: an error.",
    "undetermined": "Reading: undetermined.",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a conflict."""

    figure: str
    carried: str
    words: tuple[Passage, ...]
    note: str


@dataclass(frozen=True, slots=True)
class ConflictView:
    """A conflict."""

    sides: tuple[Side, ...]
    because: str
    reading: str
    both: str


@dataclass(frozen=True, slots=True)
class CitationView:
    """A citation held against the pages of the one it cites."""

    words: Passage
    cites: str
    verdict: str
    compared: str
    against: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class MissingView:
    """Something cited that is not in the pile."""

    name: str
    kind: str
    told: str
    words: tuple[Passage, ...]
    note: str


@dataclass(frozen=True, slots=True)
class AlteredRow:
    """An unmarked change inside quotation marks."""

    number: int
    before: Passage | None
    after: Passage | None
    told: str
    first: str
    then: str
    where: str


def conflict_views(index: Index) -> tuple[list[ConflictView], str]:
    """Conflicts and what their list says of itself."""
    found = index.dossier.conflicts
    return [_conflict(index, conflict) for conflict in found[:LONG]], shown(min(LONG, len(found)), len(found))


def _conflict(index: Index, conflict: Conflict) -> ConflictView:
    places: dict[str, list[Place]] = {}
    values: dict[str, float] = {}
    for figure in conflict.figures:
        places.setdefault(str(figure.value), []).append(Place(figure.article, figure.start, figure.stop))
        values[figure.article] = figure.value
    sides = []
    for words, articles in sides_of(index, conflict):
        own = places[str(next(f.value for f in conflict.figures if f.article == articles[0]))] if len(articles) else []
        kept = [around(index, place) for place in own[:4]]
        sides.append(Side(words, count(len(articles), "article"), tuple(kept), shown(len(kept), len(own))))
    sets = [set(articles) for _, articles in sides_of(index, conflict)]
    both = set.intersection(*sets) if sets else set()
    return ConflictView(
        tuple(sides),
        one_line(conflict.because),
        READINGS.get(conflict.reading, f"Reading: {conflict.reading}."),
        "" if both else "No article reports both." if len(sets) == 2 else "No article reports all of them.",
    )


def around(index: Index, place: Place) -> Passage:
    """The line a place stands in, as far as it is near, with the place marked."""
    article = index.articles.get(place.article)
    if article is None or not 0 <= place.start < place.stop <= len(article.text):
        return passage(index, place.article, place.span)
    text = article.text
    line_start, line_stop = text.rfind("\n", 0, place.start) + 1, text.find("\n", place.stop)
    start = max(line_start, place.start - AROUND)
    stop = min(line_stop if line_stop >= 0 else len(text), place.stop + AROUND)
    if start > line_start:
        start = _word(text, start, place.start, 1)
    if stop < len(text) and text[stop] != "\n":
        stop = _word(text, stop, place.stop, -1)
    return passage(index, place.article, Span(start, stop), [Mark(place.span, "hit")])


def _word(text: str, at: int, limit: int, way: int) -> int:
    """The next beginning or end of a word on the way to `limit`."""
    while at != limit and not text[at - 1 if way > 0 else at].isspace():
        at += way
    return at


def citation_views(index: Index) -> tuple[list[CitationView], str]:
    """Citations that were held against the cited, the contradicted and not found first, and what their list says of itself."""
    order = {"contradicted": 0, "not found": 1, "borne out": 2}
    checked = [c for c in index.dossier.citations if c.in_article is not None]
    checked.sort(key=lambda c: order.get(c.verdict, 3))
    views = [
        CitationView(
            passage(index, c.article, Span(c.start, c.stop)),
            one_line(c.cites),
            c.verdict,
            index.name(c.in_article) if c.in_article else "",
            tuple(passage(index, c.in_article or "", span) for span in c.against[:3]),
        )
        for c in checked[:LONG]
    ]
    return views, shown(len(views), len(checked))


def missing_views(index: Index) -> tuple[list[MissingView], str]:
    """What is cited and not in the pile, with the words that cite it, and what the list says of itself."""
    found = index.dossier.missing
    pages = Counter(_plain(a.outlet.value) for a in index.dossier.articles if a.outlet)
    views = []
    for record in found[:LONG]:
        words = tuple(around(index, place) for place in record.cited_by[:4])
        behind = [t for t in index.dossier.absent_texts if t.name == record.name]
        told = f"Cited by {count(len({p.article for p in record.cited_by}), 'article')}."
        if behind:
            told += f" A text of it stands behind {count(len({a for t in behind for a in t.articles}), 'article')} here."
        if record.perhaps:
            told += f" It may be in the pile, as {listed([index.name(page) for page in record.perhaps], _NAMED)}."
        if here := pages[_plain(record.name)]:
            told += " Its page here does not say so." if here == 1 else f" None of its {here} pages here says so."
        views.append(MissingView(one_line(record.name).strip("[]"), KINDS.get(record.kind, record.kind), told, words, shown(len(words), len(record.cited_by))))
    return views, shown(len(views), len(found))


def _plain(name: str) -> str:
    return name.casefold().removeprefix("the ")


def altered_rows(index: Index) -> tuple[list[AlteredRow], str]:
    """Unmarked changes inside quotation marks, and what their list says of itself."""
    rows = [_altered(index, change) for change in list(index.changes.values())[:LONG]]
    return rows, shown(len(rows), len(index.changes))


def otherwise_rows(index: Index) -> tuple[list[AlteredRow], str]:
    """Quotations that read otherwise on pages not shown to have them from one another, and what their list says of itself."""
    rows = [_otherwise(index, number, row) for number, row in enumerate(index.otherwise[:LONG], 1)]
    return rows, shown(len(rows), len(index.otherwise))


def _otherwise(index: Index, number: int, row: Otherwise) -> AlteredRow:
    carriers: Sequence[str] = [index.sigla.get(a, "?") for a in row.carriers]
    return AlteredRow(
        number=number,
        before=passage(index, row.first, row.before) if row.before.start < row.before.stop else None,
        after=passage(index, row.then, row.after) if row.after.start < row.after.stop else None,
        told="",
        first=index.name(row.first),
        then=index.name(row.then),
        where=", ".join(carriers[:8]) + (f" (shown 8 of {len(carriers)})" if len(carriers) > 8 else ""),
    )


def _altered(index: Index, change: Change) -> AlteredRow:
    carriers: Sequence[str] = [index.sigla.get(a, "?") for a in change.carriers]
    return AlteredRow(
        number=change.number,
        before=passage(index, change.first, change.before) if change.before.start < change.before.stop else None,
        after=passage(index, change.then, change.after) if change.after.start < change.after.stop else None,
        told=EDITS.get(change.kind, change.kind) + ("" if change.directed else "; which came first is undetermined"),
        first=index.name(change.first),
        then=index.name(change.then),
        where=", ".join(carriers[:8]) + (f" (shown 8 of {len(carriers)})" if len(carriers) > 8 else ""),
    )
