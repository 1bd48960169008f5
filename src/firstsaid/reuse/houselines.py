"""Lines and sentences that an outlet repeats in its articles, in piles too small for `boilerplate.py`."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Protocol

from firstsaid.model import Article, Part, Span

_EDITION = 0.5
"""Share of a page's told letters that another page of its outlet holds in the same lines when the two are takes of one text."""

_PAGES_WITH_LINE, _PAGES_WITH_SENTENCE = 2, 3
"""Pages of an outlet that must hold a line or a sentence. A sentence may be background that a follow-up repeats, so that two are not enough."""

_LINE = re.compile(r"[^\s][^\n]*")


class Parted(Protocol):
    """A text of which it is known what its parts are."""

    @property
    def text(self) -> str:
        """Its stored text."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """What stretches of it are."""

    def spans(self, *kinds: str) -> tuple[Span, ...]:
        """Extents of the parts of these kinds, in order."""


def told(article: Parted) -> list[Span]:
    """Stretches in which the article tells something: title, body, captions and comments, without what is cut out of them."""
    spans = article.spans("title", "body", "caption", "comment") if article.parts else (Span(0, len(article.text)),)
    holes = article.spans("note", "credit", "furniture", "teaser")
    return [span for span in spans if not any(hole.covers(span) for hole in holes)]


def _sentences(article: Article) -> dict[str, list[Span]]:
    within = told(article)
    found: defaultdict[str, list[Span]] = defaultdict(list)
    for sentence in article.sentences:
        if any(span.covers(sentence) for span in within):
            found[sentence.of(article.text).strip()].append(sentence)
    return found


def _lines(article: Article) -> dict[str, list[Span]]:
    found: defaultdict[str, list[Span]] = defaultdict(list)
    for span in told(article):
        for line in _LINE.finditer(article.text, span.start, span.stop):
            found[line[0].rstrip()].append(Span(line.start(), line.end()))
    return found


def _house(pages: Sequence[dict[str, list[Span]]], fewest: int) -> set[str]:
    """Pieces that stand in `fewest` pages of one outlet which are no takes of one text."""
    first: dict[str, int] = {}
    again: list[tuple[int, int, str]] = []
    common: defaultdict[tuple[int, int], int] = defaultdict(int)
    for number, pieces in enumerate(pages):
        for piece in pieces:
            holder = first.setdefault(piece, number)
            if holder != number:
                again.append((holder, number, piece))
                common[holder, number] += len(piece)
    sizes = [sum(len(piece) for piece in pieces) for pieces in pages]
    held = Counter(piece for a, b, piece in again if common[a, b] < _EDITION * min(sizes[a], sizes[b]))
    return {piece for piece, times in held.items() if times + 1 >= fewest}


def house_lines(articles: Sequence[Article]) -> dict[str, list[Span]]:
    """For each article of an outlet with several pages, by id, its lines and sentences that other articles of the outlet hold to the letter."""
    outlets: defaultdict[str, list[Article]] = defaultdict(list)
    for article in articles:
        if article.outlet:
            outlets[article.outlet.value.strip().casefold()].append(article)
    found: defaultdict[str, list[Span]] = defaultdict(list)
    for pages in outlets.values():
        for pieces_of, fewest in ((_lines, _PAGES_WITH_LINE), (_sentences, _PAGES_WITH_SENTENCE)):
            if len(pages) >= fewest:
                pieces = [pieces_of(article) for article in pages]
                house = _house(pieces, fewest)
                for article, held in zip(pages, pieces, strict=True):
                    found[article.id] += sorted(span for piece in held.keys() & house for span in held[piece])
    return found
