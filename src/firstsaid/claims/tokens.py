"""A sentence as words, numbers and marks, each with its place."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firstsaid.claims.language import Phrase

_TOKEN = re.compile(r"(?P<number>\d+(?:[.,\u00a0\u202f\u2009]\d+)*)|(?P<word>(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*)|(?P<mark>[^\s\w]|_|\w)")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number in digits, or a single mark."""

    text: str
    low: str
    """Lower case, typographic apostrophes made plain."""
    kind: str
    """number · word · mark."""
    start: int
    stop: int


def tokens(text: str, start: int, stop: int) -> list[Token]:
    """The tokens of `text[start:stop]`, with places in the whole text."""
    return [
        Token(m.group(), m.group().lower().replace("’", "'"), m.lastgroup or "mark", m.start(), m.end())
        for m in _TOKEN.finditer(text, start, stop)
    ]  # fmt: skip


def glued(row: Sequence[Token], index: int) -> bool:
    """Whether token `index` follows the one before it without a space."""
    return 0 < index < len(row) and row[index - 1].stop == row[index].start


def phrase_at(row: Sequence[Token], index: int, phrases: Mapping[Phrase, str], longest: int = 4) -> tuple[str, int]:
    """The longest phrase that begins at `index`, as what it stands for and the index behind it; ("", index) when none does."""
    for length in range(min(longest, len(row) - index), 0, -1):
        name = phrases.get(tuple(token.low for token in row[index : index + length]))
        if name is not None:
            return name, index + length
    return "", index


def phrase_before(row: Sequence[Token], index: int, phrases: Mapping[Phrase, str], longest: int = 4) -> tuple[str, int]:
    """The longest phrase that ends just before `index`, as what it stands for and where it begins; ("", index) when none does."""
    for length in range(min(longest, index), 0, -1):
        name = phrases.get(tuple(token.low for token in row[index - length : index]))
        if name is not None:
            return name, index - length
    return "", index
