"""Turns of a transcript: AMADOR: S · Mr Amador (Sundby): S · Q: … A: S · QUESTION: … ANSWER: S"""

from firstsaid.statements.document import Document
from firstsaid.statements.reading import Reading, Words

_MOST_NAME, _MOST_FORMAL = 4, 16
_OPENING = frozenset('“"')
_LEAST_TURNS = 3
"""Labels alike in form that make a page a transcript, if somebody has a second turn."""


def turns(d: Document) -> list[Reading]:
    """Every labelled turn, when the page has several; the label is the speaker, and of answers the one whom the page names before the first question."""
    found: list[Reading] = []
    if d.text.count(":") < _LEAST_TURNS or d.word.count(":") < _LEAST_TURNS:
        return found
    labels = {n: colon for n in range(len(d.spans)) if not d.title[n] and _opens(d, n) and (colon := _label(d, n) or _formal(d, n)) is not None}
    names = [d.low[_speaker(d, Words(_bare(d, n), colon)).stop - 1] for n, colon in labels.items()]
    if len(labels) < _LEAST_TURNS or len(set(names)) == len(names):
        return found
    answers = _interviewed(d, min(labels))
    for n, colon in labels.items():
        last = n
        while last + 1 < len(d.spans) and not _opens(d, last + 1):
            last += 1
        label, stop = Words(_bare(d, n), colon), d.first[last + 1]
        if stop - colon > 2 and d.low[label.first] not in d.language.words("words.asks"):
            who = answers if colon == label.first + 1 and d.low[label.first] in d.language.words("words.answers") else _speaker(d, label)
            _name(d, who)
            found.append(Reading(who, Words(colon, colon + 1), [Words(colon + 1, stop)], ":", "transcript"))
    return found


def _name(d: Document, who: Words | None) -> None:
    """Take the capitals of a label for a name's, but for those of a role: PRESENTER."""
    if who is None:
        return
    known = d.language.words("mentions.roles|mentions.articles")
    for i in range(*who):
        if d.low[i] not in known and d.word[i][0].isupper():
            d.tag[i] = "NNP"
    if d.phrase[who.first] < 0:
        d.phrase[who.first : who.stop], d.phrase_last[who.first : who.stop] = [who.first] * (who.stop - who.first), [who.stop - 1] * (who.stop - who.first)


def _bare(d: Document, n: int) -> int:
    """First word of a sentence, past the mark that each turn may open with."""
    return d.first[n] + (d.word[d.first[n]] in _OPENING)


def _opens(d: Document, n: int) -> bool:
    """Whether a sentence opens a paragraph."""
    return n == 0 or "\n" in d.text[d.spans[n - 1].stop : d.spans[n].start] or d.text[d.spans[n].start - 1] == "\n"


def _label(d: Document, n: int) -> int | None:
    """The colon behind a speaker's name in capitals, or behind Q or A."""
    first, stop = _bare(d, n), d.first[n + 1]
    for i in range(first, min(stop, first + _MOST_NAME + 1)):
        if d.word[i] == ":":
            return i if i > first else None
        if not (d.word[i].isupper() and (len(d.word[i]) > 1 or (i == first and d.low[i] in d.language.words("words.asks|words.answers")))):
            return None
    return None


def _formal(d: Document, n: int) -> int | None:
    """The colon behind a speaker told by title or office: Mr Amador (Sundby), The Minister for Mines (Dr Ida Moss)."""
    first, stop = _bare(d, n), d.first[n + 1]
    if d.low[first].rstrip(".") not in d.language.words("mentions.honorifics") and d.word[first] != "The":
        return None
    colon = next((i for i in range(first + 1, min(stop, first + _MOST_FORMAL)) if d.word[i] == ":"), None)
    bracket = next((i for i in range(first, colon or first) if d.word[i] == "("), colon or first)
    small = d.language.words("mentions.name_links") | d.language.words("mentions.articles") | {"and"}
    return colon if colon is not None and all(d.word[i][0].isupper() or d.low[i] in small for i in range(first, bracket)) else None


def _speaker(d: Document, label: Words) -> Words:
    """The speaker in a label: the name in its bracket if a title opens it, else what stands before the bracket."""
    bracket = next((i for i in range(*label) if d.word[i] == "("), None)
    if bracket is None:
        return label
    end = next((i for i in range(bracket, label.stop) if d.word[i] in (")", ",")), label.stop)
    titled = d.low[bracket + 1].rstrip(".") in d.language.words("mentions.honorifics") and end > bracket + 2
    return Words(bracket + 1, end) if titled else Words(label.first, bracket)


def _interviewed(d: Document, before: int) -> Words | None:
    """The full name that opens one of the sentences before the first turn."""
    for n in range(before):
        first = stop = d.first[n]
        while stop < d.first[n + 1] and d.word[stop][0].isupper() and d.word[stop].isalpha():
            stop += 1
        if not d.title[n] and stop - first > 1:
            return Words(first, stop)
    return None
