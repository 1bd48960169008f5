"""The steps that tell what articles are about, and which are about one event, over tables that are too large to be held as records."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from firstsaid.model import Found, Part, Pile, Placement, Span
from firstsaid.model.columns import Columns
from firstsaid.model.options import ReuseOptions
from firstsaid.reuse.likeness import days
from firstsaid.reuse.ordering import group_begins
from firstsaid.reuse.reprints import Shared, reprinted
from firstsaid.reuse.storying import JOINING, edges, length, placements, stories
from firstsaid.reuse.subjects import read_in_bulk
from firstsaid.reuse.tabled import packed
from firstsaid.reuse.tabledlikeness import ids_in_order, known_pairs, numbers, subjects
from firstsaid.reuse.words import I64

SUBJECTS_READ = {"articles": ("id", "text", "title", "language", "parts", "published", "dates")}
"""The columns that are read to tell what an article is about."""
_MATCHED = ("article_a", "article_b", "start_a", "stop_a", "start_b", "stop_b", "words", "same", "kind")


class _Stamp(NamedTuple):
    """A date as a table holds it."""

    value: str
    role: str
    local_day: str | None


class _Told(NamedTuple):
    """What is read of an article."""

    id: str
    text: str
    title: Found | None
    language: str
    parts: tuple[Part, ...]

    def spans(self, *kinds: str) -> tuple[Span, ...]:
        """Extents of the parts of these kinds, in order."""
        return tuple(part.span for part in self.parts if part.kind in kinds)


class _Articles:
    """A pile's articles, numbered in order of their ids."""

    def __init__(self, columns: Columns) -> None:
        self.ids = ids_in_order(columns)
        self.days: list[tuple[int, ...]] = [()] * len(self.ids)
        """The days on which each says it was published."""
        self.lengths = np.ones(len(self.ids), np.int64)
        for own, batch in subjects(columns, self.ids, ["days", "length"]):
            self.lengths[own] = batch.column(1).to_numpy()
            for number, told in zip(own.tolist(), batch.column(0).to_pylist(), strict=True):
                self.days[number] = tuple(told)

    def numbers(self, articles: pa.ChunkedArray) -> I64:
        """The numbers of some articles, -1 for one that is none."""
        return numbers(articles, self.ids)


def _told(row: dict[str, Any]) -> tuple[_Told, list[_Stamp]]:
    title = row["title"]
    span = title and title["span"]
    found = Found(title["value"], Span(**span) if span else None, title["rule"]) if title else None
    parts = tuple(Part(**part) for part in row["parts"])
    stamps = [_Stamp(stamp["value"], stamp["role"], stamp["local_day"]) for stamp in (row["published"], *row["dates"]) if stamp]
    return _Told(row["id"], row["text"], found, row["language"], parts), stamps


def _shared(columns: Columns, articles: _Articles) -> Shared:
    """For each pair, which share of the shorter article's reported text the two have in common."""
    batches = [batch.filter(pc.is_in(batch.column(8), pa.array(JOINING))) for batch in columns.batches("matches", _MATCHED)]
    if not batches:
        return Shared(np.zeros(0, np.int64), np.zeros(0, np.float64))
    told = pa.Table.from_batches(batches)
    a, b = (articles.numbers(told.column(side)) for side in (0, 1))
    places = np.stack([a, b, *(told.column(number).to_numpy() for number in range(2, 6))], axis=1).astype(np.int64)
    sizes = np.minimum(places[:, 3] - places[:, 2], places[:, 5] - places[:, 4]) * told.column(7).to_numpy() / np.maximum(told.column(6).to_numpy(), 1)
    both = (a >= 0) & (b >= 0)
    places, sizes = places[both], sizes[both]
    order = np.lexsort(places.T[::-1])
    places, sizes = places[order], sizes[order]
    begins = np.flatnonzero(group_begins(places[:, 0], places[:, 1]))
    total = np.add.reduceat(sizes, begins) if len(begins) else sizes
    a, b = places[begins, 0], places[begins, 1]
    share = np.minimum(1.0, total / np.minimum(articles.lengths[a], articles.lengths[b]))
    return Shared(a << 32 | b, share)


def tabled_subjects(columns: Columns, options: ReuseOptions) -> Iterator[pa.Table]:
    """A row for each article of a large pile; nothing in a small one, whose articles are held side by side when they are placed."""
    if columns.count("articles") <= options.small:
        return
    for batch in columns.batches("articles", SUBJECTS_READ["articles"]):
        articles, stamps = zip(*(_told(row) for row in batch.to_pylist()), strict=True)
        read = read_in_bulk(articles)
        offsets = np.searchsorted(read.article, np.arange(len(articles) + 1))
        made = {
            "article": batch.column(0),
            "listed": read.listed,
            "days": [days(own) for own in stamps],
            "length": [length(article.parts) for article in articles],
            "words": packed(read.hashes.astype("<u8"), offsets),
            "weights": packed(read.weight.astype("<f4"), offsets),
            "capitals": packed(read.capital.astype("<i4"), offsets),
        }
        yield pa.table(made)


def tabled_stories(columns: Columns, options: ReuseOptions) -> Iterator[Placement]:
    """`stories` over tables: the texts of a large pile are read some at a time."""
    if columns.count("articles") <= options.small:
        yield from stories(Pile(articles=tuple(columns.records("articles")), matches=tuple(columns.records("matches"))), options)
        return
    articles = _Articles(columns)
    shared = _shared(columns, articles)
    yield from placements(articles.ids.to_pylist(), edges(known_pairs(columns), articles.days, shared), reprinted(shared, articles.lengths))
