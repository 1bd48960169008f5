"""From links to maximal runs of equal words."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firstsaid.reuse.linking import Links
from firstsaid.reuse.ordering import group_begins, order_of
from firstsaid.reuse.winnowing import SHINGLE, WINDOW
from firstsaid.reuse.words import I64

_STEP, _WIDEST = 8, 64
"""Words that are compared at once, at first and at most."""


class Tokens(NamedTuple):
    """Words of some articles as numbers, one article after the other; equal numbers are equal words."""

    words: NDArray[np.uint32]
    begins: I64
    """For each article of the pile where its words begin; meaningless where they were not asked for."""
    sizes: I64
    """For each article of the pile how many words it has."""


class PairRuns(NamedTuple):
    """Maximal runs of `length` equal words, in order of pair and place: article numbers, and numbers of the first words."""

    a: I64
    b: I64
    word_a: I64
    word_b: I64
    length: I64

    def of(self, chosen: NDArray[np.generic]) -> "PairRuns":
        """The runs that an index or mask chooses."""
        return PairRuns(*(column[chosen] for column in self))


def _reach(tokens: Tokens, places: tuple[I64, I64], room: I64, forward: bool) -> I64:
    """How many words from these places on are equal, up to `room`. Backward, the first word compared is the one before."""
    reach = np.zeros(len(room), np.int64)
    active, step = np.flatnonzero(room > 0), _STEP
    last = len(tokens.words) - 1
    while len(active):
        ahead = np.arange(step)
        offsets = reach[active][:, None] + ahead
        within = offsets < room[active][:, None]
        a, b = (place[active][:, None] + (offsets if forward else -1 - offsets) for place in places)
        equal = within & (tokens.words[np.clip(a, 0, last)] == tokens.words[np.clip(b, 0, last)])
        whole = equal.all(axis=1)
        reach[active] += np.where(whole, step, equal.argmin(axis=1))
        active, step = active[whole], min(step * 2, _WIDEST)
    return reach


def _stretches(links: Links, tokens: Tokens) -> PairRuns:
    """Links of one pair on one diagonal, joined where the words between them are equal too."""
    pair = np.cumsum(group_begins(links.a, links.b)) - 1
    shift = int(links.word_b.max(initial=0))
    diagonal = links.word_a.astype(np.int64) - links.word_b + shift
    order = order_of(pair, diagonal, links.word_b)
    links, pair, diagonal = links.of(order), pair[order], diagonal[order]
    a, b, word_a, word_b = (column.astype(np.int64) for column in links)
    gap = np.diff(word_b)
    on = (pair[1:] == pair[:-1]) & (diagonal[1:] == diagonal[:-1]) & (gap <= WINDOW)
    for word in range(SHINGLE, WINDOW):
        far = np.flatnonzero(on & (gap > word))
        at_a, at_b = tokens.begins[a[far]] + word_a[far] + word, tokens.begins[b[far]] + word_b[far] + word
        on[far[tokens.words[at_a] != tokens.words[at_b]]] = False
    heads = np.flatnonzero(np.append(True, ~on)[: len(a)])
    tails = np.append(heads[1:], len(a))[: len(heads)] - 1
    return PairRuns(a[heads], b[heads], word_a[heads], word_b[heads], word_b[tails] - word_b[heads] + SHINGLE)


def _confirmed(found: PairRuns, tokens: Tokens) -> PairRuns:
    """Without links that only look alike: the first words of a stretch are compared."""
    a, b = tokens.begins[found.a] + found.word_a, tokens.begins[found.b] + found.word_b
    equal = np.ones(len(a), np.bool_)
    for word in range(SHINGLE):
        equal &= tokens.words[a + word] == tokens.words[b + word]
    return found if equal.all() else found.of(equal)


def extended(links: Links, tokens: Tokens) -> PairRuns:
    """The maximal runs in which the links lie, each once. Links of one pair stand side by side.

    A stretch is followed up to the next one on its diagonal at most, so that the words of a run are compared once, however many stretches lie in it.
    """
    found = _confirmed(_stretches(links, tokens), tokens)
    at = tokens.begins[found.a] + found.word_a, tokens.begins[found.b] + found.word_b
    stop_a, stop_b = found.word_a + found.length, found.word_b + found.length
    later = np.flatnonzero(~group_begins(found.a, found.b, found.word_a - found.word_b))
    room = np.minimum(tokens.sizes[found.a] - stop_a, tokens.sizes[found.b] - stop_b)
    room[later - 1] = found.word_b[later] - stop_b[later - 1]
    after = _reach(tokens, (at[0] + found.length, at[1] + found.length), room, True)
    back = np.minimum(found.word_a, found.word_b)
    back[later] = room[later - 1] - after[later - 1]
    before = _reach(tokens, at, back, False)
    heads = np.ones(len(back), np.bool_)
    heads[later[back[later] == 0]] = False
    tails = np.append(heads[1:], True)[: len(heads)]
    first_a, first_b = (found.word_a - before)[heads], (found.word_b - before)[heads]
    whole = PairRuns(found.a[heads], found.b[heads], first_a, first_b, (stop_b + after)[tails] - first_b)
    return whole.of(order_of(np.cumsum(group_begins(whole.a, whole.b)), whole.word_a, whole.word_b))
