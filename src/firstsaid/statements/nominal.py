"""X's claim that S · accusations by X that S · X made the argument that S."""

from firstsaid.statements.clauses import next_clause, strip
from firstsaid.statements.document import FINITE
from firstsaid.statements.phrases import phrase_right
from firstsaid.statements.reading import Reading, Words
from firstsaid.statements.speaker import Act
from firstsaid.statements.subject import subject_left

_REACH = 10


def nominal(act: Act) -> Reading | None:
    """The statement that a noun brings in; None without a speaker, or where the noun is the sentence's subject, so that its clause has no sure end."""
    d, n = act.frame.d, act.cue.at
    verb = next((i for i in range(n - 1, max(act.low, n - _REACH) - 1, -1) if d.tag[i] in FINITE), None)
    if verb is None:
        return None
    by = phrase_right(d, n + 2, act.high) if n + 2 < act.high and d.low[n + 1] in ("by", "from", "in") else None
    that = by + 1 if by is not None else n + 1
    if that + 1 >= act.high or d.low[that] != "that" or d.tag[that + 1] in FINITE:
        return None
    source = Words(n + 2, by + 1) if by is not None else _possessor(act) or _maker(act, verb)
    content = strip(d, that + 1, next_clause(act.frame, act.number, that + 1, act.high))
    if source is None or content.stop - content.first < 3 or not d.finite(*content):
        return None
    return Reading(source, Words(n, n + 1), [content], act.cue.lemma, "nominal")


def _possessor(act: Act) -> Words | None:
    d, n = act.frame.d, act.cue.at
    first = d.phrase[n]
    if first < 0:
        return None
    if d.tag[first] == "PRP$":
        return Words(first, first + 1)
    possessive = next((i for i in range(first + 1, n) if d.tag[i] == "POS"), None)
    return Words(first, possessive) if possessive is not None else None


def _maker(act: Act, verb: int) -> Words | None:
    """Who made, repeated or issued it."""
    d = act.frame.d
    if d.low[verb] not in d.language.words("words.making"):
        return None
    subject = subject_left(d, verb, act.low)
    return subject.words if subject else None
