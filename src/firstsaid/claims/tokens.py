"""A sentence as words, numbers and marks, each with its place."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from firstsaid.claims.phrases import Phrases

_PIECE = re.compile(r"\s+|[A-Za-z][a-z]*+(?=[ ,])|\d+(?:[.,\u00a0\u202f\u2009]\d+|['’]\d{3}(?!\d))*|(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\s\w]|_")
"""White space, a word, a number or a mark; the first word is the commonest, found fastest, and the others would find the same."""


class Token(NamedTuple):
    """A word, a number in digits, or a single mark."""

    text: str
    low: str
    """Lower case, typographic apostrophes made plain."""
    kind: str
    """number · word · mark."""
    start: int
    stop: int


class _Kinds(dict[str, str]):
    """The kind of a token by its first character; "" for white space."""

    def __missing__(self, first: str) -> str:
        self[first] = kind = "" if first.isspace() else "number" if first.isdecimal() else "word" if first.isalnum() else "mark"
        return kind


_KINDS = _Kinds()


def tokens(text: str, start: int, stop: int) -> list[Token]:
    """The tokens of `text[start:stop]`, with places in the whole text."""
    pieces = _PIECE.findall(text, start, stop)
    starts = accumulate(map(len, pieces), initial=start)
    kinds = [_KINDS[piece[0]] for piece in pieces]
    return [
        Token(piece, piece.lower().replace("’", "'"), kind, first, first + len(piece))
        for piece, kind, first in zip(pieces, kinds, starts, strict=False)
        if kind
    ]


@lru_cache(maxsize=1_024)
def row_of(text: str) -> tuple[Token, ...]:
    """The tokens of a wording, which is read for several things."""
    return tuple(tokens(text, 0, len(text)))


def glued(row: Sequence[Token], index: int) -> bool:
    """Whether token `index` follows the one before it without a space."""
    return 0 < index < len(row) and row[index - 1].stop == row[index].start


def phrase_at(row: Sequence[Token], index: int, phrases: Phrases, longest: int = 4) -> tuple[str, int]:
    """The longest phrase that begins at `index`, as what it stands for and the index behind it; ("", index) when none does."""
    if index >= len(row):
        return "", index
    for length in phrases.beginning.get(row[index].low, ()):
        if length <= min(longest, len(row) - index):
            name = phrases.get(tuple([token.low for token in row[index : index + length]]))
            if name is not None:
                return name, index + length
    return "", index


def phrase_before(row: Sequence[Token], index: int, phrases: Phrases, longest: int = 4) -> tuple[str, int]:
    """The longest phrase that ends just before `index`, as what it stands for and where it begins; ("", index) when none does."""
    if not index:
        return "", index
    for length in phrases.ending.get(row[index - 1].low, ()):
        if length <= min(longest, index):
            name = phrases.get(tuple([token.low for token in row[index - length : index]]))
            if name is not None:
                return name, index - length
    return "", index
