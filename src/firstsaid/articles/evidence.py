"""What speaks for a line being an article's prose, and what against: the shape of its sentences and the words they are made of."""

import re
from functools import lru_cache
from typing import NamedTuple

from firstsaid.articles.kinds import ALL_HINTS, Kind, kind_by_form, lead
from firstsaid.articles.vocabulary import Hint, Vocabulary, vocabulary

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_PLAIN_WORD = re.compile(r"\w++(?:['’-]\w++)*")
"""The same where there is no underscore."""
_QUOTED = re.compile(r"[“«„\"][^“”«»„\"]{1,2000}[”»\"]")
_BULLET = re.compile(r"^[•·▪●◦‣■*-]\s")
_CLOSERS = "\"”’'»)]*†"
_LOOKED_AT = 4_000
"""How many characters of a long line decide."""
COUNTED = 90
"""Words of a line that count at most, so that one long line does not outweigh the page."""
_EVENTS = 2
"""So many words of what happens make a sentence a piece of reporting."""
INTERRUPTION = -7.0
"""What a line weighs that is no sentence."""
_OWN_KIND = ("teaser", "caption", "correction", "credit")
_POLICY, _FEWEST_HITS, _SHORTEST = 0.085, 2, 12
"""Two words or more, and more than this share of the words, of which there count so many at least."""
_LONG_ADDRESS = 20
"""A line of more words must speak of the site, and not just to a reader, to be the site's."""
_SHORT_HEADING = 6
"""Most words of a heading such as "More from the Harbour Daily"."""
BREAK = -80.0
"""What a heading weighs after which nothing of the article follows; it may stand in the article, above a few links to others."""
CLOSE = -500.0
"""What a line weighs that stands below articles only: readers' comments, what tags a story has, who wrote it."""
_LONGEST_CLOSE = 200


class LineEvidence(NamedTuple):
    """What a line shows."""

    words: int
    prose: bool
    """Whether it is made of sentences."""
    policy: bool
    """Whether it speaks as site rules, registration and privacy notices do."""
    ends: bool
    """Whether it is a heading after which nothing of the article follows."""
    form: Kind | None
    """What it says of itself."""
    score: float
    """For (positive) or against (negative) the line being body text, about in words."""


ELSEWHERE = LineEvidence(0, prose=False, policy=False, ends=False, form=None, score=INTERRUPTION)
"""Of a line that need not be read, since it stands in a part of the site that holds no article."""


def evidence_of(line: str, words: Vocabulary) -> LineEvidence:
    """Weighs one line by itself."""
    head = line[:_LOOKED_AT]
    found = (_WORD if "_" in head else _PLAIN_WORD).findall(head.lower())
    hints, first = 0, words.first_word(head)
    for hint in set(map(words.hints.__getitem__, found)):
        hints |= hint
    hints |= Hint.OPENING if words.may_open(first) else 0
    form = kind_by_form(line, words, hints)
    prose = _is_prose(head, found)
    closes = len(line) <= _LONGEST_CLOSE and words.may_close(first) and bool(words.closing.match(line))
    ends = closes or _is_end(head, words, hints)
    policy = _is_policy(head, found, words, hints)
    score = _score(head, found, words, hints) if prose else INTERRUPTION
    if policy:
        score = _against(len(found))
    if ends:
        score = CLOSE if closes else BREAK
    elif form and form.kind in _OWN_KIND:
        score = INTERRUPTION
    return LineEvidence(len(found), prose, policy, ends, form, score)


_SHORT = 200
"""Longest line whose evidence is remembered, in characters."""


def remembered_evidence(line: str, code: str) -> LineEvidence:
    """The same in the language of this code; that of short lines is remembered, as the pages of a site share most of them."""
    return evidence_of_short(line, code) if len(line) <= _SHORT else evidence_of(line, vocabulary(code))


