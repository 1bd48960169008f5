"""Sentences that were told in other words but kept part of the old ones: too many edits for a run, enough shared words in order for a match."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from firstsaid.reuse.differences import Pair, Step, compared, extent, same_words, trimmed, weight
from firstsaid.reuse.page import Page

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


@dataclass(frozen=True, slots=True)
class Sentences:
    """A page's sentences, looked up by their content words."""

    words: dict[int, tuple[int, int]]
    """Sentence number to word numbers, from and up to."""
    content: dict[int, frozenset[int]]
    """Sentence number to its content words' hashes."""
    places: dict[int, tuple[int, ...]]
    """Content word to the sentences that hold it, when these are few."""

    @classmethod
    def of(cls, page: Page) -> "Sentences":
        """Index a page's sentences."""
        numbers = page.sentences
        edges = [0, *(np.flatnonzero(np.diff(numbers)) + 1).tolist(), len(numbers)] if len(numbers) else [0]
        words, content = {}, {}
        held: defaultdict[int, list[int]] = defaultdict(list)
        for first, stop in pairwise(edges):
            if numbers[first] >= 0 and _SHARED <= stop - first <= _LONGEST:
                sentence = int(numbers[first])
                words[sentence] = (first, stop)
                content[sentence] = frozenset(page.hashes[first:stop][page.content[first:stop]].tolist())
                for word in sorted(content[sentence]):
                    held[word].append(sentence)
        return cls(words, content, {word: tuple(sentences) for word, sentences in held.items() if len(sentences) <= _PLACES})


def _free(sentences: Sentences, taken: NDArray[np.bool_]) -> set[int]:
    """Sentences whose words are mostly in no passage yet."""
    before = np.append(0, np.cumsum(taken))
    return {number for number, (first, stop) in sentences.words.items() if 2 * int(before[stop] - before[first]) < stop - first}


def _likely(a: Sentences, b: Sentences, free: tuple[set[int], set[int]]) -> list[tuple[int, int]]:
    """Pairs of sentences that share enough content words, the most alike first."""
    found: list[tuple[int, int, int]] = []
    for sentence in sorted(free[0]):
        counts = Counter(other for word in a.content[sentence] & b.places.keys() for other in b.places[word])
        found.extend((-count, sentence, other) for other, count in counts.items() if count >= _SHARED and other in free[1])
    return [(sentence, other) for _, sentence, other in sorted(found)]


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


def rewritten(pair: Pair, sentences: tuple[Sentences, Sentences], taken: tuple[NDArray[np.bool_], NDArray[np.bool_]]) -> list[list[Step]]:
    """Alignments of sentences that keep words in order, outside the passages already taken; each sentence is used once."""
    free = _free(sentences[0], taken[0]), _free(sentences[1], taken[1])
    found = []
    for sentence, other in _likely(*sentences, free):
        if sentence not in free[0] or other not in free[1]:
            continue
        steps = trimmed(compared(pair, sentences[0].words[sentence], sentences[1].words[other]))
        if _kept(pair, steps) and not any(side[slice(*words)].any() for side, words in zip(taken, extent(steps), strict=True)):
            found.append(steps)
            free[0].discard(sentence)
            free[1].discard(other)
    return found
