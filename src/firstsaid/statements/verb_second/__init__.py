"""Statements in languages whose finite verb is the second part of a main clause and the last of a subordinate one: read by word order and lists.

The parts of such a statement
    acts             verbs of saying, with the finite verb, the parted particle and the kind of their clause
    nouns            who may speak: a noun phrase with what belongs to it
    contents         what was said: behind a colon or comma, before the verb, or between marks
    nominal          what was said behind a noun of saying: the demand of X that S
    subordinate      clauses that only tell when or why it was said, or who somebody is
    citing           sources without a verb of saying: according to X · “…”, so X
    quotations       quotations that no verb claims, and sentences retold in the subjunctive
    counted          numbers that bodies give: the police spoke of 9,000 people
    hearers          which medium heard it: told the broadcaster Velt
"""

from firstsaid.statements.document import Document
from firstsaid.statements.reading import Frame, Reading, Words
from firstsaid.statements.verb_second.acts import Act, act_at, is_unsaid, source
from firstsaid.statements.verb_second.citing import backed, cited, extent, phrase_at
from firstsaid.statements.verb_second.contents import count, following, in_pieces, is_only_thought, marked, preceding, strip
from firstsaid.statements.verb_second.counted import counted
from firstsaid.statements.verb_second.nominal import nouns_of_saying
from firstsaid.statements.verb_second.nouns import is_name, is_time, listed, low, noun_phrase, subject_of
from firstsaid.statements.verb_second.quotations import lone_quotations, resumed, retold
from firstsaid.statements.verb_second.subordinate import clause_end, is_infinitive, is_subjunctive, own_clause

__all__ = ["read_frame"]

_MODIFIED = 5
"""Words up to which a noun phrase may be hidden behind an article and an adverb: in a yesterday published statement."""


def read_frame(frame: Frame, before: Reading | None) -> list[Reading]:
    """The statements of a frame, in order; `before` is the last one of the text so far."""
    d = frame.d
    if not any(d.tag[i] for i in range(frame.first, frame.stop)):
        return []
    unsaid = False
    for start, stop in _sentences(frame):
        _phrases(frame, start, stop, before)
        unsaid |= _verbs(frame, start, stop)
        nouns_of_saying(frame, start, stop)
        counted(frame, start, stop)
    if not frame.found and not unsaid:
        retold(frame, before)
    lone_quotations(frame, before)
    for reading in frame.found:
        reading.content = in_pieces(d, reading.content)
    return [reading for reading in frame.found if reading.content]


def _sentences(frame: Frame) -> list[tuple[int, int]]:
    """The sentences of a frame; those within one quotation are parts of the sentence that holds it."""
    d, found, at = frame.d, [], frame.first
    while at < frame.stop:
        stop = min(frame.stop, d.sentence_stop(at))
        while stop < frame.stop and (d.quote[stop - 1] == d.quote[stop] >= 0 or (d.quoted(stop - 1) and d.word[stop][0].islower())):
            stop = min(frame.stop, d.sentence_stop(stop))
        found.append((at, stop))
        at = stop
    return found


def _add(frame: Frame, reading: Reading) -> None:
    reading.nested = any(r.start <= reading.cue.first < r.stop for r in frame.found)
    frame.found.append(reading)


def _phrases(frame: Frame, start: int, stop: int, before: Reading | None) -> None:
    d = frame.d
    taken = start
    resumed(frame, start, stop, before)
    if listed(d, start, "demonstratives") and start + 1 < stop and low(d, start + 1) in d.language.verbs and not d.verb[start]:
        return
    for i in range(start, stop):
        if i < taken or d.quoted(i):
            continue
        found = cited(frame, i, stop, start)
        if found is None:
            continue
        who, cue = found
        behind = phrase_at(d, cue.first, "whereby", stop)
        phrase = extent(d, who, cue, start)
        taken = phrase.stop
        content = [strip(d, behind, clause_end(d, behind, stop))] if behind > cue.first else _around(frame, start, stop, phrase)
        if content:
            _add(frame, Reading(who, cue, content, "according", "according"))


