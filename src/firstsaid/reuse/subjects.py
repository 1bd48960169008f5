"""What each article of a pile is about: its names, and its matter, which is all other words and pairs of neighbouring words."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from firstsaid.model import Found, Span
from firstsaid.reuse.capitals import capitals
from firstsaid.reuse.houselines import Parted, told
from firstsaid.reuse.ordering import group_begins, once, order_of
from firstsaid.reuse.rarity import COUNTED, Floats, in_steps, rarity, rarity_in_pile, uses
from firstsaid.reuse.transliterations import one_spelling
from firstsaid.reuse.wordlists import single_words
from firstsaid.reuse.words import I64, U64, WordTable, among, shingle_hashes, tables, word_hashes

_LEAD, _LONGEST = 100, 400
"""Words of the beginning of what is told, which tell most of what happened; and words after which an article tells of background."""

_TITLE_WEIGHT, _LEAD_WEIGHT, _NAME_WEIGHT, _PAIR_WEIGHT = 5.0, 2.0, 2.0, 0.5

_PAIRED = 0.1
"""How often two words stand side by side, as a share of how often the rarer one is used."""

_MOST, _MOST_IN_BULK = (40, 60), (20, 30)
"""Heaviest names and heaviest other terms of an article that are compared."""

_MOST_TOLD = (30, 50)
"""The same, by general English alone, of an article of a large pile, among which are those that are compared."""

_HEAVIEST = np.uint32(0x7FFFFFFF)
"""Above all weights in single precision, whose bits are in the order of their size."""

_HEARD = 1 << 22
"""Terms that are told of before they are made one with those that are known."""

_APART = "\n\n\n"
"""What is put between two texts that are read as one, so that no word looks back into another text."""

Bools = NDArray[np.bool_]
_F32 = NDArray[np.float32]
_I32 = NDArray[np.int32]


class Subject(Parted, Protocol):
    """What is read of an article: an Article, or what a table holds of one."""

    @property
    def id(self) -> str:
        """The article's id."""

    @property
    def title(self) -> Found | None:
        """Its headline."""

    @property
    def language(self) -> str:
        """ISO 639-1."""


class Terms(NamedTuple):
    """Terms that articles are compared by, in order of articles and terms."""

    article: I64
    term: I64
    hashes: U64
    """The terms' own, in the same order as their numbers."""
    weight: Floats
    """How much the article makes of it, times how rare it is."""
    name: Bools
    held: I64
    """How many articles of the pile hold it."""


class _Rows(NamedTuple):
    """Terms of articles."""

    article: _I32
    hashes: U64
    weight: _F32
    expected: _F32
    """Of pairs of words: how often an article of general English uses it."""
    capital: _I32
    """How much more often it has a telling capital than a small letter."""
    pair: Bools


class _Words(NamedTuple):
    """Words of some texts one after the other, and what is known of each."""

    article: _I32
    hashes: U64
    starts: I64
    stops: I64
    content: Bools
    """Which tell something: they stand in what the article tells, and are no function words."""
    weight: _F32
    capital: Bools
    telling: Bools


def sums(where: NDArray[Any], weights: NDArray[Any], count: int) -> Floats:
    """The sum of the weights that belong to each number below `count`."""
    return np.asarray(np.bincount(where, weights=weights, minlength=count), np.float64)


def _joined(rows: Sequence[_Rows]) -> _Rows:
    return _Rows(*(np.concatenate(column) for column in zip(*rows, strict=True)))


def _summed(rows: _Rows) -> _Rows:
    """Each term of an article once, in order of articles and hashes."""
    first = rows.article.min(initial=0)
    order = np.lexsort((rows.hashes, (rows.article - first).astype(np.min_scalar_type(int(rows.article.max(initial=0) - first)))))
    article, hashes = rows.article[order], rows.hashes[order]
    new = np.ones(len(order), np.bool_)
    new[1:] = (article[1:] != article[:-1]) | (hashes[1:] != hashes[:-1])
    begins = np.flatnonzero(new)
    weight, capital = (np.add.reduceat(column[order], begins) for column in (rows.weight, rows.capital))
    firsts = order[begins]
    return _Rows(article[begins], hashes[begins], weight, rows.expected[firsts], capital, rows.pair[firsts])


