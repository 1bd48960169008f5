"""As X put it, S · S, as X puts it."""

from firstsaid.statements.clauses import strip
from firstsaid.statements.document import Document
from firstsaid.statements.reading import Cue, Frame, Reading, Words

_FARTHEST = 12
"""Words of a name between "as" and the verb."""
_FEWEST = 3


def as_put(d: Document, i: int, stop: int, low: int) -> int | None:
    """Where the "as" stands that belongs to a "put it" at word `i`; None when there is none."""
    if not _puts_it(d, i, stop):
        return None
    for k in range(i - 1, max(low, i - _FARTHEST) - 1, -1):
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
