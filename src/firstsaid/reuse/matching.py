"""The step that aligns candidate pairs."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from firstsaid.model import Edit, Match, Pile, Span, content_id
from firstsaid.model.options import ReuseOptions
from firstsaid.reuse.alignments import Alignments
from firstsaid.reuse.book import Book
from firstsaid.reuse.chains import unpacked
from firstsaid.reuse.echoing import Extent, echoes
from firstsaid.reuse.edges import may_begin_within, may_reach_quotation_edge, to_quotation_edges, to_sentence_begin
from firstsaid.reuse.editing import KnownEdits
from firstsaid.reuse.kinds import NAMES, QUOTATION
from firstsaid.reuse.pairs import Pairs
from firstsaid.reuse.passages import Passages, Threshold, in_bulk, in_small_piles, passages
from firstsaid.reuse.rewriting import Sentences, rewritten
from firstsaid.reuse.splitting import Segments, split
from firstsaid.reuse.stock import Stock
from firstsaid.reuse.typography import Stretches, typographic_evidence
from firstsaid.reuse.weights import word_weights
from firstsaid.reuse.words import I64

_RELATED = 8
"""Words of one passage from which on two articles are searched for rewritten sentences too."""

_SEGMENT, _QUOTED = 4, 3
"""Fewest equal words of a stretch of one kind that is worth a row, and of a quotation."""

_WORDS = 8_000_000
"""Words of pairs that are aligned at once."""


class Asked(NamedTuple):
    """Two pages of a book that are to be compared, by their numbers, and the runs of equal words that they share, packed."""

    a: int
    b: int
    runs: bytes


def portions(asked: Sequence[Asked], sizes: Sequence[int], most: int) -> Iterator[Sequence[Asked]]:
    """Consecutive pairs whose pages have together not much more than so many words, given the words of each page."""
    first = held = 0
    for number, (a, b, _) in enumerate(asked, 1):
        held += sizes[a] + sizes[b]
        if held >= most or number == len(asked):
            yield asked[first:number]
            first, held = number, 0


class Aligner:
    """Turns the chained runs of pairs into matches, and keeps what the later passes need."""

    def __init__(self, threshold: Threshold, bulk: bool) -> None:
        self.threshold = threshold
        self.bulk = bulk
        self.spans: defaultdict[tuple[int, int], list[Extent]] = defaultdict(list)
        self._known = KnownEdits()
        self._sentences: Sentences | None = None

    def matches(self, book: Book, asked: Sequence[Asked]) -> Iterator[Match]:
        """Matches of some pairs, in order of these and of their place in a."""
        if not asked:
            return
        a, b, runs = zip(*asked, strict=True)
        pairs = Pairs(book, np.array(a, np.int64), np.array(b, np.int64))
        found = passages(pairs, unpacked(runs), self.threshold)
        if not self.bulk:
            found = self._with_rewritten(pairs, found.in_order())
        if len(found.pair):
            segments = _whole_quotations(pairs, split(pairs, found.in_order()))
            enough = segments.shared.steps.same() >= np.where(segments.kind == QUOTATION, _QUOTED, _SEGMENT)
            yield from self._records(pairs, segments.of_numbers(np.flatnonzero(enough)))

    def _with_rewritten(self, pairs: Pairs, found: Passages) -> Passages:
        """The passages, in order of pairs, and the sentences that related pairs tell in other words, outside these."""
        if self._sentences is None or self._sentences.book is not pairs.book:
            self._sentences = Sentences.of(pairs.book)
        related = np.unique(found.pair[found.steps.same() >= _RELATED])
        return found.with_more(list(rewritten(self._sentences, pairs, related, found.extents())))

    def _records(self, pairs: Pairs, segments: Segments) -> Iterator[Match]:
        """Segments as records."""
        spans = _Spans.of(pairs, segments.shared)
        steps, texts = segments.shared.steps, pairs.book.texts
        where, sides = segments.shared.extents(), pairs.sides(segments.shared.pair)
        equal = steps.at(steps.equal)
        stretches = Stretches(equal.number, sides.a[equal.number] + equal.a, sides.b[equal.number] + equal.b, equal.stop_a - equal.a)
        marks, edits = typographic_evidence(pairs.book.marks, stretches), self._edits(pairs, segments.shared, spans)
        words = np.maximum(where.stop_a - where.a, where.stop_b - where.b)
        rows = zip(*(column.tolist() for column in (*spans, segments.kind, words, steps.same())), strict=True)
        for number, (page_a, start_a, stop_a, page_b, start_b, stop_b, kind, longer, same) in enumerate(rows):
            a, b = texts[page_a].id, texts[page_b].id
            if not self.bulk:
                self.spans[page_a, page_b].append((start_a, stop_a, start_b, stop_b))
            key = content_id("match", a, str(start_a), str(stop_a), b, str(start_b), str(stop_b), NAMES[kind])
            yield Match(key, a, start_a, stop_a, b, start_b, stop_b, NAMES[kind], longer, same, edits.get(number, ()), marks.get(number, ()))

    def _edits(self, pairs: Pairs, shared: Passages, spans: "_Spans") -> dict[int, tuple[Edit, ...]]:
        """The edits of alignments that have some."""
        changed = _changed(pairs, shared)
        numbers = changed.numbers()
        places = zip(shared.pair[numbers].tolist(), *(column[numbers].tolist() for column in spans), strict=True)
        found = {}
        for number, steps, (pair, _, start_a, stop_a, _, start_b, stop_b) in zip(numbers.tolist(), changed.lists(), places, strict=True):
            found[number] = self._known.edits(pairs.pair(pair), steps, Span(start_a, stop_a), Span(start_b, stop_b))
        return found


def _changed(pairs: Pairs, shared: Passages) -> Alignments:
    """Of some alignments the steps that differ, and those near which scare quotes may stand."""
    book, steps, scared = pairs.book, shared.steps, []
    pair = shared.pair[steps.number]
    for page, first, stop in ((pairs.a[pair], steps.a, steps.stop_a), (pairs.b[pair], steps.b, steps.stop_b)):
        begin = book.offsets[page]
        scared.append(book.scared(page, book.words.starts[begin + first].astype(np.int64), book.words.stops[begin + stop - 1].astype(np.int64)))
    return steps.at(~steps.equal | scared[0] | scared[1])


class _Spans(NamedTuple):
    """Pages of some alignments, and their characters from and up to."""

    page_a: I64
    start_a: I64
    stop_a: I64
    page_b: I64
    start_b: I64
    stop_b: I64

    @classmethod
    def of(cls, pairs: Pairs, shared: Passages) -> "_Spans":
        """Where alignments lie."""
        where, sides, words = shared.extents(), pairs.sides(shared.pair), pairs.book.words
        start_a, start_b = words.starts[sides.a + where.a], words.starts[sides.b + where.b]
        stop_a, stop_b = words.stops[sides.a + where.stop_a - 1], words.stops[sides.b + where.stop_b - 1]
        places = (start_a, stop_a, start_b, stop_b)
        start_a, stop_a, start_b, stop_b = (place.astype(np.int64) for place in places)
        return cls(pairs.a[shared.pair], start_a, stop_a, pairs.b[shared.pair], start_b, stop_b)


def _whole_quotations(pairs: Pairs, segments: Segments) -> Segments:
    """The segments, quotations up to their marks where only a few words there are others."""
    shared = segments.shared
    where, sides = shared.extents(), pairs.sides(shared.pair)
    wider = may_reach_quotation_edge(pairs.book, sides, (where.stop_a - 1, where.stop_b - 1), True)
    wider |= may_reach_quotation_edge(pairs.book, sides, (where.a, where.b), False)
    wider |= may_begin_within(pairs.book, sides, (where.a, where.b))
    numbers = np.flatnonzero(wider & (segments.kind == QUOTATION))
    extents = list(zip(*(column.tolist() for column in where[1:]), strict=True))
    edges = shared.pair.searchsorted(shared.pair[numbers]).tolist(), shared.pair.searchsorted(shared.pair[numbers], "right").tolist()
    changed = []
    for number, steps, first, stop in zip(numbers.tolist(), shared.steps.chosen(numbers).lists(), *edges, strict=True):

        def free(a: tuple[int, int], b: tuple[int, int], own: Sequence[tuple[int, int, int, int]] = extents[first:stop]) -> bool:
            return not any((a[0] < stop_a and first_a < a[1]) or (b[0] < stop_b and first_b < b[1]) for first_a, stop_a, first_b, stop_b in own)

        pair = pairs.pair(int(shared.pair[number]))
        whole = to_sentence_begin(pair, to_quotation_edges(pair, steps, free), free)
        if whole is not steps:
            changed.append((number, whole))
    return segments._replace(shared=shared._replace(steps=shared.steps.replaced(Alignments.of(changed))))


def matches(pile: Pile, options: ReuseOptions) -> Iterator[Match]:
    """What candidate pairs share, to the character, with the kind of sharing and every edit; article_a < article_b by id, no direction is meant.

    Runs of equal words are chained into passages that tolerate edits; what a pair holds in another order gives passages of its own. A passage is split where
    the kind of text changes.
    """
    stock = Stock.of(pile)
    bulk = len(stock.articles) > options.small
    number = {article.id: k for k, article in enumerate(stock.articles)}
    book = Book.of(stock, np.zeros(len(stock.hashes), np.float32) if bulk else word_weights(stock))
    aligner = Aligner(in_bulk(options) if bulk else in_small_piles(options), bulk)
    asked = [Asked(number[row.article_a], number[row.article_b], row.runs) for row in pile.candidates if row.article_a in number and row.article_b in number]
    for some in portions(asked, np.diff(stock.offsets).tolist(), _WORDS):
        yield from aligner.matches(book, some)
    if not bulk:
        yield from echoes(stock, book, aligner.spans)
