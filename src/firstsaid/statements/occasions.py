"""When and where something was said: what tells that it was on another occasion than what its speaker told a medium before."""

from typing import NamedTuple

from firstsaid.statements.document import FINITE, NAMES, Document
from firstsaid.statements.reading import Reading

_BEHIND = 8
"""Words behind cue and speaker that may tell when and where it was said."""
_SCENE = 9
"""Words of a sentence that may set a scene."""
_YEAR = 4
"""Digits of a year."""


class Heard(NamedTuple):
    """Where the page has a voice talking to a medium."""

    sentence: int
    dates: frozenset[str]
    """When that was."""


def dates_of(d: Document, r: Reading) -> frozenset[str]:
    """The days, months and years that the cue's clause tells, and nothing of what was said."""
    return frozenset(date for i in _beside(d, r) if (date := _date(d, i)))


def is_elsewhere(d: Document, r: Reading, way: str | None, heard: Heard | None) -> bool:
    """Whether it was said on another occasion: posted, told to somebody else, said in a statement, at a meeting, on another day.

    `heard` is where the speaker told a medium something, None where the page shows nothing of that.
    """
    words = d.language.words
    if r.lemma in words("limits.posting") or way in ("post", "statement"):
        return True
    first, stop = max(d.sentence_start(r.cue.first), r.cue.first - 4), r.cue.stop
    leads = d.low[d.sentence_start(r.cue.first)] in words("words.elsewhere")
    if leads or not words("words.elsewhere").isdisjoint(d.low[first:stop]) or (not r.carried and _in_public(d, r)):
        return True
    if r.carried:
        return False
    if d.low[r.cue.first - 1] in words("words.by_now") or (heard is not None and (_is_later(d, r, heard) or _in_scene(d, r, heard.sentence))):
        return True
    told = stop < len(d.word) and d.low[r.cue.first] in d.language.verbs and "addressee" in d.language.verbs[d.low[r.cue.first]].frames
    staff = words("mentions.interviewers|mentions.own_staff" if told and d.tag[stop] == "PRP$" else "mentions.interviewers")
    if told and d.phrase[stop] >= 0 and (d.low[d.phrase_last[stop]] in staff or _is_guest(d, r)):
        return False
    if (
        stop + 1 < len(d.word)
        and d.low[stop] == "to"
        and d.tag[r.cue.first] in FINITE
        and d.phrase[stop + 1] == stop + 1
        and r.rule in ("before-that", "before-quotation")
    ):
        return True
    return told and d.phrase[stop] == stop and d.tag[stop] != "PRP" and not any(piece.first <= stop < piece.stop for piece in r.content)


def goes_back(d: Document, r: Reading) -> bool:
    """Whether it is from a talk that the page told of before: In the interview, Venn said; Venn said in the same conversation."""
    return any(d.low[d.phrase[i]] in d.language.words("words.that_talk") for i in _talks(d, r))


def is_apart(d: Document, before: Reading, behind: Reading) -> bool:
    """Whether a statement opens with an occasion of its own, or is of an older day, so that the one before it need not be from there.

    And in an interview with Zorna, he said; he told Zorna last week.
    """
    opens = d.sentence_start(behind.cue.first)
    if d.sentence_start(before.cue.first) == opens:
        return False
    leads = d.low[opens] in d.language.words("words.coordinators") and d.low[opens + 1] in d.language.words("words.occasions_in")
    fresh = {date for i in _beside(d, behind) if (date := _date(d, i)) and date not in d.language.words("words.weekdays")}
    return leads or bool(fresh - _dates(d, d.sentence[before.cue.first]))


def _beside(d: Document, r: Reading) -> list[int]:
    """The words of the cue's clause that may tell when and where: before and behind cue and speaker, not of what was said."""
    assert r.source is not None
    opens, stop = d.sentence_start(r.cue.first), d.sentence_stop(r.cue.first)
    told = [i for i in d.reports(opens, min(r.cue.first, r.source.first)) if d.verb[i] and not d.quoted(i)]
    linked = d.language.words("words.relative_more") | {"that", "what"}
    opens = max((i for i in range(told[-1], r.source.first) if d.low[i] in linked), default=told[-1]) + 1 if told else opens
    behind = max(r.cue.stop, r.source.stop if r.source.first >= opens else 0)
    near = (*range(opens, max(r.cue.first, r.source.first)), *range(behind, min(stop, behind + _BEHIND)))
    return [i for i in near if not d.quoted(i) and not any(piece.first <= i < piece.stop for piece in r.content) and not r.source.first <= i < r.source.stop]


