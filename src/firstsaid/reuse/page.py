"""One article as the aligner reads it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firstsaid.model import Span
from firstsaid.reuse.kinds import Text, embedded_posts, quotation_edges, quoted_words, spoken_in, word_kinds, words_in
from firstsaid.reuse.scares import REACH_AFTER, REACH_BEFORE, possible_scares
from firstsaid.reuse.stock import Stock
from firstsaid.reuse.typography import Setting, Words, letters_of
from firstsaid.reuse.words import U64

GLUED, TELLING = 1, 2
"""Flags of a coded word: it belongs to the one before it, and it is no function word."""


@dataclass(frozen=True, slots=True)
class Page:
    """An article's words with what is known of each. Word numbers count from the article's first word."""

    article: Text
    hashes: U64
    starts: NDArray[np.uint32]
    stops: NDArray[np.uint32]
    content: NDArray[np.bool_]
    """Which words are no function words."""
    coded: bytes
    """Eight bytes for each word, as `coded_words` makes them: what an alignment asks of a word."""
    weight_before: Sequence[float]
    """How much the words before each word tell together, a word between 0 (function words, words of every page) and 1; one entry more than words."""
    quoted: bytes
    """For each word 1 where it is somebody's, and 0."""
    kinds: bytes
    """For each word the kind of text it stands in."""
    glued: bytes
    """For each word 1 where it belongs to the one before it, as parts of a number, an abbreviation or a genitive, and 0."""
    scares: Sequence[int]
    """Characters at which scare quotes may begin, in order."""
    bracketed: bool
    """Whether a square bracket stands anywhere."""
    setting: Setting
    """How its words are set."""
    sentences: NDArray[np.int32]
    """Number of the sentence each word stands in, -1 outside all."""
    start_of: Sequence[int]
    stop_of: Sequence[int]
    """`starts` and `stops` again, to ask for single words: several times faster than an array."""
    sentence_first: Sequence[int]
    sentence_stop: Sequence[int]
    """For each word, the words of its sentence, from and up to."""
    quotation_first: Sequence[int]
    quotation_stop: Sequence[int]
    """For each word, the words of the quotation it stands in, from and up to; 0 and 0 outside all."""
    kind_stop: Sequence[int]
    """For each word, where the stretch of words of its kind ends."""

    @classmethod
    def of(cls, stock: Stock, number: int, weights: NDArray[np.float32]) -> "Page":
        """Read one article of a stock."""
        words = stock.words(number)
        table = Words(stock.hashes[words], stock.starts[words], stock.stops[words], stock.content[words])
        return cls.read(stock.articles[number], table, weights[words])

    @classmethod
    def read(cls, article: Text, words: Words, weights: NDArray[np.float32]) -> "Page":
        """Read an article with its words and what each of them tells."""
        starts, stops, count = words.starts, words.stops, len(words.starts)
        posts, quotations = words_in(embedded_posts(article.text), starts), words_in(article.quotations, starts)
        quoted = quoted_words(count, (*spoken_in(article, quotations), *posts))
        sentences = np.full(count, -1, np.int32)
        if article.sentences:
            spans = np.array(article.sentences, np.int64)
            at = spans[:, 0].searchsorted(starts, "right") - 1
            inside = (at >= 0) & (starts < spans[at, 1])
            sentences[inside] = at[inside]
        letters = letters_of(article.text)
        kinds, glued = word_kinds(article, starts, quoted, posts), _glued(article.text, letters, words)
        before = np.zeros(count + 1)
        np.cumsum(weights, dtype=np.float64, out=before[1:])
        singly = (*_edges(sentences), *quotation_edges(count, (*posts, *quotations)), _edges(kinds)[1])
        return cls(
            article, words.hashes, starts, stops, words.content, coded_words(words.hashes, glued, words.content), before.data, quoted.tobytes(),
            kinds.tobytes(), glued.tobytes(), possible_scares(article.text), "[" in article.text or "]" in article.text,
            Setting.of(article.text, letters, words), sentences,
            np.ascontiguousarray(starts).data, np.ascontiguousarray(stops).data, *(column.data for column in singly),
        )  # fmt: skip

    def span(self, first: int, stop: int) -> Span:
        """Characters from word `first` up to word `stop`, which is not included; an empty span before word `first` when there is none."""
        if first < stop:
            return tuple.__new__(Span, (self.start_of[first], self.stop_of[stop - 1]))
        point = self.start_of[first] if first < len(self.start_of) else self.stop_of[-1]
        return Span(point, point)

    def scares_near(self, span: Span) -> Sequence[int]:
        """Characters at which scare quotes round words of a span may begin."""
        if not self.scares:
            return ()
        return self.scares[bisect_left(self.scares, span.start - REACH_BEFORE) : bisect_left(self.scares, span.stop + REACH_AFTER)]

    def scared(self, first: int, stop: int, scares: Sequence[int]) -> bool:
        """Whether scare quotes that begin at one of these characters may stand round words from `first` up to `stop`."""
        begin, end = self.start_of[first] - REACH_BEFORE, self.stop_of[stop - 1] + REACH_AFTER
        return any(begin <= at < end for at in scares)

    def between(self, word: int) -> str:
        """The characters between the previous word and this one."""
        if not 0 < word < len(self.start_of):
            return ""
        return self.article.text[self.stop_of[word - 1] : self.start_of[word]]


def coded_words(hashes: U64, glued: NDArray[np.bool_], content: NDArray[np.bool_]) -> bytes:
    """Words as eight bytes each, the lowest first: GLUED and TELLING in the two lowest bits of the hash."""
    flags = glued.astype(np.uint64) * np.uint64(GLUED) | content.astype(np.uint64) * np.uint64(TELLING)
    return (hashes & ~np.uint64(GLUED | TELLING) | flags).astype("<u8").tobytes()


def _edges(numbers: NDArray[np.integer]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """For each word where the stretch of words with the same number begins and ends."""
    if not len(numbers):
        return np.zeros(0, np.intp), np.zeros(0, np.intp)
    inner = (numbers[1:] != numbers[:-1]).nonzero()[0] + 1
    edges = np.empty(len(inner) + 2, np.intp)
    edges[0], edges[1:-1], edges[-1] = 0, inner, len(numbers)
    sizes = edges[1:] - edges[:-1]
    return edges[:-1].repeat(sizes), edges[1:].repeat(sizes)


def _joins(text: str, between: int, lengths: tuple[int, int]) -> bool:
    """Whether the one character between two words joins them."""
    mark = text[between]
    if mark in "'’":
        return True
    if mark not in ".,":
        return False
    if text[between - 1].isdigit() and text[between + 1].isdigit():
        return True
    return mark == "." and lengths == (1, 1)


def _glued(text: str, letters: NDArray[np.uint32], words: Words) -> NDArray[np.bool_]:
    starts, stops = words.starts, words.stops
    glued = np.zeros(len(starts), np.bool_)
    close = (starts[1:] - stops[:-1] == 1).nonzero()[0]
    between = letters[stops[close]]
    for word in close[_JOINING[np.minimum(between, len(_JOINING) - 1)] | (between == ord("’"))].tolist():
        lengths = int(stops[word] - starts[word]), int(stops[word + 1] - starts[word + 1])
        if _joins(text, int(stops[word]), lengths):
            glued[word + 1] = True
    return glued


_JOINING = np.zeros(129, np.bool_)
_JOINING[[ord(mark) for mark in "'.,"]] = True
"""ASCII marks that may join two words."""
