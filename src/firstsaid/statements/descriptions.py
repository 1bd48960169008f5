"""What a text tells of a source whom it does not name: role, affiliation, number, closeness to the matter, and why there is no name."""

from collections.abc import Sequence

from firstsaid.model import SourceDescription
from firstsaid.statements.document import NAMES, Document
from firstsaid.statements.reading import Words

_ENDS = frozenset((",", ".", ";", ":", "—", "–", "“", "”", '"', "!", "?", ")"))
_LONGEST = 30
"""Words of a reason or closeness at most."""
_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_RANKS = frozenset(("JJ", "JJR", "JJS"))


def description_of(d: Document, words: Words) -> SourceDescription:
    """What the text tells of the source whose mention these words are."""
    first = next((i for i in range(*words) if d.phrase[i] >= 0), words.first)
    head = min(d.phrase_last[first], words.stop - 1) if d.phrase[first] >= 0 else first
    while head > first and d.low[head] in d.language.words("words.closeness"):
        head -= 1
    one_of = head + 2 < words.stop and d.tag[head] == "CD" and d.low[head + 1] == "of" and d.phrase[head + 2] == head + 2 and d.tag[head + 2] != "PRP"
    number = _number(d, first, head)
    if one_of:
        first, head = head + 2, min(d.phrase_last[head + 2], words.stop - 1)
    counted = d.language.words("words.numberless")
    before = [i for i in range(first, head) if d.tag[i] not in ("DT", "PRP$", "CD", "PDT") and d.low[i] not in counted]
    ranks = [i for i in before if d.tag[i] in _RANKS and d.word[i].islower()]
    ranks = [i for i in ranks if not any(d.tag[k] in _NOUNS for k in range(i + 1, head)) or i == before[0]]
    owners = [i for i in before if i not in ranks and d.tag[i] != "POS"]
    role = " ".join(d.word[i] for i in (*ranks, head))
    affiliation = d.words(owners[0], owners[-1] + 1) if owners else _tail(d, head + 1, words.stop)
    reach = min(d.sentence_stop(first), max(words.stop, first + _LONGEST))
    return SourceDescription(role, affiliation, number, _closeness(d, head + 1, reach), _reason(d, head + 1, d.sentence_stop(first)))


def described(d: Document, mentions: Sequence[Words]) -> SourceDescription | None:
    """What several mentions of one source tell of it together: who it is by the first, how near and why unnamed by any."""
    found = [description_of(d, words) for words in mentions]
    if not found:
        return None
    closeness, reason = next((one.closeness for one in found if one.closeness), ""), next((one.reason for one in found if one.reason), "")
    affiliation = next((one.affiliation for one in found if one.affiliation), "")
    return SourceDescription(found[0].role, affiliation, found[0].number, closeness, reason)


def _tail(d: Document, i: int, stop: int) -> str:
    """… of the defence ministry · … in the port of Sundby"""
    if i >= stop or d.low[i] not in d.language.words("words.tails_right") or d.low[i] in d.language.words("words.closeness"):
        return ""
    end = i + 1
    while end < stop and d.word[end] not in _ENDS and d.low[end] not in (*d.language.words("words.closeness"), "who", "which", "that"):
        end += 1
    while end > i + 1 and d.tag[end - 1] not in _NOUNS:
        end -= 1
    start = i + 1 if d.tag[i + 1 : i + 2] != ["DT"] or d.tag[i + 2 : i + 3] in ([tag] for tag in NAMES) else i + 2
    return d.words(start, end) if end > start else ""


def _number(d: Document, first: int, head: int) -> int | None:
    """One, the number that is told, or None."""
    counted = dict(pair.split(":") for pair in sorted(d.language.words("mentions.counted")))
    for i in range(first, head + 1):
        told = counted.get(d.low[i], d.low[i] if d.tag[i] == "CD" else "")
        if told.isascii() and told.isdigit() and len(told) < 4:
            return int(told)
    return None if d.tag[head] in ("NNS", "NNPS") else 1


def _closeness(d: Document, i: int, stop: int) -> str:
    close = d.language.words("words.closeness")
    for k in range(i, stop):
        if d.low[k] in close and k + 1 < stop and d.tag[k + 1] in ("IN", "TO"):
            return d.words(k, _clause_end(d, k, stop))
    return ""


def _reason(d: Document, i: int, stop: int) -> str:
    """What follows "because" behind "on condition of anonymity", "asked not to be named" and the like."""
    words = d.language.words
    told = next((k for k in range(i, stop) if d.low[k] in words("mentions.anonymity") and not d.quoted(k)), None)
    if told is None:
        return ""
    because = next((k for k in range(told + 1, min(stop, told + 8)) if d.low[k] in words("mentions.because")), None)
    return d.words(because + 1, _clause_end(d, because + 1, stop)) if because is not None and because + 1 < stop else ""


def _clause_end(d: Document, i: int, stop: int) -> int:
    """Where the words end: at a mark, or at a verb of saying whose subject is the source."""
    end = i + 1
    while end < stop and end - i < _LONGEST and d.word[end] not in _ENDS and not (d.low[end] in d.language.verbs and d.tag[end] in ("VBD", "VBZ")):
        end += 1
    return end
