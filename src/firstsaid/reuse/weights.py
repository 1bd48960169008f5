"""How much each word of a pile tells."""

import numpy as np
from numpy.typing import NDArray

from firstsaid.reuse.ordering import alike, group_begins
from firstsaid.reuse.stock import Stock

_PRIOR = 100
"""Pages added to the pile when it is asked how rare a word is: in a pile of five, a word that all five hold is not yet common."""

_SAID = 1.5
"""How much more a word tells that somebody is quoted with: two pages that quote the same few plain words have them from one speaker."""


def word_weights(stock: Stock) -> NDArray[np.float32]:
    """How much each word of the stock tells: its rarity among the pages, between 0 (function words, words of every page) and 1; times _SAID in quotations."""
    count = len(stock.articles)
    holders = np.repeat(np.arange(count), np.diff(stock.offsets))
    order = alike(stock.hashes)
    hashes, holders = stock.hashes[order], holders[order]
    begins = np.flatnonzero(group_begins(hashes))
    sizes = np.diff(np.append(begins, len(hashes)))
    pages = np.add.reduceat(group_begins(hashes, holders).astype(np.int64), begins) if len(begins) else begins
    weights = np.zeros(len(hashes), np.float32)
    weights[order] = np.repeat(np.log((count + _PRIOR) / pages) / np.log(count + _PRIOR), sizes)
    weights[~stock.content] = 0
    weights[stock.spoken()] *= _SAID
    return weights
