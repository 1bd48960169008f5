"""The step that aligns candidate pairs."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from firstsaid.model import Match, Pile, Span, content_id
from firstsaid.model.options import ReuseOptions
from firstsaid.reuse.composing import Extent, composed
from firstsaid.reuse.differences import Pair, Run, Step, extent, same_words
from firstsaid.reuse.echoing import echoes
from firstsaid.reuse.edges import to_quotation_edges
from firstsaid.reuse.editing import edits
from firstsaid.reuse.kinds import NAMES
from firstsaid.reuse.page import Page
from firstsaid.reuse.passages import Threshold, passages
from firstsaid.reuse.rewriting import Sentences, rewritten
from firstsaid.reuse.runs import Runs, SeedFinder, chained, runs
from firstsaid.reuse.splitting import split
from firstsaid.reuse.stock import Stock

_SEED, _SEED_IN_BULK = 3, 5
"""Words of the shortest run that alignment works with."""

_PRIOR = 100
"""Pages added to the pile when it is asked how rare a word is: in a pile of five, a word that all five hold is not yet common."""

_COMPOSED, _COMPOSED_IN_BULK = 64, 16
"""Holders of one article's words among whom pairs are composed."""

_RELATED = 8
"""Words of one passage from which on two articles are searched for rewritten sentences too."""

_SEGMENT = 4
"""Fewest equal words of a stretch of one kind that is worth a row."""


def word_weights(stock: Stock) -> NDArray[np.float32]:
    """How much each word of the stock tells: its rarity among the pages, between 0 (function words, words of every page) and 1."""
    count = len(stock.articles)
    holders = np.repeat(np.arange(count), np.diff(stock.offsets))
    order = np.lexsort((holders, stock.hashes))
    hashes, holders = stock.hashes[order], holders[order]
    new = np.append(True, hashes[1:] != hashes[:-1])[: len(hashes)]
    fresh = new | np.append(True, holders[1:] != holders[:-1])[: len(hashes)]
    group = np.cumsum(new) - 1
    pages = np.bincount(group, weights=fresh)[group] if len(group) else np.zeros(0)
    weights = np.zeros(len(hashes), np.float32)
    weights[order] = np.log((count + _PRIOR) / np.maximum(pages, 1)) / np.log(count + _PRIOR)
    weights[~stock.content] = 0
    return weights


class _Aligner:
    """Turns the chained runs of pairs into matches, and keeps what the later passes need."""

    def __init__(self, stock: Stock, threshold: Threshold, bulk: bool) -> None:
        self.stock = stock
        self.threshold = threshold
        self.bulk = bulk
        self.extents: list[Extent] = []
        self.spans: defaultdict[tuple[int, int], list[tuple[Span, Span]]] = defaultdict(list)
        self._weights = word_weights(stock)
        self._pages: dict[int, Page] = {}
        self._sentences: dict[int, Sentences] = {}

    def page(self, number: int) -> Page:
        """An article as the aligner reads it; read once."""
        if number not in self._pages:
            self._pages[number] = Page.of(self.stock, number, self._weights)
        return self._pages[number]

    def _sentences_of(self, number: int) -> Sentences:
        if number not in self._sentences:
            self._sentences[number] = Sentences.of(self.page(number))
        return self._sentences[number]

    def matches(self, a: int, b: int, chains: list[list[Run]]) -> Iterator[Match]:
        """Matches of one pair, in order of their place in a."""
        pair = Pair(self.page(a), self.page(b))
        found = passages(pair, chains, self.threshold)
        self.extents.extend(Extent(a, b, *extent(steps)) for steps in found)
        if not self.bulk and any(same_words(steps) >= _RELATED for steps in found):
            found.extend(rewritten(pair, (self._sentences_of(a), self._sentences_of(b)), _taken(pair, found)))
        segments = [segment for steps in sorted(found) for segment in split(pair, steps)]
        taken = _taken(pair, [segment.steps for segment in segments])
        for shared in segments:
            segment = to_quotation_edges(pair, shared, lambda a, b: not (taken[0][slice(*a)].any() or taken[1][slice(*b)].any()))
            if same_words(segment.steps) >= _SEGMENT:
                made = match(pair, NAMES[segment.kind], segment.steps)
                if not self.bulk:
                    self.spans[a, b].append((made.a, made.b))
                yield made


