"""How two pages set the words that they share: what a reader hardly sees, and what nobody types twice by chance.

A copy keeps no-break spaces, invisible characters, the shape of quotation marks and slips of the hand; who types a text anew loses them.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firstsaid.model import SharedMark
from firstsaid.model.reuse import MARK_KINDS
from firstsaid.reuse.wordlists import single_words
from firstsaid.reuse.words import U64

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


class Mark(NamedTuple):
    """Something in the setting of a page, at a word or before it."""

    kind: str
    what: str
    place: int
    """Its character in the page's text."""
    before: bool
    """Whether it stands between this word and the one before."""


Aligned = tuple[bool, int, int, int, int]
"""Words of two pages, from and up to in a, then in b, and whether they are equal."""


class Words(NamedTuple):
    """An article's words."""

    hashes: U64
    starts: NDArray[np.uint32]
    stops: NDArray[np.uint32]
    content: NDArray[np.bool_]
    """Which of them are no function words."""


def letters_of(text: str) -> NDArray[np.uint32]:
    """The characters of a text as numbers."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def _no_blank_after(sorts: NDArray[np.uint8], marks: NDArray[np.intp]) -> list[int]:
    """Which commas and full stops stand right between a small letter and a word that begins with a capital."""
    marks = marks[(marks > 0) & (marks < len(sorts) - 2)]
    slips: list[int] = marks[(sorts[marks - 1] == _SMALL) & (sorts[marks + 1] == _GREAT) & (sorts[marks + 2] == _SMALL)].tolist()
    return slips


def _marks(text: str, letters: NDArray[np.uint32]) -> dict[str, list[tuple[int, str]]]:
    """Marks of one or few characters, by kind: where they stand and what they are. The few that most pages lack are only sought where they can be."""
    sorts = _SORTS[np.minimum(letters, len(_SORTS) - 1)]
    places = (sorts >= _STOP).nonzero()[0]
    own = sorts[places]
    found: dict[str, list[tuple[int, str]]] = {kind: [] for kind in MARK_KINDS}
    for at, sort in zip(places[own >= _MARK].tolist(), own[own >= _MARK].tolist(), strict=True):
        found[_KINDS[sort - _MARK]].append((at, text[at]))
    slips = [(at, text[at]) for at in _no_blank_after(sorts, places[own == _STOP])]
    if "  " in text:
        slips += [(match.start(), match[0]) for match in _BLANKS.finditer(text)]
    if " ," in text or " ." in text:
        slips += [(match.start(), match[0]) for match in _BLANK_BEFORE.finditer(text)]
    found[SPACING] = sorted(slips)
    return found


def _doubled(text: str, words: Words) -> Iterator[tuple[int, Mark]]:
    """Words in small letters that stand twice in a row with a blank between."""
    hashes, starts, stops = words.hashes, words.starts, words.stops
    for word in (np.flatnonzero((hashes[1:] == hashes[:-1]) & (starts[1:] - stops[:-1] == 1)) + 1).tolist():
        place, before = int(starts[word]), int(starts[word - 1])
        what = text[place : int(stops[word])]
        small = what.isalpha() and what == text[before : before + len(what)] == what.lower() != what.upper()
        if small and text[place - 1] == " " and what not in single_words("doubled.txt"):
            yield word, Mark(DOUBLED, what, place, True)


class Setting(NamedTuple):
    """The marks of a page by the number of the word, and the words that have some, in order."""

    marks: Mapping[int, tuple[Mark, ...]]
    order: Sequence[int]

    @classmethod
    def of(cls, text: str, letters: NDArray[np.uint32], words: Words) -> "Setting":
        """Look for the marks of a page, given its text, the text as `letters_of` has it, and its words."""
        found: dict[int, list[Mark]] = {}
        marks = [(kind, place, what) for kind, own in _marks(text, letters).items() for place, what in own]
        if marks and len(words.stops):
            places = np.array([place for _, place, _ in marks], np.int64)
            at = np.minimum(words.stops.searchsorted(places, "right"), len(words.stops) - 1)
            where = zip(marks, at.tolist(), words.starts[at].tolist(), words.stops[at].tolist(), strict=True)
            for (kind, place, what), word, start, stop in where:
                if place < stop:
                    found.setdefault(word, []).append(Mark(kind, what, place, place < start))
        for word, mark in _doubled(text, words):
            found.setdefault(word, []).append(mark)
        order = sorted(found)
        return cls({word: tuple(found[word]) for word in order}, order)

    def any(self, first: int, stop: int) -> bool:
        """Whether there are marks at the words from `first` up to `stop`."""
        number = bisect_left(self.order, first)
        return number < len(self.order) and self.order[number] < stop

    def within(self, first: int, stop: int) -> Iterator[tuple[int, Mark]]:
        """Marks at the words from `first` up to `stop`, and between them."""
        for number in range(bisect_left(self.order, first), len(self.order)):
            word = self.order[number]
            if word >= stop:
                return
            for mark in self.marks[word]:
                if not mark.before or word > first:
                    yield word, mark


def _placed(setting: Setting, stretches: Sequence[tuple[int, int, int]]) -> dict[tuple[str, int, str], list[int]]:
    """Where the marks in some stretches stand, by kind, word and what they are; a stretch is given from and up to, and by what its words are counted less."""
    found: dict[tuple[str, int, str], list[int]] = {}
    for first, stop, shift in stretches:
        for word, mark in setting.within(first, stop):
            found.setdefault((mark.kind, word - shift, mark.what), []).append(mark.place)
    return found


def typographic_evidence(a: Setting, b: Setting, steps: Sequence[Aligned]) -> tuple[SharedMark, ...]:
    """What two pages have in common in the setting of words that they share, one row for each kind that either of them has there.

    `steps` are the alignment of a match, in order. A mark is shared when both pages have the same one at the same word. What stands before the first word of a
    stretch of equal words or after its last is not looked at: the words around it differ.
    """
    if not (a.any(steps[0][1], steps[-1][2]) or b.any(steps[0][3], steps[-1][4])):
        return ()
    in_a = _placed(a, [(first, stop, 0) for equal, first, stop, _, _ in steps if equal])
    in_b = _placed(b, [(first, stop, first - at) for equal, at, _, first, stop in steps if equal])
    if not (in_a or in_b):
        return ()
    counts: tuple[Counter[str], Counter[str]] = Counter(), Counter()
    for side, count in zip((in_a, in_b), counts, strict=True):
        for (kind, _, _), places in side.items():
            count[kind] += len(places)
    shared: dict[str, list[tuple[int, int]]] = {}
    for key in in_a.keys() & in_b.keys():
        shared.setdefault(key[0], []).extend(zip(in_a[key], in_b[key], strict=False))
    rows = []
    for kind in MARK_KINDS:
        if counts[0][kind] or counts[1][kind]:
            both = sorted(shared.get(kind, ()))
            shown = both[:_SHOWN]
            rows.append(SharedMark(kind, len(both), counts[0][kind], counts[1][kind], tuple(at for at, _ in shown), tuple(at for _, at in shown)))
    return tuple(rows)
