"""Winnowing: of each few shingles in a row the one with the smallest hash is kept (Schleimer, Wilkerson and Aiken 2003)."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firstsaid.reuse.wordlists import single_words
from firstsaid.reuse.words import I64, U64, among, shingle_hashes, word_hashes

SHINGLE = 5
"""Words of a shingle."""

WINDOW, WINDOW_IN_SMALL_PILES = 8, 2
"""Shingles in a row of which one is kept: a shared run of SHINGLE + window - 1 words (12, or 6) leaves a trace. Powers of two."""

CONTENT = 2
"""Content words that a shingle must have to be kept: shingles of function words are everywhere."""

_NONE = np.uint32(0xFFFFFFFF)


class Selection(NamedTuple):
    """Shingles that were kept."""

    shingles: U64
    words: NDArray[np.intp]
    """Number of the shingle's first word, counted over all texts."""
    offsets: I64
    """Text k holds the shingles from `offsets[k]` to `offsets[k + 1]`."""


@lru_cache(maxsize=1)
def _function_words() -> U64:
    return word_hashes(single_words("function_words.txt"))


def content_words(hashes: U64) -> NDArray[np.bool_]:
    """Which words are no function words."""
    return ~among(hashes, _function_words())


def _ranks(shingles: U64, content: NDArray[np.bool_], offsets: I64) -> NDArray[np.uint32]:
    """The upper half of each hash, _NONE where no shingle begins that may be kept."""
    ranks = np.minimum((shingles >> np.uint64(32)).astype(np.uint32), _NONE - 1)
    told = content.astype(np.uint8)
    held = told.copy()
    for place in range(1, min(SHINGLE, len(held))):
        held[:-place] += told[place:]
    ranks[held < CONTENT] = _NONE
    for back in range(1, SHINGLE):
        beyond = offsets[1:] - back
        ranks[beyond[beyond >= offsets[:-1]]] = _NONE
    return ranks


def _least(ranks: NDArray[np.uint32], offsets: I64, window: int) -> NDArray[np.uint32]:
    """For each place the greatest of the least ranks of the windows that hold it; a place is the least of a window when that is its own rank.

    Windows lie within one text; a text too short for one keeps every shingle.
    """
    if len(ranks) < window:
        return ranks
    least = np.full(len(ranks) + window, _NONE, np.uint32)
    least[: len(ranks)] = ranks
    reach = 1
    while reach < window:
        np.minimum(least[:-reach], least[reach:], out=least[:-reach])
        reach *= 2
    spans = SHINGLE + window - 2
    for back in range(1, spans + 1):
        beyond = offsets[1:] - back
        least[beyond[beyond >= offsets[:-1]]] = 0
    most = np.zeros(len(ranks) + window - 1, np.uint32)
    most[window - 1 :] = least[: len(ranks)]
    reach = 1
    while reach < window:
        np.maximum(most[:-reach], most[reach:], out=most[:-reach])
        reach *= 2
    most = most[: len(ranks)]
    sizes = np.diff(offsets)
    for text in np.flatnonzero((sizes <= spans) & (sizes >= SHINGLE)).tolist():
        most[offsets[text] : offsets[text + 1]] = ranks[offsets[text] : offsets[text + 1]]
    return most


def winnowed(hashes: U64, offsets: I64, window: int) -> Selection:
    """The shingles that winnowing keeps of several texts, given as word hashes. Ties are all kept, so that the choice depends on the text alone."""
    shingles = shingle_hashes(hashes, SHINGLE)
    ranks = _ranks(shingles, content_words(hashes), offsets)
    kept = np.flatnonzero((ranks == _least(ranks, offsets, window)) & (ranks != _NONE))
    return Selection(shingles[kept], kept, np.searchsorted(kept, offsets).astype(np.int64))
