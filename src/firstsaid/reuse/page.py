"""One article as the aligner reads it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firstsaid.model import Article, Span
from firstsaid.reuse.kinds import quoted_words, word_kinds
from firstsaid.reuse.stock import Stock
from firstsaid.reuse.words import U64


@dataclass(frozen=True, slots=True)
class Page:
    """An article's words with what is known of each. Word numbers count from the article's first word."""

    article: Article
    hashes: U64
    starts: NDArray[np.uint32]
    stops: NDArray[np.uint32]
    content: NDArray[np.bool_]
    """Which words are no function words."""
    weight_before: NDArray[np.float64]
    """How much the words before each word tell together, a word between 0 (function words, words of every page) and 1; one entry more than words."""
    quoted: NDArray[np.bool_]
    kinds: NDArray[np.int8]
    glued: NDArray[np.bool_]
    """Which words belong to the one before them: parts of a number, an abbreviation or a genitive."""
    sentences: NDArray[np.int32]
    """Number of the sentence each word stands in, -1 outside all."""
    sentence_first: NDArray[np.intp]
    sentence_stop: NDArray[np.intp]
    """For each word, the words of its sentence, from and up to."""

    @classmethod
    def of(cls, stock: Stock, number: int, weights: NDArray[np.float32]) -> "Page":
        """Read one article of a stock."""
        article, words = stock.articles[number], stock.words(number)
        starts = stock.starts[words]
        quoted = quoted_words(article, starts)
        sentences = np.full(len(starts), -1, np.int32)
        if article.sentences:
            at = np.searchsorted(np.array([s.start for s in article.sentences]), starts, "right") - 1
            inside = (at >= 0) & (starts < np.array([s.stop for s in article.sentences])[at])
            sentences[inside] = at[inside]
        stops = stock.stops[words]
        kinds, glued = word_kinds(article, starts, quoted), _glued(article.text, starts, stops)
        before = np.append(0.0, np.cumsum(weights[words], dtype=np.float64))
        first, stop = _edges(sentences)
        return cls(article, stock.hashes[words], starts, stops, stock.content[words], before, quoted, kinds, glued, sentences, first, stop)

    def span(self, first: int, stop: int) -> Span:
        """Characters from word `first` up to word `stop`, which is not included; an empty span before word `first` when there is none."""
        if first < stop:
            return Span(int(self.starts[first]), int(self.stops[stop - 1]))
        point = int(self.starts[first]) if first < len(self.starts) else int(self.stops[-1])
        return Span(point, point)

    def between(self, word: int) -> str:
        """The characters between the previous word and this one."""
        if not 0 < word < len(self.starts):
            return ""
        return self.article.text[int(self.stops[word - 1]) : int(self.starts[word])]


def _edges(sentences: NDArray[np.int32]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """For each word where the stretch of words with the same sentence number begins and ends."""
    begins = np.flatnonzero(np.append(True, sentences[1:] != sentences[:-1])[: len(sentences)])
    sizes = np.diff(np.append(begins, len(sentences)))
    return np.repeat(begins, sizes), np.repeat(begins + sizes, sizes)


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


def _glued(text: str, starts: NDArray[np.uint32], stops: NDArray[np.uint32]) -> NDArray[np.bool_]:
    glued = np.zeros(len(starts), np.bool_)
    close = np.flatnonzero(starts[1:] - stops[:-1] == 1)
    lengths = stops - starts
    for word in close.tolist():
        between = int(stops[word])
        if text[between] != " " and _joins(text, between, (int(lengths[word]), int(lengths[word + 1]))):
            glued[word + 1] = True
    return glued
