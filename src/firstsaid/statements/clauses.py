"""Where a clause of speech starts and ends."""

from firstsaid.statements.document import FINITE, Document
from firstsaid.statements.ends import bare_clause, before_deed, new_thought
from firstsaid.statements.phrases import before_aside
from firstsaid.statements.reading import Cue, Frame, Words
from firstsaid.statements.subject import subject_left

_EDGE_LEFT = frozenset((",", ";", ":", "—", "–", "-", "--", ".", ")", "...", "…"))
_EDGE_RIGHT = frozenset((",", ";", ":", "—", "–", "-", "--", ".", "("))
CLOSING = frozenset(("”", '"', "’", "'", "''", "»"))
"""Marks that close a quotation."""
_OF_NOUN = frozenset(("by", "from", "in"))
_DESCRIBING = frozenset(("DT", "JJ", "NN", "NNS", "NNP", "CD"))
_OPENS_SAID = frozenset(("RB", "IN", "JJ", "CC", "RBR"))
_DESCRIBED = 4
"""Words between a preposition and its noun."""
_DATELINE = 12
_ASIDE = 6
_CUES_AHEAD = 8
"""Cues to look at for the end of a content; real sentences have fewer."""


def strip(d: Document, start: int, stop: int) -> Words:
    """Words [start, stop) without the commas and stops around them."""
    while start < stop and d.word[start] in _EDGE_LEFT:
        start += 1
    while stop > start and d.word[stop - 1] in _EDGE_RIGHT:
        stop -= 1
    return Words(start, stop)


def opens_adverbially(d: Document, start: int, stop: int) -> bool:
    """Whether [start, stop) opens with a subordinator or preposition."""
    discourse = d.language.words("words.discourse")
    while start < stop and (d.low[start] in discourse or d.word[start] in (",", "“", '"')):
        start += 1
    return start < stop and d.tag[start] in ("IN", "WRB", "TO", "VBG", "VBN", "RB") and not d.quoted(start)


def sentence_part(frame: Frame, low: int, left: int) -> int:
    """Where a content that stands before its cue starts: at the sentence's start or after an earlier statement in it."""
    d, start = frame.d, low
    for reading in frame.found:
        if reading.start > reading.cue.first and reading.stop >= left - 2 and reading.rule.startswith(("before", "object", "infinitive")):
            reading.nested = True
            continue
        end = max(reading.cue.stop, reading.source.stop if reading.source else 0, reading.stop if reading.stop < left else 0)
        if start < end < left:
            start = end
    start = _past_agency(d, start, left)
    for z in range(start, min(start + _DATELINE, left - 3)):
        if d.word[z] in ("—", "–", "-", "--") and d.word[start].isupper() and len(d.word[start]) > 2 and not d.finite(start, z):
            start = z + 1
            break
        if d.word[z] == ":" and z > start and not d.title[d.sentence[z]] and all(word.isupper() or word == "," for word in d.word[start:z]):
            start = z + 1
            break
    if frame.cues and d.sentence_start(frame.cues[0].at) == d.sentence_start(left - 1):
        start = next((i + 1 for i in range(left - 1, max(start, frame.cues[0].at), -1) if d.word[i] == ";" and not d.quoted(i)), start)
    while start < left and (d.word[start] in (",", ";", "—", "–") or (d.low[start] in ("and", "but") and start == low)):
        start += 1
    return start


def _past_agency(d: Document, start: int, left: int) -> int:
    """The word after the agency that opens a text: (Norwire)One pilot died."""
    stop = start + 2
    bracket = stop < left and d.word[start] == "(" and d.word[stop] == ")" and d.word[start + 1].isupper() and d.word[stop + 1][0].isupper()
    return stop + 1 if bracket else start


def next_clause(frame: Frame, number: int, start: int, stop: int) -> int:
    """Where the content of cue `number`, which starts at `start`, ends: before ", and Y said", at ";", before ", which" …"""
    d = frame.d
    for other in frame.cues[number + 1 : number + 1 + _CUES_AHEAD]:
        if other.at >= stop:
            break
        if other.at > start:
            end = _before_cue(d, other, start, stop)
            if end is not None:
                return before_deed(d, start, end)
    return new_thought(d, start, before_deed(d, start, stop))