def _date(d: Document, i: int) -> str:
    """The day, month, year or stretch of time that word `i` tells, or nothing: Friday, 1999, last month."""
    low, words = d.low[i], d.language.words
    if low in words("words.dates"):
        return low if d.word[i][0].isupper() and d.tag[i] in NAMES else ""
    if low.isdigit() and len(low) == _YEAR and low[:2] in ("19", "20"):
        return low
    spans = words("words.spans")
    return f"{low} {d.low[i + 1]}" if low in words("words.spans_past") and d.low[i + 1 : i + 2] and d.low[i + 1] in spans else ""


def _dates(d: Document, sentence: int) -> set[str]:
    """What a sentence tells of the calendar outside quotations."""
    return {date for i in range(d.first[sentence], d.first[sentence + 1]) if not d.quoted(i) and (date := _date(d, i))}


def _is_later(d: Document, r: Reading, heard: Heard) -> bool:
    """Whether the statement opens with a day, or has one that is not that on which its speaker was heard."""
    assert r.source is not None
    if d.sentence[r.cue.first] == heard.sentence:
        return False
    dated = [(i, date) for i in _beside(d, r) if (date := _date(d, i))]
    if not dated or _talks(d, r):
        return False
    fresh = heard.dates.isdisjoint(date for _, date in dated)
    opens = any(i < min(r.source.first, r.cue.first) and date not in d.low[d.first[heard.sentence] : d.first[heard.sentence + 1]] for i, date in dated)
    return fresh and (bool(heard.dates) or opens)


def _in_scene(d: Document, r: Reading, heard: int) -> bool:
    """Whether the sentence before, in this paragraph or with a colon, sets another scene: At a rally on Friday, Venn mocked the bank. “…,” he said."""
    words, n = d.language.words, d.sentence[min(r.start, r.cue.first)] - 1
    if n <= heard or _talks(d, r) or (d.word[d.first[n + 1] - 1] != ":" and "\n" in d.text[d.starts[d.first[n]] : d.starts[min(r.start, r.cue.first)]]):
        return False
    first, stop = d.first[n], min(d.first[n] + _SCENE, d.first[n + 1])
    if d.low[first] in words("words.occasions_in"):
        return not words("words.public_occasions").isdisjoint(d.low[first + 1 : stop])
    return d.low[first] == "on" and d.low[first + 1] in words("words.weekdays") and d.low[first + 1] not in d.low[d.first[heard] : d.first[heard + 1]]


def _in_public(d: Document, r: Reading) -> bool:
    """Whether the clause tells where it was said in public: At a news conference on Tuesday, Venn said; Venn said in court; asked by reporters, Venn said."""
    held, occasions, public = map(d.language.words, ("words.occasions_in", "words.public_occasions", "mentions.public"))
    low = d.low[d.sentence_start(r.cue.first) : d.sentence_stop(r.cue.first)]
    if occasions.isdisjoint(low) and ("by" not in low or public.isdisjoint(low)):
        return False
    for i in _beside(d, r):
        if i + 1 >= len(d.word) or d.phrase[i + 1] != i + 1:
            continue
        noun = d.low[d.phrase_last[i + 1]]
        if (d.low[i] in held and noun in occasions) or (d.low[i] == "by" and noun in public and d.tag[i - 1] == "VBN"):
            return True
    return False


def _talks(d: Document, r: Reading) -> list[int]:
    """The nouns in the cue's clause that tell of a talk in which it was said: in an interview that was aired on Friday."""
    held, talks = map(d.language.words, ("words.occasions_in", "words.talks"))
    if talks.isdisjoint(d.low[d.sentence_start(r.cue.first) : d.sentence_stop(r.cue.first)]):
        return []
    opens = (i + 1 for i in _beside(d, r) if d.low[i] in held and d.phrase[i + 1 : i + 2] == [i + 1])
    return [k for i in opens for k in range(i, d.phrase_last[i] + 1) if d.low[k] in talks]


def in_writing(d: Document, r: Reading, sentence: int) -> bool:
    """Whether it alone stands in a document of the speaker's that the `sentence` in which they were heard does not tell of: In her memoir, she wrote."""
    documents, hearing = d.language.words("mentions.documents"), d.language.words("mentions.hearing")
    if documents.isdisjoint(d.low[d.sentence_start(r.cue.first) : d.sentence_stop(r.cue.first)]):
        return False
    for i in _beside(d, r):
        if d.low[i] == "in" and d.phrase[i + 1 : i + 2] == [i + 1] and (d.tag[i + 1] == "PRP$" or d.low[i + 1] in d.language.words("mentions.indefinite")):
            noun = d.low[d.phrase_last[i + 1]]
            if noun in documents and noun not in hearing and noun not in d.low[d.first[sentence] : d.first[sentence + 1]]:
                return True
    return False


def _is_guest(d: Document, r: Reading) -> bool:
    """Whether somebody who is no journalist told one: Venn told host Ida Moss."""
    staff = d.language.words("mentions.staff")
    return r.source is not None and d.low[r.cue.stop] in staff and staff.isdisjoint(d.low[r.source.first : r.source.stop])
