"""The step that aligns candidate pairs, over tables that are too large to be held as records."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from firstsaid.model import Match, Part, Pile, Span
from firstsaid.model.options import ReuseOptions
from firstsaid.reuse.chains import unpacked
from firstsaid.reuse.matching import Aligner, matches
from firstsaid.reuse.page import Page, Words
from firstsaid.reuse.passages import in_bulk
from firstsaid.reuse.tabled import Columns
from firstsaid.reuse.winnowing import content_words

_TEXT = ("id", "text", "parts", "sentences", "quotations")
_WORDS = ("article", "tokens", "starts", "stops")


@dataclass(frozen=True, slots=True)
class _Text:
    """What a table holds of an article."""

    id: str
    text: str
    parts: tuple[Part, ...]
    sentences: tuple[Span, ...]
    quotations: tuple[Span, ...]


class _Shelf:
    """Rows of a table, looked up by their first column."""

    def __init__(self, batches: Iterator[pa.RecordBatch], wanted: pa.Array) -> None:
        self._batches: list[pa.RecordBatch] = []
        self._places: dict[str, tuple[int, int]] = {}
        for batch in batches:
            kept = batch.filter(pc.is_in(batch.column(0), wanted))
            self._places.update((key, (len(self._batches), row)) for row, key in enumerate(kept.column(0).to_pylist()))
            self._batches.append(kept)

    def __contains__(self, key: str) -> bool:
        return key in self._places

    def row(self, key: str) -> list[Any]:
        """A row's values, as Arrow has them."""
        batch, row = self._places[key]
        return [column[row] for column in self._batches[batch].columns]


def _page(texts: _Shelf, words: _Shelf, article: str) -> Page:
    _, text, parts, sentences, quotations = texts.row(article)
    read = _Text(
        article,
        text.as_py(),
        tuple(Part(**part) for part in parts.as_py()),
        tuple(Span(**span) for span in sentences.as_py()),
        tuple(Span(**span) for span in quotations.as_py()),
    )
    _, tokens, starts, stops = (value.as_buffer() if number else value for number, value in enumerate(words.row(article)))
    hashes = np.frombuffer(tokens, "<u8").astype(np.uint64, copy=False)
    begin, end = (np.frombuffer(side, "<u4").astype(np.uint32, copy=False) for side in (starts, stops))
    return Page.read(read, Words(hashes, begin, end, content_words(hashes)), np.zeros(len(hashes), np.float32))


def tabled_matches(columns: Columns, options: ReuseOptions) -> Iterator[Match]:
    """`matches` over tables: of a large pile, only what the articles of candidate pairs need is held, and not as records."""
    if columns.count("fingerprints") <= options.small:
        names = ("articles", "fingerprints", "candidates")
        yield from matches(Pile(**{name: tuple(columns.records(name)) for name in names}), options)
        return
    found = pa.Table.from_batches(columns.batches("candidates", ["article_a", "article_b", "runs"]), _CANDIDATES)
    found = found.sort_by([("article_a", "ascending"), ("article_b", "ascending")])
    wanted = pc.unique(pa.chunked_array([*found["article_a"].chunks, *found["article_b"].chunks], pa.string()))
    texts, words = _Shelf(columns.batches("articles", _TEXT), wanted), _Shelf(columns.batches("fingerprints", _WORDS), wanted)
    ids = [article for article in wanted.to_pylist() if article in texts and article in words]
    number = {article: k for k, article in enumerate(ids)}
    aligner = Aligner(lambda k: _page(texts, words, ids[k]), in_bulk(options), True)
    for batch in found.to_batches(max_chunksize=1024):
        for a, b, runs in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            if a in number and b in number:
                yield from aligner.matches(number[a], number[b], unpacked(runs))


_CANDIDATES = pa.schema([("article_a", pa.string()), ("article_b", pa.string()), ("runs", pa.large_binary())])
