"""Sentences that were told in other words but kept part of the old ones: too many edits for a run, enough shared words in order for a match."""

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firstsaid.reuse.book import Book
from firstsaid.reuse.chains import Extents
from firstsaid.reuse.differences import Bare, Step, difference, extent, moved, plain_words, same_words, trimmed, weight
from firstsaid.reuse.ordering import alike, group_begins, group_ends, in_order, stretched
from firstsaid.reuse.page import TELLING
from firstsaid.reuse.pairs import Pairs
from firstsaid.reuse.words import I64

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


class _Leads(NamedTuple):
    """Where words stand that few pages hold, in order of the words and of pages."""

    page: I64
    place: I64
    """The word's number on its page."""
    sentence: I64
    uses: I64
    """How often its page has the word."""
    begin: I64
    end: I64
    """The same word's leads on later pages, from and up to."""

    @classmethod
    def of(cls, book: Book, word: I64, sentence: I64) -> "_Leads":
        """The words of a book that lead, by their numbers through all pages, in order, with their sentences."""
        order = alike(book.words.hashes[word])
        word, sentence = word[order], sentence[order]
        page, hashes = book.page_of(word), book.words.hashes[word]
        begin, end = group_ends(hashes, page), group_ends(hashes)
        size = np.diff(np.flatnonzero(np.append(group_begins(hashes, page), True)))
        return cls(page, word - book.offsets[page], sentence, np.repeat(size, size), begin, end)

    def shared_by(self, pairs: I64) -> tuple[I64, I64, I64]:
        """Leads of pages that later pages share: which of the pairs, and the leads. Pairs have a page's number, and in the lower 32 bits the later page's."""
        order = np.argsort(pairs)
        wanted = np.flatnonzero(np.isin(self.page, pairs >> 32))
        which, other = stretched(self.begin[wanted], self.end[wanted])
        key = self.page[wanted][which] << 32 | self.page[other]
        at = np.minimum(np.searchsorted(pairs[order], key), len(pairs) - 1)
        asked = np.flatnonzero(pairs[order][at] == key)
        return order[at[asked]], wanted[which[asked]], other[asked]


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of a book that are looked at, looked up by their content words."""

    book: Book
    page: list[int]
    words: list[tuple[int, int]]
    """Words of each sentence, from and up to."""
    content: list[frozenset[int]]
    """Its content words."""
    leads: _Leads
    known: dict[int, dict[int, float]]
    """What `told` gave."""

    @classmethod
    def of(cls, book: Book) -> "Sentences":
        """Index a book's sentences."""
        first = np.flatnonzero(group_begins(book.sentences))
        size = np.diff(np.append(first, len(book.sentences)))
        looked_at = (book.sentences[first] >= 0) & (size >= _SHARED) & (size <= _LONGEST)
        sentence = np.repeat(np.where(looked_at, np.cumsum(looked_at) - 1, -1), size)
        word = np.flatnonzero(sentence >= 0)
        at = word + book.page_of(word)
        word = word[book.weight_before[at + 1] - book.weight_before[at] >= _LEAD]
        first, size = first[looked_at], size[looked_at]
        page = book.page_of(first)
        begin = first - book.offsets[page]
        telling = [frozenset(words) for words in _telling_words(book, first, first + size)]
        return cls(book, page.tolist(), list(zip(begin.tolist(), (begin + size).tolist(), strict=True)), telling, _Leads.of(book, word, sentence[word]), {})

    def told(self, sentence: int) -> dict[int, float]:
        """The content words of a sentence, and how much each tells, as often as it stands there."""
        if sentence not in self.known:
            self.known[sentence] = self._told(sentence)
        return self.known[sentence]

    def _told(self, sentence: int) -> dict[int, float]:
        first, stop = self.words[sentence]
        page = self.book.page(self.page[sentence])
        weights = np.diff(page.weight_before[first : stop + 1]).tolist()
        told: dict[int, float] = {}
        for word, flags, tells in zip(plain_words(page.coded[8 * first : 8 * stop]), page.coded[8 * first : 8 * stop : 8], weights, strict=True):
            if flags & TELLING:
                told[word] = told.get(word, 0.0) + tells
        return told


