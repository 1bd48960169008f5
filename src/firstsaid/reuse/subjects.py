"""What each article of a pile is about: its names, and its matter, which is all other words and pairs of neighbouring words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firstsaid.model import Article, Span
from firstsaid.reuse.capitals import capitals
from firstsaid.reuse.houselines import told
from firstsaid.reuse.rarity import COUNTED, Floats, rarity, rarity_in_pile, uses
from firstsaid.reuse.transliterations import one_spelling
from firstsaid.reuse.wordlists import single_words
from firstsaid.reuse.words import I64, U64, WordTable, among, shingle_hashes, tables, word_hashes

_LEAD = 100
"""Words of the beginning of the text, which tell most of what happened."""

_TITLE_WEIGHT, _LEAD_WEIGHT, _NAME_WEIGHT, _PAIR_WEIGHT = 5.0, 2.0, 1.5, 0.5

_PAIRED = 0.1
"""How often two words stand side by side, as a share of how often the rarer one is used."""

_MOST, _MOST_IN_BULK = (40, 60), (25, 35)
"""Heaviest names and heaviest other terms of an article that are compared."""


class Terms(NamedTuple):
    """Terms that articles are compared by, in order of articles and terms."""

    article: I64
    term: I64
    weight: Floats
    """How much the article makes of it, times how rare it is."""
    name: NDArray[np.bool_]
    held: I64
    """How many articles of the pile hold it."""


class _Row(NamedTuple):
    """Terms of one article, each once: single words first, then pairs of words."""

    terms: U64
    weights: Floats
    expected: Floats
    """Of pairs: how often an article of general English uses it."""
    capital: I64
    """How much more often it has a telling capital than a small letter."""


def _inside(spans: Sequence[Span], starts: NDArray[np.uint32]) -> NDArray[np.bool_]:
    inside = np.zeros(len(starts), np.bool_)
    for span in spans:
        inside[np.searchsorted(starts, span.start) : np.searchsorted(starts, span.stop)] = True
    return inside


def sums(where: NDArray[np.intp] | I64, weights: Floats, count: int) -> Floats:
    """The sum of the weights that belong to each number below `count`."""
    return np.asarray(np.bincount(where, weights=weights, minlength=count), np.float64)


class _Words(NamedTuple):
    """Words of one article's text, and what is known of each."""

    hashes: U64
    starts: NDArray[np.uint32]
    stops: NDArray[np.uint32]
    content: NDArray[np.bool_]
    """Which tell something: they stand in what the article tells, and are no function words."""
    weight: Floats
    capital: NDArray[np.bool_]
    telling: NDArray[np.bool_]


def _single(words: _Words, title: U64) -> _Row:
    content = words.content
    sign = np.where(words.telling, np.where(words.capital, 1, -1), 0)[content]
    known, where = np.unique(np.concatenate([title, words.hashes[content]]), return_inverse=True)
    weights = sums(where, np.concatenate([np.full(len(title), _TITLE_WEIGHT), words.weight[content]]), len(known))
    capital = np.bincount(where[len(title) :], weights=sign, minlength=len(known)).astype(np.int64)
    return _Row(known, weights, np.zeros(len(known)), capital)


def _pairs(words: _Words) -> _Row:
    """Content words side by side, but for two with capitals, which are names."""
    content, capital = words.content, words.capital
    at = np.flatnonzero(content[:-1] & content[1:] & (words.starts[1:] - words.stops[:-1] == 1) & ~(capital[:-1] & capital[1:]))
    known, first, where = np.unique(shingle_hashes(words.hashes, 2)[at], return_index=True, return_inverse=True)
    weights = sums(where, words.weight[at], len(known))
    expected = _PAIRED * np.minimum(uses(words.hashes[at[first]]), uses(words.hashes[at[first] + 1]))
    return _Row(known, weights, expected, np.zeros(len(known), np.int64))


_NO_PAIRS = _Row(np.zeros(0, np.uint64), np.zeros(0), np.zeros(0), np.zeros(0, np.int64))


