"""Whom somebody told of a thing: confirmed the arrest to Zorna, denied the charges to reporters."""

from collections.abc import Callable

from firstsaid.statements.document import Document
from firstsaid.statements.reading import Reading, Words


def told_of(d: Document, r: Reading, hearers: Callable[[Document, int, int], list[Words]], is_outlet: Callable[[Words, bool], bool]) -> Words | None:
    """The outlet that closes what was said behind "to", which is then no part of it; neither are the reporters.

    `hearers` tells what may be an outlet from a word on, `is_outlet` whether it is one.
    """
    words, piece = d.language.words, r.content[-1]
    if r.rule != "object" or r.lemma not in words("limits.told_of"):
        return None
    to = next((i for i in range(piece.first + 1, piece.stop - 1) if d.low[i] == "to" and not d.quoted(i) and _closes(d, i + 1, piece.stop)), None)
    if to is None or d.low[to - 1] in words("words.goes_to"):
        return None
    outlet = next((found for found in hearers(d, to + 1, piece.stop) if found.first < found.stop and is_outlet(found, True)), None)
    if outlet is not None or d.low[d.phrase_last[to + 1]] in words("mentions.own_staff"):
        r.content[-1] = Words(piece.first, to)
    return outlet


def _closes(d: Document, first: int, stop: int) -> bool:
    """Whether the noun phrase that opens at word `first` is the last of words [first, stop), but for when and how it was told: on condition of anonymity."""
    after = d.phrase_last[first] + 1
    return d.phrase[first] == first and (after >= stop or (d.tag[after] == "IN" and not any(d.verb[after:stop])))
