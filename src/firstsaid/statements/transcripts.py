"""Turns of a transcript: AMADOR: S"""

from firstsaid.statements.document import Document
from firstsaid.statements.reading import Reading, Words

_MOST_NAME = 4
_OPENING = frozenset('“"')
_LEAST_TURNS = 3
"""Labels alike in form that make a page a transcript, if somebody has a second turn."""


def turns(d: Document) -> list[Reading]:
    """Every labelled turn, when the page has several; the label is the speaker."""
    found: list[Reading] = []
    if d.word.count(":") < _LEAST_TURNS:
        return found
    labels = [n for n in range(len(d.spans)) if not d.title[n] and _label(d, n) is not None and _opens(d, n)]
    names = [tuple(d.low[_bare(d, n) : _label(d, n)]) for n in labels]
    if len(labels) < _LEAST_TURNS or len(set(names)) == len(names):
        return found
    for n in labels:
        colon = _label(d, n)
        last = n
        while last + 1 < len(d.spans) and not _opens(d, last + 1):
            last += 1
        assert colon is not None
        stop = d.first[last + 1]
        if stop - colon > 2:
            _name(d, _bare(d, n), colon)
            found.append(Reading(Words(_bare(d, n), colon), Words(colon, colon + 1), [Words(colon + 1, stop)], ":", "transcript"))
    return found


def _name(d: Document, first: int, stop: int) -> None:
    """Take the capitals of a label for a name's, but for those of a role: PRESENTER."""
    for i in range(first, stop):
        if d.low[i] not in d.language.words("mentions.roles"):
            d.tag[i] = "NNP"


def _bare(d: Document, n: int) -> int:
    """First word of a sentence, past the mark that each turn may open with."""
    return d.first[n] + (d.word[d.first[n]] in _OPENING)


def _opens(d: Document, n: int) -> bool:
    """Whether a sentence opens a paragraph."""
    return n == 0 or "\n" in d.text[d.spans[n - 1].stop : d.spans[n].start] or d.text[d.spans[n].start - 1] == "\n"


def _label(d: Document, n: int) -> int | None:
    """The colon behind a speaker's name in capitals."""
    first, stop = _bare(d, n), d.first[n + 1]
    for i in range(first, min(stop, first + _MOST_NAME + 1)):
        if d.word[i] == ":":
            return i if i > first else None
        if not (d.word[i].isupper() and len(d.word[i]) > 1):
            return None
    return None
