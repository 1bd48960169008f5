"""From exact runs to a full word-level alignment: what is equal, and what stands in the gaps.

Copies of one text are compared with others over and over. What depends on words alone is therefore worked out from the words' own bytes, counted from the
first of them, and kept.
"""

from collections.abc import Hashable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from firstsaid.reuse.page import GLUED, TELLING, Page


class Step(NamedTuple):
    """A stretch of an alignment, as word numbers `[a, stop_a)` against `[b, stop_b)`."""

    equal: bool
    a: int
    stop_a: int
    b: int
    stop_b: int


Run = tuple[int, int, int]
"""Words that are the same: the first one in a, the first one in b, how many."""


Bare = tuple[bool, int, int, int, int]
"""A Step that is kept: plain tuples of numbers cost the collector of garbage nothing."""


class Pair(NamedTuple):
    """The two pages that are compared."""

    a: Page
    b: Page


def moved(steps: Iterable[Bare], a: int, b: int) -> list[Step]:
    """Steps counted from other words on."""
    new = tuple.__new__
    return [new(Step, (equal, first_a + a, stop_a + a, first_b + b, stop_b + b)) for equal, first_a, stop_a, first_b, stop_b in steps]


_TELLS = bytes(flag & TELLING for flag in range(256))


def _tidied(steps: list[Bare], flags: bytes) -> list[Bare]:
    """Equal function words alone between two changes are part of the change. `flags` are those of the words of a."""
    tidy: list[Bare] = []
    for number, (same, a, stop_a, b, stop_b) in enumerate(steps):
        island = same and 0 < number < len(steps) - 1 and flags[a:stop_a].translate(_TELLS).find(TELLING) < 0
        equal = same and not island
        if tidy and equal == tidy[-1][0]:
            tidy[-1] = (equal, tidy[-1][1], stop_a, tidy[-1][3], stop_b)
        else:
            tidy.append((equal, a, stop_a, b, stop_b))
    return tidy


def plain_words(words: bytes) -> list[int]:
    """Coded words as numbers, without their flags; equal numbers are equal words."""
    return [word >> 2 for word in memoryview(words).cast("Q").tolist()]


def equal_stretches(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[tuple[int, int, int]]:
    """What the longest common subsequence of two sequences keeps: where each stretch begins in a and in b, and how long it is. The last one is empty."""
    return [(block.a, block.b, block.size) for block in LCSseq.editops(a, b).as_matching_blocks()]


_GLUES = bytes(flag & GLUED for flag in range(256))


def _in_units(a: bytes, b: bytes) -> list[tuple[int, int, int]]:
    """The equal stretches of coded words of which some belong together, cut between units only."""
    (units_a, edges_a), (units_b, edges_b) = _joined_words(a), _joined_words(b)
    return [(edges_a[at], edges_b[other], edges_a[at + size] - edges_a[at]) for at, other, size in equal_stretches(units_a, units_b)]


def _joined_words(coded: bytes) -> tuple[list[Hashable], list[int]]:
    """Each unit of coded words, one word as itself, and where the units begin; one more entry for where the last one ends."""
    words: list[Hashable] = [*plain_words(coded)]
    edges = list(range(len(words) + 1))
    glued = coded[::8].translate(_GLUES)
    stop = len(words)
    while (last := glued.rfind(GLUED, 1, stop)) > 0:
        first = last - 1
        while first and glued[first]:
            first -= 1
        words[first : last + 1] = [tuple(words[first : last + 1])]
        del edges[first + 1 : last + 1]
        stop = first
    return words, edges


def _has_units(words: bytes) -> bool:
    """Whether any of the coded words but the first belongs to the one before it."""
    return words[8::8].translate(_GLUES).find(GLUED) >= 0


@lru_cache(maxsize=20_000)
def difference(a: bytes, b: bytes) -> tuple[Bare, ...]:
    """The steps between two stretches of coded words, counted from their first words."""
    words_a, words_b = plain_words(a), plain_words(b)
    if set(words_a).isdisjoint(words_b):
        return ((False, 0, len(words_a), 0, len(words_b)),)
    equal = _in_units(a, b) if _has_units(a) or _has_units(b) else equal_stretches(words_a, words_b)
    if len(equal) == 1:
        return ((False, 0, len(words_a), 0, len(words_b)),)
    steps: list[Bare] = []
    at_a = at_b = 0
    for first_a, first_b, size in equal:
        if first_a > at_a or first_b > at_b:
            steps.append((False, at_a, first_a, at_b, first_b))
        at_a, at_b = first_a + size, first_b + size
        if size:
            steps.append((True, first_a, at_a, first_b, at_b))
    return tuple(_tidied(steps, a[::8]))


def compared(pair: Pair, a: tuple[int, int], b: tuple[int, int]) -> list[Step]:
    """Word-level difference of two short stretches (longest common subsequence of units)."""
    if a[0] == a[1] or b[0] == b[1]:
        return [Step(False, *a, *b)] if a[0] < a[1] or b[0] < b[1] else []
    return moved(difference(pair.a.coded[8 * a[0] : 8 * a[1]], pair.b.coded[8 * b[0] : 8 * b[1]]), a[0], b[0])


def trimmed(steps: list[Step]) -> list[Step]:
    """The steps joined, from the first to the last equal one."""
    first, last = 0, len(steps) - 1
    while first <= last and not steps[first].equal:
        first += 1
    while last > first and not steps[last].equal:
        last -= 1
    return joined(steps[first : last + 1])


def joined(steps: list[Step]) -> list[Step]:
    """Neighbouring steps of one sort made one."""
    whole: list[Step] = []
    for step in steps:
        if whole and whole[-1].equal == step.equal:
            whole[-1] = Step(step.equal, whole[-1].a, step.stop_a, whole[-1].b, step.stop_b)
        else:
            whole.append(step)
    return whole


def extent(steps: list[Step]) -> tuple[tuple[int, int], tuple[int, int]]:
    """Words of either article from the first to the last step, from and up to."""
    return (steps[0].a, steps[-1].stop_a), (steps[0].b, steps[-1].stop_b)


def same_words(steps: list[Step]) -> int:
    """Words that both sides share in order."""
    return sum([stop - first for equal, first, stop, _, _ in steps if equal])


def weight(pair: Pair, steps: list[Step]) -> float:
    """How much the shared words tell, on the side where they tell more: the same word tells more where somebody is quoted with it."""
    in_a, in_b = pair.a.weight_before, pair.b.weight_before
    on_a = sum([in_a[stop] - in_a[first] for equal, first, stop, _, _ in steps if equal])
    return max(on_a, sum([in_b[stop] - in_b[first] for equal, _, _, first, stop in steps if equal]))
