"""A passage's edges: it reaches to where its sentence or quotation begins and ends on both sides, across a few words that differ."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from firstsaid.reuse.book import Book
from firstsaid.reuse.differences import Pair, Step, compared, extent, joined
from firstsaid.reuse.page import Page
from firstsaid.reuse.pairs import Sides
from firstsaid.reuse.words import I64

_MARGIN = 6
"""Words that may lie between a passage and the edge, on either side."""

_FRAME = 12
"""Words before a passage that a quotation may lack which begins in the midst of the other's sentence as if it were whole."""

_OTHER = 3
"""Words among them that may differ, on either side."""


def _in_quotation(page: Page, word: int, forward: bool) -> int | None:
    """How many words of its quotation stand beyond a word; None where it is in none."""
    stop = page.quotation_stop[word]
    if not (stop and page.quoted[word]):
        return None
    return stop - word - 1 if forward else word - page.quotation_first[word]


def _in_sentence(page: Page, word: int, forward: bool) -> int:
    """How many words of its sentence stand beyond a word, as far as they are in one quotation with it."""
    words = page.sentence_stop[word] - word - 1 if forward else word - page.sentence_first[word]
    quoted = _in_quotation(page, word, forward)
    return words if quoted is None else min(words, quoted)


def _margins(inner: tuple[int, int], rooms: tuple[int, int], forward: bool) -> tuple[tuple[int, int], tuple[int, int]]:
    """The words beyond the passage, from and up to, on either side."""
    (a, b), (room_a, room_b) = inner, rooms
    return ((a + 1, a + 1 + room_a), (b + 1, b + 1 + room_b)) if forward else ((a - room_a, a), (b - room_b, b))


def _few_differ(steps: list[Step]) -> bool:
    other = [step for step in steps if not step.equal]
    return max(sum(step.stop_a - step.a for step in other), sum(step.stop_b - step.b for step in other)) <= _OTHER


def _inner(steps: list[Step], forward: bool) -> tuple[int, int]:
    (a, stop_a), (b, stop_b) = extent(steps)
    return (stop_a - 1, stop_b - 1) if forward else (a, b)


def _joined(steps: list[Step], more: list[Step], forward: bool) -> list[Step]:
    return joined([*steps, *more] if forward else [*more, *steps])


def _same_word(pair: Pair, a: int, b: int) -> bool:
    """Whether two words can be the same, by all but the lowest byte of their hashes."""
    return pair.a.coded[8 * a + 1 : 8 * a + 8] == pair.b.coded[8 * b + 1 : 8 * b + 8]


Free = Callable[[tuple[int, int], tuple[int, int]], bool]
"""Whether no other passage of the pair holds any of these words."""


def to_equal_edge(pair: Pair, steps: list[Step], free: Free, forward: bool) -> list[Step]:
    """The passage up to the edge of its sentence or quotation, when both sides have the same words there."""
    a, b = inner = _inner(steps, forward)
    rooms = _in_sentence(pair.a, a, forward), _in_sentence(pair.b, b, forward)
    if not (0 < rooms[0] <= _MARGIN and 0 < rooms[1] <= _MARGIN):
        return steps
    margins = _margins(inner, rooms, forward)
    if not _same_word(pair, margins[0][1] - 1 if forward else margins[0][0], margins[1][1] - 1 if forward else margins[1][0]) or not free(*margins):
        return steps
    more = compared(pair, *margins)
    outer = more[-1] if forward else more[0]
    return _joined(steps, more, forward) if outer.equal and _few_differ(more) else steps


def _quoted_beyond(book: Book, begin: I64, word: I64, forward: bool) -> I64:
    """How many words of its quotation stand beyond each word, -1 where it is in none; `begin` is where its page's words begin."""
    at = begin + word
    stop = book.quotation_stop[at]
    return np.where((stop > 0) & book.quoted[at], stop - word - 1 if forward else word - book.quotation_first[at], -1)


