"""Which medium heard it: sagte dem Sender Velt · im Gespräch mit dem „Boten“ · in the ARD, where that is a broadcaster's name."""

from collections.abc import Callable

from firstsaid.statements.document import Document
from firstsaid.statements.reading import Reading, Words
from firstsaid.statements.verb_second.citing import phrase_at
from firstsaid.statements.verb_second.nouns import is_name, listed, low

_LONGEST = 7
"""Words of a medium's name between marks, marks included."""

_ENDS = frozenset((",", ".", ";", ":"))
"""Marks behind a medium that is told by its noun alone: sagte dem Blatt, …"""

IsOutlet = Callable[[Words, bool], bool]


def heard_by(d: Document, r: Reading, is_outlet: IsOutlet) -> Words | None:
    """The medium to which the clause tells that it was said; a speaker who stands before the hearer keeps only their own words."""
    tells = r.lemma in d.language.words("limits.tells")
    said = {i for piece in r.content for i in range(*piece)}
    source = r.source
    for i in range(d.sentence_start(r.cue.first), d.sentence_stop(r.cue.first)):
        if i in said or d.quoted(i):
            continue
        inside = source is not None and source.first < i < source.stop
        at = phrase_at(d, i, "heard", d.sentence_stop(i))
        if at > i and (not inside or _ends_speaker(d, r, i)):
            found = _medium(d, at, is_outlet, sure=True)
        elif listed(d, i, "broadcast_in") and not inside:
            found = _medium(d, i + 1, is_outlet, sure=False, marks=False)
        elif tells and listed(d, i, "datives") and not listed(d, i - 1, "prepositions") and (not inside or _ends_speaker(d, r, i)):
            found = _medium(d, i, is_outlet, sure=not inside)
        else:
            continue
        if found is not None:
            if inside and source is not None:
                r.source = Words(source.first, i)
            return found
    return None


def _ends_speaker(d: Document, r: Reading, i: int) -> bool:
    """Whether a speaker behind the verb may end before word `i`: sagte Anna Berg dem …, sagte ein Sprecher der Agentur …; not: sagte der Chef der Zeitung."""
    if r.source is None or r.source.first < r.cue.first or d.phrase_last[r.source.first] >= i:
        return False
    head, lists = d.phrase_last[r.source.first], d.language.words
    some = low(d, r.source.first) in lists("words.indefinite") and d.low[head] not in lists("mentions.own_staff")
    return d.tag[head] == "NNP" or some


def _medium(d: Document, i: int, is_outlet: IsOutlet, *, sure: bool, marks: bool = True) -> Words | None:
    """The medium whose name or noun opens at word `i` or behind its article, noun and marks; None where something else stands there."""
    stop = d.sentence_stop(i) if i < len(d.word) else i
    k = i
    while k < stop and not d.quoted(k) and (d.tag[k] in ("DT", "JJ") or low(d, k) in d.language.words("mentions.outlets")):
        k += 1
    if marks and k + 1 < stop and not d.word[k][0].isalnum() and d.word[k] not in _ENDS:
        closes = next((z for z in range(k + 2, min(stop, k + _LONGEST)) if not d.word[z][0].isalnum() and d.word[z] not in ("-", "&")), k)
        inside = Words(k + 1, closes)
        return inside if closes > k and d.word[k + 1][0].isupper() and is_name(d, inside) else None
    first = next((z for z in range(i, min(stop, k + 1)) if d.phrase[z] == z), None)
    if first is None:
        return None
    words = Words(first, d.phrase_last[first] + 1)
    acronym = sure and d.word[words.stop - 1].isupper() and len(d.word[words.stop - 1]) > 2
    return words if is_outlet(words, acronym) else None
