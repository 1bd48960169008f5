"""Fingerprints of articles: their words and the shingles that winnowing keeps."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from firstsaid.model import Article, Fingerprints, Span
from firstsaid.model.options import ReuseOptions
from firstsaid.reuse.winnowing import WINDOW, winnowed
from firstsaid.reuse.words import tables


def told_words(spans: Sequence[Span], starts: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Which words begin inside spans that do not overlap and are in order."""
    if not spans:
        return np.zeros(len(starts), np.bool_)
    at = np.searchsorted(np.array([s.start for s in spans]), starts, "right") - 1
    return np.asarray((at >= 0) & (starts < np.array([s.stop for s in spans])[at]))


def fingerprints(articles: Sequence[Article], options: ReuseOptions) -> list[Fingerprints]:
    """Words and winnowed shingles of each article's whole text, furniture included. Starts and stops are characters of `article.text`."""
    del options
    made = []
    for first, table in tables([article.text for article in articles]):
        kept = winnowed(table.hashes, table.offsets, WINDOW)
        for k in range(len(table.offsets) - 1):
            article = articles[first + k]
            words, shingles = slice(table.offsets[k], table.offsets[k + 1]), slice(kept.offsets[k], kept.offsets[k + 1])
            made.append(
                Fingerprints(
                    article=article.id,
                    tokens=table.hashes[words].astype("<u8").tobytes(),
                    starts=table.starts[words].astype("<u4").tobytes(),
                    stops=table.stops[words].astype("<u4").tobytes(),
                    told=np.packbits(told_words(article.reported(), table.starts[words])).tobytes(),
                    shingles=kept.shingles[shingles].astype("<u8").tobytes(),
                    positions=(kept.words[shingles] - table.offsets[k]).astype("<u4").tobytes(),
                )
            )
    return made
