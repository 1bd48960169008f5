"""Dense families: very many articles each of which shares words with nearly every other, as thousands of notices written by one form.

Every two of them would make a pair, and all that follows would grow with the square of their number. So in a family that is larger and denser than pages on one
event are, or of very long texts, each text is compared with those that share most words with it, and with enough others that all stay connected. Copies of a
text are compared with the first of them only, so that they take nothing away from other texts.
"""

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firstsaid.model.unions import Unions
from firstsaid.reuse.composing import composed
from firstsaid.reuse.ordering import group_begins, order_of
from firstsaid.reuse.stock import Stock
from firstsaid.reuse.words import I64

_LARGE = 200
"""Articles from which on a family may be dense: all pairs of a smaller one are compared."""

_DENSE = 48
"""Pairs for each article of a family beyond which it is dense. Pages of the press on one event have some thirty."""

_WORDS = 100_000_000
"""Words of a family's pairs, both sides together, beyond which it is dense, however few the articles: some very long texts that share much."""

NEAREST = 8
"""Others with which each text of a dense family is compared."""

Pair = tuple[int, int]


class Held(NamedTuple):
    """Passages of pairs of articles: their numbers, and words from and up to in either."""

    a: I64
    b: I64
    first_a: I64
    stop_a: I64
    first_b: I64
    stop_b: I64

    @classmethod
    def of(cls, parts: Sequence[tuple[I64, ...]]) -> "Held":
        """Passages that were found one part after the other."""
        return cls(*(np.concatenate(columns) for columns in zip(*parts, strict=True))) if parts else cls(*np.zeros((6, 0), np.int64))


def _dense(articles: I64, pairs: I64, words: I64) -> NDArray[np.bool_]:
    """Whether families of so many articles, pairs and words of pairs are dense."""
    return np.asarray(((articles >= _LARGE) & (pairs > _DENSE * articles)) | (words > _WORDS))


def crowds(held: Held, more: Sequence[Pair], sizes: I64) -> I64:
    """Of each article of a dense family the lowest number in that, of all others -1, given the passages of pairs, further pairs, and each article's words. A
    family is all that passages connect.
    """
    pairs = np.append(np.unique(held.a << 32 | held.b), np.array([a << 32 | b for a, b in more], np.int64))
    a, b = pairs >> 32, pairs & 0xFFFFFFFF
    words = sizes[a] + sizes[b]
    if len(pairs) <= _DENSE * _LARGE and int(words.sum()) <= _WORDS:
        return np.full(len(sizes), -1)
    unions = Unions[int]()
    for one, other in zip(a.tolist(), b.tolist(), strict=True):
        unions.join(one, other)
    family = np.arange(len(sizes))
    for article, lowest in unions.stands().items():
        family[article] = lowest
    of, count = family[a], len(sizes)
    dense = _dense(np.bincount(family, minlength=count), np.bincount(of, minlength=count), np.bincount(of, words, count).astype(np.int64))
    return np.where(dense[family], family, -1)


class Texts(NamedTuple):
    """What different texts some articles carry, in an order that does not hang on how often each is carried."""

    first: I64
    """The first article of each text."""
    copies: list[Pair]
    """Each further article of a text, behind the first one."""

    @classmethod
    def of(cls, stock: Stock, articles: I64) -> "Texts":
        """The texts of some articles of a stock, those the same that have the same words."""
        first: dict[bytes, int] = {}
        copies = []
        for article in articles.tolist():
            digest = blake2b(stock.hashes[stock.words(article)].tobytes(), digest_size=16).digest()
            if first.setdefault(digest, article) != article:
                copies.append((first[digest], article))
        return cls(np.array([article for _, article in sorted(first.items())], np.int64), copies)

    def articles(self, pairs: Iterable[Pair]) -> list[Pair]:
        """Pairs of texts as pairs of the articles that carry them first."""
        one, other = self.first[np.array(list(pairs), np.int64).reshape(-1, 2)].T
        return list(zip(np.minimum(one, other).tolist(), np.maximum(one, other).tolist(), strict=True))


def thinned(held: Held, sizes: I64, most: int) -> tuple[list[Pair], int]:
    """Which pairs of the texts of one dense family are compared, given their passages and how many words each text has, and how many are not; `most` is as in
    `composed`.
    """
    more, overlap = composed([held], most)
    pair = np.concatenate([held.a << 32 | held.b, more])
    words = np.append(np.maximum(held.stop_a - held.first_a, held.stop_b - held.first_b), overlap)
    key, number = np.unique(pair, return_inverse=True)
    shared = _Shared(key >> 32, key & 0xFFFFFFFF, np.bincount(number, words, len(key)).astype(np.int64))
    whole = [len(sizes)], [len(key)], [(sizes[shared.a] + sizes[shared.b]).sum()]
    if _dense(*(np.array(told, np.int64) for told in whole)).all():
        shared = _Shared(*(column[shared.nearest() | shared.connecting()] for column in shared))
    return list(zip(shared.a.tolist(), shared.b.tolist(), strict=True)), len(key) - len(shared.a)


class _Shared(NamedTuple):
    """Pairs of texts, and how many words each shares."""

    a: I64
    b: I64
    words: I64

    def nearest(self) -> NDArray[np.bool_]:
        """Which pairs are among the NEAREST of one of their two texts that share most words with it."""
        count = len(self.a)
        one, other = np.concatenate([self.a, self.b]), np.concatenate([self.b, self.a])
        order = order_of(one, np.tile(self._fewer(), 2), other)
        begins = np.flatnonzero(group_begins(one[order]))
        rank = np.arange(2 * count) - np.repeat(begins, np.diff(np.append(begins, 2 * count)))
        kept = np.zeros(count, np.bool_)
        kept[order[rank < NEAREST] % count] = True
        return kept

    def connecting(self) -> NDArray[np.bool_]:
        """Which pairs connect all texts that pairs connect, those of most words first, and no more than are needed (Kruskal 1956)."""
        unions = Unions[int]()
        kept = np.zeros(len(self.a), np.bool_)
        order = order_of(self._fewer(), self.a, self.b)
        for at, a, b in zip(order.tolist(), self.a[order].tolist(), self.b[order].tolist(), strict=True):
            if unions.of(a) != unions.of(b):
                unions.join(a, b)
                kept[at] = True
        return kept

    def _fewer(self) -> I64:
        return int(self.words.max(initial=0)) - self.words
