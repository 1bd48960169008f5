"""Y quoted X as saying S · X was quoted as saying S · “S,” Y cites X · Y cites X: “S.” · It was announced that S."""

from firstsaid.statements.clauses import next_clause, sentence_part, strip
from firstsaid.statements.document import FINITE, Document
from firstsaid.statements.ends import bare_clause
from firstsaid.statements.handed_on import answered, closes, hand_on
from firstsaid.statements.media import is_outlet
from firstsaid.statements.phrases import name_behind, phrase_right
from firstsaid.statements.reading import Reading, Words
from firstsaid.statements.speaker import Act
from firstsaid.statements.subject import subject_left

_REACH = 24
_AS_REACH = 3
"""Words from "as" to "reported"."""


def is_passive(act: Act) -> bool:
    """Whether the verb stands in the passive."""
    d, v = act.frame.d, act.cue.at
    if d.tag[v] not in ("VBN", "VBD"):
        return False
    j = v - 1
    while j >= act.low and d.tag[j] == "RB":
        j -= 1
    return (j >= act.low and d.low[j] in d.language.words("words.be") and (d.low[j] not in ("'s", "’s") or d.low[j - 1] == "it")) or (
        v > act.low and d.low[v - 1] in ("be", "been")
    )


def quoted_as(act: Act, passive: bool) -> Reading | None:
    """The statement of a verb that gives somebody else's words."""
    d, v = act.frame.d, act.cue.at
    saying = next((i for i in range(v + 1, min(act.high, v + _REACH)) if _as_saying(d, i, act.high)), None)
    subject = subject_left(d, v, act.low)
    if passive:
        if saying is None or subject is None:
            return None
        having = d.low[saying + 1] == "having" and saying + 3 < act.high
        return _with_saying(act, subject.words, _by(act, v + 5), saying + having)
    relay = subject.words if subject else None
    end = phrase_right(d, v + 1, act.high)
    if end is None:
        return None
    if saying is None:
        return _beside(act, relay, Words(v + 1, end + 1))
    return _with_saying(act, Words(v + 1, saying + (d.low[saying] != "as")), relay, saying)


def reports_as(act: Act) -> bool:
    """Y reported X as saying S."""
    d, v = act.frame.d, act.cue.at
    end = phrase_right(d, v + 1, act.high) if act.cue.lemma in d.language.words("limits.hands_on") else None
    if end is not None and (named := name_behind(d, v + 1, end, act.high)) > end:
        end = named + (d.word[named + 1 : named + 2] == [","])
    return end is not None and end + 1 < act.high and _as_saying(d, end + 1, act.high)


def _as_saying(d: Document, i: int, high: int) -> bool:
    """Whether "as saying" or the like stands at a word."""
    if i + 2 < high and d.low[i + 1] == "saying" and d.low[i] != "as" and d.phrase_last[i] in (i, -1) and (d.phrase[i] >= 0 or d.quoted(i)):
        return True
    if d.low[i] != "as" or i + 2 >= high:
        return False
    having = d.low[i + 1] == "having" and d.tag[i + 2] in ("VBN", "VBD") and d.low[i + 2] in d.language.verbs
    return having or d.low[i + 1] in d.language.words("words.as_saying") or (d.tag[i + 1] == "VBG" and d.low[i + 1] in d.language.verbs)


def _by(act: Act, high: int) -> Words | None:
    d, v = act.frame.d, act.cue.at
    by = next((i for i in range(v + 1, min(act.high, high + 1)) if d.low[i] == "by" or (d.low[i] == "in" and _prints(d, i + 1, act.high))), None)
    end = phrase_right(d, by + 1, act.high) if by is not None else None
    return Words(by + 1, end + 1) if by is not None and end is not None else None


def _prints(d: Document, first: int, high: int) -> bool:
    """Whether a medium's name stands at a word."""
    return first < high and d.phrase[first] == first and is_outlet(d, Words(first, d.phrase_last[first] + 1))


