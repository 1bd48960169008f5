"""Numbers that bodies give: die Polizei sprach von 9.000 Teilnehmern, die Veranstalter von 40.000."""

from firstsaid.statements.document import Document
from firstsaid.statements.reading import Frame, Reading, Words
from firstsaid.statements.verb_second.acts import act_at, source
from firstsaid.statements.verb_second.nouns import low

_NUMBER = 4
"""Words behind the preposition among which the number stands: von mehr als 9.000."""
_REACH = 8
"""Words between the verb and the preposition: schätzte die Zahl der Teilnehmer auf 9.000."""
_ENDS = frozenset((",", ".", ";", ":", "—", "–", "!", "?"))


def counted(frame: Frame, start: int, stop: int) -> None:
    """Add who gives which number, and those who give another one behind a comma without the verb."""
    d = frame.d
    governs = d.language.words("words.counting")
    for i in range(start, stop):
        if d.quoted(i) or not d.verb[i] or any(r.start <= i < r.stop or r.cue.first == i for r in frame.found):
            continue
        preposition = next((pair.partition(":")[2] for pair in governs if low(d, i).startswith(pair.partition(":")[0])), None)
        act = act_at(d, i, start, stop) if preposition is not None else None
        if act is None or preposition is None or act.opened or act.passive:
            continue
        who = source(d, act, start, stop)
        first = max(act.after, who.stop) if who is not None and who.first > i else act.after
        at = next((k for k in range(first, min(stop, first + _REACH)) if d.word[k] in _ENDS or low(d, k) == preposition), stop)
        if who is None or at >= stop or low(d, at) != preposition or not _numbered(d, at, stop):
            continue
        end = _end(d, at, stop, preposition)
        _add(frame, i, who, Words(first if at > first and d.phrase[first] == first else at + 1, end))
        _others(frame, i, end, stop, preposition)


def _numbered(d: Document, at: int, stop: int) -> bool:
    """Whether a number stands close behind a preposition."""
    return any(d.tag[k] == "CD" for k in range(at + 1, min(stop, at + 1 + _NUMBER)) if not any(d.word[z] in _ENDS for z in range(at + 1, k)))


def _end(d: Document, at: int, stop: int, preposition: str) -> int:
    """The mark that ends what is counted, or the "and" behind which somebody else counts."""
    return next((k for k in range(at + 1, stop) if d.word[k] in _ENDS or (d.low[k] == "and" and _other(d, k + 1, stop, preposition) is not None)), stop)


def _other(d: Document, first: int, stop: int, preposition: str) -> int | None:
    """Where the preposition stands behind a noun phrase and before a number: die Veranstalter von 40.000."""
    if first >= stop or d.phrase[first] != first or d.tag[first] == "CD":
        return None
    at = next((k for k in range(first + 1, min(stop, first + _REACH)) if low(d, k) == preposition or d.word[k] in _ENDS), stop)
    return at if at < stop and low(d, at) == preposition and _numbered(d, at, stop) and not d.finite(first, at) else None


def _others(frame: Frame, verb: int, comma: int, stop: int, preposition: str) -> None:
    """…, die Veranstalter von 40.000: the same verb, said of somebody else."""
    d = frame.d
    while comma + 1 < stop and (d.word[comma] == "," or d.low[comma] == "and"):
        first = comma + 1 + (d.low[comma + 1] in ("and", "but"))
        at = _other(d, first, stop, preposition)
        if at is None:
            return
        comma = _end(d, at, stop, preposition)
        _add(frame, verb, Words(first, at), Words(at + 1, comma))


def _add(frame: Frame, verb: int, who: Words, content: Words) -> None:
    while content.stop > content.first and frame.d.word[content.stop - 1] in _ENDS:
        content = Words(content.first, content.stop - 1)
    if content.stop > content.first:
        frame.found.append(Reading(who, Words(verb, verb + 1), [content], low(frame.d, verb), "object"))
