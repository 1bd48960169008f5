"""As X put it, S · S, as X puts it · X put the toll at nineteen."""

from firstsaid.statements.clauses import strip
from firstsaid.statements.document import Document
from firstsaid.statements.reading import Cue, Frame, Reading, Words
from firstsaid.statements.speaker import Act, speaker

_FARTHEST = 12
"""Words of a name between "as" and the verb."""
_FEWEST = 3
_NUMBER = 4
"""Words behind "at" among which the number stands: at more than 200."""


def as_put(d: Document, i: int, stop: int, first: int) -> int | None:
    """Where the "as" stands that belongs to a "put it" at word `i`; None when there is none in the sentence from word `first` on."""
    if not _puts_it(d, i, stop):
        return None
    for k in range(i - 1, max(first, d.sentence_start(i), i - _FARTHEST) - 1, -1):
        if d.low[k] in d.language.words("words.put_as"):
            return k if k < i - 1 and d.phrase[k + 1] >= 0 else None
        if not d.word[k][0].isalnum() and d.word[k] != "’":
            return None
    return None


def _puts_it(d: Document, i: int, stop: int) -> bool:
    words, verb = d.language.words, d.language.verbs.get(d.low[i])
    return verb is not None and verb.lemma in words("words.put_verbs") and i + 1 < stop and d.low[i + 1] in words("words.put_what")


def put(frame: Frame, cue: Cue) -> Reading | None:
    """The statement of an "as X put it": what follows it, or what stands before it."""
    d, v = frame.d, cue.at
    low, high = max(frame.first, d.sentence_start(v)), min(frame.stop, d.sentence_stop(v))
    verb = next(i for i in range(v + 1, high) if _puts_it(d, i, frame.stop))
    before, after = strip(d, low, v), strip(d, verb + 2, high)
    content = before if before.stop - before.first >= _FEWEST and d.finite(*before) else after
    if content.stop - content.first < _FEWEST:
        return None
    return Reading(Words(v + 1, verb), Words(v, verb + 2), [content], "according", "according")


def put_at(act: Act) -> Reading | None:
    """The statement of an "X put the toll at nineteen": what is counted, and the number."""
    d, v = act.frame.d, act.cue.at
    what = v + 1
    if what >= act.high or d.phrase[what] != what or d.quoted(what):
        return None
    at = next((i for i in range(what + 1, min(act.high, what + _FARTHEST)) if d.low[i] in d.language.words("limits.set_at")), None)
    number = range(at + 1, min(act.high, at + 1 + _NUMBER)) if at is not None else range(0)
    who = speaker(act) if any(d.tag[i] == "CD" for i in number) and not any(d.verb[i] or d.tag[i] in ("RP", "RB") for i in range(what, at or what)) else None
    if who is None:
        return None
    end = next((i for i in range(number.start, act.high) if d.word[i] in (",", ";", ".", "—", "–") or d.tag[i] in ("CC", "VBG") or d.verb[i]), act.high)
    return Reading(who.words, Words(v, v + 1), [strip(d, what, end)], act.cue.lemma, "object", carried=who.carried)