def _quotation_before(act: Act, relay: Words | None) -> int | None:
    frame = act.frame
    left = relay.first if relay else act.cue.at
    if act.frame.d.low[left - 1] in act.frame.d.language.words("words.coordinators"):
        return None
    near = [q for q in frame.quotes if frame.closes(q) <= left and left - frame.closes(q) <= 2]
    return near[-1] if near else None


def _quotation_behind(act: Act, source: Words) -> int | None:
    if source.stop + 1 >= act.frame.stop or act.frame.d.word[source.stop] != ":":
        return None
    near = act.frame.right_of(source.stop)
    return next((q for q in near[:1] if act.frame.opens(q) <= source.stop + 2), None)


def _beside(act: Act, relay: Words | None, source: Words) -> Reading | None:
    """“S,” Y cites X · Y cites X: “S.”"""
    quote = _quotation_behind(act, source)
    quote = _quotation_before(act, relay) if quote is None else quote
    if quote is None:
        return None
    content = [Words(act.frame.opens(quote), act.frame.closes(quote))]
    return Reading(source, Words(act.cue.at, act.cue.at + 1), content, act.cue.lemma, "quoted", relay=relay)


def _clause_before(act: Act, speaker: Words) -> Words:
    """S, Y quoted X as saying."""
    frame, d = act.frame, act.frame.d
    clause = strip(d, sentence_part(frame, act.low, speaker.first), speaker.first)
    return clause if d.word[speaker.first - 1] == "," and d.finite(*clause) else Words(speaker.first, speaker.first)


def _with_saying(act: Act, source: Words, relay: Words | None, saying: int) -> Reading | None:
    frame, d = act.frame, act.frame.d
    handed = saying + 3 < act.high and (d.low[saying + 2] == "by" or (d.low[saying + 2] in ("in", "on") and _prints(d, saying + 3, act.high)))
    by = phrase_right(d, saying + 3, act.high) if handed else None
    if by is not None:
        relay = Words(saying + 3, by + 1)
    content = strip(d, by + 1 if by is not None else saying + 2, act.high)
    quote = _quotation_before(act, min((source, relay or source)))
    printed = quote is not None and content.first < content.stop and d.low[content.first] in ("in", "on") and not d.finite(*content)
    if (content.stop - content.first < 3 or printed) and quote is not None:
        content = Words(frame.opens(quote), frame.closes(quote))
    elif content.stop - content.first < 3:
        content = _clause_before(act, min((source, relay or source)))
    else:
        if content.stop > content.first and d.low[content.first] == "that":
            content = Words(content.first + 1, content.stop)
        for q in frame.quotes:
            if content.first - 1 <= frame.opens(q) < content.stop < frame.closes(q):
                content = Words(content.first, frame.closes(q))
    if content.stop - content.first < 2 or source.first == source.stop:
        return None
    return Reading(source, Words(saying + 1, saying + 2), [content], act.cue.lemma, "quoted", relay=relay)


def announced(act: Act) -> Reading | None:
    """It was announced (by X) that S · X was told by Y that S · X was urged by Y to do S · S was condemned by X."""
    d, v = act.frame.d, act.cue.at
    by = _by(act, v + 4)
    after = by.stop if by else v + 1
    that = next((i for i in range(after, min(act.high, after + 7)) if d.low[i] == "that"), None)
    it = any(d.low[i] == "it" for i in range(max(act.low, v - 4), v))
    if that is None and by is None and (meant := _said_to(act)) is not None:
        return meant
    if that is None and by is not None:
        done = _done_by(act, by)
        return Reading(by, Words(v, v + 1), [done], act.cue.lemma, "passive") if done is not None else None
    if that is None and it and act.cue.lemma in d.language.words("limits.media_only") and bare_clause(d, after, act.high, True):
        that = after - 1
    if that is None or not (by or it) or any(d.word[y] in (",", ";") or d.tag[y] in FINITE for y in range(after, that)):
        return None
    content = strip(d, that + 1, next_clause(act.frame, act.number, that + 1, act.high))
    if content.stop - content.first < 3:
        return None
    return Reading(by or _written_in(act), Words(v, v + 1), [content], act.cue.lemma, "passive")


