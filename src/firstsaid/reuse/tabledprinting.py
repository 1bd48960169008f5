"""The step that fingerprints articles, over tables."""

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa

from firstsaid.model import Part
from firstsaid.model.article import reported
from firstsaid.model.columns import Columns
from firstsaid.model.options import ReuseOptions
from firstsaid.reuse.bulk import Printed, printed
from firstsaid.reuse.fingerprinting import told_words
from firstsaid.reuse.tabled import flat, packed

FINGERPRINTS_READ = {"articles": ("id", "text", "parts")}
"""The columns that are read of each table."""
_NAMES = ("article", "tokens", "starts", "stops", "told", "shingles", "positions")


def _told(parts: Sequence[tuple[Part, ...]], block: Printed) -> pa.Array:
    """One bit per word: whether it begins in what its article reports."""
    starts, edges = block.words.starts, block.words.offsets.tolist()
    bits = [np.packbits(told_words(reported(own), starts[first:stop])).tobytes() for own, first, stop in zip(parts, edges, edges[1:], strict=False)]
    return pa.array(bits, pa.large_binary())


def tabled_fingerprints(columns: Columns, options: ReuseOptions) -> Iterator[pa.Table]:
    """`fingerprints` over tables."""
    del options
    for batch in columns.batches("articles", FINGERPRINTS_READ["articles"]):
        ids, text, parts = batch.columns
        data, offsets = flat(text, "u1")
        first = 0
        for block in printed(data, offsets):
            words, kept = block
            count = len(words.offsets) - 1
            own = [tuple(Part(**part) for part in row) for row in parts.slice(first, count).to_pylist()]
            positions = (kept.words - np.repeat(words.offsets[:-1], np.diff(kept.offsets))).astype("<u4")
            yield pa.table(
                [
                    ids.slice(first, count),
                    packed(words.hashes.astype("<u8", copy=False), words.offsets),
                    packed(words.starts.astype("<u4", copy=False), words.offsets),
                    packed(words.stops.astype("<u4", copy=False), words.offsets),
                    _told(own, block),
                    packed(kept.shingles.astype("<u8", copy=False), kept.offsets),
                    packed(positions, kept.offsets),
                ],
                names=list(_NAMES),
            )
            first += count
