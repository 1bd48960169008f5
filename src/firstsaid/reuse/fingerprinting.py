"""Fingerprints of articles: their words and the shingles that winnowing keeps (Schleimer, Wilkerson and Aiken 2003)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from firstsaid.model import Article, Fingerprints
from firstsaid.model.options import ReuseOptions
from firstsaid.reuse.words import I64, U64, shingle_hashes, tables

SHINGLE = 5
"""Words of a shingle."""

WINDOW = 2
"""Of as many shingles in a row the one with the smallest hash is kept, so that every shared run of SHINGLE + WINDOW - 1 = 6 words leaves a trace."""

_NONE = np.uint64(0xFFFFFFFFFFFFFFFF)


def _selected(shingles: U64, offsets: I64) -> NDArray[np.intp]:
    """Indices of the shingles that are the least of at least one window. Ties are all kept, so that the choice depends on nothing else."""
    ranked = np.append(shingles >> np.uint64(1), _NONE)
    ends = offsets[1:]
    for back in range(1, SHINGLE):
        beyond = ends - back
        ranked[beyond[beyond >= offsets[:-1]]] = _NONE
    before = np.append(_NONE, ranked[:-1])
    after = np.append(ranked[1:], _NONE)
    return np.flatnonzero(((ranked <= before) | (ranked <= after)) & (ranked != _NONE))


def fingerprints(articles: Sequence[Article], options: ReuseOptions) -> list[Fingerprints]:
    """Words and winnowed shingles of each article's whole text, furniture included. Starts and stops are characters of `article.text`."""
    del options
    made = []
    for first, table in tables([article.text for article in articles]):
        shingles = shingle_hashes(table.hashes, SHINGLE)
        selected = _selected(shingles, table.offsets)
        chosen = np.searchsorted(selected, table.offsets)
        for k in range(len(table.offsets) - 1):
            words = slice(table.offsets[k], table.offsets[k + 1])
            kept = selected[chosen[k] : chosen[k + 1]]
            made.append(
                Fingerprints(
                    article=articles[first + k].id,
                    tokens=table.hashes[words].astype("<u8").tobytes(),
                    starts=table.starts[words].astype("<u4").tobytes(),
                    stops=table.stops[words].astype("<u4").tobytes(),
                    shingles=shingles[kept].astype("<u8").tobytes(),
                    positions=(kept - table.offsets[k]).astype("<u4").tobytes(),
                )
            )
    return made
