"""Echoes: a few rare turns of phrase that two articles have in common, close together, where neither carries a passage of the other."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from firstsaid.model import Match, Span, content_id
from firstsaid.reuse.book import Book
from firstsaid.reuse.differences import plain_words
from firstsaid.reuse.kinds import NARRATIVE, POST, QUOTATION, Layout
from firstsaid.reuse.ordering import alike, group_begins, order_of
from firstsaid.reuse.page import Page
from firstsaid.reuse.stock import Stock
from firstsaid.reuse.typography import letters_of
from firstsaid.reuse.words import I64

FEWEST = 3
"""Different turns of phrase that make an echo."""

WITHIN = 60
"""Words within which they stand, in both articles."""

_RARE_PAGES, _RARE_SHARE = 5, 0.01
"""A turn of phrase in more pages than either allows is no longer rare."""

_ONCE = 2
"""Times that an article may use it."""


_MOST = 1_000
"""Rare turns of phrase that two articles without a passage in common can share; more are a page made to waste time."""

_RELATED = 1_500
"""Characters of proper matches from which on a pair needs no echo."""

_HELD = 0.3
"""Share of a neighbourhood that proper matches may hold in both articles."""


Extent = tuple[int, int, int, int]
"""Where a match lies: its first character and its end in either article."""


class Shared(NamedTuple):
    """A turn of phrase that two articles have in common, by the number of its first word in each."""

    phrase: int
    a: int
    b: int


def _stem(word: str) -> str:
    word = word.casefold()
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def stems(stock: Stock) -> I64:
    """A number for each word of the stock, the same for singular and plural."""
    order = alike(stock.hashes)
    new = group_begins(stock.hashes[order])
    first = order[new]
    holders = np.searchsorted(stock.offsets, first, "right") - 1
    numbers: dict[str, int] = {}
    coded = np.empty(len(first), np.int64)
    places = (first.tolist(), holders.tolist(), stock.starts[first].tolist(), stock.stops[first].tolist())
    for place, (_, holder, start, stop) in enumerate(zip(*places, strict=True)):
        coded[place] = numbers.setdefault(_stem(stock.articles[holder].text[start:stop]), len(numbers))
    numbered = np.empty(len(order), np.int64)
    numbered[order] = coded[np.cumsum(new) - 1]
    return numbered


def _ordinary(layout: Layout) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which words begin with no figure, and which with no capital."""
    text = "\n".join([article.text for article in layout.texts])
    letters, which = np.unique(letters_of(text)[layout.starts], return_inverse=True)
    known = [chr(letter) for letter in letters.tolist()]
    return ~np.array([letter.isdigit() for letter in known], np.bool_)[which], ~np.array([letter.isupper() for letter in known], np.bool_)[which]


def _turns(book: Book) -> I64:
    """Where neighbouring content words of one sentence of telling or quotation stand that are no name and no figure: the first of the two, counted through all
    pages.
    """
    told = book.words.content & np.isin(book.kinds[:-1], (NARRATIVE, QUOTATION, POST))
    figureless, small = _ordinary(Layout.of(book.texts, book.offsets, book.words.starts, book.words.stops))
    together = told[:-1] & told[1:] & (book.sentences[:-1] == book.sentences[1:])
    ends = book.offsets[1:] - 1
    together[ends[(ends >= 0) & (ends < len(together))]] = False
    return np.flatnonzero(together & figureless[:-1] & figureless[1:] & (small[:-1] | small[1:]))


def _rare(stock: Stock, book: Book) -> dict[int, list[tuple[int, int]]]:
    """Rare turns of phrase with the articles and places that hold them."""
    at, coded = _turns(book), stems(stock)
    _, phrase = np.unique(coded[at] << 32 | coded[at + 1], return_inverse=True)
    article = np.searchsorted(book.offsets, at, "right") - 1
    order = order_of(phrase, at)
    phrase, article, word = phrase[order], article[order], (at - book.offsets[article])[order]
    begins = np.flatnonzero(group_begins(phrase, article))
    sizes = np.diff(np.append(begins, len(phrase)))
    seldom = sizes <= _ONCE
    holders = np.bincount(phrase[begins[seldom]], minlength=len(phrase) + 1)
    most = max(_RARE_PAGES, int(_RARE_SHARE * len(book.texts)))
    wanted = np.flatnonzero(np.repeat(seldom, sizes) & (holders[phrase] >= 2) & (holders[phrase] <= most))
    rare: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for number, *place in zip(phrase[wanted].tolist(), article[wanted].tolist(), word[wanted].tolist(), strict=True):
        rare[number].append((place[0], place[1]))
    return rare


