"""Y learned from X that S · As Y learned from X, S: X says it, and the page has it through Y."""

from firstsaid.statements.clauses import next_clause, strip
from firstsaid.statements.phrases import phrase_right
from firstsaid.statements.reading import Reading, Words
from firstsaid.statements.speaker import Act
from firstsaid.statements.subject import subject_left

_LATER = 5
"""Words between whom it was learned from and "that": on Monday."""


def learned(act: Act) -> Reading | None:
    """The statement of the one whom somebody learned it from; None when the verb names nobody so, or nothing that was learned."""
    d, v = act.frame.d, act.cue.at
    learns = v + 2 < act.high and f"{act.cue.lemma}_{d.low[v + 1]}" in d.language.words("limits.learning")
    end = phrase_right(d, v + 2, act.high) if learns else None
    if end is None:
        return None
    that = next((i for i in range(end + 1, min(act.high, end + _LATER)) if d.low[i] == "that"), None)
    comma = next((i for i in range(end + 1, act.high) if d.word[i] == ","), None) if d.low[act.low] in d.language.words("words.put_as") else None
    start = that if that is not None else comma
    content = strip(d, start + 1, next_clause(act.frame, act.number, start + 1, act.high)) if start is not None else Words(end, end)
    subject = subject_left(d, v, act.low)
    if subject is None or content.stop <= content.first or not d.finite(*content):
        return None
    return Reading(Words(v + 2, end + 1), Words(v, v + 1), [content], act.cue.lemma, "learned", relay=subject.words)
