"""Sentences that were told in other words but kept part of the old ones: too many edits for a run, enough shared words in order for a match."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firstsaid.reuse.differences import Pair, Step, compared, extent, same_words, trimmed, weight
from firstsaid.reuse.page import Page
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
        hashes, holder = page.hashes[words[content]], holder[content]
        order = np.lexsort((holder, hashes))
        hashes, holder = hashes[order], holder[order]
        fresh = np.append(True, (hashes[1:] != hashes[:-1]) | (holder[1:] != holder[:-1]))[: len(hashes)]
        hashes, holder = hashes[fresh], holder[fresh]
        few = np.searchsorted(hashes, hashes, "right") - np.searchsorted(hashes, hashes, "left") <= _PLACES
        return cls(first, stop, hashes, holder, hashes[few], holder[few])

    def words(self, sentence: int) -> tuple[int, int]:
        """Words of a sentence, from and up to."""
        return int(self.first[sentence]), int(self.stop[sentence])


def _free(sentences: Sentences, taken: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which sentences' words are mostly in no passage yet."""
    before = np.append(0, np.cumsum(taken))
    return np.asarray(2 * (before[sentences.stop] - before[sentences.first]) < sentences.stop - sentences.first)


class Likely(NamedTuple):
    """Pairs of sentences of two pages that share enough content words, the most alike first."""

    sentence: I64
    other: I64


def likely(a: Sentences, others: Sequence[Sentences]) -> list[Likely]:
    """For each of the other pages the sentences that may tell in other words what a sentence of a tells."""
    words, holder = (np.concatenate(columns) for columns in zip(*((other.few_hashes, other.few_holder) for other in others), strict=True))
    number = np.repeat(np.arange(len(others)), [len(other.few_hashes) for other in others])
    low = np.searchsorted(a.hashes, words, "left")
    count = np.searchsorted(a.hashes, words, "right") - low
    at = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count) + np.repeat(low, count)
    both = np.repeat(number << 2 * _BITS | holder, count) | a.holder[at] << _BITS
    both.sort()
    enough = both[_SHARED - 1 :][both[_SHARED - 1 :] == both[: max(0, len(both) - _SHARED + 1)]]
    pairs, votes = np.unique(enough, return_counts=True)
    pairs = pairs[np.lexsort((pairs, -votes, pairs >> 2 * _BITS))]
    edges = np.searchsorted(pairs >> 2 * _BITS, np.arange(len(others) + 1)).tolist()
    sentence, other = pairs >> _BITS & (1 << _BITS) - 1, pairs & (1 << _BITS) - 1
    return [Likely(sentence[first:stop], other[first:stop]) for first, stop in pairwise(edges)]


def _content(page: Page, first: int, stop: int) -> int:
    return int(page.content[first:stop].sum())


def _kept(pair: Pair, steps: list[Step]) -> bool:
    if not steps:
        return False
    equal = sum(_content(pair.a, step.a, step.stop_a) for step in steps if step.equal)
    first, last = steps[0], steps[-1]
    shorter = min(_content(pair.a, first.a, last.stop_a), _content(pair.b, first.b, last.stop_b))
    longer = max(last.stop_a - first.a, last.stop_b - first.b)
    return equal >= _SHARED and equal >= _KEPT * shorter and same_words(steps) >= _EQUAL * longer and weight(pair.a, steps) >= _WEIGHT


def rewritten(pair: Pair, sentences: tuple[Sentences, Sentences], alike: Likely, taken: tuple[Coverage, Coverage]) -> list[list[Step]]:
    """Alignments of sentences that keep words in order, outside the passages already taken; each sentence is used once."""
    if not len(alike.sentence):
        return []
    free = _free(sentences[0], taken[0].array()), _free(sentences[1], taken[1].array())
    found = []
    open_to = free[0][alike.sentence] & free[1][alike.other]
    for sentence, other in zip(alike.sentence[open_to].tolist(), alike.other[open_to].tolist(), strict=True):
        if not (free[0][sentence] and free[1][other]):
            continue
        steps = trimmed(compared(pair, sentences[0].words(sentence), sentences[1].words(other)))
        if _kept(pair, steps) and all(side.none(words) for side, words in zip(taken, extent(steps), strict=True)):
            found.append(steps)
            free[0][sentence] = free[1][other] = False
    return found
