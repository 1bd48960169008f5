"""From chains of runs to alignments, for the chains of many pairs at once.

What stands in a gap is compared word by word only where both sides have a word of it in common.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firstsaid.reuse.alignments import Alignments, numbered
from firstsaid.reuse.book import Book
from firstsaid.reuse.differences import difference
from firstsaid.reuse.ordering import stretched
from firstsaid.reuse.page import GLUED, TELLING
from firstsaid.reuse.pairs import Sides
from firstsaid.reuse.words import I64

_FLAGS = np.uint64(GLUED | TELLING)

_WIDE = 64
"""Words on either side of a gap beyond which it is always compared."""

_AT_ONCE = 1 << 20
"""Pairs of words that are looked at at once."""


class ChainRuns(NamedTuple):
    """Runs of chains, in order of chain and place."""

    chain: I64
    a: I64
    b: I64
    length: I64


def _apart(runs: ChainRuns) -> ChainRuns:
    """The runs without what one has in common with the one before it; `chained` joins none of which nothing would be left."""
    overlap = np.zeros(len(runs.chain), np.int64)
    reached = [side[:-1] + runs.length[:-1] - side[1:] for side in (runs.a, runs.b)]
    overlap[1:] = np.where(runs.chain[1:] == runs.chain[:-1], np.maximum(0, np.maximum(*reached)), 0)
    return ChainRuns(runs.chain, runs.a + overlap, runs.b + overlap, runs.length - overlap)


def in_whole_units(book: Book, sides: Sides, steps: Alignments) -> Alignments:
    """Alignments without an edge that cuts a number, abbreviation or genitive in two; none is left of some."""
    first, last = steps.begins(), steps.ends()
    at = sides.of(steps.number[first])
    a, b, stop_a, stop_b = steps.a.copy(), steps.b.copy(), steps.stop_a.copy(), steps.stop_b.copy()
    a[first], b[first] = _moved(book, at, (a[first], b[first]), stop_a[first] - a[first], 1)
    stop_a[last], stop_b[last] = _moved(book, at, (stop_a[last], stop_b[last]), stop_a[last] - a[last], -1)
    return Alignments(steps.number, steps.equal, a, stop_a, b, stop_b).trimmed()


def _moved(book: Book, at: Sides, edges: tuple[I64, I64], room: I64, by: int) -> tuple[I64, I64]:
    """Edges of equal words, moved by so much as long as the word behind one of them belongs to the one before it, within the room that they have."""
    shift = np.zeros_like(room)
    moving = np.flatnonzero(room > 0)
    while len(moving):
        a, b = (begin[moving] + edge[moving] + by * shift[moving] for begin, edge in zip(at, edges, strict=True))
        moving = moving[book.glued[a] | book.glued[b]]
        shift[moving] += 1
        moving = moving[shift[moving] < room[moving]]
    return edges[0] + by * shift, edges[1] + by * shift


def share_a_word(book: Book, at: Sides, a: tuple[I64, I64], b: tuple[I64, I64], flag: int = 0) -> NDArray[np.bool_]:
    """Which of these pairs of stretches of words, from and up to, may have a word in common, one with this flag if any is given."""
    size_a, size_b = a[1] - a[0], b[1] - b[0]
    found: NDArray[np.bool_] = (np.maximum(size_a, size_b) > _WIDE) & (np.minimum(size_a, size_b) > 0)
    compared = np.where(found, 0, size_a * size_b)
    piece = np.cumsum(compared) // _AT_ONCE
    for own in np.split(np.arange(len(piece)), np.flatnonzero(piece[1:] != piece[:-1]) + 1):
        stretch, place = stretched(np.zeros_like(own), compared[own])
        stretch = own[stretch]
        word_a, word_b = (at.a + a[0])[stretch] + place // size_b[stretch], (at.b + b[0])[stretch] + place % size_b[stretch]
        equal = (book.coded[word_a] ^ book.coded[word_b]) <= _FLAGS
        found[stretch[equal & (book.coded[word_a] & np.uint64(flag) == flag)]] = True
    return found


class _Gaps(NamedTuple):
    """What stands between neighbouring runs of chains: words from and up to in a and in b."""

    a: I64
    stop_a: I64
    b: I64
    stop_b: I64


def _compared(book: Book, at: Sides, gaps: _Gaps) -> tuple[I64, I64]:
    """How many steps each gap has, and these as rows of numbers."""
    sizes = np.ones(len(gaps.a), np.int64)
    shared = np.flatnonzero(share_a_word(book, at, (gaps.a, gaps.stop_a), (gaps.b, gaps.stop_b)))
    places = [8 * (side + words)[shared] for side, words in ((at.a, gaps.a), (at.a, gaps.stop_a), (at.b, gaps.b), (at.b, gaps.stop_b))]
    found = [difference(book.packed[a:stop_a], book.packed[b:stop_b]) for a, stop_a, b, stop_b in zip(*(side.tolist() for side in places), strict=True)]
    sizes[shared] = [len(steps) for steps in found]
    rows = np.zeros((5, int(sizes.sum())), np.int64)
    begins = np.cumsum(sizes) - sizes
    rows[:, begins] = np.zeros_like(gaps.a), np.zeros_like(gaps.a), gaps.stop_a - gaps.a, np.zeros_like(gaps.b), gaps.stop_b - gaps.b
    rows[:, stretched(begins[shared], begins[shared] + sizes[shared])[1]] = numbered(found)
    rows[1:] += np.repeat([gaps.a, gaps.a, gaps.b, gaps.b], sizes, axis=1)
    return sizes, rows


def aligned(book: Book, sides: Sides, found: ChainRuns) -> Alignments:
    """The alignment of each chain of runs, from its first to its last equal word. `sides` are those of the chains."""
    runs = _apart(found)
    a, b, stop_a, stop_b = runs.a.copy(), runs.b.copy(), runs.a + runs.length, runs.b + runs.length
    before = np.flatnonzero(runs.chain[1:] == runs.chain[:-1])
    after, at = before + 1, sides.of(runs.chain[before])
    a[after], b[after] = _moved(book, at, (a[after], b[after]), stop_a[after] - a[after], 1)
    stop_a[before], stop_b[before] = _moved(book, at, (stop_a[before], stop_b[before]), stop_a[before] - a[before], -1)
    sizes, gaps = _compared(book, at, _Gaps(stop_a[before], a[after], stop_b[before], b[after]))
    places = np.zeros((len(runs.chain), 2), np.int64)
    places[:, 0] = 1
    places[before, 1] = sizes
    begins = (np.cumsum(places) - places.ravel()).reshape(-1, 2)
    steps = np.ones((5, int(places.sum())), np.int64)
    steps[1:, begins[:, 0]] = a, stop_a, b, stop_b
    steps[:, stretched(begins[before, 1], begins[before, 1] + sizes)[1]] = gaps
    return Alignments(np.repeat(runs.chain, places.sum(axis=1)), steps[0].astype(np.bool_), *steps[1:]).trimmed()
