"""How rare a term is: in general English and in the pile, as far as the pile is large enough to say."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from firstsaid.reuse.wordlists import counts
from firstsaid.reuse.words import I64, U64, counted_hashes

COUNTED = ("en",)
"""Languages with a list of how often their words are used."""

_GENERAL = 10_000
"""Articles of general English that are thought to stand beside the pile."""

_LENGTH = 300
"""Words of such an article."""

_PRIOR = 30
"""Articles that are thought to stand beside a pile in a language without a list: in a small pile no word is rare for certain."""

Floats = NDArray[np.float64]


@cache
def _listed() -> tuple[U64, I64, int]:
    listed = counts("en.frequencies.txt")
    return *counted_hashes(listed), sum(listed.values())


def uses(words: U64) -> Floats:
    """How often a general English article of the usual length uses each word."""
    hashes, times, total = _listed()
    at = np.minimum(np.searchsorted(hashes, words), len(hashes) - 1)
    return np.where(hashes[at] == words, times[at], 0) * (_LENGTH / total)


def in_steps(counts: I64) -> Floats:
    """Counts from 1 on in steps of four, each as the middle of its step: a page more moves few terms, and what hangs on the others stays what it was."""
    twos = np.frexp(np.maximum(counts, 1))[1] - 1
    return np.asarray(np.ldexp(2.0, twos - twos % 2))


def rarity(expected: Floats, held: I64 | Floats, count: float) -> Floats:
    """Logarithm of one in how many articles hold a term, the pile's `count` articles and those of general English taken together.

    `expected` is how often an article of general English uses the term, `held` how many articles of the pile hold it. What is rare in English stays rare in a
    small pile that speaks of little else; in a large pile its own counts decide.
    """
    held_in_general = _GENERAL * (1.0 - np.exp(-expected))
    return np.asarray(np.log((count + _GENERAL) / (held + held_in_general)))


def rarity_in_pile(held: I64 | Floats, count: float) -> Floats:
    """The same by the pile alone."""
    return np.asarray(np.log((count + _PRIOR) / held))
