"""The pages that are compared, as one sequence of words, so that questions about words are answered in arrays for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firstsaid.reuse.kinds import Layout, Text, quotation_edges, speech, word_kinds
from firstsaid.reuse.ordering import group_begins
from firstsaid.reuse.page import GLUED, TELLING, Page
from firstsaid.reuse.scares import REACH_AFTER, REACH_BEFORE, possible_scares
from firstsaid.reuse.stock import Stock
from firstsaid.reuse.typography import Marks, Words, letters_of
from firstsaid.reuse.words import I64, U64

Numbers = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Book:
    """Words of some pages. Page k has those from `offsets[k]` to `offsets[k + 1]`; what is a word's number in here counts from its page's first word."""

    texts: Sequence[Text]
    offsets: I64
    words: Words
    coded: U64
    """Each word as `coded_words` makes it: what an alignment asks of it."""
    packed: bytes
    """The same as bytes."""
    weight_before: NDArray[np.float64]
    """How much the words of its page before each word tell together, a word between 0 (function words, words of every page) and 1. Each page has one entry more
    than words: those of page k begin at `offsets[k] + k`."""
    quoted: NDArray[np.bool_]
    """Which words are somebody's. This and the next two have an entry more than words."""
    glued: NDArray[np.bool_]
    """Which words belong to the one before them, as parts of a number, an abbreviation or a genitive."""
    kinds: NDArray[np.int8]
    """The kind of text that each word stands in."""
    kind_stop: Numbers
    """Where the stretch of words of its kind ends."""
    sentences: I64
    """Number of the sentence each word stands in, -1 outside all."""
    sentence_first: Numbers
    sentence_stop: Numbers
    """The words of its sentence, from and up to."""
    quotation_first: Numbers
    quotation_stop: Numbers
    """The words of the quotation that it stands in, from and up to; 0 and 0 outside all."""
    scares: list[Sequence[int]]
    """For each page the characters at which scare quotes may begin."""
    scare_places: I64
    """The same through all pages, in order: the page's number, and in the lower 32 bits the character."""
    marks: Marks
    """How the pages are set."""
    pages: dict[int, Page]
    """Those that `page` was asked for."""

    @classmethod
    def of(cls, stock: Stock, weights: NDArray[np.float32]) -> "Book":
        """All articles of a stock whose words are weighed."""
        return cls.read(stock.articles, stock.offsets, Words(stock.hashes, stock.starts, stock.stops, stock.content), weights)

    @classmethod
    def read(cls, texts: Sequence[Text], offsets: I64, words: Words, weights: NDArray[np.float32]) -> "Book":
        """Some articles with their words and what each of these tells."""
        layout = Layout.of(texts, offsets, words.starts, words.stops)
        whole = "\n".join([article.text for article in texts])
        letters = letters_of(whole)
        said = speech(layout)
        glued = _glued(whole, letters, layout)
        sentences = _sentences(layout)
        kinds = word_kinds(layout, said)
        scares = [possible_scares(article.text) for article in texts]
        coded = coded_words(words.hashes, glued, words.content)
        quotation_first, quotation_stop = quotation_edges(layout, said)
        sentence_first, sentence_stop = _edges(sentences, offsets)
        return cls(
            texts, offsets, words, coded, coded.astype("<u8").tobytes(), _summed(weights, offsets), np.append(said.quoted, False),
            np.append(glued, False), np.append(kinds, np.int8(0)), _edges(kinds, offsets)[1], sentences, sentence_first, sentence_stop, quotation_first,
            quotation_stop, scares, np.array([page << 32 | at for page, own in enumerate(scares) for at in own], np.int64),
            Marks.of(whole, letters, layout, words.hashes), {},
        )  # fmt: skip

    def page_of(self, word: I64) -> I64:
        """The pages of words that are counted through all pages."""
        return self.offsets.searchsorted(word, "right") - 1

    def scared(self, page: I64, start: I64, stop: I64) -> NDArray[np.bool_]:
        """In which of these stretches of characters scare quotes may stand."""
        begin = np.maximum(start - REACH_BEFORE, 0)
        return self.scare_places.searchsorted(page << 32 | begin) < self.scare_places.searchsorted(page << 32 | stop + REACH_AFTER)

    def page(self, number: int) -> Page:
        """One of the pages, to ask for single words."""
        if number not in self.pages:
            self.pages[number] = self._page(number)
        return self.pages[number]

    def _page(self, number: int) -> Page:
        first, stop = int(self.offsets[number]), int(self.offsets[number + 1])
        own, text = slice(first, stop), self.texts[number]
        singly = (self.words.starts, self.words.stops, self.sentence_first, self.sentence_stop, self.quotation_first, self.quotation_stop)
        return Page(
            text, self.words.starts[own], self.packed[8 * first : 8 * stop], self.weight_before[first + number : stop + number + 1].data,
            self.quoted[own].tobytes(), self.glued[own].tobytes(), self.scares[number],
            "[" in text.text or "]" in text.text, *(np.ascontiguousarray(column[own]).data for column in singly),
        )  # fmt: skip


