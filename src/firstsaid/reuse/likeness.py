"""How alike two articles are in what they are about: they must share names and matter."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from firstsaid.reuse.linkage import NONE_ALIKE, Alike
from firstsaid.reuse.ordering import group_begins, group_bounds, order_of
from firstsaid.reuse.rarity import Floats
from firstsaid.reuse.subjects import Bools, Terms, sums
from firstsaid.reuse.words import I64, U64

COMMON = 600
"""A term in more articles than this makes no pair of articles worth comparing."""

_UNSHARED = 0.6
"""What a term that no other article of the pile holds counts in an article's length: details are no sign of another event."""

_BOTH = 0.8
"""Weight of sharing both names and matter, beside sharing anything."""

_LEAST, _LEAST_IN_BULK = 0.03, 0.08
"""Likeness below which a pair is not kept."""

_AT_ONCE = 1 << 18
"""Shared terms of pairs that are worked on at once."""

_WORD, _VALUE = 64, 31
"""Bits of a word, and those of the product of two weights (single precision, without the sign)."""

_NEAR, _UNDATED, _FAR = 1.8, 1.0, 0.1
"""How many times likeness counts for articles of one day, for articles without a date, and for articles that are far apart."""

_NEAR_DAYS, _FADING_DAYS = 1, 7
"""Days apart that still are one day, for the press of several time zones; days beyond them after which half of what nearness adds is left."""

_WHOLE_DATE = len("2018-12-29")


def meets(held: I64) -> Bools:
    """Which terms make articles worth comparing, by how many hold them."""
    return np.asarray((held > 1) & (held <= COMMON))


class Likeness:
    """The weighted terms of a pile's articles, as unit vectors and as postings."""

    def __init__(self, found: Terms, count: int, small: bool, changed: Bools | None = None) -> None:
        """Where it is said which articles have changed, only pairs of which one has are asked for."""
        lengths = [self._lengths(found.article, found.weight, found.held, kind, count) for kind in (found.name, ~found.name)]
        self._lengths_of = np.sqrt(np.stack([*lengths, lengths[0] + lengths[1]]))
        self._small = small
        self._width = max(1, count - 1).bit_length()
        self._least = _LEAST if small else _LEAST_IN_BULK
        shared = meets(found.held)
        self._article, term, self._name = found.article[shared], found.term[shared], found.name[shared]
        self._value = found.weight[shared].astype(np.float32)
        order = order_of(term)
        self._posted_article, self._posted_value = self._article[order].astype(np.uint64), self._value[order]
        self._changed = changed
        begins, ends = group_bounds(term[order])
        self._first, self._stop = np.empty_like(order), np.empty_like(order)
        self._first[order] = np.arange(1, len(order) + 1) if changed is None else begins
        self._stop[order] = ends
        if changed is not None:
            asked = changed[self._article]
            self._article, self._name, self._value = self._article[asked], self._name[asked], self._value[asked]
            self._first, self._stop = self._first[asked], self._stop[asked]

    @staticmethod
    def _lengths(article: I64, weight: Floats, held: I64, chosen: NDArray[np.bool_], count: int) -> Floats:
        squares = np.where(chosen, weight**2 * np.where(held > 1, 1.0, _UNSHARED), 0.0)
        return sums(article, squares, count)

    def pairs(self) -> Alike:
        """Articles that are alike, the earlier, the later, and how much, between 0 and 1; in order, unless only some were asked for.

        Two articles of a large pile that share one term only are not alike: such pairs are most of all, and next to none would be kept.
        """
        before = np.append(0, np.cumsum(self._stop - self._first))
        rows = 1 << (_WORD - _VALUE - 1 - self._width)
        found = [NONE_ALIKE]
        first = 0
        while first < len(self._article):
            enough = max(int(np.searchsorted(before, before[first] + _AT_ONCE)), first + 1)
            start, end = self._article[first], self._article[min(enough, len(self._article)) - 1]
            last = int(np.searchsorted(self._article, min(end, start + rows - 1), side="right"))
            found.append(self._among(slice(first, last), int(start)))
            first = last
        a, b, likeness = (np.concatenate(columns) for columns in zip(*found, strict=True))
        return Alike(np.minimum(a, b), np.maximum(a, b), likeness)

    def _among(self, row: slice, start: int) -> Alike:
        """The pairs of articles, numbered from `start` on, that hold these terms.

        Pair, kind of term and product are packed into one word, so that sorting brings the terms of a pair together and nothing is looked up.
        """
        others = self._stop[row] - self._first[row]
        at = np.arange(int(others.sum())) + np.repeat(self._first[row] - (np.cumsum(others) - others), others)
        packed = np.repeat((self._article[row] - start).astype(np.uint64) << np.uint64(self._width), others)
        other = self._posted_article[at]
        packed |= other
        packed <<= np.uint64(1)
        packed |= np.repeat(self._name[row].astype(np.uint64), others)
        packed <<= np.uint64(_VALUE)
        packed |= (np.repeat(self._value[row], others) * self._posted_value[at]).view(np.uint32)
        if self._changed is not None:
            packed = packed[(other > np.repeat(self._article[row].astype(np.uint64), others)) | ~self._changed[other]]
        packed.sort()
        begins = group_begins(packed >> np.uint64(_VALUE + 1))
        if not self._small:
            several = ~(begins & np.append(begins[1:], True)[: len(begins)])
            packed, begins = packed[several], begins[several]
        return self._alike(packed, np.flatnonzero(begins), start)

    def _alike(self, packed: U64, begins: NDArray[np.intp], start: int) -> Alike:
        """The pairs that are kept, given their sorted terms and where those of each pair begin."""
        pair = (packed[begins] >> np.uint64(_VALUE + 1)).astype(np.int64)
        a, b = (pair >> self._width) + start, pair & ((1 << self._width) - 1)
        products = (packed & np.uint64((1 << _VALUE) - 1)).astype(np.uint32).view(np.float32).astype(np.float64)
        alls = np.add.reduceat(products, begins) if len(begins) else products
        products[packed >> np.uint64(_VALUE) & np.uint64(1) == 0] = 0.0
        name = np.add.reduceat(products, begins) if len(begins) else products
        likeness = self._combined(a, b, name, np.maximum(alls - name, 0.0))
        kept = likeness >= self._least
        return Alike(a[kept], b[kept], likeness[kept])

    def _combined(self, a: I64, b: I64, name: Floats, matter: Floats) -> Floats:
        """The cosines of names, of matter and of all terms made one. Where an article has no names, as in scripts without capitals, all terms decide."""
        lengths = self._lengths_of[:, a] * self._lengths_of[:, b]
        names, matters, alls = np.divide(np.stack([name, matter, name + matter]), lengths, out=np.zeros(lengths.shape), where=lengths > 0)
        both = np.where((lengths[0] > 0) & (lengths[1] > 0), np.sqrt(names * matters), alls)
        return np.asarray(_BOTH * both + (1.0 - _BOTH) * alls)


