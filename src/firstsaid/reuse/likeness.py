"""How alike two articles are in what they are about: the words that few articles of the pile use, weighted by where they stand."""

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from firstsaid.model import Article, Span
from firstsaid.reuse.wordlists import single_words
from firstsaid.reuse import wordlists
from firstsaid.reuse.words import I64, U64, counted_hashes, tables, word_hashes

_PRIOR = 30
"""Articles added when a word's rarity is taken: in a small pile no word is rare for certain."""

_COUNTED = {"en"}
_GENERAL = 1000
_LENGTH = 300

_LEAD = 100
"""Words of the beginning of the text, which tell most of what happened."""

_TITLE_WEIGHT, _LEAD_WEIGHT, _NAME_WEIGHT = 5.0, 2.0, 2.5

_TERMS = 60
"""Heaviest words of an article that are compared."""

_COMMON = 600
"""A word in more articles than this makes no pair of articles worth comparing."""

_TOLD = ("title", "body", "caption", "comment")

LEAST = 0.08
"""Likeness below which a pair is not kept."""

_NEAR_DAYS, _FAR_DAYS, _FAR_SHARE = 4, 30, 0.3
"""Articles up to so many days apart may tell of one event as well as not; from _FAR_DAYS on their likeness counts by _FAR_SHARE only."""


def rarity(known, held, count):
    hashes, counts = counted_hashes(wordlists.counts("en.frequencies.txt"))
    at = np.minimum(np.searchsorted(hashes, known), len(hashes) - 1)
    times = np.where(hashes[at] == known, counts[at], 0)
    expected = 1.0 - np.exp(-times * (_LENGTH / counts.sum()))
    return np.log((count + _GENERAL) / (held + _GENERAL * expected))


def _told(article: Article) -> list[Span]:
    spans = article.spans(*_TOLD) if article.parts else (Span(0, len(article.text)),)
    holes = article.spans("note", "credit", "furniture", "teaser")
    return [span for span in spans if not any(hole.covers(span) for hole in holes)]


def _inside(spans: Sequence[Span], starts: NDArray[np.uint32]) -> NDArray[np.bool_]:
    inside = np.zeros(len(starts), np.bool_)
    for span in spans:
        inside[np.searchsorted(starts, span.start) : np.searchsorted(starts, span.stop)] = True
    return inside


def _names(text: str, starts: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Which words begin with a capital."""
    return np.array([text[start].isupper() for start in starts.tolist()], np.bool_)


def _weighted(article: Article, hashes: U64, starts: NDArray[np.uint32], title: U64) -> tuple[U64, NDArray[np.float64]]:
    """The article's words and how much it makes of each: the more often and the further to the front, the more."""
    told = _inside(_told(article), starts)
    places = np.cumsum(told)
    weight = np.where(places <= _LEAD, _LEAD_WEIGHT, 1.0) * np.where(_names(article.text, starts), _NAME_WEIGHT, 1.0)
    words = np.concatenate([title, hashes[told]])
    weights = np.concatenate([np.full(len(title), _TITLE_WEIGHT), weight[told]])
    known, where = np.unique(words, return_inverse=True)
    return known, 1.0 + np.log(np.maximum(np.bincount(where, weights=weights), 1.0))


class Terms:
    """The weighted words of a pile's articles, as unit vectors and as postings."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles = articles
        self._common = word_hashes(single_words("function_words.txt"))
        rows = list(self._rows())
        sizes = np.array([len(words) for words, _ in rows], np.int64)
        words = np.concatenate([words for words, _ in rows]) if rows else np.zeros(0, np.uint64)
        weights = np.concatenate([weights for _, weights in rows]) if rows else np.zeros(0)
        known, where, held = np.unique(words, return_inverse=True, return_counts=True)
        general = np.repeat([article.language in _COUNTED for article in articles], sizes)
        weights = weights * np.where(general, rarity(known, held, len(rows))[where], np.log((len(rows) + _PRIOR) / held)[where])
        self._set_vectors(where, weights, held[where], np.append(0, np.cumsum(sizes)))

    def _rows(self) -> Iterator[tuple[U64, NDArray[np.float64]]]:
        titles = [article.title.value if article.title else "" for article in self.articles]
        headings = [table.hashes[table.offsets[k] : table.offsets[k + 1]] for _, table in tables(titles) for k in range(len(table.offsets) - 1)]
        for first, table in tables([article.text for article in self.articles]):
            for k in range(len(table.offsets) - 1):
                words = slice(table.offsets[k], table.offsets[k + 1])
                known, weights = _weighted(self.articles[first + k], table.hashes[words], table.starts[words], headings[first + k])
                kept = ~np.isin(known, self._common)
                yield known[kept], weights[kept]

    def _set_vectors(self, where: I64, weights: NDArray[np.float64], held: I64, offsets: I64) -> None:
        articles, terms, values = [], [], []
        for number in range(len(offsets) - 1):
            row = slice(offsets[number], offsets[number + 1])
            top = np.argsort(-weights[row], kind="stable")[:_TERMS]
            norm = float(np.sqrt(np.sum(weights[row][top] ** 2))) or 1.0
            shared = top[(held[row][top] > 1) & (held[row][top] <= _COMMON)]
            articles.append(np.full(len(shared), number))
            terms.append(where[row][shared])
            values.append(weights[row][shared] / norm)
        empty = np.zeros(0, np.int64)
        self._article, self._term = np.concatenate([empty, *articles]), np.concatenate([empty, *terms])
        self._value = np.concatenate([np.zeros(0), *values])
        self._offsets = np.searchsorted(self._article, np.arange(len(offsets)))
        order = np.lexsort((self._article, self._term))
        self._posted_article, self._posted_value = self._article[order], self._value[order]
        count = int(self._term.max()) + 1 if len(self._term) else 0
        self._postings = np.searchsorted(self._term[order], np.arange(count + 1))

    def alike(self, number: int) -> tuple[I64, NDArray[np.float64]]:
        """The later articles that are alike to an article, and how much: the cosine of their vectors."""
        row = slice(self._offsets[number], self._offsets[number + 1])
        terms, values = self._term[row], self._value[row]
        begins, sizes = self._postings[terms], self._postings[terms + 1] - self._postings[terms]
        before = np.cumsum(sizes) - sizes
        at = np.arange(int(sizes.sum())) - np.repeat(before, sizes) + np.repeat(begins, sizes)
        others = self._posted_article[at]
        later = others > number
        products = (self._posted_value[at] * np.repeat(values, sizes))[later]
        found, where = np.unique(others[later], return_inverse=True)
        likeness = np.bincount(where, weights=products, minlength=len(found))
        kept = likeness >= LEAST
        return found[kept].astype(np.int64), likeness[kept].astype(np.float64)


def day(article: Article) -> int | None:
    """The day of an article's date, as a number; None when the date is missing or less precise."""
    if not article.published or len(article.published.value) < 10:
        return None
    try:
        return date.fromisoformat(article.published.value[:10]).toordinal()
    except ValueError:
        return None


def nearness(a: int | None, b: int | None) -> float:
    """What the days of two articles leave of their likeness, between _FAR_SHARE and 1."""
    if a is None or b is None:
        return 1.0
    far = min(1.0, max(0.0, (abs(a - b) - _NEAR_DAYS) / (_FAR_DAYS - _NEAR_DAYS)))
    return 1.0 - (1.0 - _FAR_SHARE) * far
