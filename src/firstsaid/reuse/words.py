"""Words and their hashes, for many texts at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from firstsaid.reuse.foldedtext import FoldedBlock, folded_block

U64 = NDArray[np.uint64]
I64 = NDArray[np.int64]

BLOCK_TEXTS, BLOCK_BYTES = 256, 1 << 19
"""Texts and bytes worked on at once: the arrays of one block stay in the processor's cache or near it."""

_EIGHTS = 32
"""Groups of eight bytes of a word that are mixed one by one; a longer word is hashed whole."""


def _odd_numbers(count: int, seed: int) -> U64:
    """Random odd 64-bit multipliers, the same on every machine (SplitMix64: Steele, Lea and Flood 2014)."""
    numbers, state, whole = [], seed, (1 << 64) - 1
    for _ in range(count):
        state = (state + 0x9E3779B97F4A7C15) & whole
        z = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & whole
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & whole
        numbers.append((z ^ (z >> 31)) | 1)
    return np.array(numbers, np.uint64)


_PLACE = _odd_numbers(_EIGHTS, 1)
_WORD_PLACE = _odd_numbers(16, 2)
_FINISH = _odd_numbers(2, 3)
_FIRST_BYTES = np.array([(1 << (8 * count)) - 1 for count in range(9)], np.uint64)
"""Masks that keep the first so many bytes of eight."""


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


def _hash_words(letters: NDArray[np.uint8], starts: I64, stops: I64) -> U64:
    """A hash for each word `letters[start:stop]`, eight bytes at a time. `letters` has 32 bytes to spare behind the last word."""
    eights = np.ndarray((len(letters) - 8,), "<u8", letters, strides=(1,))
    lengths = stops - starts
    hashes = (eights[starts] & _FIRST_BYTES[np.minimum(lengths, 8)]) * _PLACE[0]
    longer = np.flatnonzero(lengths > 8)
    for place in range(1, _EIGHTS):
        if not len(longer):
            break
        rest = lengths[longer] - 8 * place
        mixed = hashes[longer]
        mixed ^= mixed >> np.uint64(29)
        mixed += ((eights[starts[longer] + 8 * place] & _FIRST_BYTES[np.minimum(rest, 8)]) + np.uint64(place)) * _PLACE[place]
        hashes[longer] = mixed
        longer = longer[rest > 8]
    for word in longer.tolist():
        hashes[word] = int.from_bytes(blake2b(letters[starts[word] : stops[word]].tobytes(), digest_size=8).digest(), "little")
    return _finish(hashes)


def word_table(block: FoldedBlock) -> WordTable:
    """The words of a folded block."""
    size = int(block.offsets[-1])
    inside = block.letters[: size + 1] != 0
    cut = np.zeros(size + 1, np.bool_)
    cut[block.offsets] = True
    cut[block.breaks] = True
    begins = inside.copy()
    begins[1:] &= ~inside[:-1] | cut[1:]
    ends = ~inside[1:] | cut[1:]
    ends &= inside[:-1]
    starts, stops = np.flatnonzero(begins), np.flatnonzero(ends) + 1
    offsets = np.searchsorted(starts, block.offsets).astype(np.int64)
    begin, end = block.characters(starts, stops, offsets)
    return WordTable(_hash_words(block.letters, starts, stops), begin, end, offsets)


def blocks(sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Consecutive stretches of texts of these sizes that are worked on at once, from and up to."""
    first = held = 0
    for number, size in enumerate(sizes, 1):
        held += size
        if held >= BLOCK_BYTES or number - first >= BLOCK_TEXTS:
            yield first, number
            first, held = number, 0
    if first < len(sizes):
        yield first, len(sizes)


def tables(texts: Sequence[str]) -> Iterator[tuple[int, WordTable]]:
    """Word tables of consecutive stretches of `texts`, each with the number of its first text."""
    for first, stop in blocks([len(text) for text in texts]):
        yield first, word_table(folded_block([text.encode("utf-8", "surrogatepass") for text in texts[first:stop]]))


def _hashes(words: Iterable[str]) -> U64:
    return word_table(folded_block([" ".join(words).encode("utf-8")])).hashes


def word_hashes(words: Iterable[str]) -> U64:
    """Sorted hashes of the words of a list, as `tables` would give them."""
    return np.unique(_hashes(sorted(words)))


@lru_cache(maxsize=16)
def _places(known: bytes) -> tuple[np.uint64, NDArray[np.int32]] | None:
    """Sixteen bits of a hash by which known hashes differ, and the place of the one that has them; None where no sixteen bits in a row tell them apart."""
    hashes = np.frombuffer(known, np.uint64)
    for shift in range(0, 49, 4):
        bits = (hashes >> np.uint64(shift)) & np.uint64(0xFFFF)
        if len(np.unique(bits)) == len(bits):
            places = np.zeros(1 << 16, np.int32)
            places[bits] = np.arange(len(bits))
            return np.uint64(shift), places
    return None


def among(hashes: U64, known: U64) -> NDArray[np.bool_]:
    """Which hashes are among the known ones, which are sorted and not empty."""
    found = _places(known.tobytes())
    if found:
        shift, places = found
        return np.asarray(known[places[(hashes >> shift) & np.uint64(0xFFFF)]] == hashes)
    return np.asarray(known[np.minimum(np.searchsorted(known, hashes), len(known) - 1)] == hashes)


def counted_hashes(counts: Mapping[str, int]) -> tuple[U64, I64]:
    """Sorted hashes of single words, and the count of each."""
    hashes = _hashes(counts)
    order = np.argsort(hashes, kind="stable")
    return hashes[order], np.array(list(counts.values()), np.int64)[order]


def shingle_hashes(hashes: U64, size: int) -> U64:
    """Hash of the `size` words from each word on; meaningless for the last `size - 1` words of a text."""
    mixed = hashes * _WORD_PLACE[0]
    for place in range(1, min(size, len(hashes))):
        mixed[: len(mixed) - place] += hashes[place:] * _WORD_PLACE[place]
    return _finish(mixed)
