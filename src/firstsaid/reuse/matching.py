"""The step that aligns candidate pairs."""

from collections import defaultdict
from collections.abc import Callable, Iterator

import numpy as np

from firstsaid.model import Match, Pile, content_id
from firstsaid.model.options import ReuseOptions
from firstsaid.reuse.chains import unpacked
from firstsaid.reuse.differences import Pair, Run, Step, extent, same_words
from firstsaid.reuse.echoing import Extent, echoes
from firstsaid.reuse.edges import to_quotation_edges
from firstsaid.reuse.editing import KnownEdits
from firstsaid.reuse.kinds import NAMES, QUOTATION
from firstsaid.reuse.page import Page
from firstsaid.reuse.passages import Threshold, in_bulk, in_small_piles, passages
from firstsaid.reuse.rewriting import Sentences, rewritten
from firstsaid.reuse.splitting import split
from firstsaid.reuse.stock import Stock
from firstsaid.reuse.typography import typographic_evidence
from firstsaid.reuse.weights import word_weights

_RELATED = 8
"""Words of one passage from which on two articles are searched for rewritten sentences too."""

_SEGMENT, _QUOTED = 4, 3
"""Fewest equal words of a stretch of one kind that is worth a row, and of a quotation."""

_PAGES = 4096
"""Pages of a large pile that are held at a time."""


class Aligner:
    """Turns the chained runs of pairs into matches, and keeps what the later passes need."""

    def __init__(self, read: Callable[[int], Page], threshold: Threshold, bulk: bool) -> None:
        self.threshold = threshold
        self.bulk = bulk
        self.spans: defaultdict[tuple[int, int], list[Extent]] = defaultdict(list)
        self._read = read
        self._known = KnownEdits()
        self._pages: dict[int, Page] = {}
        self._sentences: dict[int, Sentences] = {}

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

    def matches(self, a: int, b: int, chains: list[list[Run]]) -> Iterator[Match]:
        """Matches of one pair, in order of their place in a."""
        pair = Pair(self.page(a), self.page(b))
        found, taken = passages(pair, chains, self.threshold)
        if self.bulk:
            yield from self._typed(pair, found)
            return
        if any(same_words(steps) >= _RELATED for steps in found):
            found += rewritten(pair, (self._sentences_of(a), self._sentences_of(b)), taken)
        for made in self._typed(pair, found):
            self.spans[a, b].append((made.start_a, made.stop_a, made.start_b, made.stop_b))
            yield made

    def _typed(self, pair: Pair, found: list[list[Step]]) -> Iterator[Match]:
        """Shared passages as records, cut where the kind of text changes."""
        segments = [segment for steps in sorted(found) for segment in split(pair, steps)]

        def free(a: tuple[int, int], b: tuple[int, int]) -> bool:
            return not any(_touch(words, side) for segment in segments for words, side in zip(extent(segment.steps), (a, b), strict=True))

        for shared in segments:
            segment = to_quotation_edges(pair, shared, free)
            if same_words(segment.steps) >= (_QUOTED if shared.kind == QUOTATION else _SEGMENT):
                yield match(pair, NAMES[segment.kind], segment.steps, self._known)


def _touch(words: tuple[int, int], others: tuple[int, int]) -> bool:
    """Whether two stretches hold a word in common."""
    return words[0] < others[1] and others[0] < words[1]


def match(pair: Pair, kind: str, steps: list[Step], known: KnownEdits) -> Match:
    """An alignment as a record."""
    words_a, words_b = extent(steps)
    a, b = pair.a.span(*words_a), pair.b.span(*words_b)
    articles = pair.a.article.id, pair.b.article.id
    return Match(
        id=content_id("match", articles[0], str(a.start), str(a.stop), articles[1], str(b.start), str(b.stop), kind),
        article_a=articles[0], start_a=a.start, stop_a=a.stop, article_b=articles[1], start_b=b.start, stop_b=b.stop,
        kind=kind, words=max(words_a[1] - words_a[0], words_b[1] - words_b[0]), same=same_words(steps), edits=known.edits(pair, steps, a, b),
        typography=typographic_evidence(pair.a.setting, pair.b.setting, steps),
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
    for row in known:
        yield from aligner.matches(number[row.article_a], number[row.article_b], unpacked(row.runs))
    if not bulk:
        yield from echoes(stock, [aligner.page(k) for k in range(len(stock.articles))], aligner.spans)