def _before_cue(d: Document, cue: Cue, start: int, stop: int) -> int | None:
    w, before = cue.at, cue.at - 1
    participle = d.tag[w] == "VBG" and cue.lemma in d.language.words("words.scarce_participle")
    if cue.lemma in ("according", "as") or (participle and d.word[before] == ","):
        return before if d.word[before] == "," else None
    if participle and d.word[before] in CLOSING and d.word[before - 1] == ",":
        return w
    after_mark = d.tag[w] == "VBN" and d.word[before - 1 - (d.word[before - 1] == ",")] in CLOSING
    if (d.tag[w] in ("VBD", "VBZ") or after_mark) and d.low[before] in ("and", "but") and before > start:
        return before
    subject = subject_left(d, w, start)
    finite = d.tag[w] in ("VBD", "VBZ", "VBP")
    comma = subject.first - 1 if subject else -1
    if subject and d.word[comma] == "," and comma > start + 2 and finite and not d.finite(w + 1, stop):
        return comma
    if subject and finite and comma - 1 > start and (end := _mark_before(d, comma)) is not None:
        return end
    q = before
    while q > start and w - q < 9 and d.tag[q] not in FINITE and d.word[q] not in (",", ";"):
        q -= 1
    for z in range(before, q, -1):
        if d.low[z] in ("and", "but", "while") and d.low[z + 1] != "that" and d.word[z - 1] == "," and z > start and finite:
            return z
    if subject and comma > start and d.low[comma] in ("and", "but", "while", "although", "though") and d.tag[w] in ("VBD", "VBZ"):
        return comma
    return None


def _mark_before(d: Document, last: int) -> int | None:
    """Where content ends before "and then X said" and before ",” X said"; `last` is the word before X."""
    if d.low[last] == "then" and d.low[last - 1] in d.language.words("words.coordinators"):
        return last - 1
    return last + 1 if d.word[last] in CLOSING and d.word[last - 1] == "," else None


def past_adjuncts(d: Document, start: int, stop: int, addressee: bool) -> tuple[int, bool]:
    """Past addressee, time and place after a cue: where the content starts, and whether "that" opens it."""
    if _takes_saying(d, start, stop):
        return start, False
    that = _that(d, start, stop, addressee)
    if that is not None:
        return that + 1, True
    j = _work(d, start, min(stop, start + 1)).stop or start if addressee else start
    for number in range(6):
        if j >= stop:
            break
        if d.low[j] == "that" and _is_time(d, j, stop):
            j += 2
            continue
        if d.low[j] == "that" and _points(d, j, stop):
            return j, False
        if d.low[j] == "that":
            return (j + 1, True) if opens_circumstance(d, start, j) is None else _past_circumstance(d, j, stop)
        further = _past_adverbial(d, j, stop, number)
        if further is None and addressee and number == 0 and d.phrase[j] == j:
            further = _past_addressee(d, j, stop)
            if further == j:
                return j, False
        if further is None:
            break
        if further < 0:
            return -further - 1, False
        j = further
    return _past_comma(d, j, stop)


def _that(d: Document, start: int, stop: int, addressee: bool) -> int | None:
    """The word "that" of a content clause soon after the cue; none where a noun phrase of another clause begins at once: said the claim that S is false."""
    if start < stop and not addressee and d.tag[start] in ("DT", "PRP$") and d.phrase[start] == start and d.low[start] != "that":
        head = d.phrase_last[start]
        if head + 1 < stop and d.low[head + 1] == "that" and d.low[head] not in d.language.words("words.times"):
            return None
    if start + 1 < stop and d.word[start] == "," and d.tag[start + 1] == "VBG":
        return None
    named = _work(d, start, min(stop, start + 12))
    for z in range(start, min(stop, start + 12)):
        if z in named:
            continue
        verb = d.verb[z] and z + 1 not in named and not _modifier(d, z, start)
        if (d.word[z] in (",", ":", ";", '"', "“") and z > start) or verb or d.quoted(z):
            return None
        if d.low[z] == "to" and z > start and d.tag[z + 1 : z + 2] == ["VB"] and d.low[z + 1] not in d.language.verbs:
            return None
        if d.low[z] == "that" and _is_time(d, z, stop):
            continue
        if d.low[z] == "that" and (_says_on_occasion(d, start, z) or opens_circumstance(d, start, z) is not None):
            return None
        if d.low[z] == "that" and z > start and not addressee and z + 1 < stop and d.verb[z + 1] and d.tag[z - 1] in ("NN", "NNS"):
            return None
        if d.low[z] == "that" and d.tag[z] in ("IN", "WDT", "DT") and z + 1 < stop and _opens_clause(d, z + 1):
            return None if z == start and _points(d, z, stop) else z
    return None


