"""How letters are folded before words are compared: case, diacritics, Arabic vowel marks and invisible characters do not tell words apart."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

TABLED = 0x20000
"""Code points below this are looked up in a table; those above it (rare ideographs) each stand for themselves."""

_MARKS = (
    (0x0300, 0x036F), (0x0483, 0x0487), (0x0591, 0x05C7), (0x0610, 0x061A), (0x0640, 0x0640), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06ED),
    (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F),
)  # fmt: skip
"""Latin, Cyrillic, Greek, Hebrew and Arabic marks, the Arabic stretch, and variation selectors. Vowel signs of Indic scripts are letters here."""

_UNSPACED = ((0x3040, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF))
"""Kana and ideographs, which are written without spaces: each is a word of its own."""

_KEPT = ((0x3400, 0x9FFF), (0xAC00, 0xD7A3))
"""Ideographs and Hangul, which fold to themselves."""


@dataclass(frozen=True, slots=True)
class FoldTable:
    """What each code point below TABLED folds to; the last row stands for all code points above."""

    first: NDArray[np.uint32]
    """First folded character; 0 where the code point is no part of a word."""
    second: NDArray[np.uint32]
    """Second folded character ("ß" gives "ss"), else 0."""
    glue: NDArray[np.bool_]
    """Marks and invisible characters: they neither part words nor count."""
    alone: NDArray[np.bool_]
    """Characters that are a word each."""


def _codes(ranges: tuple[tuple[int, int], ...]) -> NDArray[np.bool_]:
    """Which code points of the table lie in ranges."""
    inside = np.zeros(TABLED + 1, np.bool_)
    for low, high in ranges:
        inside[low : high + 1] = True
    return inside


def _folded(letters: Sequence[str], marks: NDArray[np.bool_]) -> Iterator[str]:
    """What letters fold to, each by itself: a line feed between two keeps them apart while all are normalised at once."""
    several = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", "\n".join(letters)).casefold()).split("\n")
    for letter, folded in zip(letters, several, strict=True):
        simple = len(folded) == 1 and folded.isalnum() and not marks[min(ord(folded), TABLED)]
        yield folded if simple else "".join([c for c in folded if _counts(c, marks)]) or letter


def _counts(letter: str, marks: NDArray[np.bool_]) -> bool:
    return not marks[min(ord(letter), TABLED)] and (letter.isalnum() or unicodedata.category(letter)[0] == "M")


@lru_cache(maxsize=1)
def fold_table() -> FoldTable:
    """The table, built once for a process from the Unicode data that Python carries."""
    first = np.zeros(TABLED + 1, np.uint32)
    second = np.zeros(TABLED + 1, np.uint32)
    marks = _codes(_MARKS)
    glue = marks.copy()
    categories = [unicodedata.category(chr(code)) for code in range(TABLED)]
    glue[[code for code, category in enumerate(categories) if category == "Cf"]] = True
    inside = np.append([category[0] in "LNM" for category in categories], False) & ~marks
    kept = np.flatnonzero(inside & _codes(_KEPT))
    first[kept] = kept
    codes = np.flatnonzero(inside & ~_codes(_KEPT)).tolist()
    for code, folded in zip(codes, _folded([chr(code) for code in codes], marks), strict=True):
        first[code] = ord(folded[0])
        second[code] = ord(folded[1]) if len(folded) > 1 else 0
    alone = _codes(_UNSPACED) & (first != 0)
    first[TABLED] = TABLED
    alone[TABLED] = True
    return FoldTable(first, second, glue, alone)