def _around(frame: Frame, start: int, stop: int, phrase: Words) -> list[Words]:
    """The sentence without the phrase: a quotation beside it alone, or all that stands before and after."""
    d = frame.d
    if d.word[phrase.stop : phrase.stop + 1] == [":"]:
        return [strip(d, phrase.stop + 1, stop)]
    start, stop = own_clause(d, start, stop, phrase)
    before, after = strip(d, start, phrase.first), strip(d, phrase.stop, stop)
    if phrase_at(d, phrase.first, "beside", phrase.stop) > phrase.first and before.stop > before.first and d.quoted(before.stop - 1):
        goes_on = after.stop - after.first > 2 and any(d.verb[i] or d.quoted(i) for i in range(*after))
        return preceding(frame, start, phrase.first) + ([after] if goes_on else [])
    beside = phrase.stop < stop and d.word[phrase.stop][0].isalnum()
    return [words for words in (before, after) if words.stop - words.first > 2 or (count(d, words) and (count(d, after) if words is before else beside))]


def _verbs(frame: Frame, start: int, stop: int) -> bool:
    """What verbs of saying report; whether some tell of what was not said."""
    d, unsaid = frame.d, False
    for i in range(start, stop):
        if d.quoted(i):
            continue
        act = act_at(d, i, start, stop)
        if act is None:
            continue
        joined = not act.opened and d.low[act.finite - 1] == "and"
        who = _carried(frame, act, start) if joined else None
        carried = who is not None
        if who is None:
            who = source(d, act, start, stop) or _impersonal(frame, act, stop)
        if who is None:
            who, carried = _carried(frame, act, start), True
        if who is None and _names_nobody(frame, act, stop):
            _unspoken(frame, act, stop)
        if who is None or who.first <= act.at < who.stop:
            continue
        content, rule = _content(frame, act, who, (start, stop))
        if content and is_unsaid(d, act, who):
            unsaid = True
        elif content:
            quoted = _quoted(frame, act, who, stop) or backed(d, act.finite + 1, stop)
            relay = who if quoted is not None else _quoting(d, act)
            if quoted is None and relay is not None and relay.first - 1 > who.first:
                who = Words(who.first, min(who.stop, relay.first - 1))
            _add(frame, Reading(quoted or who, Words(act.at, act.at + 1), content, act.verb.lemma, rule, relay=relay, carried=carried))
    return unsaid


def _quoted(frame: Frame, act: Act, who: Words, stop: int) -> Words | None:
    """Whose words they are when `who` only hands them on: Y quotes X."""
    d, first = frame.d, act.finite + 1
    if "relay" not in act.verb.frames or act.passive:
        return None
    first = who.stop if who.first > act.finite else first
    end = noun_phrase(d, first, stop)
    return Words(first, end) if end is not None else None


def _quoting(d: Document, act: Act) -> Words | None:
    """Who quotes in the passive: X is quoted by Y."""
    by = next((k for k in range(act.finite + 1, act.at) if d.low[k] == "of"), None) if act.passive and "relay" in act.verb.frames else None
    end = noun_phrase(d, by + 1, act.at) if by is not None else None
    return Words(by + 1, end) if by is not None and end == act.at else None


def _impersonal(frame: Frame, act: Act, stop: int) -> Words | None:
    """It says in X: the document or body that an impersonal verb names, behind it or at the beginning of its clause."""
    d = frame.d
    if not any(d.low[k] == "it" for k in range(max(frame.first, act.at - 2), min(stop, act.at + 2))):
        return None
    ends = next((k for k in range(act.at + 1, min(stop, act.at + 4)) if d.word[k] in (",", ":")), min(stop, act.at + 4))
    for k in (act.clause, *range(act.at + 1, ends)):
        if listed(d, k, "prepositions"):
            high = stop if k > act.at else act.at
            first = next((z for z in range(k + 1, min(high, k + _MODIFIED)) if d.phrase[z] == z), k + 1)
            end = noun_phrase(d, first, high)
            return Words(k + 1, end) if end is not None and not is_time(d, k + 1, end) else None
    return None


def _names_nobody(frame: Frame, act: Act, stop: int) -> bool:
    """Whether the verb tells of no speaker: it was said that S · in the letter it said S."""
    d = frame.d
    beside = any(d.low[k] == "it" and d.tag[k] == "PRP" for k in (act.at + 1, act.at - 1, act.finite + 1) if frame.first <= k < stop)
    impersonal = beside and act.verb.lemma in d.language.words("limits.impersonal")
    return not act.opened and not act.verb.frames.isdisjoint(("clause", "infinitive")) and (act.passive or impersonal)


