"""Which sentences of one page another tells too, in words of its own or not."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from firstsaid.lineage.content import WORD, stem
from firstsaid.lineage.page import Page
from firstsaid.model import Span

_SHORTEST = 4
"""Letters of a word that says something."""
_FEWEST = 4
"""Such words that a sentence must have outside quotation marks."""
_TOLD = 0.5
"""Share of them that a sentence of the other page must have."""


@dataclass(frozen=True, slots=True)
class Retold:
    """How much of one page another tells in the same order."""

    number: int
    """Sentences that the other tells, in its order."""
    found: int
    """Sentences that the other tells, in whatever order."""
    asked: int
    """Sentences long enough to be asked for."""

    def strength(self, enough: float) -> float:
        """From 0, when no more are told in order than would be by chance, to 1, when all are and `enough` more than by chance."""
        return min(1.0, max(0.0, self.number - by_chance(self.found)) / enough) * self.number / self.asked if self.asked else 0.0


def by_chance(found: int) -> float:
    """How many of so many sentences stand in one order on two pages that tell them in any.

    The mean length of the longest rising run through a shuffled row, to within .1 for up to ten; it grows with the root of their number (Baer and Brock 1968).
    """
    return 1.56 * found**0.5 - 0.65 if found > 1 else float(found)


def retold(page: Page, other: Page) -> Retold:
    """What of `page` stands in `other`."""
    asked = _asked(page.article.text, page.sentences, page.article.quotations)
    said = _sentences(other.article.text, other.sentences, other.article.quotations)
    theirs = _index(other.article.text, other.sentences, other.article.quotations)
    held = theirs.times.keys()
    nearest = [_nearest(words & held, fewest, theirs, said) for words, fewest in asked]
    places = [place for place in nearest if place is not None]
    return Retold(_in_order(places), len(places), len(asked))


def _nearest(words: frozenset[str], fewest: int, index: "_Index", said: Sequence[frozenset[str]]) -> int | None:
    """The first of the sentences that hold most of these words, if they hold so many.

    Such a sentence has one of the rarest words, of so many that without all of them too few are left; so the places of the others are not looked through
    (Chaudhuri, Ganti and Kaushik 2006).
    """
    if len(words) < fewest:
        return None
    rarest = sorted(words, key=index.times.__getitem__)[: len(words) - fewest + 1]
    whole = next((place for place in index.places[rarest[0]] if words <= said[place]), None)
    if whole is not None:
        return whole
    likely = {place for word in rarest for place in index.places[word]}
    number, place = max(((len(words & said[place]), -place) for place in likely), default=(0, 0))
    return -place if number >= fewest else None


def _in_order(places: Sequence[int]) -> int:
    """Length of the longest rising run through the places (Fredman 1975), equal ones once."""
    ends: list[int] = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return len(ends)


@lru_cache(maxsize=2_048)
def _sentences(text: str, sentences: tuple[Span, ...], quotations: tuple[Span, ...]) -> tuple[frozenset[str], ...]:
    """The telling words of each sentence: no names, and none inside quotation marks."""
    found: list[frozenset[str]] = []
    at = 0
    for sentence in sentences:
        while at < len(quotations) and quotations[at].stop <= sentence.start:
            at += 1
        near = [q for q in quotations[at : at + 4] if q.start < sentence.stop]
        if near:
            matches = WORD.finditer(text, sentence.start, sentence.stop)
            words = [m[0] for m in matches if not any(q.start <= m.start() < q.stop for q in near)]
        else:
            words = WORD.findall(text, sentence.start, sentence.stop)
        found.append(frozenset([stem(word) for word in words if len(word) >= _SHORTEST and word.islower()]))
    return tuple(found)


@lru_cache(maxsize=2_048)
def _asked(text: str, sentences: tuple[Span, ...], quotations: tuple[Span, ...]) -> tuple[tuple[frozenset[str], int], ...]:
    """The telling words of the sentences that have enough, each with how many of them another sentence must have."""
    return tuple([(words, ceil(_TOLD * len(words))) for words in _sentences(text, sentences, quotations) if len(words) >= _FEWEST])


class _Index(NamedTuple):
    """Where the telling words of a page stand."""

    places: Mapping[str, tuple[int, ...]]
    """Numbers of the sentences that have a word, ascending."""
    times: Mapping[str, int]
    """How many these are."""


@lru_cache(maxsize=2_048)
def _index(text: str, sentences: tuple[Span, ...], quotations: tuple[Span, ...]) -> _Index:
    places: dict[str, list[int]] = {}
    for at, words in enumerate(_sentences(text, sentences, quotations)):
        for word in sorted(words):
            places.setdefault(word, []).append(at)
    return _Index({word: tuple(found) for word, found in places.items()}, {word: len(found) for word, found in places.items()})
