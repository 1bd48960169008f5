"""Words and their hashes, for many texts at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firstsaid.reuse.folding import TABLED, fold_table

U64 = NDArray[np.uint64]
I64 = NDArray[np.int64]

BLOCK = 1 << 20
"""Characters worked on at once: the arrays of one block stay in the processor's cache or near it."""

_LONGEST = 64
"""Letters of a word that are told apart by place; further ones only by which they are."""


def _odd_numbers(count: int, seed: int) -> U64:
    """Random odd 64-bit multipliers, the same on every machine (SplitMix64: Steele, Lea and Flood 2014)."""
    numbers, state, whole = [], seed, (1 << 64) - 1
    for _ in range(count):
        state = (state + 0x9E3779B97F4A7C15) & whole
        z = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & whole
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & whole
        numbers.append((z ^ (z >> 31)) | 1)
    return np.array(numbers, np.uint64)


_PLACE = _odd_numbers(_LONGEST, 1)
_WORD_PLACE = _odd_numbers(16, 2)
_FINISH = _odd_numbers(2, 3)


@dataclass(frozen=True, slots=True)
class WordTable:
    """Words of several texts in order. Text k holds the words from `offsets[k]` to `offsets[k + 1]`; starts and stops are characters of that text."""

    hashes: U64
    starts: NDArray[np.uint32]
    stops: NDArray[np.uint32]
    offsets: I64


def _finish(hashes: U64) -> U64:
    hashes ^= hashes >> np.uint64(32)
    hashes *= _FINISH[0]
    hashes ^= hashes >> np.uint64(29)
    hashes *= _FINISH[1]
    hashes ^= hashes >> np.uint64(32)
    return hashes


def _letters(codes: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.bool_], I64 | None]:
    """Folded letters (0 between words), which of them are words of their own, and where each stood; None when each stands where it stood."""
    table = fold_table()
    rows = np.minimum(codes, TABLED)
    glue = table.glue[rows]
    second = table.second[rows]
    if not glue.any() and not second.any():
        first = table.first[rows]
        return np.where(rows == TABLED, codes, first), table.alone[rows], None
    origin = np.repeat(np.arange(len(codes)), np.where(glue, 0, 1 + (second > 0)))
    rows = rows[origin]
    letters = np.where(rows == TABLED, codes[origin], table.first[rows])
    doubled = np.flatnonzero(np.append(False, origin[1:] == origin[:-1]))
    letters[doubled] = table.second[rows[doubled]]
    return letters, table.alone[rows], origin


def _hash_words(letters: NDArray[np.uint32], starts: I64, stops: I64) -> U64:
    lengths = stops - starts
    before = np.append(0, np.cumsum(lengths))
    places = np.arange(before[-1]) - np.repeat(before[:-1], lengths)
    at = places + np.repeat(starts, lengths)
    values = letters[at].astype(np.uint64) * _PLACE[np.minimum(places, _LONGEST - 1)]
    return _finish(np.add.reduceat(values, before[:-1]) if len(starts) else np.zeros(0, np.uint64))


def _block(texts: Sequence[str]) -> WordTable:
    codes = np.frombuffer("\n".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    begins = np.cumsum([0, *(len(text) + 1 for text in texts)], dtype=np.int64)
    letters, alone, origin = _letters(codes)
    inside = np.zeros(len(letters) + 2, np.bool_)
    inside[1:-1] = letters != 0
    single = np.zeros(len(letters) + 2, np.bool_)
    single[1:-1] = alone
    cut = ~inside[1:] | ~inside[:-1] | single[1:] | single[:-1]
    starts = np.flatnonzero(inside[1:-1] & cut[:-1])
    stops = np.flatnonzero(inside[1:-1] & cut[1:]) + 1
    hashes = _hash_words(letters, starts, stops)
    if origin is not None:
        starts, stops = origin[starts], np.append(origin, len(codes))[stops]
    offsets = np.searchsorted(starts, begins).astype(np.int64)
    base = np.repeat(begins[:-1], np.diff(offsets))
    return WordTable(hashes, (starts - base).astype(np.uint32), (stops - base).astype(np.uint32), offsets)


def _blocks(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    start = size = 0
    for number, text in enumerate(texts):
        size += len(text)
        if size >= BLOCK:
            yield start, number + 1
            start, size = number + 1, 0
    if start < len(texts):
        yield start, len(texts)


def tables(texts: Sequence[str]) -> Iterator[tuple[int, WordTable]]:
    """Word tables of consecutive stretches of `texts`, each with the number of its first text."""
    for start, stop in _blocks(texts):
        yield start, _block(texts[start:stop])


def word_hashes(words: Iterable[str]) -> U64:
    """Sorted hashes of the words of a list, as `tables` would give them."""
    return np.unique(_block([" ".join(sorted(words))]).hashes)


def among(hashes: U64, known: U64) -> NDArray[np.bool_]:
    """Which hashes are among the known ones, which are sorted and not empty."""
    return np.asarray(known[np.minimum(np.searchsorted(known, hashes), len(known) - 1)] == hashes)


def counted_hashes(counts: Mapping[str, int]) -> tuple[U64, I64]:
    """Sorted hashes of single words, and the count of each."""
    hashes = _block([" ".join(counts)]).hashes
    order = np.argsort(hashes, kind="stable")
    return hashes[order], np.array(list(counts.values()), np.int64)[order]


def shingle_hashes(hashes: U64, size: int) -> U64:
    """Hash of the `size` words from each word on; meaningless for the last `size - 1` words of a text."""
    mixed = hashes * _WORD_PLACE[0]
    for place in range(1, min(size, len(hashes))):
        mixed[: len(mixed) - place] += hashes[place:] * _WORD_PLACE[place]
    return _finish(mixed)
