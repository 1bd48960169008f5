"""Relays that the sentence itself names: told AFP · in an interview with the Post · X reported, citing Y."""

from collections.abc import Callable

from firstsaid.statements.beside import reacts
from firstsaid.statements.document import NAMES, Document
from firstsaid.statements.media import is_outlet as is_medium
from firstsaid.statements.mentions import mention
from firstsaid.statements.phrases import name_behind
from firstsaid.statements.reading import Reading, Words
from firstsaid.statements.subject import subject_left
from firstsaid.statements.told_of import told_of
from firstsaid.statements.verb_second.hearers import heard_by as heard_in_second

_REACH = 20
_BRINGING = frozenset(("to", "with", "on", "in", "by", "for", "from", "during", "of"))
"""Words that may bring in who heard it."""
_MARKS = ["“"], ['"'], ["‘"], ["'"]
_ON = ("on", "with")
_OF_REPORT = ("by", "in", "from", "of")
_CITED = ("outlet", "unnamed_outlets", "organisation", "document", "named_person")


def citing(d: Document, r: Reading) -> Words | None:
    """Whom an outlet or body names as its source for the statement: X reported, citing Y."""
    if r.source is None:
        return None
    opening, stop = d.sentence_start(r.cue.first), d.sentence_stop(r.cue.first)
    if d.language.words("mentions.citing|mentions.cited|mentions.citing_to|mentions.passing_on|mentions.crediting").isdisjoint(d.low[opening:stop]):
        return None
    for i in (opening, *range(r.source.first + 1, min(stop, r.cue.stop + _REACH) - 1)):
        at = None if d.quoted(i) else _cites(d, i, stop)
        if at is not None and d.phrase[at] >= 0:
            cited = Words(at, _end(d, at))
            return cited if _is_source(d, cited) else None
    return None


def _cites(d: Document, i: int, stop: int) -> int | None:
    """First word of whom word `i` brings in: citing X, which cited X, referring to X, relaying a report by X, attributing the figure to X."""
    words, low = d.language.words, d.low[i]
    linked = low in words("mentions.cited") and (d.low[i - 1] in words("words.relative") or d.low[i - 1] == "that")
    if low in words("mentions.citing") or linked or (d.low[i - 1] in words("mentions.citing_to") and _refers(d, i)):
        return i + 1
    behind = d.phrase_last[i + 1] + 1 if d.phrase[i + 1] == i + 1 else stop
    if behind + 1 >= stop or d.tag[i] != "VBG":
        return None
    if low in words("mentions.crediting"):
        return behind + 1 if d.low[behind] == "to" else None
    report = d.low[behind - 1] in words("mentions.documents") or d.low[behind - 1] in words("words.said_nouns")
    return (behind + 1 if d.low[behind] in _OF_REPORT else i + 1) if low in words("mentions.passing_on") and report else None


def _refers(d: Document, i: int) -> bool:
    """, referring to sources in the ministry · with reference to the mother of a child: not "he said, referring to the mayor"."""
    if d.low[i] != "to" or d.phrase[i + 1] != i + 1:
        return False
    sources = d.low[d.phrase_last[i + 1]] in d.language.words("mentions.sources") or d.low[d.phrase_last[i + 1]] in d.language.words("mentions.documents")
    return d.low[i - 2] == "with" or (d.word[i - 2] == "," and sources)


