"""Who is told without a name first and named right after: a crane operator said … Karl Grain, 44, a crane operator, said …"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

from firstsaid.statements.document import Document
from firstsaid.statements.names import CAPITAL
from firstsaid.statements.reading import Reading, Words
from firstsaid.statements.voice import Speaker

_OPENING = 3
"""Sentences of the body that may hold somebody back whom a later one names."""
_FULL_NAME = 3
"""Words of a name without anything that tells who it is."""
_APPOSED = [re.compile(rf"{article} ([a-z-]+), ({CAPITAL}[\w'’-]+(?: {CAPITAL}[\w'’.-]+){{1,3}}),") for article in ("he", "ts")]
"""The fisherman, Ole Berg, … · Its editor, Ole Berg, …; a pattern that begins with letters is searched for fast."""
_FAR = 4_000
"""Characters behind a mention in which the name must stand."""
_TWICE = 2
"""Statements of somebody's kin before the name: in a headline and in the text."""
_OWNER = 3
"""Words that open the body among which the owner of an office stands: Sundby's mayor."""
_TITLE = 2
"""Words of a title before a name."""
_LATER = 3
"""Sentences behind in which the name must stand."""
_AGE = re.compile(r",? (?:\(\d\d\)|(?:aged )?\d\d,|who )")


class Told(Protocol):
    """A statement with its speaker."""

    reading: Reading
    voice: Speaker | None
    source: Words | None
    dropped: bool
    relays: tuple[Speaker, ...]
    elsewhere: bool


def name_later(d: Document, links: Sequence[Told]) -> None:
    """Let somebody without a name in the headline or the opening be the first person whom the next sentences name, where the text makes it plain."""
    _name_kin(d, links)
    _name_apposed(d, links)
    named = next((link for link in links if link.voice is not None and link.voice.kind == "named_person" and not link.dropped and link.source), None)
    if named is None or named.voice is None or named.source is None or d.language.verb_second:
        return
    place = d.sentence[named.source.first]
    unnamed = {id(v): v for v in (link.voice for link in links) if v is not None and v.kind == "unnamed_person" and not v.plural}
    others = [v.heads for v in unnamed.values() if not d.title[d.sentence[v.first.first]] and d.sentence[v.first.first] <= place]
    for link in links:
        voice = link.voice
        if voice is None or link.source is None or voice.kind != "unnamed_person" or voice.plural or link.reading.within is not None:
            continue
        at = d.sentence[voice.first.first]
        if sum(not voice.heads.isdisjoint(heads) for heads in others) > 1:
            continue
        if at <= _headlines(d) + _OPENING and 0 < place - at <= _LATER and _plain(d, voice, named):
            link.voice = named.voice
            if (
                link.relays
                and d.sentence_start(named.source.first) != named.source.first
                and d.sentence[named.source.first] - d.sentence[voice.nearest.first] == 1
            ):
                _go_on(links, named, link.relays)


def _name_apposed(d: Document, links: Sequence[Told]) -> None:
    """Let the one of a trade who is told without a name be who is called by it and by name further on: a fisherman said … The fisherman, Ole Berg, told …"""
    words = d.language.words
    voices = {id(link.voice): link.voice for link in links if link.voice is not None and link.voice.kind == "unnamed_person" and not link.voice.plural}
    named = [(found.start(), found[1], found[2]) for pattern in _APPOSED for found in pattern.finditer(d.text)] if voices else []
    bodies = {link.voice.name for link in links if link.voice is not None and link.voice.kind == "organisation"} if named else set()
    for voice in voices.values() if named else ():
        head = d.low[voice.first.stop - 1] if len(voice.heads) > 1 else next(iter(voice.heads))
        alone = sum(head in other.heads for other in voices.values()) == 1
        lesser = not (voice.content - {head}).isdisjoint(words("mentions.lesser"))
        if lesser or not alone or head not in words("mentions.roles") or head in words("mentions.sources|mentions.tipsters"):
            continue
        place = d.stops[voice.first.stop - 1]
        found = {name for at, role, name in named if role == head and place <= at < place + _FAR}
        if len(found) == 1 and found.isdisjoint(bodies):
            voice.kind, voice.name = "named_person", found.pop()


