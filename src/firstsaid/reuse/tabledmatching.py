"""The step that aligns candidate pairs, over tables that are too large to be held as records."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from firstsaid.model import Match, Part, Pile, Span
from firstsaid.model.columns import Columns
from firstsaid.model.options import ReuseOptions
from firstsaid.reuse.book import Book
from firstsaid.reuse.matching import Aligner, Asked, matches, portions
from firstsaid.reuse.passages import in_bulk
from firstsaid.reuse.tabled import flat
from firstsaid.reuse.typography import Words
from firstsaid.reuse.winnowing import content_words

R = TypeVar("R")

MATCHES_READ = {"articles": ("id", "text", "parts", "sentences", "quotations"), "fingerprints": ("article", "tokens", "starts", "stops")}
"""The columns that are read of each table."""
_AT_ONCE = 1_500_000
"""Words of pairs that are aligned at once."""


@dataclass(frozen=True, slots=True)
class _Text:
    """What a table holds of an article."""

    id: str
    text: str
    parts: tuple[Part, ...]
    sentences: tuple[Span, ...]
    quotations: tuple[Span, ...]


class _Lists(NamedTuple):
    """A column of lists of small records, laid out once."""

    edges: list[int]
    fields: tuple[list[Any], ...]

    @classmethod
    def of(cls, column: pa.ListArray) -> "_Lists":
        """Lay a column out."""
        offsets = column.offsets.to_numpy()
        children = column.flatten().flatten()
        return cls((offsets - offsets[0]).tolist(), tuple(child.to_numpy(zero_copy_only=False).tolist() for child in children))

    def at(self, row: int, record: Callable[..., R]) -> tuple[R, ...]:
        """The records of a row."""
        own = slice(self.edges[row], self.edges[row + 1])
        return tuple(map(record, *(field[own] for field in self.fields)))


class _Rows(NamedTuple):
    """Articles of one batch."""

    texts: pa.StringArray
    parts: _Lists
    sentences: _Lists
    quotations: _Lists


class _Texts:
    """Articles as a table holds them, looked up by id."""

    def __init__(self, batches: Iterable[pa.RecordBatch], wanted: pa.Array) -> None:
        self._batches: list[_Rows] = []
        self._places: dict[str, tuple[int, int]] = {}
        for batch in batches:
            ids, texts, *lists = batch.filter(pc.is_in(batch.column(0), wanted)).columns
            self._places.update((key, (len(self._batches), row)) for row, key in enumerate(ids.to_pylist()))
            self._batches.append(_Rows(texts, *(_Lists.of(column) for column in lists)))

    def __contains__(self, article: str) -> bool:
        return article in self._places

    def of(self, article: str) -> _Text:
        """What a page needs of an article."""
        number, row = self._places[article]
        rows = self._batches[number]
        return _Text(article, rows.texts[row].as_py(), rows.parts.at(row, Part), rows.sentences.at(row, Span), rows.quotations.at(row, Span))


class _Words:
    """Words of articles as a table of fingerprints holds them, looked up by id."""

    def __init__(self, batches: Iterable[pa.RecordBatch], wanted: pa.Array) -> None:
        self._words: dict[str, Words] = {}
        for batch in batches:
            kept = batch.filter(pc.is_in(batch.column(0), wanted))
            hashes, offsets = flat(kept.column(1), "<u8")
            starts, stops = (flat(kept.column(number), "<u4")[0].astype(np.uint32, copy=False) for number in (2, 3))
            hashes = hashes.astype(np.uint64, copy=False)
            content = content_words(hashes) if len(hashes) else np.zeros(0, np.bool_)
            edges = (offsets // 8).tolist()
            for key, first, stop in zip(kept.column(0).to_pylist(), edges, edges[1:], strict=False):
                own = slice(first, stop)
                self._words[key] = Words(hashes[own], starts[own], stops[own], content[own])

    def __contains__(self, article: str) -> bool:
        return article in self._words

    def of(self, article: str) -> Words:
        """The words of an article."""
        return self._words[article]


def tabled_matches(columns: Columns, options: ReuseOptions) -> Iterator[Match]:
    """`matches` over tables. Of a large pile only the articles of candidate pairs are held, and not as records; any part of its pairs may be asked for."""
    if columns.count("fingerprints") <= options.small:
        names = ("articles", "fingerprints", "candidates")
        yield from matches(Pile(**{name: tuple(columns.records(name)) for name in names}), options)
        return
    found = pa.Table.from_batches(columns.batches("candidates", ["article_a", "article_b", "runs"]), _CANDIDATES)
    found = found.sort_by([("article_a", "ascending"), ("article_b", "ascending")])
    wanted = pc.unique(pa.chunked_array([*found["article_a"].chunks, *found["article_b"].chunks], pa.string()))
    texts = _Texts(columns.batches("articles", MATCHES_READ["articles"]), wanted)
    words = _Words(columns.batches("fingerprints", MATCHES_READ["fingerprints"]), wanted)
    ids = [article for article in wanted.to_pylist() if article in texts and article in words]
    number, sizes = {article: k for k, article in enumerate(ids)}, [len(words.of(article).hashes) for article in ids]
    aligner = Aligner(in_bulk(options), True)
    for batch in found.to_batches(max_chunksize=4096):
        rows = zip(*(column.to_pylist() for column in batch.columns), strict=True)
        asked = [Asked(number[a], number[b], runs) for a, b, runs in rows if a in number and b in number]
        for some in portions(asked, sizes, _AT_ONCE):
            pages = sorted({page for pair in some for page in pair[:2]})
            own = {page: k for k, page in enumerate(pages)}
            book = _book([ids[page] for page in pages], texts, words)
            yield from aligner.matches(book, [Asked(own[a], own[b], runs) for a, b, runs in some])


def _book(ids: list[str], texts: _Texts, words: _Words) -> Book:
    """Articles laid out."""
    tables = [words.of(article) for article in ids]
    offsets = np.cumsum([0, *(len(table.hashes) for table in tables)], dtype=np.int64)
    whole = Words(*(np.concatenate(columns) for columns in zip(*tables, strict=True)))
    return Book.read([texts.of(article) for article in ids], offsets, whole, np.zeros(len(whole.hashes), np.float32))


_CANDIDATES = pa.schema([("article_a", pa.string()), ("article_b", pa.string()), ("runs", pa.large_binary())])