def _rows(article: _I32, hashes: U64, weight: _F32, sign: NDArray[np.int8] | None = None) -> _Rows:
    size = len(hashes)
    capital = np.zeros(size, np.int32) if sign is None else sign.astype(np.int32)
    return _Rows(article, hashes, weight, np.zeros(size, np.float32), capital, np.zeros(size, np.bool_))


def _single(words: _Words) -> _Rows:
    sign = np.where(words.telling, np.where(words.capital, 1, -1), 0).astype(np.int8)
    content = words.content
    return _rows(words.article[content], words.hashes[content], words.weight[content], sign[content])


def _pairs(words: _Words) -> _Rows:
    """Content words side by side, but for two with capitals, which are names."""
    content, capital = words.content, words.capital
    at = np.flatnonzero(content[:-1] & content[1:] & (words.starts[1:] - words.stops[:-1] == 1) & ~(capital[:-1] & capital[1:]))
    rows = _rows(words.article[at], shingle_hashes(words.hashes, 2)[at], words.weight[at])
    expected = _PAIRED * np.minimum(uses(words.hashes[at]), uses(words.hashes[at + 1]))
    return rows._replace(expected=expected.astype(np.float32), pair=np.ones(len(at), np.bool_))


def _inside(spans: Sequence[tuple[int, int]], starts: I64) -> Bools:
    """Which words begin in one of the spans."""
    steps = np.zeros(len(starts) + 1, np.int64)
    if spans:
        edges = np.searchsorted(starts, np.array(spans, np.int64))
        np.add.at(steps, edges[:, 0], 1)
        np.add.at(steps, edges[:, 1], -1)
    return np.asarray(np.cumsum(steps[:-1]) > 0)


class _Reader:
    """Reads articles into rows, and remembers how names are written."""

    def __init__(self, articles: Sequence[Subject], house: Mapping[str, list[Span]], small: bool) -> None:
        self.names: dict[int, str] = {}
        self._articles = articles
        self._small = small
        self._common = word_hashes(single_words("function_words.txt"))
        self._house = house

    def rows(self) -> _Rows:
        """The terms of all articles: single words and, in a small pile, pairs of words."""
        blocks = [_rows(np.zeros(0, np.int32), np.zeros(0, np.uint64), np.zeros(0, np.float32))]
        headings = self._headings()
        ends = np.searchsorted(headings.article, np.arange(len(self._articles) + 1))
        for first, table in tables([article.text for article in self._articles]):
            last = first + len(table.offsets) - 1
            words = self._words(first, table)
            here = slice(ends[first], ends[last])
            title = _rows(headings.article[here], headings.hashes[here], headings.weight[here])
            blocks.append(_summed(_joined([title, _single(words), *([_pairs(words)] if self._small else [])])))
        return _joined(blocks)

    def _headings(self) -> _Rows:
        titles = [article.title.value if article.title else "" for article in self._articles]
        found = [(first, table.offsets, table.hashes) for first, table in tables(titles)]
        hashes = np.concatenate([np.zeros(0, np.uint64), *(hashes for _, _, hashes in found)])
        numbers = [first + np.repeat(np.arange(len(offsets) - 1), np.diff(offsets)) for first, offsets, _ in found]
        article = np.concatenate([np.zeros(0, np.int64), *numbers]).astype(np.int32)
        content = ~among(hashes, self._common)
        return _rows(article[content], hashes[content], np.full(int(content.sum()), _TITLE_WEIGHT, np.float32))

    def _words(self, first: int, table: WordTable) -> _Words:
        """The words of one block; starts and stops are characters of its texts put one after the other."""
        articles = self._articles[first : first + len(table.offsets) - 1]
        text = _APART.join(article.text for article in articles)
        sizes = np.array([len(article.text) + len(_APART) for article in articles], np.int64)
        begins = np.cumsum(sizes) - sizes
        number = np.repeat(np.arange(len(articles)), np.diff(table.offsets))
        starts, stops = table.starts + begins[number], table.stops + begins[number]
        inside = self._told(articles, begins, starts)
        counted = np.append(0, np.cumsum(inside))
        place = counted[1:] - counted[table.offsets[number]]
        content = inside & (place <= _LONGEST) & ~among(table.hashes, self._common)
        capital, telling = capitals(text, starts, stops)
        titles = [(article.title.span, at) for article, at in zip(articles, begins.tolist(), strict=True) if article.title and article.title.span]
        telling &= ~_inside([(span.start + at, span.stop + at) for span, at in titles], starts)
        if self._small:
            for word in np.flatnonzero(content & capital & telling).tolist():
                self.names.setdefault(int(table.hashes[word]), text[int(starts[word]) : int(stops[word])])
        weight = np.where(place <= _LEAD, _LEAD_WEIGHT, 1.0).astype(np.float32)
        return _Words((first + number).astype(np.int32), table.hashes, starts, stops, content, weight, capital, telling)

    def _told(self, articles: Sequence[Subject], begins: I64, starts: I64) -> Bools:
        """Which words stand in what the articles tell, and not in their house's lines."""
        within: list[tuple[int, int]] = []
        without: list[tuple[int, int]] = []
        for article, at in zip(articles, begins.tolist(), strict=True):
            within += [(span.start + at, span.stop + at) for span in told(article)]
            without += [(span.start + at, span.stop + at) for span in self._house.get(article.id, ())]
        return _inside(within, starts) & ~_inside(without, starts)


