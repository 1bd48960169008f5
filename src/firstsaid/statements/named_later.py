"""Who is told without a name first and named right after: a crane operator said … Karl Grain, 44, a crane operator, said …"""

import re
from collections.abc import Sequence
from typing import Protocol

from firstsaid.statements.document import Document
from firstsaid.statements.reading import Reading, Words
from firstsaid.statements.voice import Speaker

_OPENING = 3
"""Sentences of the body that may hold somebody back whom a later one names."""
_FULL_NAME = 3
"""Words of a name without anything that tells who it is."""
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


def name_later(d: Document, links: Sequence[Told]) -> None:
    """Let somebody without a name in the headline or the opening be the first person whom the next sentences name, where the text makes it plain."""
    named = next((link for link in links if link.voice is not None and link.voice.kind == "named_person" and not link.dropped and link.source), None)
    if named is None or named.voice is None or named.source is None or d.language.verb_second:
        return
    place = d.sentence[named.source.first]
    for link in links:
        voice = link.voice
        if voice is None or link.source is None or voice.kind != "unnamed_person" or voice.plural or link.reading.within is not None:
            continue
        at = d.sentence[voice.first.first]
        if at <= _headlines(d) + _OPENING and 0 < place - at <= _LATER and _plain(d, voice, named):
            link.voice = named.voice


def _headlines(d: Document) -> int:
    return next((n for n, title in enumerate(d.title) if not title), 0)


def _is_lede(d: Document, first: Words) -> bool:
    """Whether a mention with "the" or an owner opens the body: The deputy governor of the bank has hinted … Venn said in an interview …"""
    opening = d.first[_headlines(d)]
    owned = "POS" in d.tag[opening : opening + _OWNER] and not d.language.words("mentions.titles").isdisjoint(d.low[first.first : first.stop])
    return (d.low[opening] == "the" or owned) and opening <= first.first <= opening + 1


def _plain(d: Document, voice: Speaker, named: Told) -> bool:
    """Whether the name comes with the same role, or as those come who were held back before: with an age or a clause that tells who it is."""
    assert named.voice is not None
    assert named.source is not None
    words, first = d.language.words, voice.first
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
    if _is_lede(d, first) and not named.voice.roles and " " in named.voice.name and opens - d.sentence[first.first] == 1:
        return d.sentence_start(told.first) == told.first or (d.quoted(told.first - 1) and told.stop - told.first <= _FULL_NAME)
    if named.voice.roles:
        return False
    articled = first.first > 0 and not words("mentions.indefinite").isdisjoint((d.low[first.first], d.low[first.first - 1]))
    end = d.stops[named.voice.first.stop - 1]
    alone = not {"spokesman", "spokeswoman", "spokesperson"} & voice.heads and len(voice.mentions) <= 1
    return articled and alone and d.sentence[named.source.first] - d.sentence[first.first] == 1 and _AGE.match(d.text, end) is not None
