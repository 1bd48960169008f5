"""The step that aligns candidate pairs."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

import numpy as np

from firstsaid.model import Match, Pile, Span, content_id
from firstsaid.model.options import ReuseOptions
from firstsaid.reuse.chains import unpacked
from firstsaid.reuse.differences import Pair, Run, Step, extent, same_words
from firstsaid.reuse.echoing import echoes
from firstsaid.reuse.edges import to_quotation_edges
from firstsaid.reuse.editing import KnownEdits
from firstsaid.reuse.kinds import NAMES, QUOTATION
from firstsaid.reuse.page import Page
from firstsaid.reuse.passages import Threshold, in_bulk, in_small_piles, passages, taken_by
from firstsaid.reuse.rewriting import Likely, Sentences, likely, rewritten
from firstsaid.reuse.splitting import split
from firstsaid.reuse.stock import Stock
from firstsaid.reuse.weights import word_weights

_RELATED = 8
"""Words of one passage from which on two articles are searched for rewritten sentences too."""

_SEGMENT = 4
"""Fewest equal words of a stretch of one kind that is worth a row."""


_AHEAD = 512
"""Pairs that are looked at together."""

_PAGES = 4096
"""Pages of a large pile that are held at a time."""


class Aligner:
    """Turns the chained runs of pairs into matches, and keeps what the later passes need."""

    def __init__(self, read: Callable[[int], Page], threshold: Threshold, bulk: bool) -> None:
        self.threshold = threshold
        self.bulk = bulk
        self.spans: defaultdict[tuple[int, int], list[tuple[Span, Span]]] = defaultdict(list)
        self._read = read
        self._known = KnownEdits()
        self._pages: dict[int, Page] = {}
        self._sentences: dict[int, Sentences] = {}
        self._likely: dict[tuple[int, int], Likely] = {}

    def page(self, number: int) -> Page:
        """An article as the aligner reads it."""
        if number not in self._pages:
            if self.bulk and len(self._pages) >= _PAGES:
                self._pages.clear()
            self._pages[number] = self._read(number)
        return self._pages[number]

    def _sentences_of(self, number: int) -> Sentences:
        if number not in self._sentences:
            self._sentences[number] = Sentences.of(self.page(number))
        return self._sentences[number]

    def expect(self, a: int, others: Sequence[int]) -> None:
        """Look ahead to pairs of one article with others, as is only done in small piles: what they may tell in other words is sought for all at once."""
        self._likely = dict(zip(((a, b) for b in others), likely(self._sentences_of(a), [self._sentences_of(b) for b in others]), strict=True))

    def matches(self, a: int, b: int, chains: list[list[Run]]) -> Iterator[Match]:
        """Matches of one pair, in order of their place in a."""
        pair = Pair(self.page(a), self.page(b))
        found = passages(pair, chains, self.threshold)
        if (a, b) in self._likely and any(same_words(steps) >= _RELATED for steps in found):
            found.extend(rewritten(pair, (self._sentences_of(a), self._sentences_of(b)), self._likely[a, b], taken_by(pair, found)))
        segments = [segment for steps in sorted(found) for segment in split(pair, steps)]
        quoted = any(segment.kind == QUOTATION for segment in segments)
        taken = taken_by(pair, [segment.steps for segment in segments] if quoted else [])
        for shared in segments:
            segment = to_quotation_edges(pair, shared, lambda a, b: taken[0].none(a) and taken[1].none(b))
            if same_words(segment.steps) >= _SEGMENT:
                made = match(pair, NAMES[segment.kind], segment.steps, self._known)
                if not self.bulk:
                    self.spans[a, b].append((made.a, made.b))
                yield made


def match(pair: Pair, kind: str, steps: list[Step], known: KnownEdits) -> Match:
    """An alignment as a record."""
    a, b = pair.a.span(steps[0].a, steps[-1].stop_a), pair.b.span(steps[0].b, steps[-1].stop_b)
    articles = pair.a.article.id, pair.b.article.id
    longer = max(stop - first for first, stop in extent(steps))
    return Match(
        id=content_id("match", articles[0], str(a.start), str(a.stop), articles[1], str(b.start), str(b.stop), kind),
        article_a=articles[0], start_a=a.start, stop_a=a.stop, article_b=articles[1], start_b=b.start, stop_b=b.stop,
        kind=kind, words=longer, same=same_words(steps), edits=known.edits(pair, steps),
    )  # fmt: skip


def matches(pile: Pile, options: ReuseOptions) -> Iterator[Match]:
    """What candidate pairs share, to the character, with the kind of sharing and every edit; article_a < article_b by id, no direction is meant.

    Runs of equal words are chained into passages that tolerate edits; what a pair holds in another order gives passages of its own. A passage is split where
    the kind of text changes.
    """
    stock = Stock.of(pile)
    bulk = len(stock.articles) > options.small
    number = {article.id: k for k, article in enumerate(stock.articles)}
    weights = np.zeros(len(stock.hashes), np.float32) if bulk else word_weights(stock)
    aligner = Aligner(lambda k: Page.of(stock, k, weights), in_bulk(options) if bulk else in_small_piles(options), bulk)
    known = [row for row in pile.candidates if row.article_a in number and row.article_b in number]
    for first in range(0, len(known), _AHEAD):
        for article, rows in groupby(known[first : first + _AHEAD], key=lambda row: row.article_a):
            pairs = [(number[row.article_b], unpacked(row.runs)) for row in rows]
            if not bulk:
                aligner.expect(number[article], [b for b, _ in pairs])
            for b, chains in pairs:
                yield from aligner.matches(number[article], b, chains)
    if not bulk:
        yield from echoes(stock, [aligner.page(k) for k in range(len(stock.articles))], aligner.spans)
