"""How two pages set the words that they share: what a reader hardly sees, and what nobody types twice by chance.

A copy keeps no-break spaces, invisible characters, the shape of quotation marks and slips of the hand; who types a text anew loses them.
"""

import re
from collections import defaultdict
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firstsaid.model import SharedMark
from firstsaid.model.reuse import MARK_KINDS
from firstsaid.reuse.kinds import Layout
from firstsaid.reuse.ordering import group_begins, order_of, stretched
from firstsaid.reuse.wordlists import single_words
from firstsaid.reuse.words import I64, U64

NO_BREAK, INVISIBLE, QUOTE, SPACING, DOUBLED = MARK_KINDS

_CHARACTERS = {
    NO_BREAK: "\u00a0\u2007\u202f",
    INVISIBLE: "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff",
    QUOTE: "“”„‘’‚«»‹›",
}
"""No-break spaces, invisible characters, and quotation marks that no typewriter has."""

_BLANKS = re.compile(r"(?<=\S) {2,3}(?=\S)")
_BLANK_BEFORE = re.compile(r"(?<=[^\W\d_]) [,.](?=\s)")
"""Slips of spacing: several blanks, a blank before a comma or full stop; none after it is the third."""

_SMALL, _GREAT, _STOP, _MARK = 1, 2, 3, 4
_SORTS = np.zeros(0x10001, np.uint8)
"""Sorts of characters up to U+FFFF; the last entry stands for all others. From _MARK on they are those of _CHARACTERS."""
_SORTS[[*range(ord("a"), ord("z") + 1), *range(ord("à"), ord("ÿ") + 1)]] = _SMALL
_SORTS[[*range(ord("A"), ord("Z") + 1), *range(ord("À"), ord("Þ") + 1)]] = _GREAT
_SORTS[[ord(mark) for mark in ",;.!?"]] = _STOP
for _sort, _characters in enumerate(_CHARACTERS.values(), _MARK):
    _SORTS[[ord(character) for character in _characters]] = _sort

_KINDS = tuple(_CHARACTERS)

_SHOWN = 8
"""Places that are named of one kind."""


class Words(NamedTuple):
    """Words of articles, given by the characters of their article's text."""

    hashes: U64
    starts: NDArray[np.uint32]
    stops: NDArray[np.uint32]
    content: NDArray[np.bool_]
    """Which of them are no function words."""


def letters_of(text: str) -> NDArray[np.uint32]:
    """The characters of a text as numbers."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


Found = list[tuple[int, str, str]]
"""Marks: character, kind, and what they are."""


def _no_blank_after(sorts: NDArray[np.uint8], marks: NDArray[np.intp]) -> list[int]:
    """Which commas and full stops stand right between a small letter and a word that begins with a capital."""
    marks = marks[(marks > 0) & (marks < len(sorts) - 2)]
    slips: list[int] = marks[(sorts[marks - 1] == _SMALL) & (sorts[marks + 1] == _GREAT) & (sorts[marks + 2] == _SMALL)].tolist()
    return slips


def _single(text: str, letters: NDArray[np.uint32]) -> Found:
    """Marks of one character."""
    sorts = _SORTS[np.minimum(letters, len(_SORTS) - 1)]
    places = np.flatnonzero(sorts >= _STOP)
    own = sorts[places]
    shown = own >= _MARK
    found = [(at, _KINDS[sort - _MARK], text[at]) for at, sort in zip(places[shown].tolist(), own[shown].tolist(), strict=True)]
    return found + [(at, SPACING, text[at]) for at in _no_blank_after(sorts, places[own == _STOP])]


def _blanks(text: str, letters: NDArray[np.uint32]) -> Found:
    """Blanks where none belong."""
    blank, following = letters[:-1] == ord(" "), letters[1:]
    found: Found = []
    for pattern, possible in ((_BLANKS, following == ord(" ")), (_BLANK_BEFORE, (following == ord(",")) | (following == ord(".")))):
        slips = (pattern.match(text, at) for at in np.flatnonzero(blank & possible).tolist())
        found += [(slip.start(), SPACING, slip[0]) for slip in slips if slip]
    return found


def _doubled(text: str, layout: Layout, hashes: U64) -> Found:
    """Words in small letters that stand twice in a row with a blank between."""
    starts, stops = layout.starts, layout.stops
    found = []
    for word in (np.flatnonzero((hashes[1:] == hashes[:-1]) & (starts[1:] - stops[:-1] == 1)) + 1).tolist():
        place, before = int(starts[word]), int(starts[word - 1])
        what = text[place : int(stops[word])]
        small = what.isalpha() and what == text[before : before + len(what)] == what.lower() != what.upper()
        if small and text[place - 1] == " " and what not in single_words("doubled.txt"):
            found.append((place, DOUBLED, what))
    return found


class Marks(NamedTuple):
    """Something in the setting of pages, at a word or before it, in order of the words and their characters."""

    word: I64
    """The word's number, counted through all pages."""
    kind: I64
    """Number of the kind in MARK_KINDS."""
    what: I64
    """A number for what it is; equal numbers are equal marks."""
    place: I64
    """Its character in its page's text."""
    before: NDArray[np.bool_]
    """Whether it stands between this word and the one before, or lies in the two being the same."""

    @classmethod
    def of(cls, text: str, letters: NDArray[np.uint32], layout: Layout, hashes: U64) -> "Marks":
        """Look for the marks of some pages, given their texts as one, that as `letters_of` has it, and the hashes of their words."""
        found = sorted([*_single(text, letters), *_blanks(text, letters)]) + _doubled(text, layout, hashes)
        numbers: dict[str, int] = {}
        kinds = {kind: number for number, kind in enumerate(MARK_KINDS)}
        rows = np.array([(at, kinds[kind], numbers.setdefault(what, len(numbers))) for at, kind, what in found], np.int64).reshape(-1, 3)
        word = layout.stops.searchsorted(rows[:, 0], "right")
        order = np.argsort(word, kind="stable")[: np.count_nonzero(word < len(layout.stops))]
        word, rows = word[order], rows[order]
        begin = layout.begins[np.searchsorted(layout.offsets, word, "right") - 1]
        own = rows[:, 0] >= begin
        word, begin, (place, kind, what) = word[own], begin[own], rows[own].T
        return cls(word, kind, what, place - begin, (place < layout.starts[word]) | (kind == kinds[DOUBLED]))

    def at(self, first: I64, stop: I64) -> tuple[I64, I64]:
        """The marks at the words of some stretches, and between them: which stretch, and which mark."""
        stretch, mark = stretched(self.word.searchsorted(first), self.word.searchsorted(stop))
        inside = ~self.before[mark] | (self.word[mark] > first[stretch])
        return stretch[inside], mark[inside]