def _respelt(rows: _Rows, names: dict[int, str]) -> _Rows:
    """The same with one spelling for each name that is a name throughout."""
    known, where = np.unique(rows.hashes, return_inverse=True)
    always = dict(zip(known.tolist(), (uses(known) == 0) & (np.bincount(where, weights=rows.capital) > 0), strict=True))
    one = one_spelling({number: name for number, name in names.items() if always[number]})
    if not one:
        return rows
    return _summed(rows._replace(hashes=np.array([one.get(number, number) for number in known.tolist()], np.uint64)[where]))


def _heaviest(article: NDArray[np.int32], weight: Floats, chosen: Bools, most: int) -> NDArray[np.intp]:
    """The places of the `most` heaviest of each article's chosen terms."""
    at = np.flatnonzero(chosen)
    lightness = _HEAVIEST - weight[at].astype(np.float32).view(np.uint32)
    at = at[order_of(article[at], lightness)]
    begins = np.flatnonzero(group_begins(article[at]))
    rank = np.arange(len(at)) - np.repeat(begins, np.diff(np.append(begins, len(at))))
    return at[rank < most]


class _Known(NamedTuple):
    """What is known of each term of a pile, in order of hashes."""

    hashes: U64
    held: I64
    """How many articles of the pile hold it."""
    capital: I64
    """How much more often it has a telling capital than a small letter."""

    @classmethod
    def of(cls, hashes: U64, held: I64, capital: I64) -> "_Known":
        """Terms that are told of once or more, each made one."""
        known, where = once(hashes)
        return cls(known, *(np.bincount(where, weights=column, minlength=len(known)).astype(np.int64) for column in (held, capital)))


class _Each(NamedTuple):
    """Each term of some rows once, in order of hashes, and the number of every row's among them."""

    hashes: U64
    number: NDArray[np.intp] | NDArray[np.uint32]

    def heard(self, capital: _I32) -> _Known:
        """What the rows tell of each."""
        held = np.bincount(self.number, minlength=len(self.hashes))
        return _Known(self.hashes, held, sums(self.number, capital, len(self.hashes)).astype(np.int64))


def _weighed(rows: _Rows, each: _Each, known: _Known, of: tuple[Bools, int], small: bool) -> Terms:
    """The heaviest terms of each article that rows are of; `of` says of each article whether its language has a list, and how many the pile has."""
    listed, pages = of
    number, at = each.number, np.searchsorted(known.hashes, each.hashes)
    expected = uses(each.hashes)
    expected[number[rows.pair]] = rows.expected[rows.pair]
    counts = (known.held[at], pages) if small else (in_steps(known.held[at]), float(in_steps(np.array(pages))))
    rare = np.where(listed[rows.article], rarity(expected, *counts)[number], rarity_in_pile(*counts)[number])
    name = (known.capital[at] > 0)[number]
    weight = _made_of(rows, name) * rare * np.where(rows.pair, _PAIR_WEIGHT, 1.0)
    kept = _kept(rows.article, weight, name, _MOST if small else _MOST_IN_BULK)
    term = at[number[kept]]
    return Terms(rows.article[kept].astype(np.int64), term, known.hashes[term], weight[kept], name[kept], known.held[term])


def _made_of(rows: _Rows, name: Bools) -> Floats:
    """How much an article makes of each of its terms."""
    return np.asarray(1.0 + np.log(np.maximum(rows.weight * np.where(name, _NAME_WEIGHT, 1.0), 1.0)))


