"""How alike two articles are in what they are about: they must share names and matter."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from firstsaid.model import Article, Span
from firstsaid.reuse.rarity import Floats
from firstsaid.reuse.subjects import sums, terms
from firstsaid.reuse.words import I64

_COMMON = 600
"""A term in more articles than this makes no pair of articles worth comparing."""

_UNSHARED = 0.3
"""What a term that no other article of the pile holds counts in an article's length: details are no sign of another event."""

_BOTH = 0.6
"""Weight of sharing both names and matter, beside sharing anything."""

LEAST, LEAST_IN_BULK = 0.03, 0.08
"""Likeness below which a pair is not kept."""

_NEAR_DAYS, _FAR_DAYS = 2, 30
_NEAR, _UNDATED, _FAR = 2.0, 1.15, 0.3
"""How many times likeness counts for articles of the same days, for articles without a date, and for articles _FAR_DAYS or more apart."""

_WHOLE_DATE = len("2018-12-29")


class Likeness:
    """The weighted terms of a pile's articles, as unit vectors and as postings."""

    def __init__(self, articles: Sequence[Article], house: Mapping[str, list[Span]], small: bool) -> None:
        found = terms(articles, house, small)
        lengths = [self._lengths(found.article, found.weight, found.held, kind, len(articles)) for kind in (found.name, ~found.name)]
        self._lengths_of = np.sqrt(np.stack([*lengths, lengths[0] + lengths[1]]))
        self._least = LEAST if small else LEAST_IN_BULK
        shared = (found.held > 1) & (found.held <= _COMMON)
        self._article, self._term, self._value, self._name = (c[shared] for c in (found.article, found.term, found.weight, found.name))
        self._offsets = np.searchsorted(self._article, np.arange(len(articles) + 1))
        order = np.argsort(self._term, kind="stable")
        self._place = np.empty_like(order)
        self._place[order] = np.arange(len(order))
        self._posted_article, self._posted_value = self._article[order], self._value[order]
        self._postings = np.searchsorted(self._term[order], np.arange(int(self._term.max(initial=0)) + 2))

    @staticmethod
    def _lengths(article: I64, weight: Floats, held: I64, chosen: NDArray[np.bool_], count: int) -> Floats:
        squares = np.where(chosen, weight**2 * np.where(held > 1, 1.0, _UNSHARED), 0.0)
        return sums(article, squares, count)

    def alike(self, number: int) -> tuple[I64, Floats]:
        """The later articles that are alike to an article, and how much, between 0 and 1."""
        row = slice(self._offsets[number], self._offsets[number + 1])
        values, names = self._value[row], self._name[row]
        begins = self._place[row] + 1
        sizes = self._postings[self._term[row] + 1] - begins
        before = np.cumsum(sizes) - sizes
        at = np.arange(int(sizes.sum())) - np.repeat(before, sizes) + np.repeat(begins, sizes)
        found, where = np.unique(self._posted_article[at], return_inverse=True)
        products = self._posted_value[at] * np.repeat(values, sizes)
        name = sums(where, products * np.repeat(names, sizes), len(found))
        matter = np.maximum(sums(where, products, len(found)) - name, 0.0)
        likeness = self._combined(number, found, name, matter)
        kept = likeness >= self._least
        return found[kept].astype(np.int64), likeness[kept]

    def _combined(self, number: int, others: I64, name: Floats, matter: Floats) -> Floats:
        """The cosines of names, of matter and of all terms made one. Where an article has no names, as in scripts without capitals, all terms decide."""
        lengths = self._lengths_of[:, number, None] * self._lengths_of[:, others]
        names, matters, alls = np.divide(np.stack([name, matter, name + matter]), lengths, out=np.zeros(lengths.shape), where=lengths > 0)
        both = np.where((lengths[0] > 0) & (lengths[1] > 0), np.sqrt(names * matters), alls)
        return np.asarray(_BOTH * both + (1.0 - _BOTH) * alls)


def days(article: Article) -> tuple[int, ...]:
    """The days on which a page says it was published, by its date line, its text or its data, as numbers; none when it gives no whole date."""
    stamps = [stamp for stamp in (article.published, *article.dates) if stamp and stamp.role in ("published", "text") and len(stamp.value) >= _WHOLE_DATE]
    return tuple(sorted({number for stamp in stamps if (number := _number(stamp.value)) is not None}))


def _number(value: str) -> int | None:
    try:
        return date.fromisoformat(value[:_WHOLE_DATE]).toordinal()
    except ValueError:
        return None


def nearness(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    """What the days of two articles make of their likeness; where one gives several, those count that are closest."""
    if not a or not b:
        return _UNDATED
    apart = abs(a[0] - b[0]) if len(a) == len(b) == 1 else min(abs(one - other) for one in a for other in b)
    far = min(1.0, max(0.0, (apart - _NEAR_DAYS) / (_FAR_DAYS - _NEAR_DAYS)))
    return _NEAR - (_NEAR - _FAR) * far
