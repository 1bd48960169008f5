"""For which body a person may have spoken: the words that a page sets beside the name ("coastguard commander Ilse Brandvold")."""

import re
from collections.abc import Iterable

from firstsaid.lineage.content import WORD, telling_words

_BEFORE = 4
"""Words before a name that may tell an office."""
_BEHIND = 10
"""Words of an apposition behind a name."""
_CLAUSE = re.compile(r"[.,;:!?()“”\"«»\n]")


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