def _unspoken(frame: Frame, act: Act, stop: int) -> None:
    """What is said to have been said, without whom."""
    content = [words for words in following(frame, act, act.after, stop) if _is_told(frame.d, words)]
    if content and not is_unsaid(frame.d, act, Words(act.at, act.at + 1)):
        _add(frame, Reading(None, Words(act.at, act.at + 1), content, act.verb.lemma, "passive"))


def _is_told(d: Document, words: Words) -> bool:
    """Whether a clause can only be one that is told: it is quoted, in the subjunctive, an infinitive, or has a word that opens such clauses before it."""
    opened = listed(d, words.first - 1, "subordinators") or d.low[words.first - 1] == "that" or d.word[words.first - 1] == ":" or d.quoted(words.first)
    return opened or any(is_subjunctive(d, i) or is_infinitive(d, i) for i in range(*words))


def _carried(frame: Frame, act: Act, start: int) -> Words | None:
    d = frame.d
    goes_on = d.word[act.finite - 1] == "," and act.at + 1 < len(d.word) and d.low[act.at + 1] == "but"
    if d.low[act.finite - 1] not in ("and", "but") and not goes_on:
        return None
    same = [r.source for r in frame.found if r.source is not None and r.cue.first >= start]
    return same[-1] if same else subject_of(d, start, act.finite)


def _content(frame: Frame, act: Act, who: Words, sentence: tuple[int, int]) -> tuple[list[Words], str]:
    d = frame.d
    start, stop = sentence
    if act.opened == "told":
        before, after = strip(d, start, act.clause), strip(d, max(act.after, who.stop), stop)
        return [words for words in (before, after) if words.stop - words.first > 2 or (words is before and count(d, words) > 1 and count(d, after))], "around"
    at = max(act.after, who.stop) if who.first > act.finite else act.after
    postposed = not act.opened and act.clause == act.finite and who.first > act.finite
    if postposed:
        said = max((r.stop for r in frame.found if r.cue.first >= start and r.stop < act.at and r.rule != "according"), default=start)
        content = preceding(frame, max(start, said) if said < act.finite - 3 else start, act.finite)
        content = [words for words in content if not is_only_thought(d, act, words)]
        behind = act.at > act.finite or "that" in d.low[at + 1 : at + 3]
        if content and behind and not d.quoted(content[0].first):
            content = following(frame, act, at, stop) or content
        if content and "about" not in act.verb.frames:
            more = at + 1 < stop and d.word[at] == "," and d.quoted(at + 1)
            return content + (following(frame, act, at, stop) if more else []), "after-quotation" if d.quoted(content[0].first) else "after"
    content = following(frame, act, at, stop) or _sentence_before(frame, act)
    rule = "before-quotation" if content and d.quoted(content[0].first) else "before"
    if content or "object" not in act.verb.frames:
        return content, rule
    taken = {i for r in frame.found for piece in r.content for i in range(*piece)}
    free = [words for words in marked(d, act.clause, stop) if words.first not in taken]
    return [words for words in free if d.low[words.first - 1] in _introduces(act) or not is_name(d, words)], "object"


def _introduces(act: Act) -> tuple[str, ...]:
    """Words behind which even what looks like a name is what was said: called it a “…”."""
    return ("as", "a", act.verb.preposition) if "about" in act.verb.frames else ()


def _sentence_before(frame: Frame, act: Act) -> list[Words]:
    """S. That is what X said: the sentence before in the same paragraph."""
    d, n = frame.d, frame.d.sentence[act.clause] - 1
    alone = (
        listed(d, act.clause, "demonstratives") and d.tag[act.clause] == "DT" and act.clause == d.sentence_start(act.clause) and act.finite == act.clause + 1
    )
    if not alone or n < 0 or "clause" not in act.verb.frames or d.starts[d.first[n]] < d.paragraph(d.starts[act.clause]):
        return []
    before = strip(d, d.first[n], d.first[n + 1])
    return [before] if before.stop > before.first else []
