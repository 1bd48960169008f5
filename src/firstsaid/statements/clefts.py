"""What X said was that S · all they told us was that S: a clause with its verb stands for what was said."""

from firstsaid.statements.clauses import next_clause, strip
from firstsaid.statements.reading import Reading, Words
from firstsaid.statements.speaker import Act, Speaker

_SHORT = 5
"""Words between the verb and "was": those who were told, a time."""


def cleft(act: Act, who: Speaker) -> Reading | None:
    """The statement that stands behind "was that"; None where no such clause is."""
    d = act.frame.d
    if who.inverted or who.left <= act.frame.first or d.low[who.left - 1] not in d.language.words("words.clefts"):
        return None
    be = d.language.words("words.be")
    at = next((i for i in range(who.after, min(act.high - 2, who.after + _SHORT)) if d.verb[i]), None)
    if at is None or d.low[at] not in be or d.low[at + 1] != "that":
        return None
    content = strip(d, at + 2, next_clause(act.frame, act.number, at + 2, act.high))
    fits = content.stop > content.first and d.finite(*content)
    return Reading(who.words, Words(act.cue.at, act.cue.at + 1), [content], act.cue.lemma, "cleft") if fits else None