class Dated(Protocol):
    """What is read of a date that a page gives."""

    @property
    def value(self) -> str:
        """ISO 8601."""

    @property
    def role(self) -> str:
        """Of what it is the date."""

    @property
    def local_day(self) -> str | None:
        """The day on the page's own clock, where that may be another."""


def days(stamps: Iterable[Dated | None]) -> tuple[int, ...]:
    """The days on which a page says it was published, by its date line, its text or its data, as numbers; none when it gives no whole date."""
    told = {stamp.local_day or stamp.value for stamp in stamps if stamp and stamp.role in ("published", "text")}
    return tuple(sorted({number for value in told if len(value) >= _WHOLE_DATE and (number := _number(value)) is not None}))


def _number(value: str) -> int | None:
    try:
        return date.fromisoformat(value[:_WHOLE_DATE]).toordinal()
    except ValueError:
        return None


class Nearness:
    """What the days of two articles make of their likeness; where one gives several, those count that are closest.

    What nearness adds fades as one over the days, as the press's interest in an event does: fast in the first week, so that two events of one matter are told
    apart, and then slowly, so that a follow-up of next month is not lost.
    """

    def __init__(self, dated: Sequence[tuple[int, ...]]) -> None:
        self._days = np.full((max(map(len, dated), default=0), len(dated)), np.nan)
        for article, told in enumerate(dated):
            self._days[: len(told), article] = told

    def of(self, a: I64, b: I64) -> Floats:
        """How many times the likeness of each pair counts."""
        apart = np.full(len(a), np.nan)
        for one in self._days:
            for other in self._days:
                np.fmin(apart, np.abs(one[a] - other[b]), out=apart)
        faded = _FAR + (_NEAR - _FAR) / (1.0 + np.maximum(0.0, apart - _NEAR_DAYS) / _FADING_DAYS)
        return np.where(np.isnan(apart), _UNDATED, faded)
