"""Which words are written as names: with a capital where no sentence begins."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

_OPENING = " \u00a0\u202f\t\"“”„«»'‘’‚‹›([{—–-"
_ENDING = ".!?:;…\n\r"
_LOOK = 3
"""Characters before a word in which the end of a sentence is sought."""

_CAPITAL, _OPENS, _ENDS = 1, 2, 3


@lru_cache(maxsize=1)
def _kinds() -> NDArray[np.uint8]:
    """The kind of each character, by code point; the last row stands for all that are beyond the table."""
    kinds = np.zeros(0x20001, np.uint8)
    kinds[[code for code in range(0x20000) if chr(code).isupper() or chr(code).istitle()]] = _CAPITAL
    kinds[[ord(mark) for mark in _OPENING]] = _OPENS
    kinds[[ord(mark) for mark in _ENDING]] = _ENDS
    return kinds


def capitals(text: str, starts: NDArray[np.uint32], stops: NDArray[np.uint32]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """For each word, whether it has a capital, and whether that tells anything: not where a sentence begins, nor where the whole word is in capitals."""
    kinds = _kinds()
    shown = kinds[np.minimum(np.frombuffer(f"\n\n\n{text}\n".encode("utf-32-le", "surrogatepass"), np.uint32), len(kinds) - 1)]
    begins = starts.astype(np.int64) + _LOOK
    capital = shown[begins] == _CAPITAL
    silent = capital & (shown[begins + 1] == _CAPITAL) & (stops - starts > 1)
    between = np.ones(len(starts), np.bool_)
    for back in range(1, _LOOK + 1):
        before = shown[begins - back]
        silent |= between & (before == _ENDS)
        between &= before == _OPENS
    return capital, ~silent