def _taken(pair: Pair, found: list[list[Step]]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which words of either article stand in a passage."""
    taken = np.zeros(len(pair.a.hashes), np.bool_), np.zeros(len(pair.b.hashes), np.bool_)
    for steps in found:
        for side, words in zip(taken, extent(steps), strict=True):
            side[slice(*words)] = True
    return taken


def match(pair: Pair, kind: str, steps: list[Step]) -> Match:
    """An alignment as a record."""
    a, b = pair.a.span(steps[0].a, steps[-1].stop_a), pair.b.span(steps[0].b, steps[-1].stop_b)
    articles = pair.a.article.id, pair.b.article.id
    longer = max(stop - first for first, stop in extent(steps))
    return Match(
        id=content_id("match", articles[0], str(a.start), str(a.stop), articles[1], str(b.start), str(b.stop), kind),
        article_a=articles[0], start_a=a.start, stop_a=a.stop, article_b=articles[1], start_b=b.start, stop_b=b.stop,
        kind=kind, words=longer, same=same_words(steps), edits=edits(pair, steps),
    )  # fmt: skip


def _chains(found: Runs, threshold: Threshold) -> Iterator[tuple[int, list[list[Run]]]]:
    """For each pair, in order, the chains long enough to be looked at."""
    heads = chained(found)
    same = np.bincount(heads, weights=found.length, minlength=len(heads))
    longest = np.zeros(len(heads), np.int64)
    np.maximum.at(longest, heads, found.length)
    wanted = np.flatnonzero((same[heads] >= threshold.words) & (longest[heads] >= threshold.run))
    order = wanted[np.lexsort((found.a[wanted], heads[wanted], found.pair[wanted]))]
    pair = -1
    chains: dict[int, list[Run]] = {}
    columns = (found.pair[order], heads[order], found.a[order], found.b[order], found.length[order])
    for here, head, a, b, length in zip(*(column.tolist() for column in columns), strict=True):
        if here != pair and chains:
            yield pair, list(chains.values())
            chains = {}
        pair = here
        chains.setdefault(head, []).append(Run(a, b, length))
    if chains:
        yield pair, list(chains.values())


def _aligned(aligner: _Aligner, finder: SeedFinder, pairs: list[tuple[int, int]]) -> Iterator[Match]:
    for begin, found in runs(finder, pairs):
        for pair, chains in _chains(found, aligner.threshold):
            yield from aligner.matches(*pairs[begin + pair], chains)


def matches(pile: Pile, options: ReuseOptions) -> Iterator[Match]:
    """What candidate pairs share, to the character, with the kind of sharing and every edit; article_a < article_b by id, no direction is meant.

    Runs of equal words are chained into passages that tolerate edits; what a pair holds in another order gives passages of its own. A passage is split where
    the kind of text changes.
    """
    stock = Stock.of(pile)
    bulk = len(stock.articles) > options.small
    threshold = Threshold(options.shortest_in_bulk, 5, 4.0, 25) if bulk else Threshold(options.shortest, 4, 2.0, 15)
    number = {article.id: k for k, article in enumerate(stock.articles)}
    known = sorted({(number[c.article_a], number[c.article_b]) for c in pile.candidates if c.article_a in number and c.article_b in number})
    aligner = _Aligner(stock, threshold, bulk)
    finder = SeedFinder(stock, _SEED_IN_BULK if bulk else _SEED)
    yield from _aligned(aligner, finder, known)
    more = composed(aligner.extents, _COMPOSED_IN_BULK if bulk else _COMPOSED)
    yield from _aligned(aligner, finder, sorted(set(more) - set(known)))
    if not bulk:
        yield from echoes(stock, [aligner.page(k) for k in range(len(stock.articles))], aligner.spans)
