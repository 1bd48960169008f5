"""From exact runs to a full word-level alignment: what is equal, and what stands in the gaps."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from firstsaid.reuse.page import Page


class Step(NamedTuple):
    """A stretch of an alignment, as word numbers `[a, stop_a)` against `[b, stop_b)`."""

    equal: bool
    a: int
    stop_a: int
    b: int
    stop_b: int


class Unit(NamedTuple):
    """Words that belong together: "14,000", "U.S.", "president's"."""

    first: int
    stop: int
    key: tuple[int, ...]


class Run(NamedTuple):
    """`length` words that are the same from word a and from word b on."""

    a: int
    b: int
    length: int


@dataclass(frozen=True, slots=True)
class Pair:
    """The two pages that are compared."""

    a: Page
    b: Page


def units(page: Page, first: int, stop: int) -> list[Unit]:
    """The words from `first` up to `stop`, those that belong together joined."""
    hashes, glued = page.hashes[first:stop].tolist(), page.glued[first:stop].tolist()
    if True not in glued:
        return [Unit(word, word + 1, (value,)) for word, value in enumerate(hashes, first)]
    found: list[Unit] = []
    for word, (value, joins) in enumerate(zip(hashes, glued, strict=True), first):
        if joins and found:
            found[-1] = Unit(found[-1].first, word + 1, (*found[-1].key, value))
        else:
            found.append(Unit(word, word + 1, (value,)))
    return found


def _tidied(steps: list[Step], content: NDArray[np.bool_]) -> list[Step]:
    """Equal function words alone between two changes are part of the change. Words of a count from the first of `content`."""
    tidy: list[Step] = []
    for number, step in enumerate(steps):
        island = step.equal and 0 < number < len(steps) - 1 and not content[step.a : step.stop_a].any()
        equal = step.equal and not island
        if tidy and not equal and not tidy[-1].equal:
            tidy[-1] = Step(False, tidy[-1].a, step.stop_a, tidy[-1].b, step.stop_b)
        elif tidy and equal and tidy[-1].equal:
            tidy[-1] = Step(True, tidy[-1].a, step.stop_a, tidy[-1].b, step.stop_b)
        else:
            tidy.append(Step(equal, step.a, step.stop_a, step.b, step.stop_b))
    return tidy


def _coded(words: bytes, glued: bytes, numbers: dict[tuple[int, ...], int]) -> tuple[list[int], list[int]]:
    """Each unit as a number, and where the units begin; one more entry for where the last one ends."""
    hashes = np.frombuffer(words, np.uint64).tolist()
    if not any(glued[1:]):
        return [numbers.setdefault((value,), len(numbers)) for value in hashes], list(range(len(hashes) + 1))
    edges = [0, *(word for word in range(1, len(hashes)) if not glued[word]), len(hashes)]
    return [numbers.setdefault(tuple(hashes[first:stop]), len(numbers)) for first, stop in pairwise(edges)], edges


@lru_cache(maxsize=20_000)
def _difference(a: bytes, glued_a: bytes, b: bytes, glued_b: bytes, content: bytes) -> tuple[Step, ...]:
    """The steps between two stretches, counted from their first words. Copies of one text are compared with others over and over."""
    numbers: dict[tuple[int, ...], int] = {}
    (coded_a, edges_a), (coded_b, edges_b) = _coded(a, glued_a, numbers), _coded(b, glued_b, numbers)
    steps = [
        Step(code.tag == "equal", edges_a[code.src_start], edges_a[code.src_end], edges_b[code.dest_start], edges_b[code.dest_end])
        for code in LCSseq.opcodes(coded_a, coded_b)
    ]
    return tuple(_tidied(steps, np.frombuffer(content, np.bool_)))


def compared(pair: Pair, a: tuple[int, int], b: tuple[int, int]) -> list[Step]:
    """Word-level difference of two short stretches (longest common subsequence of units)."""
    if a[0] == a[1] or b[0] == b[1]:
        return [Step(False, *a, *b)] if a[0] < a[1] or b[0] < b[1] else []
    in_a, in_b = slice(*a), slice(*b)
    words = pair.a.hashes[in_a].tobytes(), pair.a.glued[in_a].tobytes(), pair.b.hashes[in_b].tobytes(), pair.b.glued[in_b].tobytes()
    steps = _difference(*words, pair.a.content[in_a].tobytes())
    return [Step(step.equal, step.a + a[0], step.stop_a + a[0], step.b + b[0], step.stop_b + b[0]) for step in steps]


def _gap(pair: Pair, last: Run, following: Run) -> tuple[tuple[int, int], tuple[int, int]]:
    """The stretch between two runs, widened to whole units."""
    a, b = last.a + last.length, last.b + last.length
    stop_a, stop_b = following.a, following.b
    glued_a, glued_b = pair.a.glued, pair.b.glued
    while a > last.a and b > last.b and (glued_a[a] or glued_b[b]):
        a, b = a - 1, b - 1
    room = following.length
    while room > 0 and (glued_a[stop_a] or glued_b[stop_b]):
        stop_a, stop_b, room = stop_a + 1, stop_b + 1, room - 1
    return (a, stop_a), (b, stop_b)


def aligned(pair: Pair, found: list[Run]) -> list[Step]:
    """The steps from the first to the last word of a chain of runs, in order, without a hole."""
    steps: list[Step] = []
    here = found[0]
    if len(found) == 1:
        return [Step(True, here.a, here.a + here.length, here.b, here.b + here.length)]
    for run in found[1:]:
        overlap = max(0, here.a + here.length - run.a, here.b + here.length - run.b)
        if overlap >= run.length:
            continue
        following = Run(run.a + overlap, run.b + overlap, run.length - overlap)
        (a, stop_a), (b, stop_b) = _gap(pair, here, following)
        steps.append(Step(True, here.a, a, here.b, b))
        steps.extend(compared(pair, (a, stop_a), (b, stop_b)))
        here = Run(stop_a, stop_b, following.length - (stop_a - following.a))
    steps.append(Step(True, here.a, here.a + here.length, here.b, here.b + here.length))
    return trimmed([step for step in steps if step.stop_a > step.a or step.stop_b > step.b])


def trimmed(steps: list[Step]) -> list[Step]:
    """The steps joined, from the first to the last equal one."""
    equal = [number for number, step in enumerate(steps) if step.equal]
    return joined(steps[equal[0] : equal[-1] + 1]) if equal else []


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
    return sum(step.stop_a - step.a for step in steps if step.equal)


def weight(page: Page, steps: list[Step]) -> float:
    """How much the shared words tell."""
    before = page.weight_before
    return float(sum(before[step.stop_a] - before[step.a] for step in steps if step.equal))
