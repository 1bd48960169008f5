"""What the articles of a large pile share: from kept shingles to chains of runs, in whole arrays."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firstsaid.model.options import ReuseOptions
from firstsaid.reuse.chains import Chains
from firstsaid.reuse.extending import PairRuns, Tokens, extended
from firstsaid.reuse.foldedtext import folded_bytes
from firstsaid.reuse.linking import Links, links
from firstsaid.reuse.ordering import group_begins
from firstsaid.reuse.prints import Prints
from firstsaid.reuse.runs import Runs
from firstsaid.reuse.voting import voted
from firstsaid.reuse.winnowing import SHINGLE, WINDOW, Selection, winnowed
from firstsaid.reuse.words import I64, U64, WordTable, blocks, word_table

_FULL = 6
"""Holders of one shingle among whom every pair is linked."""

_SURE = 25
"""Shared words from which on it no longer matters how rare they are."""

_WEIGHT = 2.0
"""Weight of the shared words of a shorter passage."""

_PRIOR = 100
"""Pages added to those that tell how rare a word is."""

SAMPLE = 5_000
"""Pages that tell how rare a word is: the first ones by their ids, which are hashes, so that they are a fair sample and few are others when the pile grows."""

_BUCKETS = 20
"""Words are counted in as many buckets as so many bits can tell apart."""


class Printed(NamedTuple):
    """The words of some texts in a row, and the shingles that were kept of them."""

    words: WordTable
    kept: Selection


def printed(data: NDArray[np.uint8], offsets: I64) -> Iterator[Printed]:
    """Words and kept shingles of texts that lie one after the other as UTF-8: text k is `data[offsets[k]:offsets[k + 1]]`."""
    for first, stop in blocks(np.diff(offsets).tolist()):
        begin, end = int(offsets[first]), int(offsets[stop])
        words = word_table(folded_bytes(data[begin:end], offsets[first : stop + 1] - begin))
        yield Printed(words, winnowed(words.hashes, words.offsets, WINDOW))


class Paired(NamedTuple):
    """Pairs of articles and what they share: article numbers, votes, and for each chain of runs the number of its pair."""

    a: I64
    b: I64
    votes: I64
    chains: Chains


def token_words(hashes: U64) -> NDArray[np.uint32]:
    """Words as shorter numbers: the upper half of their hashes."""
    return (hashes >> np.uint64(32)).astype(np.uint32)


def _bucket(words: NDArray[np.uint32]) -> NDArray[np.uint32]:
    return words >> np.uint32(32 - _BUCKETS)


def rarity(words: NDArray[np.uint32], pages: int) -> NDArray[np.float32]:
    """How much a word tells, by bucket, between 0 (stands in every page) and 1, from the words of some pages."""
    uses = np.bincount(_bucket(words), minlength=1 << _BUCKETS)
    tells = np.log((pages + _PRIOR) / np.maximum(uses, 1)) / np.log(pages + _PRIOR)
    return np.asarray(np.clip(tells, 0.0, 1.0), np.float32)


def _weights(chains: Chains, first_words: I64, words: NDArray[np.uint32], rare: NDArray[np.float32]) -> NDArray[np.float64]:
    """Weight of each chain's words. `first_words` is where the words of each run begin."""
    length = chains.runs.length
    if not len(length):
        return np.zeros(0)
    before = np.cumsum(length) - length
    at = np.arange(int(length.sum())) + np.repeat(first_words - before, length)
    return np.add.reduceat(rare[_bucket(words[at])].astype(np.float64), before[chains.begins()])


class _House(NamedTuple):
    """What outlets print on many pages, shingle by shingle."""

    keys: I64
    """Article and first word of each shingle, sorted."""
    words_before: I64
    """How many words the shingles up to each one hold together, those of the first one included."""

    @classmethod
    def of(cls, places: list[I64]) -> "_House":
        """Lay out the places that are boilerplate."""
        keys = np.sort(np.concatenate([np.zeros(0, np.int64), *places]))
        return cls(keys, np.cumsum(np.minimum(SHINGLE, np.diff(keys, prepend=-SHINGLE))))

    def words(self, article: I64, first: I64, length: I64) -> I64:
        """How many words of each stretch stand in boilerplate shingles that lie within it."""
        if not len(self.keys):
            return np.zeros(len(article), np.int64)
        begin = article << 32 | first
        low = np.searchsorted(self.keys, begin)
        high = np.searchsorted(self.keys, begin + length - SHINGLE, "right")
        some = high > low
        held = self.words_before[high[some] - 1] - self.words_before[low[some]] + SHINGLE
        words = np.zeros(len(article), np.int64)
        words[some] = held
        return words


class _Judge(NamedTuple):
    """What tells passages from chance."""

    tokens: Tokens
    house: _House
    rare: NDArray[np.float32]
    shortest: int


def _telling(found: PairRuns, judge: _Judge) -> Chains:
    """Chains of enough words that are no boilerplate, the shorter ones of words that tell something. Pairs are numbered as they come in `found`."""
    new = group_begins(found.a, found.b)
    chains = Chains.of(Runs(np.cumsum(new) - 1, found.word_a, found.word_b, found.length), judge.shortest)
    article = found.a[new]
    house = judge.house.words(article[chains.runs.pair], chains.runs.a, chains.runs.length)
    begins = chains.begins()
    same = chains.same() - (np.add.reduceat(house, begins) if len(begins) else 0)
    chains, same = chains.of_chains(same >= judge.shortest), same[same >= judge.shortest]
    short = chains.of_chains(same < _SURE)
    weights = _weights(short, judge.tokens.begins[article[short.runs.pair]] + short.runs.a, judge.tokens.words, judge.rare)
    wanted = same >= _SURE
    wanted[~wanted] = weights >= _WEIGHT
    return chains.of_chains(wanted)


def _pairs(part: Links, found: PairRuns, chains: Chains) -> Paired:
    """The pairs that have chains, numbered anew."""
    firsts = np.flatnonzero(group_begins(part.a, part.b))
    votes = np.diff(np.append(firsts, len(part.a)))
    begins = np.flatnonzero(group_begins(found.a, found.b))
    kept, number = np.unique(chains.runs.pair, return_inverse=True)
    runs = Runs(number.astype(np.int64), chains.runs.a, chains.runs.b, chains.runs.length)
    return Paired(found.a[begins[kept]], found.b[begins[kept]], votes[kept], Chains(runs, chains.heads))


def in_bulk(parts: Iterable[Prints], tokens_of: Callable[[NDArray[np.bool_]], Tokens], rare: NDArray[np.float32], options: ReuseOptions) -> Iterator[Paired]:
    """Pairs of articles with the chains of runs that they share, one part of the pairs after the other, given the shingles of one part of the hash space after
    the other.

    Work grows with the articles and not with their pairs: each holder of a shingle is linked to the first and the previous one. `tokens_of` gives the words of
    the articles that are asked for; those are few, for most articles share nothing with another.
    """
    linked = links(parts, options.boilerplate_share, _FULL)
    house = _House.of(linked.boilerplate)
    pairs = list(voted(linked.parts))
    needed = np.zeros(linked.articles, np.bool_)
    for part in pairs:
        needed[part.a] = needed[part.b] = True
    judge = _Judge(tokens_of(needed), house, rare, options.shortest_in_bulk)
    for part in pairs:
        found = extended(part, judge.tokens)
        yield _pairs(part, found, _telling(found, judge))
