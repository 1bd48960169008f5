"""A pile's fingerprints laid out as flat arrays."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from firstsaid.model import Article, Pile
from firstsaid.reuse.wordlists import single_words
from firstsaid.reuse.words import I64, U64, among, word_hashes


def _laid_out(packed: list[bytes], kind: str) -> NDArray[np.generic]:
    return np.frombuffer(b"".join(packed), kind)


def _offsets(packed: list[bytes], width: int) -> I64:
    return np.cumsum([0, *(len(part) // width for part in packed)], dtype=np.int64)


@dataclass(frozen=True)
class Stock:
    """Words and shingles of all articles that have both an Article and Fingerprints, in order of id."""

    articles: tuple[Article, ...]
    hashes: U64
    starts: NDArray[np.uint32]
    stops: NDArray[np.uint32]
    offsets: I64
    """Article k holds the words from `offsets[k]` to `offsets[k + 1]`."""
    shingles: U64
    positions: NDArray[np.uint32]
    """Number of the shingle's first word within its article."""
    shingle_offsets: I64

    @classmethod
    def of(cls, pile: Pile) -> "Stock":
        """Lay out a pile's fingerprints."""
        known = {article.id: article for article in pile.articles}
        rows = sorted((row for row in pile.fingerprints if row.article in known), key=lambda row: row.article)
        return cls(
            articles=tuple(known[row.article] for row in rows),
            hashes=_laid_out([row.tokens for row in rows], "<u8").astype(np.uint64),
            starts=_laid_out([row.starts for row in rows], "<u4").astype(np.uint32),
            stops=_laid_out([row.stops for row in rows], "<u4").astype(np.uint32),
            offsets=_offsets([row.tokens for row in rows], 8),
            shingles=_laid_out([row.shingles for row in rows], "<u8").astype(np.uint64),
            positions=_laid_out([row.positions for row in rows], "<u4").astype(np.uint32),
            shingle_offsets=_offsets([row.shingles for row in rows], 8),
        )

    @cached_property
    def holders(self) -> I64:
        """Number of the article that holds each shingle."""
        return np.repeat(np.arange(len(self.articles)), np.diff(self.shingle_offsets))

    @cached_property
    def content(self) -> NDArray[np.bool_]:
        """Which words are no function words."""
        return ~among(self.hashes, word_hashes(single_words("function_words.txt")))

    @cached_property
    def content_before(self) -> I64:
        """How many content words stand before each word of the stock; one entry more than there are words."""
        return np.append(0, np.cumsum(self.content, dtype=np.int64))

    @cached_property
    def outlets(self) -> I64:
        """A number for each article's outlet; an article that names none is an outlet of its own."""
        numbers: dict[str, int] = {}
        named = [article.outlet.value.strip().casefold() if article.outlet else f"\x1f{article.id}" for article in self.articles]
        return np.array([numbers.setdefault(name, len(numbers)) for name in named], np.int64)

    def words(self, article: int) -> slice:
        """Where an article's words stand in the flat arrays."""
        return slice(int(self.offsets[article]), int(self.offsets[article + 1]))
