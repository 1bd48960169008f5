"""Third texts: who else in the story has the same words at a place where two articles differ."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firstsaid.lineage.page import Page
from firstsaid.model import Match, Span

_PARTNERS = 12
"""Third texts looked at for one place: enough to see a majority, few enough to stay linear in large families."""
_LOOKED_AT = 400
_RUN = 3
"""Words in a row that two pages must have alike before a third is asked for them: single ones agree by chance."""


class Reading(NamedTuple):
    """One match of an article, as far as a third text is asked."""

    partner: str
    span: Span
    edits: tuple[Span, ...]
    """Places in the article where the partner differs, in order."""

    def agrees(self, place: Span) -> bool:
        """Whether the partner has the article's own words at `place`."""
        start, stop = place
        first, last = self.span
        if not (first < start and stop < last):
            return False
        for begin, end in self.edits:
            if begin > stop:
                return True
            if end >= start:
                return False
        return True


class Disputed(NamedTuple):
    """A place where others have not the words of an article."""

    place: Span
    sole: str | None
    """Who alone has other words there; None where several have."""
    fewer: frozenset[str]
    """Who have the article's words, where these are fewer than those who have not."""


@dataclass(frozen=True, slots=True)
class Family:
    """Every article's matches with all others of the story."""

    readings: Mapping[str, tuple[Reading, ...]]
    """In order of the partners."""
    kin: Mapping[str, frozenset[str]]
    """With whom each article shares narrative."""
    alike: Mapping[str, Mapping[str, int]]
    """For each article, by partner, the reported words that stand alike in both: one bit for each word of the article."""
    sizes: Mapping[str, int] = field(default_factory=dict)
    """Reported words of each article."""
    _edges: dict[str, NDArray[np.int64]] = field(default_factory=dict)
    _agreeing: dict[tuple[str, Span], tuple[str, ...]] = field(default_factory=dict)
    _disputed: dict[str, tuple[Disputed, ...]] = field(default_factory=dict)
    _thirds: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    _by_others: dict[str, tuple[int, int]] = field(default_factory=dict)

    def of(self, article: str) -> tuple[Reading, ...]:
        """The readings of one article that are looked at."""
        return self.readings.get(article, ())[:_LOOKED_AT]

    def agreeing(self, article: str, place: Span, but: str) -> tuple[str, ...]:
        """Articles other than `but` that have the words of `article` at `place`, sorted."""
        if (article, place) not in self._agreeing:
            agreed: dict[str, None] = {}
            for reading in self._around(article, place):
                if reading.partner not in agreed and reading.agrees(place):
                    agreed[reading.partner] = None
                    if len(agreed) > _PARTNERS:
                        break
            self._agreeing[article, place] = tuple(agreed)
        return tuple([partner for partner in self._agreeing[article, place] if partner != but][:_PARTNERS])

    def _around(self, article: str, place: Span) -> list[Reading]:
        """The readings of an article that begin before a place and end behind it: few of all, in a large family."""
        readings = self.of(article)
        if article not in self._edges:
            self._edges[article] = np.array([reading.span for reading in readings]).reshape(-1, 2).T
        starts, stops = self._edges[article]
        return [readings[at] for at in ((starts < place.start) & (stops > place.stop)).nonzero()[0].tolist()]

    def disputed(self, article: str) -> tuple[Disputed, ...]:
        """Where others have not the words of `article`, in order."""
        if article not in self._disputed:
            others: dict[Span, set[str]] = {}
            for reading in self.of(article):
                for edit in reading.edits:
                    others.setdefault(edit, set()).add(reading.partner)
            self._disputed[article] = tuple([self._told_of(article, place, partners) for place, partners in sorted(others.items())])
        return self._disputed[article]

    def _told_of(self, article: str, place: Span, differing: set[str]) -> Disputed:
        theirs = self.agreeing(article, place, "") if place.start < place.stop else ()
        fewer = len(theirs) < len(differing.difference(theirs))
        return Disputed(place, min(differing) if len(differing) == 1 else None, frozenset(theirs) if fewer else frozenset())

    def thirds(self, one: str, other: str) -> tuple[str, ...]:
        """Articles that share words with either of two, those that share most with both first."""
        pair = (min(one, other), max(one, other))
        if pair not in self._thirds:
            ours, theirs = self.alike.get(one, {}), self.alike.get(other, {})
            third = (set(ours) | set(theirs)) - {one, other}
            ranked = sorted(third, key=lambda t: (-(ours.get(t, 0).bit_count() + theirs.get(t, 0).bit_count()), t))
            self._thirds[pair] = tuple(ranked[:_PARTNERS])
        return self._thirds[pair]

    def held(self, article: str, partner: str) -> int:
        """The words of `article` that stand alike in `partner`, as bits."""
        return self.alike.get(article, {}).get(partner, 0)

    def held_by_others(self, article: str) -> tuple[int, int]:
        """The words of `article` that stand in any other page, and those that stand in two others at least, as bits."""
        if article not in self._by_others:
            any_other, two_others = 0, 0
            for words in self.alike.get(article, {}).values():
                two_others |= any_other & words
                any_other |= words
            self._by_others[article] = any_other, two_others
        return self._by_others[article]


def in_runs(words: int) -> int:
    """Those of the words that stand in runs."""
    starts = words
    for step in range(1, _RUN):
        starts &= words >> step
    found = starts
    for step in range(1, _RUN):
        found |= starts << step
    return found


def make_family(matches: Iterable[Match], pages: Mapping[str, Page]) -> Family:
    """The readings of one story's matches of narrative and quotation, given its pages by id."""
    readings: dict[str, list[Reading]] = {}
    kin: dict[str, set[str]] = {}
    alike: dict[str, dict[str, int]] = {}
    for match in matches:
        if match.kind in ("narrative", "quotation"):
            for article, partner, span, edits in _sides(match):
                readings.setdefault(article, []).append(Reading(partner, span, edits))
                words = alike.setdefault(article, {})
                words[partner] = words.get(partner, 0) | _words(pages[article], span, edits)
        if match.kind == "narrative":
            kin.setdefault(match.article_a, set()).add(match.article_b)
            kin.setdefault(match.article_b, set()).add(match.article_a)
    ordered = {article: tuple(sorted(found, key=lambda r: (r.partner, r.span))) for article, found in readings.items()}
    return Family(ordered, {article: frozenset(others) for article, others in kin.items()}, alike, {article: len(pages[article].starts) for article in alike})


def _sides(match: Match) -> Iterator[tuple[str, str, Span, tuple[Span, ...]]]:
    yield match.article_a, match.article_b, match.a, _places(e.a for e in match.edits)
    yield match.article_b, match.article_a, match.b, _places(e.b for e in match.edits)


def _places(edited: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(sorted(edited))


def _words(page: Page, span: Span, edits: Iterable[Span]) -> int:
    """The words of a span outside its edits."""
    words = _between(page, span)
    for edit in edits:
        words &= ~_between(page, edit)
    return words


def _between(page: Page, span: Span) -> int:
    start, stop = bisect_left(page.starts, span.start), bisect_left(page.starts, span.stop)
    return (1 << stop) - (1 << start)