def quoted_by(d: Document, r: Reading) -> Words | None:
    """Who quotes the one who says it: the Lantern quotes a nurse, Ida Moss, who says that S."""
    if r.source is None or d.low[r.source.stop - 1] not in d.language.words("words.relative"):
        return None
    first = d.sentence_start(r.cue.first)
    at = next((i for i in range(r.source.first - 1, max(first, r.source.first - _REACH // 2), -1) if d.verb[i] or d.quoted(i)), None)
    verb = d.language.verbs.get(d.low[at]) if at is not None else None
    subject = subject_left(d, at, first) if at is not None and verb is not None and "relay" in verb.frames else None
    return subject.words if subject is not None else None


def cited_within(d: Document, r: Reading) -> Words | None:
    """Who cites, has or prints what the statement stands in: X reported S, citing an email in which Y complained · X has seen, ran a piece in which Y did."""
    if r.source is None:
        return None
    first, i = d.sentence_start(r.cue.first), r.source.first - 1
    i -= i > first and d.low[i] == "the"
    if i - 1 <= first or d.low[i] != "which" or d.low[i - 1] != "in":
        return None
    sure = d.language.words("mentions.citing")
    at = next((k for k in range(i - 2, max(first, i - _REACH), -1) if d.low[k] in sure and d.word[k - 1] == ","), None)
    if at is None and d.low[i - 2] in d.language.words("mentions.documents|mentions.recordings|mentions.pieces"):
        at = i - 2
    verb = next((k for k in range(first, at) if d.verb[k]), None) if at is not None else None
    subject = subject_left(d, verb, first) if verb is not None else None
    return subject.words if subject is not None else None


def is_source(d: Document, r: Reading) -> bool:
    """Whether a statement is no more than that somebody cited a source: it cited two officials, an internal memorandum."""
    if r.rule != "object" or d.low[r.cue.first] not in d.language.words("mentions.cited"):
        return False
    cited = Words(r.start, _end(d, r.start))
    documents = d.language.words("mentions.documents")
    return mention(d, cited).head in d.language.words("mentions.roles") or not documents.isdisjoint(d.low[cited.first : cited.stop])


def source_of(d: Document, words: Words) -> Words | None:
    """A medium's own source: a source of Zorna's, the interlocutors of the paper."""
    nouns = d.language.words("mentions.source_nouns")
    for i in range(words.first, words.stop - 2):
        if d.low[i] in nouns and d.low[i + 1] == "of" and d.phrase[i + 2] == i + 2:
            return Words(i + 2, min(d.phrase_last[i + 2] + 1, words.stop))
    for i in range(words.first + 1, words.stop):
        if d.low[i] in nouns and d.tag[i - 1] == "POS":
            return Words(max(words.first, d.phrase[i]), i - 1)
        if d.low[i] in nouns and d.tag[i - 1] in NAMES:
            return Words(words.first + (d.tag[words.first] == "DT"), i)
    return None


def is_own_source(d: Document, words: Words) -> bool:
    """Our source · this newspaper's source."""
    lists = d.language.words
    return d.low[words.first] in lists("mentions.own_determiners") and d.low[words.stop - 1] in lists("mentions.source_nouns")


def _end(d: Document, first: int) -> int:
    end, stop = first, d.sentence_stop(first)
    while end < stop and d.word[end] not in (",", ".", ";", "—", "–") and d.low[end] not in ("who", "which", "that", "as"):
        end += 1
    return name_behind(d, first, end - 1, stop) + 1 if end > first else end


def _is_source(d: Document, words: Words) -> bool:
    """Whether the words name somebody who can say something, not a reason ("citing threats")."""
    found = mention(d, words)
    persons = d.language.words("mentions.roles")
    if found.head in d.language.words("mentions.no_witnesses"):
        return False
    return found.kind in _CITED or found.head in persons or found.head in d.language.words("mentions.documents")


def heard_by(d: Document, r: Reading, is_outlet: Callable[[Words, bool], bool]) -> Words | None:
    """The outlet that heard it, as `is_outlet(words, told)` tells outlets from others; None when the sentence names none."""
    if d.language.verb_second:
        return heard_in_second(d, r, is_outlet)
    first, stop = d.sentence_start(r.cue.first), d.sentence_stop(r.cue.first)
    if (last := told_of(d, r, _hearer, is_outlet)) is not None:
        return last
    if r.rule == "passive":
        told_by = subject_left(d, r.cue.first, first)
        if told_by is not None and is_outlet(told_by.words, False):
            return told_by.words
        staff = told_by is not None and not d.language.words("mentions.own_staff").isdisjoint(d.low[told_by.first : told_by.last + 1])
        employers = _hearer(d, told_by.first, r.cue.first) if told_by is not None and staff else []
        if (employer := next((words for words in employers if is_outlet(words, True)), None)) is not None:
            return employer
    frames = d.language.verbs[d.low[r.cue.first]].frames if d.low[r.cue.first] in d.language.verbs else frozenset()
    low, after, turns = d.low, r.cue.stop, d.language.words("words.turns")
    if r.lemma in d.language.words("limits.answering"):
        turns |= d.language.words("words.put_as")
    ends = next((k for k in range(max(r.stop, after), stop - 1) if d.word[k] == "," and low[k + 1] in turns), stop)
    wrote = d.language.words("limits.writes_to_say")
    near = range(max(first, r.cue.first - 2 * _REACH), min(ends, after + _REACH))
    for i in [i for i in near if low[i - 1] in _BRINGING or i == after or low[i - 1] in wrote]:
        if any(piece.first <= i < piece.stop for piece in r.content):
            continue
        in_source = r.source is not None and r.source.first <= i < r.source.stop
        titled = _titled(d, i) if low[i - 1] in ("in", "on", "during") and d.phrase[i] == i else None
        if titled is not None:
            return titled
        told = i == r.cue.stop and "addressee" in frames
        if told or low[i - 1] in wrote or (i > first and _hears(d, r, i, in_source)):
            surely = told or d.low[i - 1] in ("to", "with", "by") or (low[i - 1] == "on" and low[i - 2] in d.language.words("mentions.airs"))
            surely = surely or d.tag[i] == "PRP$"
            for words in _hearer(d, i, stop):
                if words.first < words.stop and (d.quoted(i) or is_outlet(words, surely)):
                    return words
    return None


def _hears(d: Document, r: Reading, i: int, in_source: bool) -> bool:
    """Whether the preposition before word `i` may bring in who heard it."""
    low, words = d.low[i - 1], d.language.words
    if low not in _BRINGING:
        return False
    nearby = _clause_before(d, i - 1)
    through = not words("mentions.heard_through").isdisjoint(nearby)
    reacts = low in ("in", "by", "of", "on") and _reacts(d, i, nearby)
    if reacts or low in ("by", "of"):
        return not reacts and through if low == "by" else d.low[i - 2] in words("mentions.airs_of")
    if low in ("for", "from"):
        return (low == "for" and i - 1 == r.cue.stop) or d.low[i - 2] in words("mentions.written_for" if low == "for" else "mentions.asked_from")
    hearing = not words("mentions.hearing").isdisjoint(nearby)
    held = low in ("in", "during") and d.low[d.phrase_last[i]] in words("mentions.hearing")
    if held or low == "in":
        last = d.phrase_last[i]
        named = d.word[last][0].isupper() and d.word[last + 1 : last + 2] == [","]
        opens = i - 1 == d.sentence_start(i) and named and is_medium(d, Words(i, last + 1))
        return held or opens or (not _is_research(d, r) and (through or (not in_source and (hearing or r.lemma == "write"))))
    if in_source:
        return low in ("to", "with", "on") and hearing
    if low in ("to", "with"):
        told = d.language.verbs.get(d.low[i - 2]) if low == "to" and d.tag[i - 2] in ("VBN", "VBD") else None
        return hearing or i - 1 == r.cue.stop or (told is not None and "clause" in told.frames)
    return low == "on" and (hearing or through or i - 2 <= max(r.cue.stop, r.source.stop if r.source else 0) + 1)


def _reacts(d: Document, i: int, nearby: list[str]) -> bool:
    """Whether the words near tell what somebody reacts to, or its clause opens so: Asked about a reply published in the Lantern, Venn said."""
    first = d.sentence_start(i)
    opens = d.low[first : first + 2] if i > first + 2 and "," not in d.word[first:i] else []
    return reacts(d.language, nearby) or reacts(d.language, opens)


def _is_research(d: Document, r: Reading) -> bool:
    """Whether a study speaks, for which the journal that prints it is no relay."""
    return r.source is not None and not d.language.words("mentions.research").isdisjoint(d.low[r.source.first : d.phrase_last[r.source.first] + 1])


def _clause_before(d: Document, i: int) -> list[str]:
    """The four words before word `i`, since the last mark."""
    first = k = max(d.sentence_start(i), i - 4)
    for k in range(i - 1, first - 1, -1):
        if not d.word[k][0].isalnum():
            if d.word[k] == "," and d.tag[k + 1] == "VBN":
                return d.low[max(d.sentence_start(i), k - 4) : i]
            return d.low[k + 1 : i]
    return d.low[k:i]


def _hearer(d: Document, i: int, stop: int) -> list[Words]:
    """What may be an outlet at word `i`: a noun phrase, its possessor, or the name of a programme between marks."""
    first = i
    while i < stop - 1 and d.low[i] == "the":
        i += 1
    if programme := _programme(d, i, stop):
        return [programme]
    if d.phrase[i] < 0:
        return []
    if d.tag[i] == "PRP$" and d.low[i] not in d.language.words("mentions.own_determiners"):
        return _of_theirs(d, i, stop)
    last = _staff_of(d, i, d.phrase_last[i] + 1)
    times = d.language.words("words.times")
    while last - 1 > i and d.low[last - 1] in times and (d.word[last - 1][0].islower() or d.low[last - 1] in d.language.words("mentions.days")):
        last -= 1
        last -= last - 1 > i and d.tag[last - 1] == "CD"
    staff = d.low[last - 1] in d.language.words("mentions.own_staff") and d.word[last - 1].islower()
    if not staff and d.word[last - 1].islower() and d.low[last - 1] in d.language.words("mentions.roles"):
        return []
    if d.low[last - 1] in d.language.words("mentions.hearing") or (staff and d.low[first] != "our"):
        return _before_noun(d, i, last) or (_works_for(d, last, stop) if staff else []) or _of_noun(d, first, last)
    media, unnamed = d.low[last - 1] in _media(d), d.language.words("mentions.unnamed_media")
    possessive = next((k for k in range(i + 1, last) if d.tag[k] == "POS"), None)
    if media and any(d.low[k] in unnamed for k in range(possessive or i, last)):
        return [Words(i, last)]
    second = possessive + 1 + (d.word[possessive + 1 : possessive + 2] in _MARKS) if possessive is not None else last
    parts = [Words(i, last)] if possessive is None else [Words(i, possessive), Words(second, last)]
    if possessive is not None and is_medium(d, parts[1]) and not is_medium(d, parts[0]):
        parts.reverse()
    named = [part for part in parts if any(d.tag[k] in NAMES or d.word[k][0].isupper() for k in range(*part))]
    own = d.low[first] == "our" and d.low[last - 1] in d.language.words("mentions.own_staff")
    monitor = d.low[first] == "the" and d.low[last - 1] in d.language.words("mentions.monitors") and d.low[first - 1] in d.language.words("mentions.tells")
    newsy = d.low[last - 2] in d.language.words("mentions.media_words")
    several = d.tag[last - 1] == "NNS" and (d.low[last - 1] in d.language.words("mentions.several_media") or (newsy and d.low[last - 1] == "agencies"))
    if own or monitor or several or _some_medium(d, first, last):
        return [Words(first, last)]
    definite = own or (d.low[first] in ("the", "this", "our") and d.low[last - 1] in d.language.words("mentions.media_nouns"))
    definite = definite or (d.low[first] == "this" and d.low[last - 1] in d.language.words("mentions.own_names_for"))
    return [*named, *_employer(d, i, last, stop)] or ([Words(first, last)] if definite else [])


def _of_theirs(d: Document, i: int, stop: int) -> list[Words]:
    """The medium behind "his" at word `i`: his Herald column; his country's Herald newspaper; her local paper, the Herald; his local paper."""
    last, words = d.phrase_last[i], d.language.words
    names = [k for k in range(i + 1, last) if d.tag[k] in NAMES]
    medium = d.low[last] in words("mentions.outlets|mentions.media_nouns") and d.word[last].islower()
    if names:
        return [Words(names[0], names[-1] + 1)] if medium or d.low[last] in words("mentions.own_talks") else []
    apposed = last + 2 + (d.low[last + 2 : last + 3] == ["the"])
    named = medium and apposed < stop and d.word[last + 1] == "," and d.phrase[apposed] >= 0 and d.tag[d.phrase_last[apposed]] in NAMES
    if named:
        return [Words(apposed, d.phrase_last[apposed] + 1)]
    return [Words(i, last + 1)] if medium and last > i + 1 and not words("mentions.unnamed_media").isdisjoint(d.low[i + 1 : last]) else []


def _before_noun(d: Document, i: int, last: int) -> list[Words]:
    """What may be the medium in words [i, last), which close with a noun: Zorna's reporter; Zorna's Morning Line programme, where Zorna is known for one."""
    end = next((k for k in range(last - 1, i, -1) if d.tag[k - 1] in NAMES), i)
    owner = next((k for k in range(i + 1, end) if d.tag[k] == "POS"), end)
    whole, rest = Words(i, owner), Words(owner + 1, end)
    if owner < end:
        return [whole, rest] if is_medium(d, whole) else [rest, whole]
    return [whole] if end > i else []


def _of_noun(d: Document, first: int, last: int) -> list[Words]:
    """The medium in words [first, last), where it is told by a noun: the station's host."""
    owner = next((k for k in range(first + 2, last) if d.tag[k] == "POS"), None)
    staff = d.low[last - 1] in d.language.words("mentions.staff|mentions.own_staff") and d.low[first] == "the"
    return [Words(first, owner)] if owner is not None and staff and d.low[owner - 1] in d.language.words("mentions.media_nouns") else []


def _employer(d: Document, i: int, last: int, stop: int) -> list[Words]:
    """The medium of a journalist who is named: Ida Moss of Radio Zorna."""
    person = all(d.tag[k] in NAMES for k in range(i, last)) and d.low[last : last + 1] != ["for"]
    return _works_for(d, last, stop) if person and d.low[i - 1] != "the" else []


def _works_for(d: Document, last: int, stop: int) -> list[Words]:
    """The medium behind a journalist: of Radio Zorna, for the Lantern."""
    at = last + 1 + (d.low[last + 1 : last + 2] == ["the"])
    several = d.tag[last - 1] == "NNS"
    works = at < stop and d.low[last] in d.language.words("mentions.reports_for" if several else "mentions.works_for|mentions.reports_for")
    return [Words(at, d.phrase_last[at] + 1)] if works and d.phrase[at] >= 0 and d.tag[d.phrase_last[at]] in NAMES else []


def _titled(d: Document, i: int) -> Words | None:
    """The title of a programme behind its noun: in the series Quiet Corridors, on the podcast, Low Tide, X said."""
    last = d.phrase_last[i] if d.phrase[i] == i else -1
    nouns, stop = d.language.words("mentions.programmes"), d.sentence_stop(i)
    noun = next((k for k in range(last, i - 1, -1) if d.low[k] in nouns and d.word[k].islower()), None)
    first = noun + 1 + (noun == last and d.word[last + 1 : last + 2] == [","]) if noun is not None else stop
    if noun is None or first >= stop or d.phrase[first] < 0 or (noun < last and first > last):
        return None
    end = d.phrase_last[first]
    closed = noun < last or (d.word[end + 1 : end + 2] == [","] and d.word[first - 1] == ",")
    none = d.language.words("mentions.given_names|words.times|mentions.days")
    named = all(d.tag[k] in NAMES and d.word[k][0].isupper() and d.low[k] not in none for k in range(first, end + 1))
    return Words(first, end + 1) if closed and named else None


def _programme(d: Document, i: int, stop: int) -> Words | None:
    """The name of a programme between the marks that open at word `i`, behind a word that tells where somebody spoke."""
    if d.word[i] not in ("“", '"', "‘", "'") or i + 1 >= stop or not d.word[i + 1][0].isupper():
        return None
    if d.low[i - 1] not in _ON and d.low[i - 1] not in d.language.words("mentions.tells"):
        return None
    end = i + 1
    while end < min(stop, i + 7) and d.word[end] not in ("”", '"', "’", "'", ",", "."):
        end += 1
    return Words(i + 1, end)


def _staff_of(d: Document, first: int, last: int) -> int:
    """Where the medium's name ends in "Zorna chief political correspondent Ida Moss"; `last` where the phrase is none of that kind."""
    staff = d.language.words("mentions.own_staff|mentions.interviewers")
    role = next((k for k in range(first + 1, last - 1) if d.low[k] in staff and d.word[k].islower()), None)
    if role is None or d.tag[first] not in NAMES or d.tag[role + 1] not in NAMES:
        return last
    return next((k for k in range(first + 1, role) if d.tag[k] not in NAMES), role)


def _some_medium(d: Document, first: int, last: int) -> bool:
    """A local newspaper, a Halvian chat show: one that is not named."""
    return d.low[first] in ("a", "an") and last - first > 2 and d.low[last - 1] in _media(d)


def _media(d: Document) -> frozenset[str]:
    """Nouns for media of any kind."""
    return d.language.words("mentions.outlets|mentions.collective_outlets|mentions.media_nouns")