def _rooms(book: Book, begin: I64, word: I64, forward: bool) -> I64:
    """The same as `_in_sentence` gives for each word."""
    words = book.sentence_stop[begin + word] - word - 1 if forward else word - book.sentence_first[begin + word]
    quoted = _quoted_beyond(book, begin, word, forward)
    return np.asarray(np.where(quoted < 0, words, np.minimum(words, quoted)))


def may_reach_edge(book: Book, sides: Sides, inner: tuple[I64, I64], forward: bool) -> NDArray[np.bool_]:
    """Which passages `to_equal_edge` may widen, given their last words in a and b, or first ones backwards."""
    a, b = (_rooms(book, begin, word, forward) for begin, word in zip(sides, inner, strict=True))
    near = (a > 0) & (a <= _MARGIN) & (b > 0) & (b <= _MARGIN)
    outer_a, outer_b = (begin + word + (room if forward else -room) for begin, word, room in zip(sides, inner, (a, b), strict=True))
    low = np.uint64(8)
    return np.asarray(near & (book.coded[outer_a] >> low == book.coded[outer_b] >> low))


def may_reach_quotation_edge(book: Book, sides: Sides, inner: tuple[I64, I64], forward: bool) -> NDArray[np.bool_]:
    """Which shared quotations `to_quotation_edges` may widen."""
    a, b = (_quoted_beyond(book, begin, word, forward) for begin, word in zip(sides, inner, strict=True))
    return np.asarray((a > 0) & (a <= _MARGIN) & (b > 0) & (b <= _MARGIN))


def to_quotation_edges(pair: Pair, steps: list[Step], free: Free) -> list[Step]:
    """A shared quotation up to the marks on both sides, when only a few words there are others."""
    for forward in (False, True):
        a, b = inner = _inner(steps, forward)
        rooms = _in_quotation(pair.a, a, forward) or 0, _in_quotation(pair.b, b, forward) or 0
        if not (0 < rooms[0] <= _MARGIN and 0 < rooms[1] <= _MARGIN):
            continue
        margins = _margins(inner, rooms, forward)
        if free(*margins):
            more = compared(pair, *margins)
            steps = _joined(steps, more, forward) if _few_differ(more) else steps
    return steps


def may_begin_within(book: Book, sides: Sides, inner: tuple[I64, I64]) -> NDArray[np.bool_]:
    """Which shared quotations `to_sentence_begin` may widen."""
    a, b = (_quoted_beyond(book, begin, word, False) for begin, word in zip(sides, inner, strict=True))
    return np.asarray((np.minimum(a, b) == 0) & (np.maximum(a, b) > 0))


def to_sentence_begin(pair: Pair, steps: list[Step], free: Free) -> list[Step]:
    """A shared quotation with the words that one side lacks before it, where that side begins it with a capital as if the sentence began there: “We found no
    sign that the crates left”, “The crates left”.
    """
    (a, _), (b, _) = extent(steps)
    room_a, room_b = _in_sentence(pair.a, a, False), _in_sentence(pair.b, b, False)
    if not (0 < room_a <= _FRAME and _begins(pair.b, b, pair.a, a)):
        room_a = 0
    if not (0 < room_b <= _FRAME and _begins(pair.a, a, pair.b, b)):
        room_b = 0
    if (room_a > 0) == (room_b > 0) or not free((a - room_a, a), (b - room_b, b)):
        return steps
    return _joined(steps, [Step(False, a - room_a, a, b - room_b, b)], False)


def _begins(short: Page, word: int, other: Page, same: int) -> bool:
    """Whether a quotation begins at a word with a capital that the other has not, and no bracket shows it."""
    at, text = short.start_of[word], short.article.text
    first = short.quotation_first[word] == word and text[at].isupper() and text[at - 1 : at] != "["
    return first and bool(other.quotation_stop[same]) and other.article.text[other.start_of[same]].islower()
