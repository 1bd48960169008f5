"""The words of a pile's articles as flat arrays."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from firstsaid.model import Article, Pile
from firstsaid.reuse.kinds import Layout, spoken_words
from firstsaid.reuse.prints import Prints, outlet_numbers
from firstsaid.reuse.winnowing import WINDOW_IN_SMALL_PILES, content_words, winnowed
from firstsaid.reuse.words import I64, U64


def laid_out(packed: list[bytes], kind: str) -> NDArray[np.generic]:
    """Packed arrays of one kind as one array."""
    return np.frombuffer(b"".join(packed), kind)


def offsets_of(packed: list[bytes]) -> I64:
    """Where each of the packed arrays of hashes begins, and where the last one ends."""
    return np.cumsum([0, *(len(part) // 8 for part in packed)], dtype=np.int64)


def unpacked_bits(packed: list[bytes], sizes: I64) -> NDArray[np.bool_]:
    """One truth value for each of `sizes` words, from a bit each."""
    bits = [np.unpackbits(np.frombuffer(part, np.uint8), count=size) for part, size in zip(packed, sizes.tolist(), strict=True)]
    return np.concatenate(bits).astype(np.bool_) if bits else np.zeros(0, np.bool_)


@dataclass(frozen=True)
class Stock:
    """Words of all articles that have both an Article and Fingerprints, in order of id."""

    articles: tuple[Article, ...]
    hashes: U64
    starts: NDArray[np.uint32]
    stops: NDArray[np.uint32]
    offsets: I64
    """Article k holds the words from `offsets[k]` to `offsets[k + 1]`."""
    told: NDArray[np.bool_]
    """Which words begin in what their article reports."""
    shingles: U64
    """Shingles kept for piles of any size."""
    positions: NDArray[np.uint32]
    """Number of the shingle's first word within its article."""
    shingle_offsets: I64

    @classmethod
    def of(cls, pile: Pile) -> "Stock":
        """Lay out a pile's fingerprints."""
        known = {article.id: article for article in pile.articles}
        rows = sorted((row for row in pile.fingerprints if row.article in known), key=lambda row: row.article)
        offsets = offsets_of([row.tokens for row in rows])
        return cls(
            articles=tuple(known[row.article] for row in rows),
            hashes=laid_out([row.tokens for row in rows], "<u8").astype(np.uint64, copy=False),
            starts=laid_out([row.starts for row in rows], "<u4").astype(np.uint32, copy=False),
            stops=laid_out([row.stops for row in rows], "<u4").astype(np.uint32, copy=False),
            offsets=offsets,
            told=unpacked_bits([row.told for row in rows], np.diff(offsets)),
            shingles=laid_out([row.shingles for row in rows], "<u8").astype(np.uint64, copy=False),
            positions=laid_out([row.positions for row in rows], "<u4").astype(np.uint32, copy=False),
            shingle_offsets=offsets_of([row.shingles for row in rows]),
        )

    def chosen(self, articles: Sequence[int]) -> "Stock":
        """The stock of some articles, in the order given."""
        words = np.concatenate([np.arange(self.offsets[k], self.offsets[k + 1]) for k in articles])
        kept = np.concatenate([np.arange(self.shingle_offsets[k], self.shingle_offsets[k + 1]) for k in articles])
        sizes, shingles = np.diff(self.offsets)[articles], np.diff(self.shingle_offsets)[articles]
        return Stock(
            articles=tuple(self.articles[k] for k in articles),
            hashes=self.hashes[words],
            starts=self.starts[words],
            stops=self.stops[words],
            offsets=np.append(0, np.cumsum(sizes)),
            told=self.told[words],
            shingles=self.shingles[kept],
            positions=self.positions[kept],
            shingle_offsets=np.append(0, np.cumsum(shingles)),
        )

    @cached_property
    def content(self) -> NDArray[np.bool_]:
        """Which words are no function words."""
        return content_words(self.hashes)

    def spoken(self) -> NDArray[np.bool_]:
        """Which words somebody is quoted with."""
        return spoken_words(Layout.of(self.articles, self.offsets, self.starts, self.stops))

    def words(self, article: int) -> slice:
        """Where an article's words stand in the flat arrays."""
        return slice(int(self.offsets[article]), int(self.offsets[article + 1]))

    def prints(self) -> Prints:
        """The shingles that were kept for piles of any size."""
        holders = np.repeat(np.arange(len(self.articles), dtype=np.uint32), np.diff(self.shingle_offsets))
        return Prints(self.shingles, holders, self.positions, self.told[self.offsets[holders] + self.positions], self._outlets())

    def dense_prints(self) -> Prints:
        """More shingles, as a small pile can afford."""
        kept = winnowed(self.hashes, self.offsets, WINDOW_IN_SMALL_PILES)
        holders = np.repeat(np.arange(len(self.articles), dtype=np.uint32), np.diff(kept.offsets))
        words = (kept.words - self.offsets[holders]).astype(np.uint32)
        return Prints(kept.shingles, holders, words, self.told[kept.words], self._outlets())

    def _outlets(self) -> I64:
        return outlet_numbers([article.outlet.value if article.outlet else None for article in self.articles])
