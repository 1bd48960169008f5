"""Which articles may hold words of a text that somebody asks about, by the fingerprints that are kept of them."""

from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np

from firstsaid.model import Fingerprints
from firstsaid.reuse.winnowing import SHINGLE
from firstsaid.reuse.words import U64, shingle_hashes

_AT_ONCE = 8192
"""Articles whose shingles are looked through at once."""

_MARK = np.dtype("<u2")
"""The lowest bits of a shingle, by which most of those that are not asked for are told."""


def _asked(asked: Fingerprints) -> U64:
    """The shingles of a text, all of them, sorted."""
    tokens = np.frombuffer(asked.tokens, "<u8").astype(np.uint64)
    return np.unique(shingle_hashes(tokens, SHINGLE)[: max(0, len(tokens) - SHINGLE + 1)])


def _votes(wanted: U64, rows: list[tuple[str, bytes]]) -> Iterator[tuple[str, int]]:
    """Articles that keep wanted shingles, with how many."""
    packed = b"".join([shingles for _, shingles in rows])
    stops = np.cumsum([len(shingles) // 8 for _, shingles in rows])
    marks = np.zeros(1 << 16, np.bool_)
    marks[wanted.astype(_MARK)] = True
    at = np.flatnonzero(marks[np.frombuffer(packed, _MARK)[::4]])
    at = at[np.isin(np.frombuffer(packed, "<u8")[at], wanted)]
    numbers, votes = np.unique(np.searchsorted(stops, at, "right"), return_counts=True)
    for number, count in zip(numbers.tolist(), votes.tolist(), strict=True):
        yield rows[number][0], count


def holders(asked: Fingerprints, stored: Iterable[tuple[str, bytes]]) -> dict[str, int]:
    """For each article that keeps a shingle of the text, how many; `stored` gives articles with their packed shingles.

    A shared run of twelve words always leaves a trace in what winnowing keeps; a shorter one may.
    """
    wanted = _asked(asked)
    found: dict[str, int] = {}
    rows = iter(stored)
    while len(wanted) and (some := list(islice(rows, _AT_ONCE))):
        found.update(_votes(wanted, some))
    return found
