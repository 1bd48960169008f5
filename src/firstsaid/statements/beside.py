"""What stands right before or behind a name, asked of one pattern."""

import re


def last_word(before: str) -> str:
    """The last word before a name, in lower case."""
    words = before[-30:].rstrip(" ,:“\"‘'«").rsplit(" ", 1)
    return words[-1].lower()


def sees(pattern: re.Pattern[str] | None, before: str) -> bool:
    """Whether the pattern stands in what is before a name."""
    return pattern is not None and pattern.search(before) is not None


def speaks_of_itself(pattern: re.Pattern[str] | None, after: str) -> int:
    """2 for "said its", 1 for "said it had"."""
    match = pattern.match(after) if pattern is not None else None
    return 0 if match is None else 1 if match["only"] else 2


def begins(pattern: re.Pattern[str] | None, after: str) -> bool:
    """Whether what is behind a name begins so."""
    return pattern is not None and pattern.match(after) is not None