def _joint(rare: dict[int, list[tuple[int, int]]], related: set[tuple[int, int]]) -> dict[tuple[int, int], list[Shared]]:
    """For each pair of articles but the related ones, the rare turns of phrase they share; neighbouring ones that go on together count once."""
    joint: defaultdict[tuple[int, int], list[Shared]] = defaultdict(list)
    for phrase, places in rare.items():
        for at, (article_a, a) in enumerate(places):
            for article_b, b in places[at + 1 :]:
                if article_a != article_b and (article_a, article_b) not in related:
                    joint[article_a, article_b].append(Shared(phrase, a, b))
    once = {}
    for pair, found in joint.items():
        if FEWEST <= len(found) <= _MOST:
            known = {(shared.a, shared.b) for shared in found}
            once[pair] = sorted((s for s in found if (s.a - 1, s.b - 1) not in known), key=lambda s: (s.a, s.b))
    return once


def _closest(found: list[Shared], number: int) -> list[Shared]:
    """The most turns of phrase that stand close to the one of this number and after it in a, and close together in b."""
    first = found[number]
    beyond = bisect_right(found, first.a + WITHIN, lo=number, key=lambda s: s.a)
    near = sorted(found[number:beyond], key=lambda s: (s.b, s.a))
    best: list[Shared] = []
    low = 0
    for high, last in enumerate(near):
        while last.b - near[low].b > WITHIN:
            low += 1
        if len({s.phrase for s in near[low : high + 1]}) > len({s.phrase for s in best}):
            best = near[low : high + 1]
    return best


def _neighbourhoods(found: list[Shared]) -> Iterator[list[Shared]]:
    """Groups of FEWEST or more turns of phrase, from the front of a to its end; none is used twice."""
    number = 0
    while number <= len(found) - FEWEST:
        group = _closest(found, number)
        if len({s.phrase for s in group}) < FEWEST:
            number += 1
            continue
        yield group
        number = bisect_right(found, max(s.a for s in group), key=lambda s: s.a)


def _echo(a: Page, b: Page, group: list[Shared]) -> Match:
    first_a, last_a = min(s.a for s in group), max(s.a for s in group) + 2
    first_b, last_b = min(s.b for s in group), max(s.b for s in group) + 2
    span_a, span_b = a.span(first_a, last_a), b.span(first_b, last_b)
    numbers: dict[int, int] = {}
    sides = plain_words(a.coded[8 * first_a : 8 * last_a]), plain_words(b.coded[8 * first_b : 8 * last_b])
    coded = [[numbers.setdefault(word, len(numbers)) for word in side] for side in sides]
    ids = a.article.id, b.article.id
    return Match(
        id=content_id("match", ids[0], str(span_a.start), str(span_a.stop), ids[1], str(span_b.start), str(span_b.stop), "echo"),
        article_a=ids[0], start_a=span_a.start, stop_a=span_a.stop, article_b=ids[1], start_b=span_b.start, stop_b=span_b.stop,
        kind="echo", words=max(last_a - first_a, last_b - first_b), same=int(LCSseq.similarity(*coded)), edits=(),
    )  # fmt: skip


def echoes(stock: Stock, book: Book, passages: Mapping[tuple[int, int], list[Extent]]) -> Iterator[Match]:
    """One match of kind "echo" for each neighbourhood of rare turns of phrase, in order of pairs.

    `passages` are the pairs' proper matches: what they hold already is no echo.
    """
    related = {pair for pair, spans in passages.items() if sum(stop - start for start, stop, _, _ in spans) >= _RELATED}
    for (a, b), found in sorted(_joint(_rare(stock, book), related).items()):
        known, page_a, page_b = passages.get((a, b), []), book.page(a), book.page(b)
        for group in _neighbourhoods([s for s in found if not _within(page_a, page_b, s, known)]):
            echo = _echo(page_a, page_b, group)
            if _new(echo, known):
                yield echo


def _new(echo: Match, passages: list[Extent]) -> bool:
    """Whether, in one of the articles, most of the neighbourhood stands outside the pair's proper matches."""
    held_a = sum(echo.a.overlap(Span(start, stop)) for start, stop, _, _ in passages)
    held_b = sum(echo.b.overlap(Span(start, stop)) for _, _, start, stop in passages)
    return min(held_a / (echo.stop_a - echo.start_a), held_b / (echo.stop_b - echo.start_b)) <= _HELD


def _within(a: Page, b: Page, shared: Shared, passages: list[Extent]) -> bool:
    """Whether a proper match holds this turn of phrase, on both sides."""
    at_a, at_b = a.start_of[shared.a], b.start_of[shared.b]
    return any(start_a <= at_a < stop_a and start_b <= at_b < stop_b for start_a, stop_a, start_b, stop_b in passages)
