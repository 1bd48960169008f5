"""Which chains of runs count as shared passages, and how far they reach."""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from firstsaid.model.options import ReuseOptions
from firstsaid.reuse.continuing import continued
from firstsaid.reuse.coverage import Coverage
from firstsaid.reuse.differences import Pair, Run, Step, aligned, compared, equal_stretches, extent, plain_words, same_words, trimmed, weight
from firstsaid.reuse.edges import to_equal_edge
from firstsaid.reuse.page import TELLING, Page

REACH = 12
"""Words beyond its outermost run, within the sentence, in which a passage looks for further shared words."""

_TIMES = 4
"""How often it looks again after it has grown."""

_DENSITY = 0.3
"""Least share of equal words in what such a look adds."""

_COVERED = 0.5
"""Share of a passage's words that better passages may already hold."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """What a passage must have."""

    words: int
    """Shared words."""
    run: int
    """Words of its longest run."""
    weight: float
    """Weight of its shared words, in words that few pages hold."""
    sure: int
    """Shared words from which on the weight no longer matters."""


def in_small_piles(options: ReuseOptions) -> Threshold:
    """What a passage must have in a pile of up to `options.small` articles."""
    return Threshold(options.shortest, 4, 2.0, 15)


def in_bulk(options: ReuseOptions) -> Threshold:
    """What a passage must have in a larger pile, where its words were weighed before."""
    return Threshold(options.shortest_in_bulk, 5, 0.0, 0)


def _room(page: Page, coverage: Coverage, edge: int, forward: bool) -> int:
    """How many words beyond an edge are free and in the same sentence, up to REACH."""
    if forward:
        return coverage.free((edge, min(page.sentence_stop[edge - 1], edge + REACH)), True)
    return coverage.free((max(page.sentence_first[edge], edge - REACH), edge), False)


def _extension(pair: Pair, a: tuple[int, int], b: tuple[int, int], forward: bool) -> tuple[int, int]:
    """How many words of either stretch to take in, counted from the passage outwards."""
    return _reach(pair.a.coded[8 * a[0] : 8 * a[1]], pair.b.coded[8 * b[0] : 8 * b[1]], forward)


@lru_cache(maxsize=20_000)
def _reach(a: bytes, b: bytes, forward: bool) -> tuple[int, int]:
    """How far to go into either stretch of coded words. Copies of one text are compared with others over and over."""
    words_a, words_b, flags = plain_words(a), plain_words(b), a[::8]
    if not forward:
        words_a.reverse()
        words_b.reverse()
        flags = flags[::-1]
    reach, equal = (0, 0), 0
    for first_a, first_b, size in equal_stretches(words_a, words_b):
        stop_a, stop_b = first_a + size, first_b + size
        equal += size
        if equal >= _DENSITY * max(stop_a, stop_b) and any(flag & TELLING for flag in flags[first_a:stop_a]):
            reach = stop_a, stop_b
    return reach


def _in_whole_units(pair: Pair, steps: list[Step]) -> list[Step]:
    """The steps without an edge that cuts a number, abbreviation or genitive in two."""
    if not steps:
        return steps
    first, last = steps[0], steps[-1]
    if not (pair.a.glued[first.a] or pair.b.glued[first.b] or _goes_on(pair.a, last.stop_a) or _goes_on(pair.b, last.stop_b)):
        return steps
    while first.a < first.stop_a and (pair.a.glued[first.a] or pair.b.glued[first.b]):
        first = Step(True, first.a + 1, first.stop_a, first.b + 1, first.stop_b)
    steps = [first, *steps[1:]]
    last = steps[-1]
    while last.a < last.stop_a and (_goes_on(pair.a, last.stop_a) or _goes_on(pair.b, last.stop_b)):
        last = Step(True, last.a, last.stop_a - 1, last.b, last.stop_b - 1)
    return trimmed([step for step in (*steps[:-1], last) if step.a < step.stop_a or step.b < step.stop_b])


def _goes_on(page: Page, word: int) -> bool:
    return word < len(page.glued) and bool(page.glued[word])


def _extended(pair: Pair, steps: list[Step], taken: tuple[Coverage, Coverage]) -> list[Step]:
    """The passage with what its first and last sentence still share nearby."""
    (a, stop_a), (b, stop_b) = extent(steps)
    longer = steps
    if (room_a := _room(pair.a, taken[0], stop_a, True)) and (room_b := _room(pair.b, taken[1], stop_b, True)):
        more_a, more_b = _extension(pair, (stop_a, stop_a + room_a), (stop_b, stop_b + room_b), True)
        if more_a:
            longer = [*longer, *compared(pair, (stop_a, stop_a + more_a), (stop_b, stop_b + more_b))]
    if (room_a := _room(pair.a, taken[0], a, False)) and (room_b := _room(pair.b, taken[1], b, False)):
        more_a, more_b = _extension(pair, (a - room_a, a), (b - room_b, b), False)
        if more_a:
            longer = [*compared(pair, (a - more_a, a), (b - more_b, b)), *longer]
    return longer if longer is steps else trimmed(longer)


def _at_edges(pair: Pair, steps: list[Step], forward: bool) -> bool:
    """Whether the passage ends, or begins, where a sentence of either page does."""
    if forward:
        _, _, stop_a, _, stop_b = steps[-1]
        return pair.a.sentence_stop[stop_a - 1] == stop_a or pair.b.sentence_stop[stop_b - 1] == stop_b
    _, a, _, b, _ = steps[0]
    return pair.a.sentence_first[a] == a or pair.b.sentence_first[b] == b


def _fully_extended(pair: Pair, steps: list[Step], taken: tuple[Coverage, Coverage]) -> list[Step]:
    """The passage extended until it grows no further."""
    if _at_edges(pair, steps, True) and _at_edges(pair, steps, False):
        return steps
    for _ in range(_TIMES):
        longer = _extended(pair, steps, taken)
        if longer is steps or extent(longer) == extent(steps):
            break
        steps = longer
        for side, words in zip(taken, extent(steps), strict=True):
            side.take(words)
    whole = steps
    for forward in (False, True):
        whole = to_equal_edge(pair, whole, lambda a, b: taken[0].none(a) and taken[1].none(b), forward)
    if whole is not steps:
        for side, words in zip(taken, extent(whole), strict=True):
            side.take(words)
    return whole


def _wanted(extents: tuple[tuple[int, int], tuple[int, int]], strong: bool, taken: tuple[Coverage, Coverage]) -> bool:
    """Whether a passage says something that better ones do not: a strong one on either side, a weak one on both."""
    shares = taken[0].share(extents[0]), taken[1].share(extents[1])
    return (min(shares) if strong else max(shares)) <= _COVERED


class Shared(NamedTuple):
    """What two pages share."""

    passages: list[list[Step]]
    """Alignments, in order of their place in a."""
    taken: tuple[Coverage, Coverage]
    """Which words of either page stand in one."""


def _enough(pair: Pair, chain: list[Run], threshold: Threshold) -> tuple[int, list[Step]] | None:
    """The alignment of a chain of runs and its shared words; None where they are too few."""
    steps = _in_whole_units(pair, aligned(pair, chain))
    same = same_words(steps)
    if not steps or same < threshold.words:
        return None
    return (same, steps) if same >= threshold.sure or weight(pair, steps) >= threshold.weight else None


def passages(pair: Pair, chains: list[list[Run]], threshold: Threshold) -> Shared:
    """The passages that two pages share. Re-ordered passages are passages like others."""
    found = []
    for chain in chains:
        longest = chain[0][2] if len(chain) == 1 else max([length for _, _, length in chain])
        if longest >= threshold.run and (enough := _enough(pair, chain, threshold)):
            same, steps = enough
            found.append((-same, *extent(steps), steps, longest >= threshold.words))
    taken = Coverage(pair.a), Coverage(pair.b)
    kept = []
    for _, a, b, steps, strong in sorted(found):
        if _wanted((a, b), strong, taken):
            taken[0].take(a)
            taken[1].take(b)
            kept.append(steps)
    whole = [_fully_extended(pair, steps, taken) for steps in kept]
    return Shared(sorted([*whole, *continued(pair, whole, taken)]), taken)
