"""Speech within quoted speech: “My aunt told me silence was the only thing that …,” she said."""

from collections.abc import Iterator
from contextlib import contextmanager

from firstsaid.statements.according import according
from firstsaid.statements.aims import is_aim
from firstsaid.statements.clauses import strip
from firstsaid.statements.clefts import cleft
from firstsaid.statements.content import reading
from firstsaid.statements.document import FINITE, Document
from firstsaid.statements.frames import cues, verb_cues
from firstsaid.statements.learned import learned
from firstsaid.statements.marked_within import marked
from firstsaid.statements.quoted import announced, is_passive
from firstsaid.statements.reading import Cue, Frame, Reading, Words
from firstsaid.statements.speaker import Act, Speaker, speaker
from firstsaid.statements.voiceless import says_nothing
from firstsaid.statements.witnessed import witnessed

_RULES = frozenset(("before-that", "before", "before-quotation", "question", "as"))
_TOLD = frozenset(("VBD", "VBZ", "VBP"))
_LATER = frozenset(("after", "around"))
_MARKS = frozenset("‘'“\"")
_LEAST = 3
"""Words of content, fewer of which are a turn of phrase: “as they say”."""
_HELPER = 3
"""Words from "has" to the verb."""
_AHEAD = 4
"""Words of a time or place before the speaker: last week, that night, in the spring."""


def within(frame: Frame) -> list[Reading]:
    """Statements that the long quotations of a frame hand on, each nested in the one that the quotation is."""
    d = frame.d
    found: list[Reading] = []
    for q in frame.quotes:
        first, stop = frame.opens(q) + 1, frame.closes(q) - 1
        verbs = verb_cues(d, first, stop)
        if not verbs and d.language.words("words.according").isdisjoint(d.low[first:stop]):
            continue
        with _unquoted(d, first - 1, stop + 1):
            found += (told := [said for said in marked(frame, q, verbs) if said.source is not None and _is_other(d, *said.source) and _is_told(d, said)])
            inner = Frame(d, first, stop)
            inner.cues = cues(inner)
            for number, cue in enumerate(inner.cues):
                said = _said(inner, cue, number) if all(said.cue.first != cue.at for said in told) else None
                if said is not None:
                    said.nested = True
                    inner.found.append(said)
        found += inner.found
    return found


def _said(inner: Frame, cue: Cue, number: int) -> Reading | None:
    """The statement of a cue inside a quotation, if it is somebody else's."""
    d, at = inner.d, cue.at
    act = Act(inner, cue, number, max(inner.first, d.sentence_start(at)), min(inner.stop, d.sentence_stop(at)))
    if cue.lemma == "according":
        said = according(inner, cue, number)
    elif cue.frames <= {"nominal"}:
        return None
    else:
        said = _of_verb(act)
    other = said is not None and said.source is not None and said.source.first >= inner.first and _is_other(d, *said.source)
    return said if said is not None and other and _is_told(d, said) and _stands(d, said, act.low) else None


def _is_told(d: Document, said: Reading) -> bool:
    """Whether somebody did say it: what "they" would say, are asked, or do because they said it, is often nobody's words."""
    assert said.source is not None
    first, words = said.source.first, d.language.words
    vague = d.low[first] in words("mentions.pronouns_many")
    return not vague or (d.tag[said.cue.first] in _TOLD and d.low[first - 1] not in words("words.subordinators"))


def _of_verb(act: Act) -> Reading | None:
    d, at = act.frame.d, act.cue.at
    if is_passive(act):
        return announced(act)
    heard = learned(act) or witnessed(act)
    if heard is not None:
        return heard
    if d.tag[at] not in FINITE and not _goes_on(act):
        return None
    return _active(act)


def _goes_on(act: Act) -> bool:
    """Has told us that S, kept telling us that S, used to say that S, wrote to us to say that S."""
    d, at = act.frame.d, act.cue.at
    if d.tag[at] == "VBG":
        return d.low[at - 1] in d.language.words("words.keeping")
    if d.tag[at] == "VBN":
        return not d.language.words("words.perfect").isdisjoint(d.low[max(act.low, at - _HELPER) : at])
    return d.tag[at] == "VB" and d.low[at - 1] == "to" and not is_aim(act)


