"""When two figures count the same sort of thing, and when they agree."""

import math
from dataclasses import dataclass
from functools import lru_cache

from firstsaid.claims.language import ObjectWords, any_language
from firstsaid.claims.objects import AND, SOME_OF
from firstsaid.claims.stems import stem
from firstsaid.model import Figure

SAME_SORT, PERHAPS = 2, 1
"""How far two figures must be comparable to contradict each other (see `comparable`)."""
ABOUT = 0.1
"""How far "about 60" may be off, as a share."""
ROOM = 1.5
"""How far above its bound "more than 60" may lie and still be said of the same count."""
_ROUNDED = 0.05
"""How far a rounded number may be from the exact one, as a share."""
_EXACT_COUNT = 1_000
"""Counts below this are hardly rounded."""
_OFF = 1.0
"""Percent by which a fraction in words, as two thirds, may be off."""
_ROUND_VALUES = frozenset((10.0, 12.0, 20.0, 100.0, 1_000.0, 10_000.0, 100_000.0, 1_000_000.0))


@dataclass(frozen=True, slots=True)
class Thing:
    """What a figure counts, taken apart."""

    heads: frozenset[str]
    """Stems of the nouns; "persons" for persons of any sort."""
    fates: frozenset[str]
    """killed, injured …"""


@lru_cache(maxsize=1 << 14)
def thing(object_: str, code: str = "en") -> Thing:
    """Read a figure's folded object."""
    words = any_language(code).objects
    fates = frozenset(fate for word in object_.split() if (fate := words.fates.get((word,), "")))
    nouns = [word for word in object_.split() if (word,) not in words.fates or word in words.persons]
    return Thing(frozenset(_heads(nouns, words)), fates)


def _heads(nouns: list[str], words: ObjectWords) -> list[str]:
    """The last noun before each "and", persons of any sort as one."""
    groups = " ".join(nouns).split(f" {AND} ")
    lasts = [group.split()[-1] for group in groups if group.split()]
    return ["persons" if last in words.persons else stem(last) for last in lasts if last != AND]


def measured(figure: Figure) -> tuple[float, str]:
    """A figure's value and unit; half of something is 50 percent of it."""
    return (round(100 * figure.value, 1), "percent") if figure.unit == "share" else (figure.value, figure.unit)


def comparable(a: Figure, b: Figure) -> int:
    """2: the same sort of thing · 1: perhaps, when all else speaks for it · 0: no, as for some "of the injured", whoever they are."""
    if measured(a)[1] != measured(b)[1] or any(figure.object.startswith(f"{SOME_OF} ") for figure in (a, b)):
        return 0
    left, right = thing(a.object), thing(b.object)
    if a.unit:
        return 0 if left.heads.isdisjoint(right.heads) and left.heads and right.heads else 2 if left.heads == right.heads and left.heads else 1
    if (a.part_of and not left.fates) or (b.part_of and not right.fates):
        return 2 if left.heads == right.heads != {"persons"} else 0
    if left.fates or right.fates:
        return _by_fate(left, right)
    if left.heads.isdisjoint(right.heads):
        return 0
    return 1 if left.heads == {"persons"} else 2 if left.heads == right.heads else 1


def _by_fate(left: Thing, right: Thing) -> int:
    same_heads = not left.heads.isdisjoint(right.heads) or not left.heads or not right.heads
    if not same_heads:
        return 0
    if left.fates == right.fates:
        return 2
    if not left.fates or not right.fates:
        return 1 if left.heads == right.heads != {"persons"} and left.heads else 0
    return 0 if left.fates.isdisjoint(right.fates) else 1


def agree(a: Figure, b: Figure) -> bool:
    """Whether two comparable figures can both be said of one count: 63 is "more than 60", 31 is not 26, "at least 26" is not "at least 31"."""
    if measured(a) == measured(b):
        return {a.bound, b.bound} != {"more than", "less than"}
    if a.bound == b.bound == "exact" and is_rounded(a, b):
        return True
    if a.bound == b.bound and a.bound != "about" and "share" not in (a.unit, b.unit) and not (is_round(a) or is_round(b)):
        return False
    low_a, high_a = _interval(a)
    low_b, high_b = _interval(b)
    return low_a <= high_b and low_b <= high_a


def is_rounded(a: Figure, b: Figure) -> bool:
    """Whether one number is the other, rounded: 12,000 and 12,340; 42 percent and 41.6."""
    (low, unit), (high, _) = sorted((measured(a), measured(b)))
    if high - low > _ROUNDED * low or (low < _EXACT_COUNT and not unit and low.is_integer() and high.is_integer()):
        return False
    digits = len(str(int(high)))
    return any(round(value, places) == other for value, other in ((low, high), (high, low)) for places in range(1 - digits, 1 if unit else 0))


def is_slip(a: Figure, b: Figure) -> bool:
    """Whether two numbers have the same digits, of which two or more are no noughts, and one has more noughts: 3,200 and 32,000."""
    low, high = sorted((a.value, b.value))
    if low < _EXACT_COUNT or measured(a)[1] != measured(b)[1] or not low.is_integer() or low == high:
        return False
    digits = str(int(low)).rstrip("0")
    return len(digits) > 1 and high in (low * 10, low * 100, low * 1_000)


def _interval(figure: Figure) -> tuple[float, float]:
    value = measured(figure)[0]
    if figure.unit == "share":
        return value - _OFF, value + _OFF
    if figure.bound == "about":
        return value * (1 - ABOUT), value * (1 + ABOUT)
    if figure.bound in ("at least", "more than"):
        return value, math.inf if is_round(figure) else value * ROOM
    if figure.bound in ("at most", "less than"):
        return value / ROOM, value
    return value, value


def is_round(figure: Figure) -> bool:
    """As in "dozens", "hundreds": a round plural."""
    return figure.bound == "at least" and figure.value in _ROUND_VALUES
