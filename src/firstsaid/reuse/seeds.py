"""Seeds: places where two articles hold the same few words in a row."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firstsaid.reuse.ordering import alike, group_begins, group_ends, order_of, stretched
from firstsaid.reuse.stock import Stock
from firstsaid.reuse.words import I64, U64, shingle_hashes

_REPEATS = 4
"""A shingle that stands in an article more often than this is paired by its rank only, or hostile repetition would multiply."""


class _Hits(NamedTuple):
    """Words of other articles with which a shingle of the asked article begins."""

    number: I64
    """Number of the other article."""
    slot: I64
    """Where the shingle's first use stands among the asked article's words, which are in order of their shingles."""
    word: I64
    """The other article's word, counted through all articles."""

    def of(self, chosen: NDArray[np.generic]) -> "_Hits":
        """Those that an index or mask chooses."""
        return _Hits(*(column[chosen] for column in self))


class SeedFinder:
    """Finds the places where articles of a stock hold the same `size` words."""

    def __init__(self, stock: Stock, size: int) -> None:
        self.size = size
        self._stock = stock
        sizes, none = self.sizes(), len(stock.hashes)
        self._article = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
        codes = _numbered(shingle_hashes(stock.hashes, size))
        before_stop = np.repeat(stock.offsets[1:], sizes) - np.arange(none)
        self._codes = np.where(before_stop >= size, codes, none).astype(np.int32)
        """A number for the shingle that begins with each word; `none` where the article ends before it does."""
        self._order = order_of(self._article, self._codes)
        """The words of each article in order of their shingles."""
        self._rank, self._times = _repeats(self._article, self._codes, self._order)
        """Which use in its article a word's shingle is, and how many there are."""
        self._postings = order_of(self._codes)
        """All words in order of their shingles, those of one shingle in order of articles."""
        self._later = _later(self._article, self._codes, self._postings)
        self._slots = np.full(none + 1, -1, np.int32)
        self._numbers = np.full(len(sizes), -1, np.int32)

    def sizes(self) -> I64:
        """Words of each article."""
        return np.diff(self._stock.offsets)

    def seeds(self, a: int, others: I64) -> tuple[I64, I64, I64]:
        """Every shingle that article `a` and one of the others, all later ones, both hold: the number of the other, and the places in `a` and in the other.

        The others are looked up by the shingles, or read through, whichever is less.
        """
        offsets, own = self._stock.offsets, self._order[self._stock.words(a)]
        first = np.flatnonzero((self._rank[own] == 0) & (self._codes[own] < len(self._codes)))
        begin, end = (edge[own[first]] for edge in self._later)
        fewer = int((end - begin).sum()) < int(self.sizes()[others].sum())
        hits = self._looked_up(own, first, others) if fewer else self._read_through(own, first, others)
        number, slot, word = self._with_uses(hits, own)
        return number, own[slot] - offsets[a], word - offsets[others][number]

    def _looked_up(self, own: NDArray[np.intp], first: NDArray[np.intp], others: I64) -> _Hits:
        """The words of others with which shingles begin, by all later articles that hold these."""
        self._numbers[others] = np.arange(len(others))
        which, at = stretched(*(edge[own[first]] for edge in self._later))
        word = self._postings[at]
        number = self._numbers[self._article[word]]
        self._numbers[others] = -1
        asked = np.flatnonzero(number >= 0)
        return _Hits(number[asked].astype(np.int64), first[which[asked]], word[asked])

    def _read_through(self, own: NDArray[np.intp], first: NDArray[np.intp], others: I64) -> _Hits:
        """The same by all words of the others."""
        begins, sizes = self._stock.offsets[others], self.sizes()[others]
        number, word = stretched(begins, begins + sizes)
        held = self._codes[own[first]]
        self._slots[held] = first
        slot = self._slots[self._codes[word]]
        self._slots[held] = -1
        hits = np.flatnonzero(slot >= 0)
        return _Hits(number[hits], slot[hits].astype(np.int64), word[hits])

    def _with_uses(self, hits: _Hits, own: NDArray[np.intp]) -> _Hits:
        """The hits, each with every use of its shingle in the asked article that it is paired with. Most have one."""
        times = self._times[own[hits.slot]]
        several = (times > 1) | (self._times[hits.word] > _REPEATS)
        if not several.any():
            return hits
        more, times = hits.of(several), times[several]
        other_times = self._times[more.word]
        step = np.where(other_times > _REPEATS, other_times, 1)
        skipped = np.where(step > 1, self._rank[more.word], 0)
        count = np.maximum(0, -((skipped - times) // step))
        which, within = stretched(np.zeros_like(count), count)
        slot = more.slot[which] + skipped[which] + within * step[which]
        both = zip(hits.of(~several), _Hits(more.number[which], slot, more.word[which]), strict=True)
        return _Hits(*(np.concatenate(columns) for columns in both))


def _numbered(hashes: U64) -> I64:
    """A number for each hash; equal hashes have equal numbers."""
    order = alike(hashes)
    numbers = np.empty(len(hashes), np.int64)
    numbers[order] = np.cumsum(group_begins(hashes[order])) - 1
    return numbers


def _repeats(article: NDArray[np.int32], codes: NDArray[np.int32], order: NDArray[np.intp]) -> tuple[I64, I64]:
    """How often the shingle of each word stood in its article before, and how often it stands there. `order` sorts by article and shingle."""
    begins = np.flatnonzero(group_begins(article[order], codes[order]))
    sizes = np.diff(np.append(begins, len(order)))
    rank, times = np.empty(len(order), np.int64), np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order)) - np.repeat(begins, sizes)
    times[order] = np.repeat(sizes, sizes)
    return rank, times


def _later(article: NDArray[np.int32], codes: NDArray[np.int32], postings: NDArray[np.intp]) -> tuple[I64, I64]:
    """For each word where among the postings those of its shingle in later articles stand, from and up to."""
    code, holder = codes[postings], article[postings]
    begin, end = np.empty(len(code), np.int64), np.empty(len(code), np.int64)
    begin[postings], end[postings] = group_ends(code, holder), group_ends(code)
    return begin, end