def coded_words(hashes: U64, glued: NDArray[np.bool_], content: NDArray[np.bool_]) -> U64:
    """Words as numbers: GLUED and TELLING in the two lowest bits of the hash."""
    flags = glued.astype(np.uint64) * np.uint64(GLUED) | content.astype(np.uint64) * np.uint64(TELLING)
    return hashes & ~np.uint64(GLUED | TELLING) | flags


def _summed(weights: NDArray[np.float32], offsets: I64) -> NDArray[np.float64]:
    """The weights of each page added up, page by page: so the sums are the same whatever other pages there are."""
    before = np.zeros(len(weights) + len(offsets) - 1)
    if weights.any():
        for number, (first, stop) in enumerate(zip(offsets[:-1].tolist(), offsets[1:].tolist(), strict=True)):
            np.cumsum(weights[first:stop], dtype=np.float64, out=before[first + number + 1 : stop + number + 1])
    return before


def _sentences(layout: Layout) -> I64:
    """The sentence that each word begins in, by its number among those of all pages."""
    numbers = np.full(len(layout.starts), -1, np.int64)
    spans = layout.characters([article.sentences for article in layout.texts])
    if len(spans):
        at = spans[:, 0].searchsorted(layout.starts, "right") - 1
        inside = (at >= 0) & (layout.starts < spans[at, 1])
        numbers[inside] = at[inside]
    return numbers


def _edges(numbers: NDArray[np.integer], offsets: I64) -> tuple[Numbers, Numbers]:
    """For each word where, on its page, the stretch of words with the same number begins and ends."""
    new = group_begins(numbers)
    new[offsets[:-1][np.diff(offsets) > 0]] = True
    begins = np.flatnonzero(new)
    stops = np.append(begins[1:], len(numbers))[: len(begins)]
    page = offsets[np.searchsorted(offsets, begins, "right") - 1]
    return np.repeat((begins - page).astype(np.int32), stops - begins), np.repeat((stops - page).astype(np.int32), stops - begins)


_APOSTROPHES = (ord("'"), ord("’"))
_POINTS = (ord("."), ord(","))


def _glued(text: str, letters: NDArray[np.uint32], layout: Layout) -> NDArray[np.bool_]:
    """Which words belong to the one before them: one mark stands between, an apostrophe, or one within figures, or the full stop of an abbreviation."""
    starts, stops = layout.starts, layout.stops
    glued = np.zeros(len(starts), np.bool_)
    close = np.flatnonzero(starts[1:] - stops[:-1] == 1)
    between = letters[stops[close]]
    glued[close[np.isin(between, _APOSTROPHES)] + 1] = True
    for word in close[np.isin(between, _POINTS)].tolist():
        at = int(stops[word])
        figures = text[at - 1].isdigit() and text[at + 1].isdigit()
        glued[word + 1] = figures or (text[at] == "." and stops[word] - starts[word] == 1 == stops[word + 1] - starts[word + 1])
    return glued