class _Reader:
    """Reads articles into rows, and remembers how names are written."""

    def __init__(self, articles: Sequence[Article], house: Mapping[str, list[Span]], small: bool) -> None:
        self.names: dict[int, str] = {}
        self._articles = articles
        self._small = small
        self._common = word_hashes(single_words("function_words.txt"))
        self._house = house

    def rows(self) -> Iterator[tuple[_Row, _Row]]:
        """The single words and, in a small pile, the pairs of words of each article, in order."""
        titles = [article.title.value if article.title else "" for article in self._articles]
        headings = [table.hashes[table.offsets[k] : table.offsets[k + 1]] for _, table in tables(titles) for k in range(len(table.offsets) - 1)]
        for first, table in tables([article.text for article in self._articles]):
            for k in range(len(table.offsets) - 1):
                words = self._words(self._articles[first + k], table, k)
                title = headings[first + k]
                yield _single(words, title[~among(title, self._common)]), _pairs(words) if self._small else _NO_PAIRS

    def _words(self, article: Article, table: WordTable, k: int) -> _Words:
        here = slice(table.offsets[k], table.offsets[k + 1])
        hashes, starts, stops = table.hashes[here], table.starts[here], table.stops[here]
        inside = _inside(told(article), starts) & ~_inside(self._house.get(article.id, ()), starts)
        content = inside & ~among(hashes, self._common)
        capital, telling = capitals(article.text, starts, stops)
        if article.title and article.title.span:
            telling &= ~_inside([article.title.span], starts)
        if self._small:
            for word in np.flatnonzero(content & capital & telling).tolist():
                self.names.setdefault(int(hashes[word]), article.text[int(starts[word]) : int(stops[word])])
        return _Words(hashes, starts, stops, content, np.where(np.cumsum(inside) <= _LEAD, _LEAD_WEIGHT, 1.0), capital, telling)


class _Flat(NamedTuple):
    """All rows one after the other."""

    article: I64
    hashes: U64
    weight: Floats
    expected: Floats
    capital: I64
    pair: NDArray[np.bool_]


def _flat(reader: _Reader) -> _Flat:
    rows = [row for both in reader.rows() for row in both] or [_NO_PAIRS]
    sizes = np.array([len(row.terms) for row in rows], np.int64)
    numbers = np.arange(len(rows))
    hashes, weight, expected, capital = (np.concatenate(column) for column in zip(*rows, strict=True))
    return _Flat(np.repeat(numbers // 2, sizes), hashes, weight, expected, capital, np.repeat(numbers % 2 == 1, sizes))


def _respelt(flat: _Flat, names: dict[int, str]) -> _Flat:
    """The same with one spelling for each name that is a name throughout."""
    known, where = np.unique(flat.hashes, return_inverse=True)
    always = dict(zip(known.tolist(), (uses(known) == 0) & (np.bincount(where, weights=flat.capital) > 0), strict=True))
    one = one_spelling({number: name for number, name in names.items() if always[number]})
    if not one:
        return flat
    hashes = np.array([one.get(number, number) for number in known.tolist()], np.uint64)[where]
    order = np.lexsort((hashes, flat.article))
    article, hashes = flat.article[order], hashes[order]
    begins = np.flatnonzero(np.append(True, (article[1:] != article[:-1]) | (hashes[1:] != hashes[:-1])))
    weight, capital = (np.add.reduceat(column[order], begins) for column in (flat.weight, flat.capital))
    return _Flat(article[begins], hashes[begins], weight, flat.expected[order][begins], capital, flat.pair[order][begins])


def _heaviest(article: I64, weight: Floats, chosen: NDArray[np.bool_], most: int) -> NDArray[np.intp]:
    """The places of the `most` heaviest of each article's chosen terms."""
    at = np.flatnonzero(chosen)
    at = at[np.lexsort((-weight[at], article[at]))]
    rank = np.arange(len(at)) - np.searchsorted(article[at], article[at])
    return at[rank < most]


def terms(articles: Sequence[Article], house: Mapping[str, list[Span]], small: bool) -> Terms:
    """The heaviest names and the heaviest other terms of each article.

    In a small pile, where each term must tell more, pairs of words are terms too, and a name that is spelt in several ways is one term. `house` are
    stretches of articles that are left out.
    """
    reader = _Reader(articles, house, small)
    flat = _respelt(_flat(reader), reader.names) if small else _flat(reader)
    known, term = np.unique(flat.hashes, return_inverse=True)
    expected = np.where(flat.pair, flat.expected, uses(known)[term])
    name = (np.bincount(term, weights=flat.capital) > 0)[term]
    held = np.bincount(term)[term]
    listed = np.array([article.language in COUNTED for article in articles], np.bool_)[flat.article]
    rare = np.where(listed, rarity(expected, held, len(articles)), rarity_in_pile(held, len(articles)))
    used = np.log(np.maximum(flat.weight * np.where(name, _NAME_WEIGHT, 1.0), 1.0))
    weight = (1.0 + used) * rare * np.where(flat.pair, _PAIR_WEIGHT, 1.0)
    most = _MOST if small else _MOST_IN_BULK
    kept = np.sort(np.concatenate([_heaviest(flat.article, weight, chosen, count) for chosen, count in zip((name, ~name), most, strict=True)]))
    return Terms(flat.article[kept], term[kept], weight[kept], name[kept], held[kept])