def _telling_words(book: Book, first: I64, stop: I64) -> Iterator[list[int]]:
    """The content words of some stretches of a book."""
    stretch, word = stretched(first, stop)
    telling = book.words.content[word]
    words = (book.coded[word[telling]] >> np.uint64(2)).tolist()
    edges = np.searchsorted(stretch[telling], np.arange(len(first) + 1)).tolist()
    return (words[begin:end] for begin, end in pairwise(edges))


def _outside(where: Extents, side: tuple[I64, I64], pair: I64, word: I64) -> NDArray[np.bool_]:
    """Which words of pairs stand in no passage; `where` says in order of pairs where passages are, `side` is a's or b's part of it."""
    row, passage = stretched(where.pair.searchsorted(pair), where.pair.searchsorted(pair, "right"))
    inside = (side[0][passage] <= word[row]) & (word[row] < side[1][passage])
    return np.asarray(np.bincount(row[inside], minlength=len(word)) == 0)


def _led(leads: _Leads, pairs: Pairs, numbers: I64, where: Extents) -> Iterator[tuple[int, int, int]]:
    """Pairs of pages and of their sentences from one of which a word that few pages hold leads to the other, outside all passages; in order."""
    if not len(numbers):
        return
    at, a, b = leads.shared_by(pairs.a[numbers] << 32 | pairs.b[numbers])
    few = leads.uses[a] * leads.uses[b] <= _WAYS
    pair, a, b = numbers[at[few]], a[few], b[few]
    free = _outside(where, (where.a, where.stop_a), pair, leads.place[a]) & _outside(where, (where.b, where.stop_b), pair, leads.place[b])
    columns = in_order(pair[free], leads.sentence[a[free]], leads.sentence[b[free]])
    new = group_begins(*columns)
    yield from zip(*(column[new].tolist() for column in columns), strict=True)


def likely(sentences: Sentences, pairs: Pairs, numbers: I64, where: Extents) -> dict[int, list[tuple[int, int]]]:
    """For each of some pairs of pages, the pairs of sentences, mostly in no passage yet, that may tell the same in other words, those with the most content
    words in common first.

    A word that few pages hold must lead from one to the other, outside all passages; these are `where`, in order of pairs.
    """
    found: defaultdict[int, list[tuple[int, int, int]]] = defaultdict(list)
    content = sentences.content
    for pair, sentence, other in _led(sentences.leads, pairs, numbers, where):
        common = content[sentence] & content[other]
        if len(common) < _SHARED:
            continue
        taken = pairs.taken(pair)
        if taken[0].share(sentences.words[sentence]) >= _OPEN or taken[1].share(sentences.words[other]) >= _OPEN:
            continue
        told = sentences.told(sentence)
        if math.fsum([told[word] for word in common]) >= _WEIGHT:
            found[pair].append((-len(common), sentence, other))
    return {pair: [(sentence, other) for _, sentence, other in sorted(own)] for pair, own in found.items()}


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


def rewritten(sentences: Sentences, pairs: Pairs, numbers: I64, where: Extents) -> Iterator[tuple[int, list[Step]]]:
    """Alignments of sentences of some pairs of pages that keep words in order, outside all passages, each with its pair; each sentence is used once."""
    for number, chosen in likely(sentences, pairs, numbers, where).items():
        pair, taken = pairs.pair(number), pairs.taken(number)
        used: tuple[set[int], set[int]] = set(), set()
        for sentence, other in chosen:
            if sentence in used[0] or other in used[1]:
                continue
            (a, stop_a), (b, stop_b) = sentences.words[sentence], sentences.words[other]
            kept = _kept(pair.a.coded[8 * a : 8 * stop_a], pair.b.coded[8 * b : 8 * stop_b])
            steps = moved(kept, a, b)
            if kept and weight(pair, steps) >= _WEIGHT and all(side.none(words) for side, words in zip(taken, extent(steps), strict=True)):
                yield number, steps
                used[0].add(sentence)
                used[1].add(other)
