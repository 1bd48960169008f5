"""Which pairs of articles are worth aligning."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from firstsaid.model import Candidate, Pile
from firstsaid.model.options import ReuseOptions
from firstsaid.reuse.boilerplate import boilerplate
from firstsaid.reuse.fingerprinting import SHINGLE
from firstsaid.reuse.stock import Stock
from firstsaid.reuse.words import I64

_CONTENT = 2
"""Content words that a shingle must have to count as a vote."""

_ALL_PAIRS = 24
"""Holders of one shingle among whom, in a small pile, every pair is linked."""

_ALL_PAIRS_IN_BULK = 6

_VOTES_IN_BULK = 3

_NEAR = 40
"""In a large pile two votes of a pair must lie within as many words of each other and nearly on one diagonal: chance phrases do not."""

_SKEW = 8


def _held_by_several(stock: Stock, options: ReuseOptions) -> tuple[I64, I64, NDArray[np.intp]]:
    """Holders, places of shingles and group begins, in order of (shingle, holder), of shingles that two or more articles hold."""
    words = stock.offsets[stock.holders] + stock.positions
    rich = stock.content_before[words + SHINGLE] - stock.content_before[words] >= _CONTENT
    kept = np.flatnonzero(rich & ~boilerplate(stock, options.boilerplate_share))
    kept = kept[np.argsort(stock.shingles[kept], kind="stable")]
    shingles, holders = stock.shingles[kept], stock.holders[kept]
    fresh = np.append(True, (shingles[1:] != shingles[:-1]) | (holders[1:] != holders[:-1]))[: len(kept)]
    kept, shingles, holders = kept[fresh], shingles[fresh], holders[fresh]
    begins = np.flatnonzero(np.append(True, shingles[1:] != shingles[:-1])[: len(kept)])
    sizes = np.diff(np.append(begins, len(shingles)))
    several = np.repeat(sizes > 1, sizes)
    sizes = sizes[sizes > 1]
    return holders[several], stock.positions[kept[several]].astype(np.int64), np.cumsum(np.append(0, sizes))


def _links(begins: NDArray[np.intp], full: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Pairs of places: each holder with the first and the previous holder of its group, and every pair of a group of up to `full` holders."""
    sizes = np.diff(begins)
    first = np.repeat(begins[:-1], sizes)
    places = np.arange(begins[-1])
    rank = places - first
    left = [first[rank > 0], places[rank > 1] - 1]
    right = [places[rank > 0], places[rank > 1]]
    whole = np.repeat(sizes <= full, sizes)
    for back in range(2, full):
        more = places[whole & (rank > back)]
        if len(more):
            left.append(more - back)
            right.append(more)
    return np.concatenate(left), np.concatenate(right)


def _supported(pairs: I64, place_a: I64, place_b: I64) -> NDArray[np.bool_]:
    """Which links belong to a pair that has two votes close together, nearly on one diagonal."""
    order = np.lexsort((place_b, pairs))
    step_a, step_b = np.diff(place_a[order]), np.diff(place_b[order])
    near = (np.diff(pairs[order]) == 0) & (step_b > 0) & (step_b <= _NEAR) & (np.abs(step_a - step_b) <= _SKEW)
    good = np.unique(pairs[order][1:][near])
    if not len(good):
        return np.zeros(len(pairs), np.bool_)
    return np.asarray(good[np.minimum(np.searchsorted(good, pairs), len(good) - 1)] == pairs)


def candidates(pile: Pile, options: ReuseOptions) -> Iterator[Candidate]:
    """Pairs that share shingles of content, in order of ids.

    Each holder of a shingle is linked to the first and the previous holder (by id: no direction is meant), so that work and rows grow with the pile
    and not with its square; where few hold it, all of them are linked. What an outlet prints on many of its pages gives no link.
    """
    stock = Stock.of(pile)
    if len(stock.articles) < 2 or not len(stock.shingles):
        return
    bulk = len(stock.articles) > options.small
    holders, places, begins = _held_by_several(stock, options)
    if not len(holders):
        return
    left, right = _links(begins, _ALL_PAIRS_IN_BULK if bulk else _ALL_PAIRS)
    pairs = holders[left] * len(stock.articles) + holders[right]
    if bulk:
        pairs = pairs[_supported(pairs, places[left], places[right])]
    found, votes = np.unique(pairs, return_counts=True)
    for pair, count in zip(found.tolist(), votes.tolist(), strict=True):
        if count >= (_VOTES_IN_BULK if bulk else 1):
            a, b = divmod(pair, len(stock.articles))
            yield Candidate(stock.articles[a].id, stock.articles[b].id, count)
