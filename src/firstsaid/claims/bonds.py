"""Wordings that shared passages bind: where one article's words went in the other, through every edit."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from firstsaid.claims.wordings import Unit
from firstsaid.model import Match, Span

_TELLING = ("narrative", "quotation", "headline")
_HOLLOW = ("boilerplate", "credit")
LEAST_COVER = 0.6
"""Share of both wordings that a match must cover to bind them."""


class UnitsByPlace:
    """The wordings of each article, found by place."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._rows: dict[str, list[tuple[int, int, int]]] = {}
        for index, unit in enumerate(units):
            for span in unit.spans:
                self._rows.setdefault(unit.article, []).append((span.start, span.stop, index))
        self._starts: dict[str, list[int]] = {}
        self._longest: dict[str, int] = {}
        for article, row in self._rows.items():
            row.sort()
            self._starts[article] = [start for start, _, _ in row]
            self._longest[article] = max(stop - start for start, stop, _ in row)

    def overlapping(self, article: str, span: Span) -> Iterator[tuple[int, Span]]:
        """Wordings that touch a span, each with its own span that does."""
        row, starts = self._rows.get(article, []), self._starts.get(article, [])
        for index in range(bisect_right(starts, span.start - self._longest.get(article, 0) - 1), len(row)):
            start, stop, unit = row[index]
            if start >= span.stop:
                break
            if stop > span.start:
                yield unit, Span(start, stop)


class Way:
    """How the words of article_a's side of a match lie in article_b."""

    def __init__(self, match: Match) -> None:
        self._match = match
        self._a, self._b = [match.start_a], [match.start_b]
        for edit in match.edits:
            self._a += edit.a
            self._b += edit.b
        self._b.append(match.stop_b)

    def of(self, span: Span) -> Span:
        """Where a stretch of article_a stands in article_b."""
        return Span(self._at(max(span.start, self._match.start_a)), self._at(min(span.stop, self._match.stop_a)))

    def _at(self, place: int) -> int:
        index = bisect_right(self._a, place) - 1
        return min(self._b[index] + place - self._a[index], self._b[index + 1]) if index >= 0 else self._b[0]


def carried(match: Match, span: Span) -> Span:
    """Where a stretch of article_a's side of a match stands in article_b."""
    return Way(match).of(span)


def turned(match: Match) -> Match:
    """The match with its sides changed over, so that `carried` leads from b to a."""
    edits = tuple(replace(edit, a=edit.b, b=edit.a) for edit in match.edits)
    a, b = match.a, match.b
    turned_over = replace(match, article_a=match.article_b, article_b=match.article_a, edits=edits)
    return replace(turned_over, start_a=b.start, stop_a=b.stop, start_b=a.start, stop_b=a.stop)


def bonds(units: Sequence[Unit], matches: Sequence[Match], least: float = LEAST_COVER) -> dict[tuple[int, int], float]:
    """Pairs of wordings of which a match covers at least this share on both sides, with the lesser of the two shares covered."""
    telling = [match for match in matches if match.kind in _TELLING]
    places = UnitsByPlace(units if telling else ())
    found: dict[tuple[int, int], float] = {}
    for match in telling:
        way = Way(match)
        for one, inside in places.overlapping(match.article_a, match.a):
            ours = inside.overlap(match.a) / units[one].length
            if ours < least:
                continue
            there = way.of(inside)
            for other, beside in places.overlapping(match.article_b, there):
                share = min(ours, there.overlap(beside) / units[other].length, 1.0)
                pair = (min(one, other), max(one, other))
                if share >= least and share > found.get(pair, 0.0):
                    found[pair] = round(share, 6)
    return found


def hollow(units: Sequence[Unit], matches: Sequence[Match]) -> set[int]:
    """Wordings that are mostly an outlet's boilerplate or credit."""
    empty = [match for match in matches if match.kind in _HOLLOW]
    places = UnitsByPlace(units if empty else ())
    found: set[int] = set()
    for match in empty:
        for article, span in ((match.article_a, match.a), (match.article_b, match.b)):
            found.update(unit for unit, inside in places.overlapping(article, span) if inside.overlap(span) >= LEAST_COVER * units[unit].length)
    return found
