"""Sentences that were told in other words but kept part of the old ones: too many edits for a run, enough shared words in order for a match."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firstsaid.reuse.differences import Bare, Pair, Step, difference, extent, moved, same_words, trimmed, weight
from firstsaid.reuse.ordering import group_begins
from firstsaid.reuse.page import TELLING, Page
from firstsaid.reuse.passages import Coverage
from firstsaid.reuse.words import I64, U64

_SHARED = 5
"""Content words, in order, that a rewritten sentence keeps."""

_KEPT = 0.4
"""Least share of the shorter side's content words that are kept."""

_EQUAL = 0.3
"""Least share of equal words between the first and the last kept one."""

_WEIGHT = 3.5
"""Least weight of the kept words."""

_ROUNDING = 1e-6
"""What sums of weights may be off by."""

_PLACES = 4
"""Sentences of a page that may hold a word which leads from one page's sentence to the other's."""

_LONGEST = 120
"""Words of a sentence that is looked at."""

_BITS = 22
"""Bits that number a page's sentences; a page of the longest text that is read has fewer."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """A page's sentences, looked up by their content words."""

    first: I64
    stop: I64
    """Words of each sentence, from and up to."""
    hashes: U64
    """Content words, once for each sentence that holds them, sorted."""
    holder: I64
    """The sentence that holds it."""
    few_hashes: U64
    few_holder: I64
    """Those of them that few sentences of the page hold."""
    few_marks: NDArray[np.uint16]
    """The lowest bits of those, by which most words are told apart."""
    told: list[dict[int, float]]
    """For each sentence its content words, and how much each tells, as often as it stands there."""

    @classmethod
    def of(cls, page: Page) -> "Sentences":
        """Index a page's sentences."""
        numbers = page.sentences
        edges = np.flatnonzero(np.append(True, numbers[1:] != numbers[:-1])) if len(numbers) else np.zeros(0, np.intp)
        first, stop = edges, np.append(edges[1:], len(numbers))[: len(edges)]
        looked_at = (numbers[first] >= 0) & (stop - first >= _SHARED) & (stop - first <= _LONGEST)
        first, stop = first[looked_at], stop[looked_at]
        holder = np.repeat(np.arange(len(first)), stop - first)
        words = np.arange(len(holder)) - np.repeat(np.cumsum(stop - first) - (stop - first), stop - first) + np.repeat(first, stop - first)
        content = page.content[words]
        words, holder = words[content], holder[content]
        order = np.argsort(page.hashes[words], kind="stable")
        words, holder = words[order], holder[order]
        hashes, weights = page.hashes[words], np.diff(page.weight_before)[words]
        fresh = np.flatnonzero(group_begins(hashes, holder))
        hashes, holder, weights = hashes[fresh], holder[fresh], np.add.reduceat(weights, fresh) if len(fresh) else weights
        told: list[dict[int, float]] = [{} for _ in range(len(first))]
        for word, sentence, tells in zip(hashes.tolist(), holder.tolist(), weights.tolist(), strict=True):
            told[sentence][word] = tells
        few = np.searchsorted(hashes, hashes, "right") - np.searchsorted(hashes, hashes, "left") <= _PLACES
        return cls(first, stop, hashes, holder, hashes[few], holder[few], hashes[few].astype(np.uint16), told)

    def words(self, sentence: int) -> tuple[int, int]:
        """Words of a sentence, from and up to."""
        return int(self.first[sentence]), int(self.stop[sentence])

    def tell_alike(self, sentence: int, other: dict[int, float]) -> bool:
        """Whether the content words that a sentence has in common with another one tell enough, in whatever order they stand."""
        return sum([tells for word, tells in self.told[sentence].items() if word in other]) >= _WEIGHT - _ROUNDING


class Likely(NamedTuple):
    """Pairs of sentences of two pages that share enough content words, the most alike first."""

    sentence: I64
    other: I64


class Told(NamedTuple):
    """Another page, and which words of either page stand in passages that the two share."""

    sentences: Sentences
    taken: tuple[Coverage, Coverage]


def _open(taken: NDArray[np.bool_], first: I64, stop: I64) -> NDArray[np.bool_]:
    """Which sentences' words are mostly in no passage yet; `taken` tells for each word, in one or more rows, whether it is in one."""
    before = np.zeros((*taken.shape[:-1], taken.shape[-1] + 1), np.int32)
    np.cumsum(taken, axis=-1, out=before[..., 1:])
    return np.asarray(2 * (before[..., stop] - before[..., first]) < stop - first)


