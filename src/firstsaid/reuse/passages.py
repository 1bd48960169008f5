"""Which chains of runs count as shared passages, and how far they reach."""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firstsaid.model.options import ReuseOptions
from firstsaid.reuse.aligning import ChainRuns, aligned, in_whole_units, share_a_word
from firstsaid.reuse.alignments import Alignments
from firstsaid.reuse.chains import Chains, Extents
from firstsaid.reuse.continuing import Passage, continued, may_continue
from firstsaid.reuse.coverage import Coverage, Taken
from firstsaid.reuse.differences import Pair, Step, compared, equal_stretches, extent, plain_words, trimmed
from firstsaid.reuse.edges import may_reach_edge, to_equal_edge
from firstsaid.reuse.ordering import group_begins, order_of, stretched
from firstsaid.reuse.page import TELLING, Page
from firstsaid.reuse.pairs import Pairs
from firstsaid.reuse.words import I64

REACH = 12
"""Words beyond its outermost run, within the sentence, in which a passage looks for further shared words."""

_TIMES = 4
"""How often it looks again after it has grown."""

_DENSITY = 0.3
"""Least share of equal words in what such a look adds."""

_COVERED = 0.5
"""Share of a passage's words that better passages may already hold."""


UNBROKEN = 8
"""Words in a row that are named to somebody who asks, whatever they weigh."""

FEWEST = 4
"""Words of the shortest text that is found as a whole."""


class Threshold(NamedTuple):
    """What a passage must have."""

    words: int
    """Shared words."""
    run: int
    """Words of its longest run."""
    weight: float
    """Weight of its shared words, in words that few pages hold."""
    sure: int
    """Shared words from which on the weight no longer matters."""
    unbroken: int
    """The same for words in one run."""


def in_small_piles(options: ReuseOptions) -> Threshold:
    """What a passage must have in a pile of up to `options.small` articles."""
    return Threshold(options.shortest, 4, 2.0, 15, 15)


def where_asked(options: ReuseOptions, words: int) -> Threshold:
    """What a passage must have that is shared with a text of so many words which somebody asks about.

    Words in a row are an answer, however plain they are and however often repeated; so is a short text that stands somewhere as a whole.
    """
    usual = in_small_piles(options)
    whole = max(words, FEWEST)
    return usual._replace(words=min(usual.words, whole), run=min(usual.run, whole), unbroken=min(UNBROKEN, whole))


def in_bulk(options: ReuseOptions) -> Threshold:
    """What a passage must have in a larger pile, where its words were weighed before."""
    return Threshold(options.shortest_in_bulk, 5, 0.0, 0, 0)


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


def _extended(pair: Pair, steps: list[Step], taken: Taken) -> list[Step]:
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


def _fully_extended(pair: Pair, steps: list[Step], taken: Taken) -> list[Step]:
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


def _wanted(extents: tuple[tuple[int, int], tuple[int, int]], strong: bool, taken: Taken) -> bool:
    """Whether a passage says something that better ones do not: a strong one on either side, a weak one on both."""
    shares = taken[0].share(extents[0]), taken[1].share(extents[1])
    return (min(shares) if strong else max(shares)) <= _COVERED


class Passages(NamedTuple):
    """What pairs of pages share. An alignment's number is that of its place here, and `pair` says which pair it is of."""

    steps: Alignments
    pair: I64

    @classmethod
    def of(cls, steps: Alignments, pair: I64) -> "Passages":
        """Alignments, numbered anew as they stand, with the pair of each."""
        return cls(steps._replace(number=np.cumsum(group_begins(steps.number)) - 1), pair)

    def extents(self) -> Extents:
        """Where each passage lies."""
        first, last = self.steps.begins(), self.steps.ends()
        return Extents(self.pair, self.steps.a[first], self.steps.stop_a[last], self.steps.b[first], self.steps.stop_b[last])

    def of_numbers(self, numbers: I64) -> "Passages":
        """Some of them, in this order."""
        first, last = self.steps.begins()[numbers], self.steps.ends()[numbers]
        _, step = stretched(first, last + 1)
        return Passages.of(self.steps.at(step)._replace(number=np.repeat(np.arange(len(numbers)), last + 1 - first)), self.pair[numbers])

    def with_more(self, more: Sequence[tuple[int, Passage]]) -> "Passages":
        """With further ones, given by their pairs."""
        if not more:
            return self
        others = Alignments.of([(len(self.pair) + number, steps) for number, (_, steps) in enumerate(more)])
        return Passages(self.steps.replaced(others), np.append(self.pair, [pair for pair, _ in more]))

    def in_order(self) -> "Passages":
        """In order of pairs and of their place in a."""
        where = self.extents()
        return self.of_numbers(np.lexsort((where.b, where.stop_a, where.a, where.pair)))


