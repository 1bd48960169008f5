"""Sentences that were told in other words but kept part of the old ones: too many edits for a run, enough shared words in order for a match."""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from firstsaid.reuse.book import Book
from firstsaid.reuse.coverage import Taken
from firstsaid.reuse.differences import Bare, Pair, Step, difference, extent, moved, same_words, trimmed, weight
from firstsaid.reuse.ordering import group_begins
from firstsaid.reuse.page import TELLING, Page
from firstsaid.reuse.words import U64

_SHARED = 5
"""Content words, in order, that a rewritten sentence keeps."""

_KEPT = 0.4
"""Least share of the shorter side's content words that are kept."""

_EQUAL = 0.3
"""Least share of equal words between the first and the last kept one."""

_WEIGHT = 3.5
"""Least weight of the kept words."""

_LEAD = 0.5
"""Weight of a word that leads from one page's sentence to the other's."""

_WAYS = 32
"""Ways in which such a word may lead from one page to the other: uses in the one times uses in the other."""

_LONGEST = 120
"""Words of a sentence that is looked at."""

_OPEN = 0.5
"""Share of a sentence's words from which on passages hold it."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """A page's sentences, looked up by their content words."""

    page: Page
    hashes: U64
    content: NDArray[np.bool_]
    """Which of the page's words are no function words."""
    words: list[tuple[int, int]]
    """Words of each sentence, from and up to."""
    leads: dict[int, list[tuple[int, int]]]
    """Where words stand that few pages hold: the number of the word, and of its sentence."""
    known: dict[int, dict[int, float]]
    """What `told` gave."""

    @classmethod
    def of(cls, book: Book, number: int) -> "Sentences":
        """Index a page's sentences."""
        own, page = slice(*book.offsets[number : number + 2].tolist()), book.page(number)
        numbers, hashes = book.sentences[own], book.words.hashes[own]
        first = np.flatnonzero(group_begins(numbers))
        size = np.diff(np.append(first, len(numbers)))
        looked_at = (numbers[first] >= 0) & (size >= _SHARED) & (size <= _LONGEST)
        sentence = np.repeat(np.where(looked_at, np.cumsum(looked_at) - 1, -1), size)
        word = np.flatnonzero((np.diff(page.weight_before) >= _LEAD) & (sentence >= 0))
        leads: dict[int, list[tuple[int, int]]] = {}
        for key, *place in zip(hashes[word].tolist(), word.tolist(), sentence[word].tolist(), strict=True):
            leads.setdefault(key, []).append((place[0], place[1]))
        first, size = first[looked_at], size[looked_at]
        return cls(page, hashes, book.words.content[own], list(zip(first.tolist(), (first + size).tolist(), strict=True)), leads, {})

    def told(self, sentence: int) -> dict[int, float]:
        """The content words of a sentence, and how much each tells, as often as it stands there."""
        if sentence not in self.known:
            first, stop = self.words[sentence]
            told: dict[int, float] = {}
            weights = np.diff(self.page.weight_before[first : stop + 1]).tolist()
            for key, content, tells in zip(self.hashes[first:stop].tolist(), self.content[first:stop].tolist(), weights, strict=True):
                if content:
                    told[key] = told.get(key, 0.0) + tells
            self.known[sentence] = told
        return self.known[sentence]


def likely(a: Sentences, b: Sentences, taken: Taken) -> list[tuple[int, int]]:
    """Pairs of sentences of two pages, mostly in no passage yet, that may tell the same in other words, those with the most content words in common first.

    A word that few pages hold must lead from one to the other, outside all passages.
    """
    in_a, in_b = taken[0].words, taken[1].words
    led = {
        (sentence, other)
        for word in a.leads.keys() & b.leads.keys()
        if len(a.leads[word]) * len(b.leads[word]) <= _WAYS
        for place, sentence in a.leads[word]
        if not in_a[place]
        for other_place, other in b.leads[word]
        if not in_b[other_place]
    }
    found = []
    for sentence, other in led:
        common = a.told(sentence).keys() & b.told(other).keys()
        if len(common) < _SHARED or taken[0].share(a.words[sentence]) >= _OPEN or taken[1].share(b.words[other]) >= _OPEN:
            continue
        if math.fsum([a.told(sentence)[word] for word in common]) >= _WEIGHT:
            found.append((-len(common), sentence, other))
    return [(sentence, other) for _, sentence, other in sorted(found)]


def _telling(words: bytes) -> list[int]:
    """How many of the coded words before each one, and in all, are content words."""
    flags = np.frombuffer(words, "<u8") & np.uint64(TELLING)
    return [0, *np.cumsum(flags >> np.uint64(1)).tolist()]


@lru_cache(maxsize=20_000)
def _kept(coded_a: bytes, coded_b: bytes) -> tuple[Bare, ...]:
    """The alignment of two sentences of coded words, counted from their first words; nothing where they do not keep enough."""
    steps = trimmed([Step(*step) for step in difference(coded_a, coded_b)])
    if not steps:
        return ()
    told_a, told_b = _telling(coded_a), _telling(coded_b)
    equal = sum([told_a[step.stop_a] - told_a[step.a] for step in steps if step.equal])
    (first_a, stop_a), (first_b, stop_b) = extent(steps)
    shorter = min(told_a[stop_a] - told_a[first_a], told_b[stop_b] - told_b[first_b])
    longer = max(stop_a - first_a, stop_b - first_b)
    enough = equal >= _SHARED and equal >= _KEPT * shorter and same_words(steps) >= _EQUAL * longer
    return tuple((same, a, stop_a, b, stop_b) for same, a, stop_a, b, stop_b in steps) if enough else ()


def rewritten(pair: Pair, sentences: tuple[Sentences, Sentences], taken: Taken) -> list[list[Step]]:
    """Alignments of sentences that keep words in order, outside the passages already taken; each sentence is used once."""
    found = []
    used: tuple[set[int], set[int]] = set(), set()
    for sentence, other in likely(*sentences, taken):
        if sentence in used[0] or other in used[1]:
            continue
        (a, stop_a), (b, stop_b) = sentences[0].words[sentence], sentences[1].words[other]
        kept = _kept(pair.a.coded[8 * a : 8 * stop_a], pair.b.coded[8 * b : 8 * stop_b])
        if not kept:
            continue
        steps = moved(kept, a, b)
        if weight(pair, steps) >= _WEIGHT and all(side.none(words) for side, words in zip(taken, extent(steps), strict=True)):
            found.append(steps)
            used[0].add(sentence)
            used[1].add(other)
    return found