@lru_cache(maxsize=20_000)
def evidence_of_short(line: str, code: str) -> LineEvidence:
    """The evidence of a short line."""
    return evidence_of(line, vocabulary(code))


def _against(number: int) -> float:
    return -float(min(number, COUNTED)) - 4


def against(line: LineEvidence) -> LineEvidence:
    """The same line once it is known to be the site's and not the article's."""
    return line._replace(policy=True, score=_against(line.words))


def addresses(line: str, words: Vocabulary) -> int:
    """How many words outside quotation marks speak of the site or to its reader, those that report taken off."""
    plain = [word.lower() for word in _WORD.findall(_QUOTED.sub(" ", line[:_LOOKED_AT]))]
    return max(0, sum(word in words.policy_words for word in plain) - sum(word in words.speech_verbs for word in plain))


def evidence_by_form(line: str, words: Vocabulary) -> LineEvidence:
    """The same for a line that is known to be the article's, where only what it says of itself counts."""
    form = kind_by_form(line, words)
    number = line.count(" ", 0, _LOOKED_AT) + 1
    return LineEvidence(number, number >= 5, False, False, form, 0.0)


def _is_prose(head: str, found: list[str]) -> bool:
    closed = head.rstrip(_CLOSERS + " \u00a0")[-1:] in (".", "!", "?", "…", "。", "！", "？", ":", ",", ";", "—")
    if len(found) >= 5 and closed:
        return not _BULLET.match(head) or len(found) >= 12
    if len(found) < 18:
        return False
    lowered: int = sum(word[:1].islower() for word in _WORD.findall(head)[:80])
    return lowered * 2 > min(len(found), 80)


def _score(head: str, found: list[str], words: Vocabulary, hints: int) -> float:
    events = sum(map(words.event_words.__contains__, found)) if hints & Hint.EVENT else 0
    bonus = 6.0 * bool(hints & Hint.SPEECH) + 4.0 * bool(_QUOTED.search(head)) + 2.0 * min(events, 4)
    return min(len(found), COUNTED) + bonus


def tells(line: str, words: Vocabulary) -> bool:
    """Whether a line reports: it is a sentence in which somebody speaks or is quoted, or which holds two words of what happens."""
    head = line[:_LOOKED_AT]
    found = [word.lower() for word in _WORD.findall(head)]
    spoken = any(word in words.speech_verbs for word in found) or bool(_QUOTED.search(head))
    return _is_prose(head, found) and not _is_policy(head, found, words, ALL_HINTS) and (spoken or sum(word in words.event_words for word in found) >= _EVENTS)


def _is_end(head: str, words: Vocabulary, hints: int) -> bool:
    if len(head) > 60:
        return False
    if hints & Hint.OPENING and words.end_openers.match(head) and len(head.split()) <= _SHORT_HEADING and head.rstrip()[-1:] not in (".", "?", "!", ",", ";"):
        return True
    bare = head.strip(" :.…()[]0123456789»>|\u00a0").lower()
    if bare in words.end_headings:
        return True
    opening, mark = lead(head) if head.rstrip().endswith(":") else ("", "")
    return mark == ":" and opening in words.end_headings


def _is_policy(head: str, found: list[str], words: Vocabulary, hints: int) -> bool:
    if hints & Hint.OPENING and words.furniture_sentences.match(head):
        return True
    if len(found) < 4 or not hints & Hint.POLICY or sum(map(words.policy_words.__contains__, found)) < _FEWEST_HITS:
        return False
    plain = [word.lower() for word in _WORD.findall(_QUOTED.sub(" ", head))] if _QUOTED.search(head) else found
    hits = sum(map(words.policy_words.__contains__, plain))
    if len(plain) > _LONG_ADDRESS and all(word in words.address_words for word in plain if word in words.policy_words):
        return False
    speech = sum(map(words.speech_verbs.__contains__, plain))
    return hits >= _FEWEST_HITS and hits - speech > _POLICY * max(len(plain), _SHORTEST)