def _enough(pairs: Pairs, chains: Chains, threshold: Threshold) -> tuple[Passages, NDArray[np.bool_]]:
    """The alignments of chains that have enough shared words, the best ones of each pair first, and which of them are strong."""
    longest = chains.longest()
    chains, longest = chains.of_chains(longest >= threshold.run), longest[longest >= threshold.run]
    chain = np.cumsum(group_begins(chains.heads)) - 1
    pair = chains.runs.pair[chains.begins()]
    sides = pairs.sides(pair)
    steps = in_whole_units(pairs.book, sides, aligned(pairs.book, sides, ChainRuns(chain, chains.runs.a, chains.runs.b, chains.runs.length)))
    same, number = steps.same(), steps.numbers()
    enough = same >= threshold.words
    enough &= (same >= threshold.sure) | (longest[number] >= threshold.unbroken) | (pairs.weight(steps, pair) >= threshold.weight)
    steps = steps.chosen(number[enough])
    same, number = same[enough], number[enough]
    found = Passages.of(steps, pair[number])
    where = found.extents()
    order = np.lexsort((where.stop_b, where.b, where.stop_a, where.a, -same, where.pair))
    return found.of_numbers(order), (longest[number] >= threshold.words)[order]


def _overlapping(where: Extents) -> NDArray[np.bool_]:
    """Which passages are of pairs that have two with words in common."""
    crowded = np.zeros(int(where.pair.max(initial=0)) + 1, np.bool_)
    for first, stop in ((where.a, where.stop_a), (where.b, where.stop_b)):
        order = order_of(where.pair, first)
        pair, begin, end = where.pair[order], first[order], stop[order]
        crowded[pair[1:][(pair[1:] == pair[:-1]) & (begin[1:] < end[:-1])]] = True
    return crowded[where.pair]


def _best(pairs: Pairs, found: Passages, strong: NDArray[np.bool_]) -> Passages:
    """The passages that say something that better ones of their pair do not."""
    where = found.extents()
    wanted = np.ones(len(found.pair), np.bool_)
    asked = np.flatnonzero(_overlapping(where))
    rows = zip(asked.tolist(), strong[asked].tolist(), *(column[asked].tolist() for column in where), strict=True)
    last, taken = -1, None
    for number, sure, pair, a, stop_a, b, stop_b in rows:
        if taken is None or pair != last:
            last, taken = pair, pairs.untaken(pair)
        wanted[number] = _wanted(((a, stop_a), (b, stop_b)), sure, taken)
        if wanted[number]:
            taken[0].take((a, stop_a))
            taken[1].take((b, stop_b))
    return found.of_numbers(np.flatnonzero(wanted))


def _may_grow(pairs: Pairs, where: Extents) -> NDArray[np.bool_]:
    """Which passages may reach further: beyond one of their edges something is shared, and not both edges are edges of a sentence."""
    book, sides = pairs.book, pairs.sides(where.pair)
    stop_a, stop_b = where.stop_a, where.stop_b
    after_a = np.minimum(book.sentence_stop[sides.a + stop_a - 1] - stop_a, REACH)
    after_b = np.minimum(book.sentence_stop[sides.b + stop_b - 1] - stop_b, REACH)
    before_a = np.minimum(where.a - book.sentence_first[sides.a + where.a], REACH)
    before_b = np.minimum(where.b - book.sentence_first[sides.b + where.b], REACH)
    more = share_a_word(book, sides, (stop_a, stop_a + after_a), (stop_b, stop_b + after_b), TELLING)
    more |= share_a_word(book, sides, (where.a - before_a, where.a), (where.b - before_b, where.b), TELLING)
    more |= may_reach_edge(book, sides, (stop_a - 1, stop_b - 1), True) | may_reach_edge(book, sides, (where.a, where.b), False)
    return np.asarray(more & ((after_a > 0) & (after_b > 0) | (before_a > 0) & (before_b > 0)))


def _grown(pairs: Pairs, found: Passages) -> Passages:
    """The passages as far as they reach."""
    where = found.extents()
    numbers = np.flatnonzero(_may_grow(pairs, where))
    pairs.hold(where)
    longer = []
    for number, steps in zip(numbers.tolist(), found.steps.chosen(numbers).lists(), strict=True):
        pair = int(found.pair[number])
        whole = _fully_extended(pairs.pair(pair), steps, pairs.taken(pair))
        if whole is not steps:
            longer.append((number, whole))
    return Passages(found.steps.replaced(Alignments.of(longer)), found.pair)


def passages(pairs: Pairs, chains: Chains, threshold: Threshold) -> Passages:
    """The passages that pairs of pages share, in no particular order within a pair. Re-ordered passages are passages like others."""
    found = _grown(pairs, _best(pairs, *_enough(pairs, chains, threshold)))
    where = found.extents()
    numbers = np.flatnonzero(may_continue(pairs.book, pairs.sides(found.pair), where))
    asked: defaultdict[int, list[Passage]] = defaultdict(list)
    for pair, steps in zip(found.pair[numbers].tolist(), found.steps.chosen(numbers).lists(), strict=True):
        asked[pair].append(steps)
    return found.with_more([(pair, piece) for pair, known in asked.items() for piece in continued(pairs.pair(pair), known, pairs.taken(pair))])
