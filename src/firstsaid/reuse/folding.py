"""How letters are folded before words are compared: case, diacritics, Arabic vowel marks and invisible characters do not tell words apart."""

import unicodedata
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


def _folded(code: int, marks: NDArray[np.bool_]) -> str:
    letter = chr(code)
    if code < 0x80:
        return letter.lower()
    if any(low <= code <= high for low, high in _KEPT):
        return letter
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", letter).casefold())
    return "".join(c for c in letters if not (ord(c) < TABLED and marks[ord(c)]) and (c.isalnum() or unicodedata.category(c)[0] == "M"))


@lru_cache(maxsize=1)
def fold_table() -> FoldTable:
    """The table, built once for a process from the Unicode data that Python carries."""
    first = np.zeros(TABLED + 1, np.uint32)
    second = np.zeros(TABLED + 1, np.uint32)
    marks = _codes(_MARKS)
    glue = marks.copy()
    for code in range(TABLED):
        category = unicodedata.category(chr(code))
        if category == "Cf":
            glue[code] = True
        elif category[0] in "LNM" and not marks[code]:
            folded = _folded(code, marks) or chr(code)
            first[code] = ord(folded[0])
            second[code] = ord(folded[1]) if len(folded) > 1 else 0
    alone = _codes(_UNSPACED) & (first != 0)
    first[TABLED] = TABLED
    alone[TABLED] = True
    return FoldTable(first, second, glue, alone)
