"""Words of one meaning, put in for each other."""

import re
from functools import cache
from random import Random

from benchmarks.relay.library import wording

QUOTATION = re.compile(r"“[^”]*”")


@cache
def _swaps() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    groups = [tuple(group) for group in wording()["same"]]
    found = [(re.compile(rf"\b{re.escape(word)}\b"), tuple(w for w in group if w != word)) for group in groups for word in group]
    return tuple(sorted(found, key=lambda pair: (-len(pair[0].pattern), pair[0].pattern)))


def swapped(words: str, share: float, chance: Random) -> str:
    """Other words of the same meaning for a share of those that have one; a word that was put in is not changed again."""
    kept: list[str] = []
    for pattern, others in _swaps():

        def put(match: re.Match[str], others: tuple[str, ...] = others) -> str:
            if chance.random() >= share:
                return match[0]
            kept.append(chance.choice(others))
            return f"\x00{len(kept) - 1}\x01"

        words = pattern.sub(put, words)
    return re.sub("\x00(\\d+)\x01", lambda m: kept[int(m[1])], words)


def outside_quotations(words: str, share: float, chance: Random) -> str:
    """`swapped`, with everything between quotation marks left alone."""
    found = list(QUOTATION.finditer(words))
    held = [m[0] for m in found]
    open_words = QUOTATION.sub("\x02", words)
    changed = swapped(open_words, share, chance)
    for quotation in held:
        changed = changed.replace("\x02", quotation, 1)
    return changed
