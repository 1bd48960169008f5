"""Y has seen documents showing that S · Y showed X saying S · Y has X telling them S · “S,” Y remembers X saying: X says it, and the page has it through Y."""

from firstsaid.statements.content import reading
from firstsaid.statements.document import Document
from firstsaid.statements.phrases import phrase_left
from firstsaid.statements.reading import Reading, Words
from firstsaid.statements.speaker import Act, Speaker
from firstsaid.statements.subject import subject_left


def witnessed(act: Act) -> Reading | None:
    """The statement of somebody who is shown, heard or remembered saying it; None where nobody is."""
    d, v, low = act.frame.d, act.cue.at, act.low
    last = v - 1
    if d.tag[v] != "VBG" or last <= low or d.phrase_last[last] != last or "relay" in act.cue.frames:
        return None
    first = phrase_left(d, last, low)
    if first is None or first - 1 < low or not ((first - 1 > low and d.low[first - 1] in d.language.words("words.witnessing")) or _holds(d, first)):
        return None
    subject = subject_left(d, first - 1, low)
    found = reading(act, Speaker(Words(first, v), subject.first, v + 1)) if subject is not None else None
    if found is None or subject is None:
        return None
    act.frame.found[:] = [r for r in act.frame.found if r.cue.first != first - 1]
    found.relay = None if _is_recording(d, subject.words) else subject.words
    return found


def _holds(d: Document, first: int) -> bool:
    """Whether somebody has seen or obtained the documents that the phrase at word `first` is of: Y has seen documents showing that S."""
    return d.low[first - 1] in d.language.words("words.holding") and d.low[d.phrase_last[first]] in d.language.words("mentions.documents")


def _is_recording(d: Document, words: Words) -> bool:
    """Whether what shows somebody is only the way in which it was said: a video, the footage."""
    return d.low[d.phrase_last[words.first]] in d.language.words("mentions.footage")