def _kept(article: _I32, weight: Floats, name: Bools, most: tuple[int, int]) -> NDArray[np.intp]:
    """The places of each article's heaviest names and heaviest other terms, in order."""
    return np.sort(np.concatenate([_heaviest(article, weight, chosen, count) for chosen, count in zip((name, ~name), most, strict=True)]))


def _most_telling(rows: _Rows, listed: Bools) -> _Rows:
    """Of articles in a language with a list the terms that tell most by general English: in a large pile nothing else is kept of them."""
    name = rows.capital > 0
    own, number = once(rows.hashes)
    weight = _made_of(rows, name) * rarity(uses(own), np.ones(len(own), np.int64), 1)[number]
    kept = _kept(rows.article, weight, name, _MOST_TOLD)
    chosen = ~listed[rows.article]
    chosen[kept] = True
    return _Rows._make(column[chosen] for column in rows)


def _listed(articles: Sequence[Subject]) -> Bools:
    return np.array([article.language in COUNTED for article in articles], np.bool_)


def terms(articles: Sequence[Subject], house: Mapping[str, list[Span]], small: bool) -> Terms:
    """The heaviest names and the heaviest other terms of each article.

    In a small pile, where each term must tell more, pairs of words are terms too, and a name that is spelt in several ways is one term. `house` are
    stretches of articles that are left out.
    """
    reader = _Reader(articles, house, small)
    rows = _respelt(reader.rows(), reader.names) if small else _most_telling(reader.rows(), _listed(articles))
    each = _Each(*once(rows.hashes))
    return _weighed(rows, each, each.heard(rows.capital), (_listed(articles), len(articles)), small)


class Read(NamedTuple):
    """The terms of some articles of a large pile, before it is known how rare they are in it."""

    numbers: I64
    """The articles' numbers in the pile."""
    listed: Bools
    article: _I32
    """Which of the articles holds each term."""
    hashes: U64
    weight: _F32
    capital: _I32


class _Kept(NamedTuple):
    """The same in less room, until all are read."""

    numbers: I64
    listed: Bools
    article: NDArray[np.uint16]
    each: _Each
    weight: _F32

    def rows(self) -> _Rows:
        """As rows again, without what is known by now of the whole pile."""
        return _rows(self.article.astype(np.int32), self.each.hashes[self.each.number], self.weight)


def read_in_bulk(articles: Sequence[Subject]) -> Read:
    """The terms of some articles of a large pile, numbered in their order."""
    listed = _listed(articles)
    rows = _most_telling(_Reader(articles, {}, False).rows(), listed)
    return Read(np.arange(len(articles)), listed, rows.article, rows.hashes, rows.weight, rows.capital)


def terms_in_bulk(several: Iterable[Read]) -> Terms:
    """`terms` for a large pile, of which some articles are given after the other: memory holds no texts, and of most terms a hash only."""
    kept: list[_Kept] = []
    known = _Known(np.zeros(0, np.uint64), np.zeros(0, np.int64), np.zeros(0, np.int64))
    heard: list[_Known] = []
    for read in several:
        hashes, number = once(read.hashes)
        each = _Each(hashes, number.astype(np.uint32))
        kept.append(_Kept(read.numbers, read.listed, read.article.astype(np.uint16), each, read.weight))
        heard.append(each.heard(read.capital))
        if sum(len(one.hashes) for one in heard) > max(_HEARD, len(known.hashes)):
            known = _together([known, *heard])
            heard.clear()
    known = _together([known, *heard])
    pages = sum(len(read.numbers) for read in kept)
    kept.reverse()
    found = []
    while kept:
        own = kept.pop()
        weighed = _weighed(own.rows(), own.each, known, (own.listed, pages), False)
        found.append(weighed._replace(article=own.numbers[weighed.article]))
    article, term = (np.concatenate([getattr(own, name) for own in found]) for name in ("article", "term"))
    order = order_of(article, term)
    hashes, weight, name, held = (np.concatenate(column)[order] for column in zip(*(own[2:] for own in found), strict=True))
    return Terms(article[order], term[order], hashes, weight, name, held)


def _together(several: Sequence[_Known]) -> _Known:
    return _Known.of(*(np.concatenate(column) for column in zip(*several, strict=True)))
