"""Texts as bytes in which only the folded letters of words are left, and the way back to characters.

Where all letters of a text fold to ASCII, one byte for each character is enough, and bytes are characters. A text with other letters, or with invisible
characters, is taken apart character by character. Both ways give the same words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from firstsaid.reuse.folding import TABLED, fold_table

I64 = NDArray[np.int64]
U8 = NDArray[np.uint8]

_SPARE = 40
"""Bytes behind a block, so that eight bytes can be read from any place in it."""


@dataclass(frozen=True, slots=True)
class _Respelt:
    """A text whose folded bytes are not its own."""

    letters: U8
    """UTF-8 of the folded letters, 0 between words."""
    characters: I64
    """For each of those bytes, and for the end, which character of the text it comes from."""
    breaks: I64
    """Bytes at which a word cannot go on."""


@dataclass(frozen=True, slots=True)
class FoldedBlock:
    """Some texts, one after the other."""

    letters: U8
    """Folded bytes of words, 0 between them; spare zeros at the end."""
    offsets: I64
    """Text k holds the bytes from `offsets[k]` to `offsets[k + 1]`."""
    breaks: I64
    """Bytes at which a word cannot go on."""
    _respelt: dict[int, _Respelt]

    def characters(self, starts: I64, stops: I64, words: I64) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        """Bytes at which words start and stop as characters of their text; text k holds the words from `words[k]` to `words[k + 1]`."""
        base = np.repeat(self.offsets[:-1], np.diff(words))
        begin, end = (starts - base).astype(np.uint32), (stops - base).astype(np.uint32)
        for number, text in self._respelt.items():
            here = slice(int(words[number]), int(words[number + 1]))
            begin[here] = text.characters[begin[here]]
            end[here] = text.characters[end[here]]
        return begin, end


@lru_cache(maxsize=1)
def _bytes_folded() -> U8:
    """What each byte folds to; bytes of characters beyond ASCII are no part of a word here."""
    folded = np.zeros(256, np.uint8)
    folded[:128] = fold_table().first[:128]
    return folded


@lru_cache(maxsize=1)
def _characters_folded() -> tuple[U8, NDArray[np.bool_]]:
    """What each code point folds to where that is one letter of ASCII or nothing, and which code points need more."""
    table = fold_table()
    more = (table.first >= 0x80) | (table.second != 0) | table.glue | table.alone
    return np.where(more, 0, table.first).astype(np.uint8), more


def _code_points(data: U8, leads: NDArray[np.intp]) -> NDArray[np.uint32]:
    """The characters beyond ASCII that begin at these bytes; those of four bytes as TABLED."""
    first = data[leads].astype(np.uint32)
    second, third = data[leads + 1].astype(np.uint32) & 0x3F, data[np.minimum(leads + 2, len(data) - 1)].astype(np.uint32) & 0x3F
    two, three = (first & 0x1F) << 6 | second, (first & 0x0F) << 12 | second << 6 | third
    return np.where(first >= 0xF0, TABLED, np.where(first >= 0xE0, three, two)).astype(np.uint32)


def _respell(text: bytes) -> _Respelt:
    """A text taken apart character by character."""
    table = fold_table()
    codes = np.frombuffer(text.decode("utf-8", "surrogatepass").encode("utf-32-le", "surrogatepass"), np.uint32)
    rows = np.minimum(codes, TABLED)
    origin = np.repeat(np.arange(len(codes)), np.where(table.glue[rows], 0, 1 + (table.second[rows] > 0)))
    rows = rows[origin]
    letters = np.where(rows == TABLED, codes[origin], table.first[rows])
    doubled = np.flatnonzero(np.append(False, origin[1:] == origin[:-1])[: len(origin)])
    letters[doubled] = table.second[rows[doubled]]
    widths = 1 + (letters >= 0x80) + (letters >= 0x800) + (letters >= 0x10000)
    folded = np.frombuffer(letters.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass").encode("utf-8", "surrogatepass"), np.uint8)
    begins = np.cumsum(np.append(0, widths), dtype=np.int64)
    alone = np.flatnonzero(table.alone[rows])
    return _Respelt(folded, np.append(np.repeat(origin, widths), len(codes)), np.concatenate([begins[alone], begins[alone + 1]]))


def folded_block(texts: Sequence[bytes]) -> FoldedBlock:
    """Texts, as UTF-8, folded."""
    offsets = np.cumsum([0, *(len(text) for text in texts)], dtype=np.int64)
    return folded_bytes(np.frombuffer(b"".join(texts), np.uint8), offsets)


def folded_bytes(data: U8, offsets: I64) -> FoldedBlock:
    """Texts that lie one after the other as UTF-8, folded. Text k is `data[offsets[k]:offsets[k + 1]]`, and the first begins at 0."""
    leads = np.flatnonzero(data >= 0xC0)
    letters = _bytes_folded()[data]
    nothing = np.zeros(0, np.int64)
    if not len(leads):
        return FoldedBlock(np.append(letters, np.zeros(_SPARE, np.uint8)), offsets, nothing, {})
    codes = _code_points(data, leads)
    simple, more = _characters_folded()
    letters[leads] = simple[codes]
    kept = (data & 0xC0) != 0x80
    dropped = np.flatnonzero(~kept)
    moved = offsets - np.searchsorted(dropped, offsets)
    numbers = np.unique(np.searchsorted(offsets, leads[more[codes]], "right") - 1).tolist()
    if not numbers:
        return FoldedBlock(np.append(letters[kept], np.zeros(_SPARE, np.uint8)), moved, nothing, {})
    respelt = {number: _respell(data[offsets[number] : offsets[number + 1]].tobytes()) for number in numbers}
    return _with_respelt(letters[kept], moved, respelt)


def _with_respelt(letters: U8, offsets: I64, respelt: dict[int, _Respelt]) -> FoldedBlock:
    """The block with the bytes of the texts that were taken apart in their places."""
    sizes, pieces, here = np.diff(offsets), [], 0
    for number, text in respelt.items():
        pieces += [letters[here : int(offsets[number])], text.letters]
        here = int(offsets[number + 1])
        sizes[number] = len(text.letters)
    pieces += [letters[here:], np.zeros(_SPARE, np.uint8)]
    moved = np.append(0, np.cumsum(sizes))
    breaks = np.concatenate([text.breaks + moved[number] for number, text in respelt.items()])
    return FoldedBlock(np.concatenate(pieces), moved, breaks, respelt)
