"""Shared passages cut where the kind of text changes."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firstsaid.reuse.alignments import Alignments
from firstsaid.reuse.book import Book
from firstsaid.reuse.kinds import POST, QUOTATION, SHARED
from firstsaid.reuse.ordering import group_begins, stretched
from firstsaid.reuse.pairs import Pairs, Sides
from firstsaid.reuse.passages import Passages
from firstsaid.reuse.words import I64

_SHORT = 3
"""Equal words below which a stretch of another kind between two of one kind is taken with them."""

_MIXED = -1
"""The kind of a gap whose words are not all of one."""


class Segments(NamedTuple):
    """Parts of passages that are of one kind each."""

    shared: Passages
    kind: NDArray[np.int8]

    def of_numbers(self, numbers: I64) -> "Segments":
        """Some of them, in this order."""
        return Segments(self.shared.of_numbers(numbers), self.kind[numbers])


def _kinds_at(book: Book, sides: Sides, steps: Alignments) -> NDArray[np.int8]:
    """The kind of sharing of the first words of equal steps."""
    return np.asarray(SHARED[book.kinds[sides.a + steps.a], book.kinds[sides.b + steps.b]])


def _cut(book: Book, sides: Sides, steps: Alignments) -> Alignments:
    """The steps, equal ones cut where the kind of sharing changes. `sides` are those of the passages."""
    at = sides.of(steps.number)
    crossing = np.flatnonzero(steps.equal & ((book.kind_stop[at.a + steps.a] < steps.stop_a) | (book.kind_stop[at.b + steps.b] < steps.stop_b)))
    a, b = steps.a[crossing], steps.b[crossing]
    step, word = stretched(a, steps.stop_a[crossing])
    beside = word + (b - a)[step]
    kind = SHARED[book.kinds[at.a[crossing][step] + word], book.kinds[at.b[crossing][step] + beside]]
    begins = np.flatnonzero(group_begins(step, kind))
    sizes = np.ones(len(steps.equal), np.int64)
    sizes[crossing] = np.bincount(step[begins], minlength=len(crossing))
    pieces = steps.at(np.repeat(np.arange(len(sizes)), sizes))
    first = np.cumsum(sizes) - sizes
    places = stretched(first[crossing], first[crossing] + sizes[crossing])[1]
    length = np.diff(np.append(begins, len(step)))
    for start, stop, words in ((pieces.a, pieces.stop_a, word), (pieces.b, pieces.stop_b, beside)):
        start[places], stop[places] = words[begins], words[begins] + length
    return pieces


def _gap_kinds(book: Book, sides: Sides, gaps: Alignments) -> NDArray[np.int8]:
    """The kind of the words in each gap where they are all of one; posts are quotations."""
    at = sides.of(gaps.number)
    gap, word = (np.concatenate(both) for both in zip(stretched(at.a + gaps.a, at.a + gaps.stop_a), stretched(at.b + gaps.b, at.b + gaps.stop_b), strict=True))
    kinds = book.kinds[word]
    kinds[kinds == POST] = QUOTATION
    least, most = np.full(len(gaps.number), POST, np.int8), np.full(len(gaps.number), _MIXED, np.int8)
    np.minimum.at(least, gap, kinds)
    np.maximum.at(most, gap, kinds)
    return np.where(least == most, least, np.int8(_MIXED))


def _smoothed(passage: I64, kinds: NDArray[np.int8], same: I64) -> NDArray[np.int8]:
    """The kinds of parts; very short parts between two of one kind take that kind."""
    smooth = kinds.tolist()
    inner = (same[1:-1] < _SHORT) & (passage[:-2] == passage[2:])
    for number in (np.flatnonzero(inner) + 1).tolist():
        if smooth[number - 1] == smooth[number + 1]:
            smooth[number] = smooth[number - 1]
    return np.array(smooth, np.int8)


def split(pairs: Pairs, found: Passages) -> Segments:
    """Passages as segments of one kind each, in order."""
    book, sides = pairs.book, pairs.sides(found.pair)
    pieces = _cut(book, sides, found.steps)
    equal, gap = np.flatnonzero(pieces.equal), np.flatnonzero(~pieces.equal)
    told = pieces.at(equal)
    kind = _kinds_at(book, sides.of(told.number), told)
    new = group_begins(told.number, kind)
    part, begins = np.cumsum(new) - 1, np.flatnonzero(new)
    passage, kinds = told.number[begins], kind[begins]
    smooth = _smoothed(passage, kinds, np.bincount(part, told.stop_a - told.a).astype(np.int64))
    segment_begins = group_begins(passage, smooth)
    segment = np.cumsum(segment_begins) - 1
    number = np.empty(len(pieces.equal), np.int64)
    number[equal] = segment[part]
    last = part[np.cumsum(pieces.equal)[gap] - 1]
    following = part[np.minimum(np.cumsum(pieces.equal)[gap], len(part) - 1)]
    number[gap] = segment[last]
    between = np.flatnonzero(segment[last] != segment[following])
    last, following = last[between], following[between]
    own = _gap_kinds(book, sides, pieces.at(gap[between]))
    number[gap[between]] = np.where(own == kinds[last], segment[last], np.where(own == kinds[following], segment[following], -1))
    steps = pieces._replace(number=number).at(number >= 0).joined()
    return Segments(Passages(steps, found.pair[passage[segment_begins]]), smooth[segment_begins])
