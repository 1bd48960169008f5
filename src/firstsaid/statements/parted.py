"""X, Y reported, told Z that S · X told Z, Y reported, that S: the clause between commas only hands on what X says."""

from firstsaid.statements.document import FINITE, Document
from firstsaid.statements.phrases import phrase_left
from firstsaid.statements.reading import Frame, Words
from firstsaid.statements.speaker import Act, Speaker

_LATER = 5
"""Words of a time or place behind the clause's verb: Y reported on Monday."""
_AHEAD = 4
"""Words from the second comma to the verb, or to what was said."""


def parts(act: Act, who: Speaker) -> bool:
    """Whether the cue and its speaker stand between commas in another's statement; its speaker is that one's relay then, and says nothing."""
    d = act.frame.d
    if who.carried or who.inverted or who.left <= act.low + 1 or d.word[who.left - 1] != ",":
        return False
    comma = _closing(d, who.after, act.high)
    if act.cue.lemma not in d.language.words("limits.hands_on"):
        told = comma is not None and "clause" in act.cue.frames and tells(act.frame, comma + 1, act.high)
        return told and comma is not None and parts_subject(act.frame, act.low, who, comma, act.high)
    return comma is not None and (infixed(act.frame, act.low, who.left, comma, who.words) or parts_subject(act.frame, act.low, who, comma, act.high))


def infixed(frame: Frame, low: int, left: int, comma: int, relay: Words) -> bool:
    """Whether speaker and verb of what begins behind the comma stand before word `left`: X told Z, Y reported, that S. It has the relay then."""
    said = next((r for r in reversed(frame.found) if r.cue.first >= low and r.source is not None and max(r.cue.stop, r.source.stop) < left), None)
    if said is None or said.relay is not None or not comma < said.start <= comma + _AHEAD:
        return False
    said.relay = relay
    return True


def _closing(d: Document, after: int, high: int) -> int | None:
    """The comma that closes the clause, where no verb stands before it."""
    found = next((i for i in range(after, min(high, after + _LATER + 1)) if d.word[i] == "," or d.verb[i] or d.quoted(i)), None)
    return found if found is not None and d.word[found] == "," else None


def tells(frame: Frame, first: int, high: int) -> bool:
    """Whether a verb that can have nothing but speech behind it follows at word `first`: told officials that S, has said S; not offered him a deal."""
    d = frame.d
    verb = next((i for i in range(first, min(high, first + _AHEAD)) if d.low[i] in d.language.verbs and d.verb[i]), None)
    known = d.language.verbs[d.low[verb]] if verb is not None else None
    return known is not None and ("addressee" in known.frames or known.lemma in d.language.words("limits.strictest"))


def parts_subject(frame: Frame, low: int, who: Speaker, closing: int, high: int) -> bool:
    """Whether what stands before the clause of `who` is only the subject of the reporting verb behind its closing comma; the frame is told so."""
    d, comma = frame.d, who.left - 1
    first = phrase_left(d, comma - 1, low) if d.phrase[comma - 1] >= 0 else None
    if (
        first is None
        or any(d.verb[i] and d.tag[i] != "POS" for i in range(low, comma))
        or any(d.low[i] not in d.language.words("words.discourse") for i in range(low, first))
    ):
        return False
    auxiliaries, be = d.language.words("words.auxiliaries"), d.language.words("words.be")
    verb = next((i for i in range(closing + 1, min(high, closing + 1 + _AHEAD)) if d.low[i] not in auxiliaries and d.tag[i] != "RB"), None)
    told = verb is not None and (d.tag[verb] in FINITE or d.tag[verb] == "VBN") and be.isdisjoint(d.low[closing + 1 : verb])
    if verb is None or not told or all(cue.at != verb for cue in frame.cues):
        return False
    frame.parted[verb] = Words(first, comma), who.words
    return True
