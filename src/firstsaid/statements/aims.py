"""What would, should or was not said: the verb of saying is an aim, and nothing is reported."""

from firstsaid.statements.document import Document
from firstsaid.statements.speaker import WRITES, Act

_ONLY = 6
"""Words from the verb to "only"."""


def is_aim(act: Act) -> bool:
    """To say, would argue, did not confirm: no statement is reported."""
    d, v, low = act.frame.d, act.cue.at, act.low
    words = d.language.words
    if d.tag[v] in ("VBN", "VBD"):
        told_of = (
            d.low[v] in words("words.told_of")
            and d.tag[v] == "VBN"
            and d.low[v + 1 : v + 3] in (["to", "be"], ["to", "have"])
            and d.low[v - 1] not in words("words.be")
            and d.phrase[v - 1] >= 0
        )
        return told_of or _is_negated(d, low, v) or _is_unreal(d, low, v)
    if d.tag[v] != "VB":
        return False
    if d.tag[v - 1] == "RB" and d.low[v - 2] == "to":
        return True
    if d.word[act.high - 1] == "?" and not d.quoted(v):
        return True
    if v > act.frame.first and d.low[v - 1] == "to":
        says = act.cue.lemma in words("limits.aims_said")
        aims = not says or words("limits.writes_to_say|limits.shown_to_say").isdisjoint(d.low[max(low, v - WRITES) : v - 1])
        return aims and d.low[v - 2] not in words("limits.done_to")
    can = "" if act.cue.lemma not in words("limits.can_say") else "can"
    before = range(v - 1, max(low, v - 3) - 1, -1)
    modal = next((d.low[z] for z in before if d.tag[z] == "MD" and d.low[z] in words("words.modal_aims") and d.low[z] != can), "")
    sure = act.cue.lemma in words("limits.hedged") and modal not in words("words.may_be")
    if modal and not sure and not _says_only(d, v):
        return True
    return any(d.low[z] in words("words.negations") for z in range(max(low, v - 2), v))


def _is_negated(d: Document, low: int, v: int) -> bool:
    """Never said, has not yet said: whether the verb's own adverbs deny it; has not only said does not."""
    words = d.language.words
    z = v - 1
    while z >= low and (d.tag[z] == "RB" or d.low[z] in words("words.perfect|words.be")) and not d.quoted(z):
        if d.low[z] in words("words.negations"):
            return d.low[z + 1] not in words("words.only")
        z -= 1
    return False


def _is_unreal(d: Document, low: int, v: int) -> bool:
    """Could have said, should have told them, might have warned: what was not said, or of which nobody knows; nowhere is it written."""
    words = d.language.words
    z = v - 1
    while z > low and d.tag[z] == "RB":
        z -= 1
    if d.low[z] == "it" and d.low[z - 1] in words("words.be") and z - 1 > low:
        return True
    return z > low and d.tag[z - 1] == "MD" and d.low[z] in words("words.to_have") and d.low[z - 1] in words("words.modal_aims")


def _says_only(d: Document, v: int) -> bool:
    """Whether somebody would say no more than something, which is said: would tell the Lantern only that S, would only say S."""
    only = d.language.words("words.only")
    at = next((i for i in range(v - 1, min(v + _ONLY, len(d.low) - 1)) if d.low[i] in only), None)
    return at is not None and (at < v or d.low[at + 1] == "that")
