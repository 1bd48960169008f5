"""What was said, behind a noun of saying: X is of the opinion that S · the demand of X that S · with the words: “…”"""

from firstsaid.statements.document import Document
from firstsaid.statements.reading import Frame, Reading, Words
from firstsaid.statements.verb_second.contents import following
from firstsaid.statements.verb_second.nouns import listed, noun_phrase, subject_after, subject_of
from firstsaid.statements.verb_second.subordinate import clause_end, is_infinitive, is_relative, is_subjunctive


def nouns_of_saying(frame: Frame, start: int, stop: int) -> None:
    """Add what follows each noun of saying of a sentence and is in no statement yet."""
    d = frame.d
    for i in range(start, stop - 2):
        if d.quoted(i) or not listed(d, i, "said_nouns") or not d.word[i][0].isupper():
            continue
        end = _end(d, i, stop)
        if not _brings_in(d, end, stop) or any(r.start <= end + 1 < r.stop for r in frame.found):
            continue
        content = following(frame, None, end, stop)
        who = _owner(d, i, end) or subject_of(d, start, i) or (_subject_behind(d, content[-1].stop, stop) if content else None)
        if who is not None and not who.first <= i < who.stop and content:
            frame.found.append(Reading(who, Words(i, i + 1), content, d.low[i], "nominal"))


def _end(d: Document, i: int, stop: int) -> int:
    """The word after the noun and whose it is."""
    first = d.phrase[i] if d.phrase_last[i] == i and d.phrase[i] >= 0 else i
    behind = noun_phrase(d, first, stop)
    return behind if behind is not None and d.word[i + 1 : i + 2] not in ([","], [":"]) else i + 1


def _brings_in(d: Document, end: int, stop: int) -> bool:
    """Whether a colon stands there, or a comma before "that" or a clause in the subjunctive of reported speech."""
    if end + 1 >= stop or d.word[end] not in (",", ":"):
        return False
    if d.word[end] == ":" or d.low[end + 1] == "that":
        return True
    if is_relative(d, end + 1, stop):
        return False
    return any(is_subjunctive(d, k) or is_infinitive(d, k) for k in range(end + 1, clause_end(d, end + 1, stop)))


def _subject_behind(d: Document, comma: int, stop: int) -> Words | None:
    """With the reason that S, X declined: the subject of the verb right behind the clause."""
    return subject_after(d, comma + 2, stop) if comma + 1 < stop and d.word[comma] == "," and d.verb[comma + 1] else None


def _owner(d: Document, i: int, end: int) -> Words | None:
    """Whose word it is: the demand of the minister, her demand."""
    if end > i + 1:
        first = i + 1 + (d.low[i + 1] == "of")
        return Words(first, end) if d.phrase[first] == first and (listed(d, first, "genitives") or d.low[i + 1] == "of") else None
    first = d.phrase[i]
    return Words(first, first + 1) if first >= 0 and d.tag[first] == "PRP$" else None
