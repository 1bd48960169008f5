"""Words that an outlet prints on many of its pages."""

import numpy as np
from numpy.typing import NDArray

from firstsaid.reuse.stock import Stock
from firstsaid.reuse.words import I64, U64

FEWEST = 5
"""Pages of one outlet that must hold the same words before they can be its boilerplate."""

_EDITION = 0.5
"""Share of a page's reported shingles that another page of its outlet holds when the two are takes of one text."""


def _reported(stock: Stock) -> NDArray[np.bool_]:
    """Which shingles begin inside what their article reports."""
    inside = np.zeros(len(stock.shingles), np.bool_)
    for number, article in enumerate(stock.articles):
        shingles = slice(int(stock.shingle_offsets[number]), int(stock.shingle_offsets[number + 1]))
        begins = stock.starts[stock.words(number)][stock.positions[shingles]]
        spans = article.reported()
        if spans:
            at = np.searchsorted(np.array([s.start for s in spans]), begins, "right") - 1
            inside[shingles] = (at >= 0) & (begins < np.array([s.stop for s in spans])[at])
    return inside


def _first_holders(shingles: U64, outlets: I64, holders: I64) -> tuple[NDArray[np.intp], I64]:
    """Order by (outlet, shingle, holder), and for each place in that order the place at which its (outlet, shingle) begins."""
    order = np.lexsort((holders, shingles, outlets))
    new = np.append(True, (shingles[order][1:] != shingles[order][:-1]) | (outlets[order][1:] != outlets[order][:-1]))
    return order, np.flatnonzero(new)[np.cumsum(new) - 1]


def _families(stock: Stock, chosen: NDArray[np.intp], count: int) -> I64:
    """The first article of each article's family: takes of one text in one outlet, which say nothing about what the outlet always prints."""
    family = np.arange(count)
    shingles, holders = stock.shingles[chosen], stock.holders[chosen]
    if not len(shingles):
        return family
    order, begins = _first_holders(shingles, stock.outlets[holders], holders)
    rep, member = holders[order][begins], holders[order]
    sizes = np.bincount(holders, minlength=count)
    pairs, votes = np.unique(rep[rep != member] * count + member[rep != member], return_counts=True)
    for pair, vote in zip(pairs.tolist(), votes.tolist(), strict=True):
        a, b = divmod(pair, count)
        if vote >= _EDITION * min(sizes[a], sizes[b]):
            family[b] = min(int(family[b]), int(family[a]))
    return family


def boilerplate(stock: Stock, share: float) -> NDArray[np.bool_]:
    """Which shingles of the stock are boilerplate of the outlet whose page holds them.

    They stand in at least FEWEST pages of the outlet that are not takes of one text, and in at least `share` of its pages.
    """
    flags = np.zeros(len(stock.shingles), np.bool_)
    count = len(stock.articles)
    pages = np.bincount(stock.outlets, minlength=1) if count else np.zeros(1, np.int64)
    large = np.flatnonzero(pages[stock.outlets[stock.holders]] >= FEWEST) if count else np.zeros(0, np.intp)
    if not len(large):
        return flags
    family = _families(stock, large[_reported(stock)[large]], count)
    outlets = stock.outlets[stock.holders[large]]
    _, begins = _first_holders(stock.shingles[large], outlets, stock.holders[large])
    order = np.lexsort((family[stock.holders[large]], stock.shingles[large], outlets))
    member = family[stock.holders[large]][order]
    fresh = np.append(True, (member[1:] != member[:-1]) | (begins[1:] != begins[:-1]))
    groups = np.cumsum(np.append(True, begins[1:] != begins[:-1])) - 1
    held = np.bincount(groups, weights=fresh).astype(np.int64)[groups]
    enough = (held >= FEWEST) & (held >= share * pages[outlets[order]])
    flags[large[order[enough]]] = True
    return flags