class Stretches(NamedTuple):
    """Stretches of equal words in pages: which match they belong to, the first word in either page, counted through all pages, and how many words."""

    match: I64
    a: I64
    b: I64
    length: I64


def _together(marks: Marks, stretches: Stretches, in_a: tuple[I64, I64], in_b: tuple[I64, I64]) -> tuple[I64, I64]:
    """Which of the marks of a and of b are the same at the same word."""
    sides = [
        (stretch, marks.word[mark] - begin[stretch], marks.kind[mark], marks.what[mark])
        for (stretch, mark), begin in ((in_a, stretches.a), (in_b, stretches.b))
    ]
    of_b = np.repeat((0, 1), (len(in_a[0]), len(in_b[0])))
    key = [np.concatenate(column) for column in zip(*sides, strict=True)]
    order = order_of(*key, of_b)
    sort = [column[order] for column in key]
    begins = np.flatnonzero(group_begins(*sort, of_b[order]))
    rank = np.arange(len(order)) - np.repeat(begins, np.diff(np.append(begins, len(order))))
    again = order_of(np.cumsum(group_begins(*sort)), rank, of_b[order])
    order, rank, group = order[again], rank[again], np.cumsum(group_begins(*sort))[again]
    first = np.flatnonzero((group[1:] == group[:-1]) & (rank[1:] == rank[:-1]))
    return order[first], order[first + 1] - len(in_a[0])


def typographic_evidence(marks: Marks, stretches: Stretches) -> dict[int, tuple[SharedMark, ...]]:
    """What pages have in common in the setting of words that they share: for each match of which either page has marks there, one row for each such kind.

    `stretches` are the equal words of the matches. A mark is shared when both pages have the same one at the same word. What stands before the first word of a
    stretch or after its last is not looked at: the words around it differ.
    """
    in_a, in_b = (marks.at(first, first + stretches.length) for first in (stretches.a, stretches.b))
    both = _together(marks, stretches, in_a, in_b)
    cells = [stretches.match[stretch] * len(MARK_KINDS) + marks.kind[mark] for stretch, mark in (in_a, in_b)]
    shared = cells[0][both[0]]
    places = [marks.place[mark[chosen]] for (_, mark), chosen in zip((in_a, in_b), both, strict=True)]
    order = order_of(shared, *places)
    at_a, at_b = (side[order].tolist() for side in places)
    most = max(int(side.max(initial=0)) for side in cells)
    counts = [np.bincount(cell, minlength=most + 1) for cell in (shared, *cells)]
    known = np.flatnonzero(counts[1] | counts[2])
    rows: defaultdict[int, list[SharedMark]] = defaultdict(list)
    begin = 0
    for cell, number, of_a, of_b in zip(known.tolist(), *(count[known].tolist() for count in counts), strict=True):
        shown = slice(begin, begin + min(number, _SHOWN))
        rows[cell // len(MARK_KINDS)].append(SharedMark(MARK_KINDS[cell % len(MARK_KINDS)], number, of_a, of_b, tuple(at_a[shown]), tuple(at_b[shown])))
        begin += number
    return {match: tuple(found) for match, found in rows.items()}
