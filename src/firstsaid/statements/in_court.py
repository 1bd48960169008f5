"""The court heard that S · S, the jury was told: somebody said it there, and the text does not tell who."""

from firstsaid.statements.clauses import next_clause, sentence_part, strip
from firstsaid.statements.document import Document
from firstsaid.statements.ends import bare_clause
from firstsaid.statements.reading import Reading, Words
from firstsaid.statements.speaker import Act
from firstsaid.statements.subject import subject_left

_FEWEST = 3
"""Words of content."""


def sits(d: Document, i: int) -> bool:
    """Whether a court or a panel stands right before the verb at word `i`, forms of have and be aside."""
    words, k = d.language.words, i - 1
    while k > 0 and (d.tag[k] == "RB" or d.low[k] in words("words.perfect|words.be")):
        k -= 1
    return d.low[k] in words("mentions.benches") and d.sentence[k] == d.sentence[i]


def hears(d: Document, i: int) -> bool:
    """Whether a form of "hear" at word `i` tells what a court or a panel heard, from nobody that it names."""
    return d.tag[i] in ("VBD", "VBN", "VBZ") and d.low[i + 1 : i + 2] not in (["from"], ["of"], ["about"]) and sits(d, i)


def in_court(act: Act) -> Reading | None:
    """The statement without a speaker of a verb that tells what a court was told; None where no clause stands beside it."""
    d, v = act.frame.d, act.cue.at
    content = _behind(act)
    if content is None and (v + 1 >= act.high or not d.word[v + 1][0].isalnum()):
        content = _before(act)
    if content is None or content.stop - content.first < _FEWEST or d.quoted(content.first):
        return None
    return Reading(None, Words(v, v + 1), [content], act.cue.lemma, "passive")


def _behind(act: Act) -> Words | None:
    """The court heard that S, the jury was told S."""
    d, first = act.frame.d, act.cue.at + 1
    that = d.low[first : first + 1] == ["that"]
    clause = first < act.high and (that or bare_clause(d, first, act.high, True)) and not d.quoted(first)
    content = strip(d, first + that, next_clause(act.frame, act.number, first + that, act.high)) if clause else None
    return content if content is not None and d.finite(*content) else None


def _before(act: Act) -> Words | None:
    """S, the court heard."""
    d, v, auxiliaries = act.frame.d, act.cue.at, act.frame.d.language.words("words.perfect|words.be")
    verb = next(i for i in range(v, act.low - 1, -1) if i == act.low or (d.tag[i - 1] != "RB" and d.low[i - 1] not in auxiliaries))
    subject = subject_left(d, verb, act.low)
    if subject is None or subject.first - 1 <= act.low or d.word[subject.first - 1] != ",":
        return None
    first = sentence_part(act.frame, act.low, subject.first)
    return strip(d, first, subject.first) if d.finite(first, subject.first) or d.title[d.sentence[v]] else None