def _is_time(d: Document, that: int, stop: int) -> bool:
    """Said that night S, said that day that S: whether "that" tells which day or night it was."""
    day = that + 2 < stop and d.low[that + 1] in d.language.words("mentions.day_times")
    return day and (d.low[that + 2] == "that" or d.phrase[that + 2] == that + 2)


def _points(d: Document, that: int, stop: int) -> bool:
    """Said that's wrong, disputes that charge: whether "that" points at something and opens no clause."""
    if that + 1 >= stop or d.quoted(that + 1):
        return False
    end = min(stop, d.sentence_stop(that))
    if d.low[that + 1] in d.language.words("words.inverting") and d.tag[that + 2 : that + 3] in (["PRP"], ["NNP"], ["DT"]):
        return False
    if d.low[that + 1] in d.language.words("mentions.day_times") and d.tag[that + 2 : that + 3] == ["IN"]:
        return True
    helps = d.low[that + 1] in d.language.words("words.be|words.perfect|words.modal_aims")
    return helps or (d.tag[that + 1] in ("NN", "JJ") and _ends_object(d, d.phrase_last[that + 1] + 1, end))


def _ends_object(d: Document, behind: int, end: int) -> bool:
    """Whether a noun phrase before word `behind` is all that a verb has: disputes that charge, of course."""
    if not 0 < behind <= end or (behind < end and d.word[behind][0].isalnum()):
        return False
    return not any(d.verb[behind:end])


def _says_on_occasion(d: Document, start: int, that: int) -> bool:
    """Whether "that" follows a verb of saying in a clause that tells when it was said: said on Thursday after media reported that S."""
    if that <= start or d.low[that - 1] not in d.language.verbs or not d.tag[that - 1].startswith("VB"):
        return False
    return any(d.low[k] in d.language.words("words.occasion_openers") and d.tag[k] == "IN" for k in range(start, that - 1))


def opens_circumstance(d: Document, start: int, that: int) -> int | None:
    """The preposition of a circumstance that holds a saying of somebody else, which goes on with "that": demanded answers after reports that S."""
    words = d.language.words
    if that <= start or d.low[that - 1] not in words("words.said_nouns"):
        return None
    near = range(that - 2, max(start, that - 2 - _DESCRIBED) - 1, -1)
    opening = next((k for k in near if d.tag[k] not in _DESCRIBING), start - 1)
    if opening < start or d.low[opening] not in words("words.circumstances"):
        return None
    occasion = d.low[opening] in words("words.occasion_leads") and d.low[opening + 1] == "the"
    return None if occasion else opening


def _past_circumstance(d: Document, that: int, stop: int) -> tuple[int, bool]:
    """Where the content starts behind what others say: said after reports that D that S."""
    later = next((z for z in range(that + 2, stop - 1) if d.low[z] == "that" and d.tag[z] == "IN" and not d.quoted(z) and _opens_clause(d, z + 1)), None)
    return (later + 1, True) if later is not None else (stop, False)


def _takes_saying(d: Document, start: int, stop: int) -> bool:
    """Whether the verb takes what somebody else said: denied a report by X that S, responding to a claim from X that S."""
    first = start + (d.low[start : start + 1] == ["to"])
    if first + 2 >= stop or d.phrase[first] != first:
        return False
    noun = d.phrase_last[first]
    return d.low[noun] in d.language.words("words.said_nouns") and noun + 1 < stop and d.low[noun + 1] in _OF_NOUN


def _work(d: Document, start: int, stop: int) -> range:
    """The words of a programme's name between marks: told Oria TV's “Early Hour” that S."""
    first = next((z for z in range(start, stop) if d.quote[z] >= 0), None) if max(d.quote[start:stop], default=-1) >= 0 else None
    if first is None or not d.quoted(first):
        return range(0)
    quote = d.quotes[d.quote[first]]
    words = [d.word[z] for z in range(quote.first, quote.last + 1) if d.word[z][0].isalpha()]
    return range(quote.first, quote.last + 1) if 0 < len(words) <= _ASIDE and all(word[0].isupper() or len(word) < 4 for word in words) else range(0)


def _modifier(d: Document, z: int, start: int) -> bool:
    """Whether a past form only goes with the noun before: in an interview published on Sunday."""
    noun = d.phrase[z - 1]
    return d.tag[z] == "VBD" and noun > start and d.tag[noun - 1] == "IN" and d.tag[z + 1 : z + 2] in (["IN"], ["NNP"], ["RB"], ["JJ"])


def _opens_clause(d: Document, z: int) -> bool:
    fresh = d.phrase[z] >= 0 and d.phrase[z] != d.phrase[z - 1]
    return fresh or d.quoted(z) or d.word[z] == "," or d.tag[z] in ("IN", "RB", "DT", "PRP", "EX", "VBG", "WRB")


