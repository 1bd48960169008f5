"""What a text tells of a source whom it does not name: role, affiliation, number, closeness to the matter, and why there is no name."""

from collections.abc import Sequence
from functools import lru_cache

from firstsaid.model import SourceDescription
from firstsaid.statements.document import NAMES, Document
from firstsaid.statements.reading import Words

_ENDS = frozenset((",", ".", ";", ":", "—", "–", "“", "”", '"', "!", "?", ")"))
_LONGEST = 30
"""Words of a reason or closeness at most."""
_KNOWING = 4
"""Words from "with" to "knowledge", and from "was" to "authorised"."""
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
    left_out = d.language.words("words.numberless|mentions.bounds|mentions.generic")
    before = [i for i in range(first, head) if d.tag[i] not in ("DT", "PRP$", "CD", "PDT") and d.low[i] not in left_out and not _is_age(d, i)]
    ranks = [i for i in before if d.tag[i] in _RANKS and d.word[i].islower()]
    ranks = [i for i in ranks if not any(d.tag[k] in _NOUNS for k in range(i + 1, head)) or i == before[0]]
    owners = [i for i in before if i not in ranks and d.tag[i] != "POS"]
    role = " ".join([*[d.word[i] for i in ranks], d.word[head]])
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


def _is_age(d: Document, i: int) -> bool:
    """Whether a word is part of "34-year-old"."""
    return d.word[i] == "-" or d.low[i].startswith("year-") or (d.word[i].isdigit() and d.word[i + 1 : i + 2] == ["-"])


def _tail(d: Document, i: int, stop: int) -> str:
    """… of the defence ministry · … in the port of Sundby"""
    if i >= stop or d.low[i] not in d.language.words("words.tails_right") or d.low[i] in d.language.words("words.closeness") or _knows(d, i, stop):
        return ""
    end, close = i + 1, d.language.words("words.closeness")
    while end < stop and d.word[end] not in _ENDS and d.low[end] not in close and d.low[end] not in ("who", "which", "that"):
        end += 1
    while end > i + 1 and d.tag[end - 1] not in _NOUNS:
        end -= 1
    if d.word[end - 1][0].isdigit():
        return ""
    start = i + 1 if d.tag[i + 1 : i + 2] != ["DT"] or d.tag[i + 2 : i + 3] in ([tag] for tag in NAMES) else i + 2
    return d.words(start, end) if end > start else ""


@lru_cache(maxsize=8)
def _counted(listed: frozenset[str]) -> dict[str, str]:
    """Word -> its figures."""
    return dict(pair.split(":") for pair in sorted(listed))


def _number(d: Document, first: int, head: int) -> int | None:
    """One, the number that is told, or None."""
    counted = _counted(d.language.words("mentions.counted"))
    for i in range(first, head + 1):
        told = counted.get(d.low[i], d.low[i] if d.tag[i] == "CD" and not _is_age(d, i) else "")
        if told.isascii() and told.isdigit() and len(told) < 4:
            return int(told)
    return None if d.tag[head] in ("NNS", "NNPS") else 1


def _closeness(d: Document, i: int, stop: int) -> str:
    close = d.language.words("words.closeness")
    for k in range(i, stop):
        if d.low[k] in close and k + 1 < stop and d.tag[k + 1] in ("IN", "TO"):
            return d.words(k, _clause_end(d, k, stop))
        if _knows(d, k, stop) or (d.low[k] == "who" and d.low[k + 1 : k + 2] in ([word] for word in sorted(d.language.words("words.attended")))):
            return d.words(k + 1, _clause_end(d, k + 1, stop))
    return ""


def _knows(d: Document, i: int, stop: int) -> bool:
    """Whether "with direct knowledge of" stands at a word."""
    return d.low[i] == "with" and not d.language.words("words.knowledge").isdisjoint(d.low[i + 1 : min(stop, i + _KNOWING)])


def _reason(d: Document, i: int, stop: int) -> str:
    """What follows "because" behind "on condition of anonymity", "asked not to be named" and the like."""
    words = d.language.words
    told = next((k for k in range(i, stop) if d.low[k] in words("mentions.anonymity") and not d.quoted(k)), None)
    if told is None:
        return _forbidden(d, i, stop)
    aims = words("mentions.because_aims")
    because = next((k for k in range(told + 1, min(stop, told + 8)) if d.low[k] in words("mentions.because") or d.low[k] in aims), None)
    if because is None or because + 1 >= stop:
        return ""
    start = because if d.low[because] in aims else because + 1
    start += d.low[start] == "of"
    return d.words(start, _clause_end(d, start, stop))


def _forbidden(d: Document, i: int, stop: int) -> str:
    """… who was not authorised to speak publicly"""
    words = d.language.words
    for k in range(i + 1, stop):
        if d.low[k] in words("mentions.allowed") and not words("words.negations").isdisjoint(d.low[max(i, k - 2) : k]):
            start = next((z for z in range(k - 1, max(i, k - _KNOWING), -1) if d.low[z] in words("words.be")), k)
            return d.words(start, _clause_end(d, k, stop))
    return ""


def _clause_end(d: Document, i: int, stop: int) -> int:
    """Where the words end: at a mark, or at a verb of saying whose subject is the source."""
    end = i + 1
    while end < stop and end - i < _LONGEST and d.word[end] not in _ENDS and not (d.low[end] in d.language.verbs and d.tag[end] in ("VBD", "VBZ")):
        end += 1
    return end
