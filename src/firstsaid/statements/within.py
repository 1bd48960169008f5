"""Speech within quoted speech: “My aunt told me silence was the only thing that …,” she said."""

from collections.abc import Iterator
from contextlib import contextmanager

from firstsaid.statements.clauses import strip
from firstsaid.statements.content import reading
from firstsaid.statements.document import FINITE, Document
from firstsaid.statements.frames import verb_cues
from firstsaid.statements.marked_within import marked
from firstsaid.statements.quoted import announced, is_passive
from firstsaid.statements.reading import Frame, Reading, Words
from firstsaid.statements.speaker import Act, Speaker, speaker

_RULES = frozenset(("before-that", "before", "before-quotation", "question"))
_MARKS = frozenset("‘'“\"")
_LEAST = 3
"""Words of content, fewer of which are a turn of phrase: “as they say”."""


def within(frame: Frame) -> list[Reading]:
    """Statements that the long quotations of a frame hand on, each nested in the one that the quotation is."""
    d = frame.d
    found: list[Reading] = []
    strict = d.language.words("limits.strictest|limits.handed_on")
    for q in frame.quotes:
        first, stop = frame.opens(q), frame.closes(q)
        verbs = verb_cues(d, first + 1, stop - 1)
        marks = [cue for cue in verbs if cue.lemma in strict and (d.tag[cue.at] in FINITE or d.tag[cue.at] == "VBN")]
        if not verbs:
            continue
        with _unquoted(d, first, stop):
            found += (told := [said for said in marked(frame, q, verbs) if said.source is not None and _is_other(d, *said.source)])
            inner = Frame(d, first + 1, stop - 1, cues=marks)
            for number, cue in enumerate(marks):
                if any(said.cue.first == cue.at for said in told):
                    continue
                low, high = max(first + 1, d.sentence_start(cue.at)), min(stop - 1, d.sentence_stop(cue.at))
                act = Act(inner, cue, number, low, high)
                said = announced(act) if is_passive(act) else _active(act, strict)
                if said is not None and said.source is not None and _is_other(d, *said.source) and _stands(d, said, low):
                    said.nested = True
                    inner.found.append(said)
        found += inner.found
    return found


def _active(act: Act, strict: frozenset[str]) -> Reading | None:
    """The statement of a finite verb with a speaker of its own."""
    d, at = act.frame.d, act.cue.at
    who = speaker(act) if d.tag[at] in FINITE and act.cue.lemma in strict and d.tag[at - 1] != "MD" else None
    if who is None or not _is_other(d, *who.words):
        return None
    said = _behind_mark(act, who) or reading(act, who)
    return said if said is not None and said.rule in _RULES else None


def _behind_mark(act: Act, who: Speaker) -> Reading | None:
    """He said, whoever fires into the air will pay · She rang me and said: get out."""
    d, at = act.frame.d, act.cue.at
    if at + 2 >= act.high or d.word[at + 1] not in (",", ":") or d.word[at + 2] in _MARKS or d.tag[at + 2] == "VBG" or who.words.first > at:
        return None
    content = strip(d, at + 2, act.high)
    return Reading(who.words, Words(at, at + 1), [content], act.cue.lemma, "before-quotation") if content.stop > content.first else None


def _stands(d: Document, said: Reading, low: int) -> bool:
    """Whether its speaker opens the sentence or a clause of its own, and what was said is more than a turn of phrase."""
    assert said.source is not None
    first, words = said.source.first, d.language.words
    if said.rule == "passive":
        return True
    least = _LEAST if d.low[said.cue.stop].isalnum() else _LEAST - 1
    if said.stop - said.start < least or d.low[said.start] in words("words.coordinators") or d.tag[said.source.stop - 1] == "CD":
        return False
    if d.low[said.source.first] in words("words.pointing"):
        return False
    opens = first == low or (first == low + 1 and not d.word[low][0].isalnum())
    return opens or d.low[first - 1] in words("words.joining") or (d.tag[first] != "PRP" and d.word[first - 1] == ",")


def _is_other(d: Document, first: int, stop: int) -> bool:
    """Whether somebody else than the one who is quoted is meant: no I, we, you; nobody and who are none either."""
    mine = d.language.words("mentions.first_persons")
    return not any(d.low[i] in mine for i in range(first, stop) if d.tag[i] not in ("PRP$",)) and d.tag[stop - 1] not in ("WP", "WDT")


@contextmanager
def _unquoted(d: Document, first: int, stop: int) -> Iterator[None]:
    """Let the rules read the words of a quotation as they read others."""
    kept = d.quote[first:stop]
    d.quote[first:stop] = [-1] * (stop - first)
    try:
        yield
    finally:
        d.quote[first:stop] = kept
