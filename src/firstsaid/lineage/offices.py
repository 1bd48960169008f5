"""Bodies by whatever order of words they are called, and for which of them a person may have spoken ("coastguard commander Ilse Brandvold")."""

import re
from collections.abc import Iterable
from functools import lru_cache

from firstsaid.lineage.content import WORD, stem, telling_words
from firstsaid.lineage.words import words

_BEFORE = 4
"""Words before a name that may tell an office."""
_BEHIND = 10
"""Words of an apposition behind a name."""
_POSSESSIVE = re.compile(r"['’]s?$")
_CLAUSE = re.compile(r"[.,;:!?()“”\"«»\n]")


_FEWEST = 2
"""Words of a body's name that may stand in another order."""


@lru_cache(maxsize=65_536)
def body(name: str) -> frozenset[str]:
    """The words of a body's name, in whatever order: "Norland's Ministry of Health" and "the Health Ministry of Norland"; none for a name of a single word."""
    said = (_POSSESSIVE.sub("", word) for word in WORD.findall(name[:120].lower()))
    found = frozenset(stem(word) for word in said if word not in words().plain)
    return found if len(found) >= _FEWEST else frozenset()


def office(name: str, texts: Iterable[str]) -> frozenset[str]:
    """The words that stand directly before a person's name within its clause, or behind it between commas, wherever the texts have the name."""
    found: set[str] = set()
    for text in texts:
        at = text.find(name) if name else -1
        while at >= 0:
            behind = at + len(name)
            found |= telling_words(_before(text, at)) | telling_words(_apposition(text, behind))
            at = text.find(name, behind)
    return frozenset(found)


def _before(text: str, at: int) -> str:
    clause = _CLAUSE.split(text[max(0, at - 80) : at])[-1]
    return " ".join(WORD.findall(clause)[-_BEFORE:])


def _apposition(text: str, at: int) -> str:
    if not text.startswith(", ", at):
        return ""
    inside = _CLAUSE.split(text[at + 2 : at + 120], maxsplit=1)
    words = WORD.findall(inside[0])
    return " ".join(words) if len(inside) > 1 and len(words) <= _BEHIND else ""