def _name_kin(d: Document, links: Sequence[Told]) -> None:
    """Let somebody's kin be the one of that surname who speaks in the next sentence: Teki's brother told X that S. Jonas Teki said …"""
    people = d.language.words("mentions.kin")
    told = [link for link in links if link.voice is not None and link.source is not None and not link.dropped]
    for link, following in pairwise(told):
        kin, named = link.voice, following.voice
        if kin is None or named is None or following.source is None or kin.plural or kin.kind != "unnamed_person" or named.kind != "named_person":
            continue
        near = d.sentence[following.source.first] - d.sentence[kin.nearest.first] == 1 and d.sentence_start(following.source.first) == following.source.first
        first, *rest = named.name.split()
        sentence = d.word[d.sentence_start(kin.nearest.first) : d.sentence_stop(kin.nearest.first)]
        if near and rest and rest[-1] in sentence and first not in sentence and len(kin.told) <= _TWICE and not kin.heads.isdisjoint(people):
            link.voice = named
            _go_on(links, following, link.relays)


def _go_on(links: Sequence[Told], since: Told, relays: tuple[Speaker, ...]) -> None:
    """Let the same person's statements go on through the relays of the one before, up to the next who speaks or the next occasion."""
    for link in links[next(n for n, link in enumerate(links) if link is since) :]:
        within = link.reading.within is not None or link.reading.nested
        if not within and (link.voice is not since.voice or link.relays or link.elsewhere):
            return
        if link.relays[:1] == (since.voice,) or not within:
            link.relays = (*relays, *link.relays)


def _headlines(d: Document) -> int:
    return next((n for n, title in enumerate(d.title) if not title), 0)


def _is_lede(d: Document, first: Words) -> bool:
    """Whether a mention with "the" or an owner opens the body: The deputy governor of the bank has hinted … Venn said in an interview …"""
    opening = d.first[_headlines(d)]
    owned = "POS" in d.tag[opening : opening + _OWNER] and not d.language.words("mentions.titles").isdisjoint(d.low[first.first : first.stop])
    return (d.low[opening] == "the" or owned) and opening <= first.first <= opening + 1


def _in_interview(d: Document, start: int, stop: int) -> bool:
    """Whether only how somebody spoke stands before the name: In an interview at his home, Lars Odden said."""
    ways = d.language.words("mentions.speaking_ways")
    return (
        d.low[start] in d.language.words("words.occasions_in|mentions.opens_hearing") and not ways.isdisjoint(d.low[start:stop]) and not d.finite(start, stop)
    )


def _plain(d: Document, voice: Speaker, named: Told) -> bool:
    """Whether the name comes with the same role, or as those come who were held back before: with an age or a clause that tells who it is."""
    assert named.voice is not None
    assert named.source is not None
    words = d.language.words
    roles = {role for role in named.voice.roles if f"{role}." not in words("mentions.honorifics") and role not in words("mentions.honorifics")}
    first = next((told for told in (voice.first, *voice.mentions) if not d.title[d.sentence[told.first]]), voice.first)
    if d.low[first.first] in words("mentions.indefinite") - words("mentions.articles"):
        return False
    sentence = d.low[d.sentence_start(first.first) : d.sentence_stop(first.first)]
    if not words("mentions.anonymity").isdisjoint(sentence) or not words("mentions.sources").isdisjoint(voice.heads):
        return False
    told = named.source
    before = [*d.low[max(0, told.first - _TITLE) : told.first]] if told.first > d.sentence_start(told.first) else []
    titled = {*named.voice.roles, *before, *d.low[told.first : told.stop]}
    if not voice.heads.isdisjoint(titled):
        return words("mentions.lesser").isdisjoint(voice.content ^ titled)
    opens = d.sentence[min(named.reading.start, told.first)]
    if _is_lede(d, first) and not roles and " " in named.voice.name and opens - d.sentence[first.first] == 1:
        start = d.sentence_start(told.first)
        return start == told.first or (d.quoted(told.first - 1) and told.stop - told.first <= _FULL_NAME) or _in_interview(d, start, told.first)
    if roles:
        return False
    articled = first.first > 0 and not words("mentions.indefinite").isdisjoint((d.low[first.first], d.low[first.first - 1]))
    end = d.stops[named.voice.first.stop - 1]
    alone = words("mentions.spokespeople").isdisjoint(voice.heads) and len(voice.mentions) <= 1
    return articled and alone and d.sentence[named.source.first] - d.sentence[first.first] == 1 and _AGE.match(d.text, end) is not None
