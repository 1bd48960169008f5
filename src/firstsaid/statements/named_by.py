"""Branded “a disgrace” by X · dismissed as “nonsense” by X · described by X as “a disgrace”: the passive of what somebody calls something."""

from firstsaid.statements.document import NAMES
from firstsaid.statements.phrases import phrase_right
from firstsaid.statements.reading import Reading, Words
from firstsaid.statements.speaker import Act

_FAR = 12
"""Words from "accused of" to "by"."""


def named_by(act: Act) -> Reading | None:
    """What something was called by the participle of an act, and by whom; None where "by" tells nobody."""
    d, i = act.frame.d, act.cue.at + 1
    if i + 2 >= act.high or act.cue.lemma in d.language.words("limits.identifying"):
        return None
    bare = act.cue.lemma in act.frame.d.language.words("limits.naming")
    if d.low[i] == "by":
        end = phrase_right(d, i + 1, act.high)
        if end is None or d.low[end + 1 : end + 2] != ["as"]:
            return None
        content = _name(act, end + 2)
        if content is not None and not d.quoted(end + 2) and (last := phrase_right(d, end + 2, act.high)) is not None:
            content = Words(end + 2, last + 1)
        return _reading(act, Words(i + 1, end + 1), content) if content is not None else None
    if act.cue.preposition == "of" and d.low[i] == "of" and d.low[i - 2] in d.language.words("words.be"):
        return _accused(act, i)
    if d.low[i] != "as" and not bare:
        return None
    content = _name(act, i + (d.low[i] == "as"))
    if content is None or d.low[content.stop : content.stop + 1] != ["by"] or content.stop + 1 >= act.high:
        return None
    end = phrase_right(d, content.stop + 1, act.high)
    return _reading(act, Words(content.stop + 1, end + 1), content) if end is not None else None


def _accused(act: Act, of: int) -> Reading | None:
    """Was accused of lying by X."""
    d = act.frame.d
    by = next((i for i in range(of + 2, min(act.high - 1, of + _FAR)) if d.low[i] == "by"), None)
    end = phrase_right(d, by + 1, act.high) if by is not None and d.tag[by + 1] in (*NAMES, "DT", "PRP$", "NNS", "NN") else None
    return _reading(act, Words(by + 1, end + 1), Words(of, by)) if by is not None and end is not None else None


def _name(act: Act, first: int) -> Words | None:
    """The words between marks, or else the noun phrase, that open at word `first`."""
    d = act.frame.d
    if first >= act.high:
        return None
    if d.quoted(first):
        stop = act.frame.closes(d.quote[first])
        return Words(first, stop) if stop <= act.high else None
    return Words(first, d.phrase_last[first] + 1) if d.phrase[first] == first and d.phrase_last[first] > first else None


def _reading(act: Act, source: Words, content: Words) -> Reading | None:
    d = act.frame.d
    dated = d.low[source.first] in d.language.words("words.times")
    return None if dated else Reading(source, Words(act.cue.at, act.cue.at + 1), [content], act.cue.lemma, "passive")
