"""What a text tells of a source whom it does not name: role, affiliation, number, closeness to the matter, and why there is no name.

These are what newsrooms' rules on anonymous sources ask a writer to tell (Carlson 2011, "On the Condition of Anonymity"; the AP and BBC guides).
"""

from dataclasses import dataclass

from firstsaid.statements.document import NAMES, Document
from firstsaid.statements.reading import Words

_ENDS = frozenset((",", ".", ";", ":", "—", "–", "“", "”", '"', "!", "?", ")"))
_LONGEST = 30
"""Words of a reason or closeness at most."""
_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_RANKS = frozenset(("JJ", "JJR", "JJS"))


@dataclass(frozen=True, slots=True)
class Description:
    """A source as described; every text is words of the article, "" where nothing is told."""

    role: str
    """What the person is: "senior official"."""
    affiliation: str
    """For whom or where: "defence ministry", "Korvan", "the port of Sundby"."""
    number: int | None
    """How many they are; None for several of whom no number is told."""
    closeness: str
    """How near to the matter: "familiar with the talks"."""
    reason: str
    """Why no name is given: "they were not authorised to speak"."""


def description_of(d: Document, words: Words) -> Description:
    """What the text tells of the source whose mention these words are."""
    first = next((i for i in range(*words) if d.phrase[i] >= 0), words.first)
    head = min(d.phrase_last[first], words.stop - 1) if d.phrase[first] >= 0 else first
    while head > first and d.low[head] in d.language.words("words.closeness"):
        head -= 1
    counted = d.language.words("words.numberless")
    before = [i for i in range(first, head) if d.tag[i] not in ("DT", "PRP$", "CD", "PDT") and d.low[i] not in counted]
    ranks = [i for i in before if d.tag[i] in _RANKS and d.word[i].islower()]
    ranks = [i for i in ranks if not any(d.tag[k] in _NOUNS for k in range(i + 1, head)) or i == before[0]]
    owners = [i for i in before if i not in ranks and d.tag[i] != "POS"]
    role = " ".join(d.word[i] for i in (*ranks, head))
    affiliation = d.words(owners[0], owners[-1] + 1) if owners else _tail(d, head + 1, words.stop)
    reach = min(d.sentence_stop(first), max(words.stop, first + _LONGEST))
    return Description(role, affiliation, _number(d, first, head), _closeness(d, head + 1, reach), _reason(d, head + 1, d.sentence_stop(first)))


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
    for k in range(i, stop):
        if d.low[k] in d.language.words("words.closeness") and k + 1 < stop and d.tag[k + 1] in ("IN", "TO"):
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