def _active(act: Act) -> Reading | None:
    """The statement of a verb with a speaker of its own."""
    d, at = act.frame.d, act.cue.at
    who = speaker(act) if d.tag[at - 1] != "MD" else None
    if who is None or not _is_other(d, *who.words) or says_nothing(act, who):
        return None
    said = cleft(act, who) or _behind_mark(act, who) or reading(act, who)
    if said is None or not _may_report(act, said.rule):
        return None
    return said


def _may_report(act: Act, rule: str) -> bool:
    """Whether what people tell each other with a verb is speech: surely with some verbs, with the others where "that" opens it."""
    words = act.frame.d.language.words
    if rule in ("before-that", "cleft") or (rule == "infinitive" and act.frame.d.tag[act.cue.at + 1] == "PRP"):
        return True
    if rule in _LATER:
        return act.cue.lemma in words("limits.strictest")
    return rule in _RULES and act.cue.lemma in words("limits.strictest|limits.handed_on")


def _behind_mark(act: Act, who: Speaker) -> Reading | None:
    """He said, whoever fires into the air will pay · She rang me and said: get out."""
    d, at = act.frame.d, act.cue.at
    if act.cue.lemma not in d.language.words("limits.strictest|limits.handed_on"):
        return None
    if at + 2 >= act.high or d.word[at + 1] not in (",", ":") or d.word[at + 2] in _MARKS or d.tag[at + 2] == "VBG" or who.words.first > at:
        return None
    if d.word[who.left - 1] == "," or d.low[who.left - 1] in d.language.words("words.put_as"):
        return None
    content = strip(d, at + 2, act.high)
    return Reading(who.words, Words(at, at + 1), [content], act.cue.lemma, "before-quotation") if content.stop > content.first else None


def _stands(d: Document, said: Reading, low: int) -> bool:
    """Whether its speaker opens the sentence or a clause of its own, and what was said is more than a turn of phrase."""
    assert said.source is not None
    first, words = said.source.first, d.language.words
    if said.rule in ("passive", "according", "learned", "cleft") or said.rule in _LATER:
        return said.stop - said.start >= _LEAST and d.low[said.start] not in d.language.verbs
    least = _LEAST if d.low[said.cue.stop].isalnum() else _LEAST - 1
    if said.stop - said.start < least or d.low[said.start] in words("words.coordinators") or d.tag[said.source.stop - 1] == "CD":
        return False
    if d.low[first] in words("words.pointing") or (said.rule == "before" and FINITE.isdisjoint(d.tag[said.start : said.stop])):
        return False
    opens = first == low or (first == low + 1 and not d.word[low][0].isalnum())
    joined = d.low[first - 1] in words("words.joining") or (d.tag[first] != "PRP" and d.word[first - 1] == ",")
    return opens or joined or said.rule == "as" or said.relay is not None or _behind_time(d, first, low)


def _behind_time(d: Document, first: int, low: int) -> bool:
    """Whether only a time or place stands between the speaker and the start of the clause: last week the mayor said, that night a neighbour told us."""
    start = max(low, first - _AHEAD)
    start = next((i + 1 for i in range(first - 1, start - 1, -1) if d.low[i] in d.language.words("words.joining") or not d.word[i][0].isalnum()), start)
    if start == max(low, first - _AHEAD) != low or d.finite(start, first):
        return False
    dated = not d.language.words("words.times").isdisjoint(d.low[start:first])
    placed = d.tag[start] == "IN" and d.phrase[start + 1] == start + 1 and d.phrase_last[start + 1] + 1 == first
    return dated or (placed and d.low[start] in d.language.words("words.adverbial"))


def _is_other(d: Document, first: int, stop: int) -> bool:
    """Whether somebody else than the one who is quoted is meant: no I, we, you, it; nobody and who are none either."""
    mine, relative = d.language.words("mentions.first_persons"), d.language.words("words.relative")
    aside = next((i for i in range(first + 1, stop - 1) if d.word[i] == "," or d.low[i] in relative), stop)
    return not any(d.low[i] in mine for i in range(first, aside) if d.tag[i] not in ("PRP$",)) and d.tag[stop - 1] not in ("WP", "WDT")


@contextmanager
def _unquoted(d: Document, first: int, stop: int) -> Iterator[None]:
    """Let the rules read the words of a quotation as they read others."""
    kept = d.quote[first:stop]
    d.quote[first:stop] = [-1] * (stop - first)
    try:
        yield
    finally:
        d.quote[first:stop] = kept
