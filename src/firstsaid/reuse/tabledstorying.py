"""The step that tells which articles are about one event, over tables that are too large to be held as records."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from firstsaid.model import Found, Part, Pile, Placement, Span
from firstsaid.model.options import ReuseOptions
from firstsaid.reuse.likeness import Likeness, days
from firstsaid.reuse.ordering import group_begins
from firstsaid.reuse.storying import JOINING, edges, length, placements, stories
from firstsaid.reuse.subjects import terms_in_bulk
from firstsaid.reuse.tabled import Columns
from firstsaid.reuse.words import I64

_READ = ("id", "text", "title", "language", "parts", "published", "dates")
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
    """A table of articles, numbered in order of their ids, read once."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        ids = pa.chunked_array([batch.column(0) for batch in columns.batches("articles", ["id"])], pa.string())
        self._order = pc.array_sort_indices(ids).to_numpy()
        self.ids = ids.take(pa.array(self._order)).combine_chunks()
        self.days: list[tuple[int, ...]] = [()] * len(self._order)
        self.lengths = np.ones(len(self._order), np.int64)

    def read(self) -> Iterator[tuple[I64, list[_Told]]]:
        """Some articles after the other with their numbers; days and lengths are noted on the way."""
        numbers = np.empty(len(self._order), np.int64)
        numbers[self._order] = np.arange(len(self._order))
        first = 0
        for batch in self._columns.batches("articles", _READ):
            own, told = numbers[first : first + batch.num_rows], [_told(row) for row in batch.to_pylist()]
            for number, (article, stamps) in zip(own.tolist(), told, strict=True):
                self.days[number], self.lengths[number] = days(stamps), length(article.parts)
            first += batch.num_rows
            yield own, [article for article, _ in told]


def _told(row: dict[str, Any]) -> tuple[_Told, list[_Stamp]]:
    title = row["title"]
    span = title and title["span"]
    found = Found(title["value"], Span(**span) if span else None, title["rule"]) if title else None
    parts = tuple(Part(**part) for part in row["parts"])
    stamps = [_Stamp(stamp["value"], stamp["role"], stamp["local_day"]) for stamp in (row["published"], *row["dates"]) if stamp]
    return _Told(row["id"], row["text"], found, row["language"], parts), stamps


def _shared(columns: Columns, articles: _Articles) -> dict[tuple[int, int], float]:
    """For each pair, which share of the shorter article's reported text the two have in common."""
    kept = [np.zeros((0, 6), np.int64)]
    characters = [np.zeros(0)]
    for batch in columns.batches("matches", _MATCHED):
        told = batch.filter(pc.is_in(batch.column(8), pa.array(JOINING)))
        a, b = (pc.fill_null(pc.index_in(told.column(side), articles.ids), -1).to_numpy(zero_copy_only=False) for side in (0, 1))
        places = np.stack([a, b, *(told.column(number).to_numpy() for number in range(2, 6))], axis=1).astype(np.int64)
        least = np.minimum(places[:, 3] - places[:, 2], places[:, 5] - places[:, 4])
        both = (a >= 0) & (b >= 0)
        kept.append(places[both])
        characters.append((least * told.column(7).to_numpy() / np.maximum(told.column(6).to_numpy(), 1))[both])
    places, sizes = np.concatenate(kept), np.concatenate(characters)
    order = np.lexsort(places.T[::-1])
    places, sizes = places[order], sizes[order]
    begins = np.flatnonzero(group_begins(places[:, 0], places[:, 1]))
    total = np.add.reduceat(sizes, begins) if len(begins) else sizes
    a, b = places[begins, 0], places[begins, 1]
    share = np.minimum(1.0, total / np.minimum(articles.lengths[a], articles.lengths[b]))
    return dict(zip(zip(a.tolist(), b.tolist(), strict=True), share.tolist(), strict=True))


def tabled_stories(columns: Columns, options: ReuseOptions) -> Iterator[Placement]:
    """`stories` over tables: the texts of a large pile are read some at a time."""
    if columns.count("articles") <= options.small:
        yield from stories(Pile(articles=tuple(columns.records("articles")), matches=tuple(columns.records("matches"))), options)
        return
    articles = _Articles(columns)
    about = Likeness(terms_in_bulk(articles.read()), len(articles.days), False)
    yield from placements(articles.ids.to_pylist(), edges(about, articles.days, _shared(columns, articles)))
