"""X's claim that S · accusations by X that S · X made the argument that S."""

from firstsaid.statements.clauses import next_clause, strip
from firstsaid.statements.document import FINITE
from firstsaid.statements.phrases import phrase_right
from firstsaid.statements.reading import Reading, Words
from firstsaid.statements.speaker import Act, speaker
from firstsaid.statements.subject import subject_left

_REACH = 10
_HELPERS = 4
"""Words from "was" to "first made"."""
_FEWEST = 3
"""Words of content."""


def nominal(act: Act) -> Reading | None:
    """The statement that a noun brings in; None without a speaker, or where the noun is the sentence's subject, so that its clause has no sure end."""
    d, n = act.frame.d, act.cue.at
    verb = next((i for i in range(n - 1, max(act.low, n - _REACH) - 1, -1) if d.tag[i] in FINITE), None)
    if verb is None:
        judged, owner = _judged(act), _possessor(act)
        if judged is not None and owner is not None and judged.stop - judged.first >= _FEWEST and d.finite(*judged):
            return Reading(owner, Words(n, n + 1), [judged], act.cue.lemma, "nominal")
        return _made_by(act)
    by = phrase_right(d, n + 2, act.high) if n + 2 < act.high and d.low[n + 1] in ("by", "from", "in") else None
    that = by + 1 if by is not None else n + 1
    if that + 1 >= act.high or d.low[that] != "that" or d.tag[that + 1] in FINITE:
        return None
    source = Words(n + 2, by + 1) if by is not None else _possessor(act) or _maker(act, verb)
    content = strip(d, that + 1, next_clause(act.frame, act.number, that + 1, act.high))
    if source is None or content.stop - content.first < 3 or not d.finite(*content):
        return None
    return Reading(source, Words(n, n + 1), [content], act.cue.lemma, "nominal")


def voiced(act: Act) -> Reading | None:
    """Expressed concern that S, voiced fears that S."""
    d, v = act.frame.d, act.cue.at
    who, n = speaker(act), d.phrase_last[v + 1] if v + 1 < act.high else -1
    if who is None or n <= v or d.phrase[v + 1] != v + 1 or d.low[n + 1 : n + 2] != ["that"] or d.low[n] in d.language.words("words.wishes"):
        return None
    content = strip(d, n + 2, next_clause(act.frame, act.number, n + 2, act.high))
    fits = content.stop - content.first >= _FEWEST and d.finite(*content)
    return Reading(who.words, Words(v, v + 1), [content], act.cue.lemma, "before-that") if fits else None


def _judged(act: Act) -> Words | None:
    """X's claim that S is false · X's claim is that S: what was claimed, where its end is sure."""
    d, n = act.frame.d, act.cue.at
    be, untrue = d.language.words("words.be"), d.language.words("words.untrue")
    if d.low[n + 1 : n + 2] != ["that"]:
        return strip(d, n + 3, next_clause(act.frame, act.number, n + 3, act.high)) if d.low[n + 1] in be and d.low[n + 2 : n + 3] == ["that"] else None
    ends = (i for i in range(n + 4, act.high - 1) if d.low[i] in be and not untrue.isdisjoint(d.low[i + 1 : i + _HELPERS]))
    end = next((i for i in ends if d.finite(n + 2, i)), None)
    return strip(d, n + 2, end) if end is not None else None


def _made_by(act: Act) -> Reading | None:
    """The claim that S was made by X: the passive behind the clause ends it, and tells who said it."""
    d, n = act.frame.d, act.cue.at
    if d.low[n + 1 : n + 2] != ["that"] or d.phrase[n] < 0:
        return None
    be, made = d.language.words("words.be"), d.language.words("words.made")
    at = next((i for i in range(n + 4, act.high - 2) if d.tag[i] == "VBN" and d.low[i] in made and d.low[i + 1] == "by"), None)
    helper = next((i for i in range(at - 1, max(n + 3, at - _HELPERS) - 1, -1) if d.low[i] in be or d.tag[i] != "RB"), None) if at is not None else None
    if at is None or helper is None or d.low[helper] not in be:
        return None
    end = phrase_right(d, at + 2, act.high)
    helper -= d.low[helper - 1] in d.language.words("words.perfect")
    content = strip(d, n + 2, helper)
    if end is None or content.stop - content.first < _FEWEST or not d.finite(*content):
        return None
    return Reading(Words(at + 2, end + 1), Words(n, n + 1), [content], act.cue.lemma, "nominal")


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
