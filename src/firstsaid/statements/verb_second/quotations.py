"""Quotations that no verb of saying claims, and sentences retold in the subjunctive: they are the last speaker's, or their own sentence's subject's."""

from firstsaid.statements.document import Document
from firstsaid.statements.reading import Frame, Reading, Words
from firstsaid.statements.verb_second.acts import act_at, source
from firstsaid.statements.verb_second.citing import phrase_at
from firstsaid.statements.verb_second.contents import count, in_pieces, marked, strip
from firstsaid.statements.verb_second.nouns import can_speak, is_name, listed, low, noun_phrase, subject_of
from firstsaid.statements.verb_second.subordinate import is_said_to_be, reported_verb

_SURE = 2
_LONG = 4
"""Words from which a quotation that no verb of saying claims is somebody's words."""


def lone_quotations(frame: Frame, before: Reading | None) -> None:
    """Give every quotation of some words that is in no statement yet to its speaker, if one can be told."""
    d = frame.d
    taken = {i for r in frame.found for piece in r.content for i in range(*piece)}
    for words in marked(d, frame.first, frame.stop):
        if words.first in taken or count(d, words) < _LONG or is_name(d, words, loose=True):
            continue
        start, stop = d.sentence_start(words.first), d.sentence_stop(words.stop - 1)
        if any(d.word[i][0].isalnum() for i in range(start, min(stop, frame.stop)) if not words.first <= i < words.stop):
            last = frame.found[-1] if frame.found else before
            found = _own(frame, words, start, min(stop, frame.stop))
            if found is not None and d.word[words.first - 1] != ":" and not d.finite(*words):
                continue
            if found is None or found.source is None or not can_speak(d, found.source):
                found = _last(d, last, words) or (found if d.finite(*words) else None)
        else:
            found = _of_sentence_before(d, words, before)
        if found is not None:
            frame.found.append(found)


def _own(frame: Frame, words: Words, start: int, stop: int) -> Reading | None:
    """The subject of the sentence, unless it is retold itself."""
    d = frame.d
    finite = next((i for i in range(start, stop) if not d.quoted(i) and d.verb[i]), None)
    if finite is None and d.word[words.first - 1] == ":":
        end = noun_phrase(d, start, words.first)
        return Reading(Words(start, end), Words(words.first - 1, words.first), [words], ":", "colon") if end is not None else None
    who = subject_of(d, start, stop)
    if who is not None and d.word[words.first - 1] == ":" and not d.language.words("words.utterances").isdisjoint(d.low[who.first : who.stop]):
        return None
    if finite is None or listed(d, finite, "reported_mood") or who is None or d.quoted(who.first):
        return None
    return Reading(who, Words(finite, finite + 1), [words], low(d, finite), "colon")


def _last(d: Document, last: Reading | None, words: Words) -> Reading | None:
    if last is None or last.source is None or d.starts[last.cue.first] < d.paragraph(d.starts[words.first]):
        return None
    return Reading(last.source, last.cue, [words], "", "floating", relay=last.relay, floating=True, carried=True)


def retold(frame: Frame, before: Reading | None) -> None:
    """A sentence in the subjunctive of reported speech goes on with the statement before it in its paragraph."""
    d = frame.d
    words = strip(d, frame.first, frame.stop)
    if words.stop - words.first < _LONG:
        return
    near = before is not None and max(before.stop, before.cue.stop) > d.first[max(0, d.sentence[words.first] - 1)]
    if reported_verb(d, *words) is None and not (near and is_said_to_be(d, *words)):
        return
    if before is not None and before.floating and near and before.content[-1].stop <= words.first and d.quote[before.content[-1].first] < 0:
        before.content += in_pieces(d, [words])
        return
    last = _last(d, before, words)
    sure = is_surely_reported(d, words)
    told = _of_sentence_before(d, words, before) if sure else None
    found = told or (last if near else (_of_actor(d, words) or last) if sure else None) or _somebodys(d, words)
    if found is not None:
        frame.found.append(found)


def is_surely_reported(d: Document, words: Words) -> bool:
    """Whether the verb of the main clause is in a subjunctive that nothing but reported speech has."""
    verb = reported_verb(d, *words)
    return verb is not None and (listed(d, verb, "reported_sure") or not listed(d, verb, "reported_mood"))


def _of_actor(d: Document, words: Words) -> Reading | None:
    """X has come out against the plan. It is … (in the subjunctive): what the subject of the sentence before says, if that is somebody."""
    n, verb = d.sentence[words.first] - 1, reported_verb(d, *words)
    if n < 0 or verb is None or d.starts[d.first[n]] < d.paragraph(d.starts[words.first]):
        return None
    who = subject_of(d, d.first[n], d.first[n + 1])
    if who is None or can_speak(d, who) < _SURE or not _is_certain(d, who):
        return None
    return Reading(who, Words(verb, verb + 1), [words], low(d, verb), "retold", carried=True)


def _is_certain(d: Document, who: Words) -> bool:
    """Whether the words name one person or body, and not people or things at large: the mayor, Anna Berg; not many women, problems."""
    first, last = who.first, d.phrase_last[who.first]
    return d.low[first] in ("the", "a") or (d.tag[first] == "NNP" and (last > first or d.word[first].isupper()))


def _somebodys(d: Document, words: Words) -> Reading | None:
    """Reported speech of whom the text does not tell: a main clause whose verb is in the subjunctive that only reports."""
    verb, opens = reported_verb(d, *words), words.first
    if (
        verb is None
        or not listed(d, verb, "reported_sure")
        or d.low[opens] == "it"
        or listed(d, opens, "subordinators")
        or listed(d, opens, "discourse")
        or "!" in d.word[verb : words.stop + 1]
    ):
        return None
    return Reading(None, Words(verb, verb + 1), [words], low(d, verb), "retold")


def _of_sentence_before(d: Document, words: Words, before: Reading | None) -> Reading | None:
    """X condemned the plan. „…“: the speaker of the sentence before in the same paragraph, when that one has no statement."""
    n = d.sentence[words.first] - 1
    if n < 0 or d.starts[d.first[n]] < d.paragraph(d.starts[words.first]) or (before is not None and before.cue.first >= d.first[n]):
        return None
    start, stop = d.first[n], d.first[n + 1]
    for i in range(start, stop):
        act = act_at(d, i, start, stop) if not d.quoted(i) else None
        who = source(d, act, start, stop) if act is not None else None
        if act is not None and who is not None:
            return Reading(who, Words(i, i + 1), [words], act.verb.lemma, "colon")
    return None


def resumed(frame: Frame, start: int, stop: int, before: Reading | None) -> None:
    """Accordingly, S: the sentence goes on with what the last speaker of the paragraph said."""
    d = frame.d
    first = phrase_at(d, start, "resumed", stop)
    last = stop - (d.word[stop - 1] in ".!?")
    if first == start or last - first < _LONG or not d.verb[first]:
        return
    content, cue = Words(first, last), Words(start, first)
    told = _of_sentence_before(d, content, before) or _last(d, before, content)
    source, relay = (told.source, told.relay) if told is not None else (None, None)
    frame.found.append(Reading(source, cue, [content], "according", "resumed", relay=relay, carried=True))