def _open_words(a: Sentences, others: Sequence[Told]) -> tuple[U64, I64, I64]:
    """Words that may lead from a to sentences of other pages that are mostly in no passage yet: the word, the number of the page, the sentence."""
    known = np.zeros(1 << 16, np.bool_)
    known[a.hashes.astype(np.uint16)] = True
    held = np.flatnonzero(known[np.concatenate([other.sentences.few_marks for other in others])])
    words = np.concatenate([other.sentences.few_hashes for other in others])[held]
    holder = np.concatenate([other.sentences.few_holder for other in others])[held]
    number = np.repeat(np.arange(len(others)), [len(other.sentences.few_holder) for other in others])[held]
    counts = np.array([len(other.sentences.first) for other in others])
    before = np.cumsum([0, *(len(other.taken[1].array()) for other in others)])[:-1]
    first, stop = (np.concatenate(columns) for columns in zip(*((other.sentences.first, other.sentences.stop) for other in others), strict=True))
    begins = np.repeat(before, counts)
    free = _open(np.concatenate([other.taken[1].array() for other in others]), first + begins, stop + begins)
    leading = free[holder + (np.cumsum(counts) - counts)[number]]
    return words[leading], number[leading], holder[leading]


def likely(a: Sentences, others: Sequence[Told]) -> list[Likely]:
    """For each of the other pages the sentences, mostly in no passage yet, that may tell in other words what such a sentence of a tells."""
    words, number, holder = _open_words(a, others)
    free = _open(np.stack([other.taken[0].array() for other in others]), a.first, a.stop)
    low = np.searchsorted(a.hashes, words, "left")
    count = np.searchsorted(a.hashes, words, "right") - low
    at = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count) + np.repeat(low, count)
    both = np.repeat(number << 2 * _BITS | holder, count) | a.holder[at] << _BITS
    both = both[free[both >> 2 * _BITS, a.holder[at]]]
    both.sort()
    enough = both[_SHARED - 1 :][both[_SHARED - 1 :] == both[: max(0, len(both) - _SHARED + 1)]]
    pairs, votes = np.unique(enough, return_counts=True)
    pairs = pairs[np.lexsort((pairs, -votes, pairs >> 2 * _BITS))]
    edges = np.searchsorted(pairs >> 2 * _BITS, np.arange(len(others) + 1)).tolist()
    sentence, other = pairs >> _BITS & (1 << _BITS) - 1, pairs & (1 << _BITS) - 1
    return [Likely(sentence[first:stop], other[first:stop]) for first, stop in pairwise(edges)]


def _telling(words: bytes) -> list[int]:
    """How many of the coded words before each one, and in all, are content words."""
    flags = np.frombuffer(words, "<u8") & np.uint64(TELLING)
    return [0, *np.cumsum(flags >> np.uint64(1)).tolist()]


@lru_cache(maxsize=20_000)
def _kept(coded_a: bytes, coded_b: bytes) -> tuple[Bare, ...]:
    """The alignment of two sentences of coded words, counted from their first words; nothing where they do not keep enough."""
    steps = trimmed([Step(*step) for step in difference(coded_a, coded_b)])
    if not steps:
        return ()
    told_a, told_b = _telling(coded_a), _telling(coded_b)
    equal = sum([told_a[step.stop_a] - told_a[step.a] for step in steps if step.equal])
    (first_a, stop_a), (first_b, stop_b) = extent(steps)
    shorter = min(told_a[stop_a] - told_a[first_a], told_b[stop_b] - told_b[first_b])
    longer = max(stop_a - first_a, stop_b - first_b)
    enough = equal >= _SHARED and equal >= _KEPT * shorter and same_words(steps) >= _EQUAL * longer
    return tuple((same, a, stop_a, b, stop_b) for same, a, stop_a, b, stop_b in steps) if enough else ()


def rewritten(pair: Pair, sentences: tuple[Sentences, Sentences], alike: Likely, taken: tuple[Coverage, Coverage]) -> list[list[Step]]:
    """Alignments of sentences that keep words in order, outside the passages already taken; each sentence is used once."""
    found = []
    used: tuple[set[int], set[int]] = set(), set()
    for sentence, other in zip(alike.sentence.tolist(), alike.other.tolist(), strict=True):
        if sentence in used[0] or other in used[1]:
            continue
        if not sentences[0].tell_alike(sentence, sentences[1].told[other]):
            continue
        (a, stop_a), (b, stop_b) = sentences[0].words(sentence), sentences[1].words(other)
        kept = _kept(pair.a.coded[8 * a : 8 * stop_a], pair.b.coded[8 * b : 8 * stop_b])
        if not kept:
            continue
        steps = moved(kept, a, b)
        if weight(pair, steps) >= _WEIGHT and all(side.none(words) for side, words in zip(taken, extent(steps), strict=True)):
            found.append(steps)
            used[0].add(sentence)
            used[1].add(other)
    return found