def _said_to(act: Act) -> Reading | None:
    """X is said to be S: nobody is told to have said it."""
    d, v = act.frame.d, act.cue.at
    subject = subject_left(d, v, act.low) if d.low[v + 1 : v + 2] == ["to"] and d.low[v + 2 : v + 3] in (["be"], ["have"]) else None
    if subject is None or act.cue.lemma not in d.language.words("limits.rumoured") or not d.language.verbs.keys().isdisjoint(d.low[v + 3 : v + 4]):
        return None
    content = strip(d, v + 1, next_clause(act.frame, act.number, v + 1, act.high))
    return Reading(None, Words(v, v + 1), [subject.words, content], act.cue.lemma, "passive") if content.stop - content.first > 2 else None


def as_reported(act: Act) -> Reading | None:
    """As earlier reported by X, S · S, as first reported by X, and what X only hands on."""
    d, v = act.frame.d, act.cue.at
    by = _by(act, v + 1)
    at = next((i for i in range(v - 1, max(act.low, v - _AS_REACH) - 1, -1) if d.low[i] in d.language.words("words.put_as")), None)
    if by is None or at is None:
        return None
    if at > act.low:
        hands_on = act.cue.lemma in d.language.words("limits.hands_on") or "relay" in act.cue.frames
        if hands_on and closes(act.frame, by.stop, act.high) and (content := answered(act.frame, act.low, at)) is not None:
            return Reading(by, Words(v, v + 1), [content], act.cue.lemma, "passive")
        return None if not hands_on or not closes(act.frame, by.stop, act.high) or hand_on(act.frame, act.low, at, by) else _before_as(act, at, by)
    cites = d.language.words("mentions.citing")
    commas = (i for i in range(by.stop, act.high) if d.word[i] == "," and not d.quoted(i) and cites.isdisjoint(d.low[i + 1 : i + 2]))
    content = strip(d, next(commas, act.high), act.high)
    return Reading(by, Words(v, v + 1), [content], act.cue.lemma, "passive") if d.finite(*content) else None


def _before_as(act: Act, at: int, by: Words) -> Reading | None:
    """S, as first reported by X."""
    d, clause = act.frame.d, strip(act.frame.d, sentence_part(act.frame, act.low, at), at)
    whole = d.word[at - 1] == "," and clause.first == act.low and d.finite(*clause)
    return Reading(by, Words(act.cue.at, act.cue.at + 1), [clause], act.cue.lemma, "passive") if whole else None


def _written_in(act: Act) -> Words | None:
    """In the memo it is stated that S: the memo."""
    d = act.frame.d
    for i in range(act.low, act.cue.at - 2):
        if d.low[i] == "in" and d.phrase[i + 1] == i + 1 and d.low[d.phrase_last[i + 1]] in d.language.words("mentions.documents"):
            return Words(i + 1, d.phrase_last[i + 1] + 1)
    return None


def _done_by(act: Act, by: Words) -> Words | None:
    """What was said where no clause tells it: to stay at home, of selling the boat, or what was condemned."""
    d, cue, first = act.frame.d, act.cue, by.stop
    if first + 1 < act.high:
        to = first + (d.low[first] in d.language.words("words.negations"))
        infinitive = "infinitive" in cue.frames and d.low[to] == "to" and d.tag[to + 1 : to + 2] == ["VB"]
        if infinitive or (cue.preposition and d.low[first] == cue.preposition):
            content = strip(d, first, next_clause(act.frame, act.number, first, act.high))
            return content if content.stop - content.first > 1 else None
    if act.cue.lemma not in d.language.words("limits.reported_by"):
        return None
    subject = subject_left(d, cue.at, act.low)
    return subject.words if subject is not None and subject.last - subject.first > 1 else None