def _past_adverbial(d: Document, j: int, stop: int, number: int) -> int | None:
    """The word after the adverbial that stands at `j`; -(place)-1 when the search must end there; None when there is none."""
    words = d.language.words
    low, tag = d.low[j], d.tag[j]
    follows = j + 1 < stop and d.phrase[j + 1] == j + 1
    if _opens_said(d, j, stop):
        return None
    time = low in words("words.times") and d.tag[j + 1 : j + 2] != ["POS"] and not d.closes_name(j)
    to_whom = low == "to" and follows and tag in ("TO", "IN") and d.tag[j + 1] != "VB" and number == 0
    if time or (tag == "RB" and low in words("words.auxiliaries")):
        return j + 1
    if not (to_whom or (tag == "IN" and low in words("words.after_cue"))):
        return None
    if follows and d.tag[j + 1] not in ("PRP", "EX"):
        return _past_tails(d, d.phrase_last[j + 1], stop)
    if j + 1 < stop and (d.tag[j + 1] == "VBG" or d.low[j + 1] in words("words.times")):
        return j + 2
    return -j - 1


def _opens_said(d: Document, j: int, stop: int) -> bool:
    """Said even X had left, said at least nine died, said once X leaves, S: whether what tells of what was said stands there, and not when it was said."""
    words = d.language.words
    if j + 1 >= stop or d.tag[j] not in _OPENS_SAID or d.quoted(j + 1) or not d.word[j + 1][0].isalnum():
        return False
    if d.low[j] in words("words.opens_said"):
        if d.low[j + 1] == "that" or d.low[j + 1] in words("words.times"):
            return False
        timed = d.low[j + 1] in words("words.time_clauses") or d.low[j] in words("words.time_clauses") or d.tag[j + 1] in ("IN", "VBG", "TO")
        if d.low[j + 1] in words("words.concessive") or not timed:
            return True
        return any(d.word[k] == "," and bare_clause(d, k + 1, stop, True) for k in range(j + 2, stop - 2))
    return d.low[j] in words("words.counting_from") and (d.low[j + 1] in words("words.counting_to") if d.low[j] == "at" else d.tag[j + 1] == "CD")


def _past_tails(d: Document, k: int, stop: int) -> int:
    tails = d.language.words("words.after_cue_tail")
    while k + 2 < stop and d.low[k + 1] in tails and d.tag[k + 1] in ("IN", "TO") and d.phrase[k + 2] == k + 2 and d.tag[k + 2] not in ("PRP", "EX"):
        k = d.phrase_last[k + 2]
    return k + 1


def _past_addressee(d: Document, j: int, stop: int) -> int:
    """The word after "told X of Y"; `j` itself when the phrase is the content's subject."""
    k = d.phrase_last[j]
    if k + 1 < stop and d.tag[k + 1] in FINITE:
        return j
    if d.tag[k + 1 : k + 2] == ["POS"] and k + 3 < stop and d.quoted(k + 3) and (work := _work(d, k + 3, k + 4)):
        return work.stop + (work.stop < len(d.word) and d.word[work.stop] in CLOSING)
    tails = d.language.words("words.tails_right")
    k += 1
    if k < stop and d.word[k] == "(" and ")" in d.word[k : k + _ASIDE]:
        k += d.word[k : k + _ASIDE].index(")") + 1
    while k + 1 < stop and d.low[k] in tails and d.low[k] not in ("to", "near", "by", "about") and d.phrase[k + 1] == k + 1 and d.tag[k + 1] != "PRP":
        k = d.phrase_last[k + 1] + 1
    return k


def _past_comma(d: Document, j: int, stop: int) -> tuple[int, bool]:
    """Said: "…" · said, however, that …"""
    if j >= stop or d.word[j] not in (",", ":"):
        return j, False
    if j + 1 < stop and (d.quoted(j + 1) or d.word[j] == ":"):
        return j + 1, d.word[j] == ":"
    for k in range(j + 1, min(stop, j + 14)):
        if d.word[k] in ('"', "“"):
            break
        if d.word[k] == "," and k + 1 < stop and d.low[k + 1] == "that":
            return k + 2, True
    return j, False


def is_aside_before(d: Document, comma: int, low: int) -> bool:
    """Whether the comma closes an aside rather than a clause of its own."""
    head = before_aside(d, comma, low) if d.word[comma] == "," else None
    return head is not None and not d.finite(low, head + 1)
