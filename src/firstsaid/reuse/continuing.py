"""Quotations that go on after "…, he said": their neighbouring pieces are matched too, however few words they have.

A page that makes “S,” he said. “T” into “S. T” leaves too few words behind the interruption for a passage of their own, and there quotations are changed.
"""

import numpy as np
from numpy.typing import NDArray

from firstsaid.reuse.book import Book
from firstsaid.reuse.chains import Extents
from firstsaid.reuse.coverage import Taken
from firstsaid.reuse.differences import Pair, Step, compared, extent, same_words, trimmed
from firstsaid.reuse.page import TELLING, Page
from firstsaid.reuse.pairs import Sides

_INTERRUPTION = 25
"""Words that may stand between two pieces of one quotation."""
_PIECE = 24
"""Words of a piece that are looked at."""
_FEWEST, _SHARE = 3, 0.6
"""Equal words that a piece must have, and what share of it they must be."""

Words = tuple[int, int]
Passage = list[Step]


def may_continue(book: Book, sides: Sides, where: Extents) -> NDArray[np.bool_]:
    """Which passages may have something behind or before them that `continued` looks at."""
    count = len(book.quoted)
    places = np.arange(count)
    following = np.minimum.accumulate(np.where(book.quoted, places, 2 * count)[::-1])[::-1]
    last = np.maximum.accumulate(np.where(book.quoted, places, -count))
    behind, before = np.ones(len(where.pair), np.bool_), np.ones(len(where.pair), np.bool_)
    for begin, first, stop in ((sides.a, where.a, where.stop_a), (sides.b, where.b, where.stop_b)):
        behind &= book.quoted[begin + stop - 1] & (following[begin + stop] < begin + stop + _INTERRUPTION)
        before &= book.quoted[begin + first] & (last[begin + first - 1] >= begin + first - _INTERRUPTION)
    return behind | before


def continued(pair: Pair, found: list[Passage], taken: Taken) -> list[Passage]:
    """What follows the passages, and what goes before them, in the quotations that both pages have them in; it is taken in `taken`, too."""
    more: list[Passage] = []
    for forward in (True, False):
        asked = list(found)
        while asked:
            piece = _piece(pair, asked.pop(), forward, taken)
            if piece:
                for side, words in zip(taken, extent(piece), strict=True):
                    side.take(words)
                more.append(piece)
                asked.append(piece)
    return more


def _piece(pair: Pair, passage: Passage, forward: bool, taken: Taken) -> Passage | None:
    """The next or the last piece of a passage's quotation; None where the pages have no such piece in common."""
    a, b = (edge[forward] for edge in extent(passage))
    near_a, near_b = (_after(page, word) if forward else _before(page, word) for page, word in ((pair.a, a), (pair.b, b)))
    if near_a is None or near_b is None or not (taken[0].none(near_a) and taken[1].none(near_b)):
        return None
    steps = trimmed(compared(pair, near_a, near_b))
    same = same_words(steps)
    if same < _FEWEST or any(same < _SHARE * (stop - first) for first, stop in extent(steps)):
        return None
    return steps if any(pair.a.coded[8 * word] & TELLING for equal, first, stop, _, _ in steps if equal for word in range(first, stop)) else None


def _after(page: Page, word: int) -> Words | None:
    """Words of the same speech from a word on, behind the interruption if there is one; None where nobody is quoted right before."""
    if not page.quoted[word - 1]:
        return None
    first = page.quoted.find(1, word, word + _INTERRUPTION)
    return (first, min(page.quotation_stop[first], first + _PIECE)) if first >= 0 else None


def _before(page: Page, word: int) -> Words | None:
    """The same up to a word."""
    if not page.quoted[word]:
        return None
    last = page.quoted.rfind(1, max(0, word - _INTERRUPTION), word)
    return (max(page.quotation_first[last], last + 1 - _PIECE), last + 1) if last >= 0 else None
