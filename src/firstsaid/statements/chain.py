"""Through whom the page has a statement: relays that the sentence names, that an outer statement is, or that a voice keeps."""

import bisect
from collections.abc import Sequence
from typing import NamedTuple

from firstsaid.statements.carrying import bridge, end_relays, nest
from firstsaid.statements.document import NAMES, Document
from firstsaid.statements.floor import Floor
from firstsaid.statements.headlines import headline, told_once
from firstsaid.statements.hearsay import name_media
from firstsaid.statements.in_body import as_in_body
from firstsaid.statements.joint import together
from firstsaid.statements.links import RELAYS, Link
from firstsaid.statements.named_later import name_later
from firstsaid.statements.occasions import Heard, dates_of, goes_back, in_writing, is_elsewhere
from firstsaid.statements.reading import UNNAMED, Reading, Words
from firstsaid.statements.relays import cited_within, citing, heard_by, is_own_source, is_source, quoted_by, source_of
from firstsaid.statements.resolve import Voices
from firstsaid.statements.voice import Speaker

_OUTER_NEAR = 4
"""Statements, or sentences, back to an outer speaker, or to what somebody told a medium."""
_STRETCH = 400
"""Characters before a statement in which its speaker may be shown talking to a medium."""
_LONGEST_NAME = 4
_NEAR = 12
"""Words from the cue to what tells how it was said, unless the sentence opens with it."""
"""Words of a medium's name before the colon of a headline."""
_PERSONS = ("named_person", "unnamed_person")
"""Kinds that hand on what they tell of, and nothing that is said later."""
_OPENING = " \n“\"‘'«„"


def chains(d: Document, readings: list[Reading], outlets: Sequence[str] = ()) -> list[Link]:
    """Statements with voices and relays; an outer statement that only hands on an inner one becomes its relay.

    `outlets` are names that are known to be outlets', that of the page's own first: what it relays, the page has at first hand. An agency whose text another
    outlet prints stays a relay.
    """
    voices = Voices(d, outlets)
    readings = told_once(d, [*readings, *_headlines(d, voices, readings)])
    cues = sorted(r.cue.first for r in readings if r.source is not None)
    for r in readings:
        r.relay = r.relay or _heads(d, voices, r)
        if r.rule == "according" and r.source is not None and d.tag[r.source.stop - 1] in NAMES and _holds(cues, r):
            voices.promote(r.source)
    links: list[Link] = []
    made: dict[int, Link] = {}
    floor = Floor(d)
    for r in sorted(readings, key=_turn):
        outer = made.get(id(r.within)) if r.within is not None else None
        if r.rule == UNNAMED and r.source is not None:
            voices.speaker(r.source)
            continue
        if is_source(d, r):
            _cite_later(voices, r, links)
            continue
        made[id(r)] = _link(d, voices, r) if r.within is None else _inner_link(d, voices, r, outer)
        floor.follow(made[id(r)])
        if r.nested and r.within is None and r.rule != "nominal":
            _back_to_outer(voices, r, links)
        if r.rule == "learned" and made[id(r)].relays:
            voices.again(made[id(r)].relays[-1])
        links.append(made[id(r)])
    end_relays(links)
    nest(d, links, made, voices.is_own)
    bridge(d, links, voices.is_own)
    name_media(d, links, voices.is_own)
    as_in_body(d, links)
    name_later(d, links)
    links = [x for x in links if not _only_media_say(d, voices, x)]
    kept = [link for link in links if not link.dropped and not (link.reading.inner and not link.relays) and (link.voice or link.reading.within is None)]
    return kept


def _holds(cues: Sequence[int], r: Reading) -> bool:
    """Whether somebody speaks in what a statement says."""
    return any(bisect.bisect_left(cues, first) < bisect.bisect_left(cues, stop) for first, stop in r.content)


def _only_media_say(d: Document, voices: Voices, link: Link) -> bool:
    """Whether somebody who is no medium understands or has learned S, which tells nothing of who said it."""
    if link.reading.lemma not in d.language.words("limits.media_only") or link.reading.rule in ("learned", "passive"):
        return False
    return link.voice is None or link.voice.kind not in RELAYS or link.voice is voices.own()


def _headlines(d: Document, voices: Voices, readings: list[Reading]) -> list[Reading]:
    """Statements of headlines that no verb gives."""
    taken = {d.sentence[r.cue.first] for r in readings} | {d.sentence[r.start] for r in readings}
    titles = [n for n, title in enumerate(d.title) if title and n not in taken]
    if not titles or d.language.verb_second:
        return []
    said = frozenset(d.low[i] for r in readings if r.source is not None for i in _before_place(d, r.source) if not d.title[d.sentence[i]])
    return [found for n in titles if (found := headline(d, d.first[n], d.first[n + 1], voices.is_known, said)) is not None]


def _before_place(d: Document, source: Words) -> range:
    """The words of a source before where it is: residents near Hallow Ridge."""
    places = d.language.words("words.where")
    return range(source.first, next((i for i in range(source.first + 1, source.stop) if d.low[i] in places and d.tag[i] == "IN"), source.stop))


def _heads(d: Document, voices: Voices, r: Reading) -> Words | None:
    """The medium before the colon of a headline: Zorna: S, X says."""
    first = d.sentence_start(r.cue.first)
    if not d.title[d.sentence[first]] or r.rule == "headline":
        return None
    colon = next((i for i in range(first + 1, min(r.cue.first, first + _LONGEST_NAME + 1)) if d.word[i] == ":"), None)
    apart = colon is not None and r.start > colon and (r.source is None or r.source.first > colon)
    return Words(first, colon) if colon is not None and apart and voices.is_outlet(Words(first, colon)) else None


def _turn(r: Reading) -> tuple[int, int]:
    """When a statement's speaker is known, in the order of the text."""
    if r.within is not None:
        return _turn(r.within)[0], 2
    if r.partner is not None:
        return r.partner.cue.first, 1
    return (r.start, 0) if r.floating else (r.cue.first, 0)


def _link(d: Document, voices: Voices, r: Reading) -> Link:
    if r.source is None:
        return Link(r, None)
    if r.floating:
        voice = voices.opener(r.start) or voices.last()
        return Link(r, voice, voice.relay if voice else ())
    through, source = _relay(d, voices, r)
    both = together(d, r, source, voices.is_known)
    source = both[0] if both else source
    voice, way = voices.speaker(source)
    if voice is None:
        return Link(r, None, source=source)
    others = [(other, words) for words in both[1:] if (other := voices.aside(words, voice, r.start)) is not None]
    also = tuple((other, words) for other, words in others if other is not voice)
    if r.rule == "transcript" and voice.kind == "organisation" and voice.name.isupper():
        voice.kind = "named_person"
    voice.told.append(r.start)
    voices.speakers.saying = voices.speakers.saying if r.nested else r.content
    voices.learn_gender(voice, r)
    way = way or _way(d, r)
    stretch = _before(d, r, voices, voice)
    if not through and not voice.relay and (heard := voices.heard(*stretch)) is not None:
        through = (heard,)
    relays, hops, elsewhere = _carried(d, voices, r, _Heard(voice, through, way))
    return Link(r, voice, relays, way, hops=hops, elsewhere=elsewhere, source=source, also=also)


class _Heard(NamedTuple):
    """Who says something, and what its own sentence tells of how it was heard."""

    voice: Speaker
    through: tuple[Speaker, ...]
    """The relays that the sentence names."""
    way: str | None


def _carried(d: Document, voices: Voices, r: Reading, told: _Heard) -> tuple[tuple[Speaker, ...], tuple[Speaker, ...], bool]:
    """All relays of a statement, those among them that its own sentence names, and whether it is from another occasion than what its speaker said before.

    A medium that somebody talked to stays theirs until another occasion; what stands in a letter or book of theirs is from there alone.
    """
    voice, through = told.voice, told.through
    relay = through[-1] if through else None
    if relay is not None and relay is not voice and relay.kind in _PERSONS:
        near = relay.heard_in is not None and d.sentence[r.cue.first] - relay.heard_in <= _OUTER_NEAR
        through = (*relay.relay, relay) if through == (relay,) and near else through
        return through, through, False
    if relay is not None and relay is not voice:
        voice.relay, voice.heard_in, voice.heard_on = through, d.sentence[r.cue.first], dates_of(d, r)
        if voice.group is not None and not voices.is_own(relay.name):
            voice.group.relay = voice.group.relay or voice.relay
        return voice.relay, voice.relay, False
    if relay is not None:
        return voice.relay, (), False
    if not voice.relay and voice.former and goes_back(d, r):
        voice.relay = voice.former
    heard = _heard_in(d, voice)
    if is_elsewhere(d, r, told.way, heard):
        voice.former, voice.relay = voice.relay or voice.former, ()
        return (), (), True
    written = heard is not None and in_writing(d, r, heard.sentence)
    return () if written else voice.relay, (), written


def _heard_in(d: Document, voice: Speaker) -> Heard | None:
    """Where a voice told a medium something; None for a source, whom the page has from there alone."""
    if voice.heard_in is None or not voice.relay or not voice.heads.isdisjoint(d.language.words("mentions.source_nouns")):
        return None
    return Heard(voice.heard_in, voice.heard_on)


def _relay(d: Document, voices: Voices, r: Reading) -> tuple[tuple[Speaker, ...], Words]:
    """The relays that the sentence itself names, and the words of the one who said it."""
    assert r.source is not None
    tells = r.lemma == "report" or d.low[r.cue.first] in d.language.words("words.as_told")
    r.relay = r.relay or quoted_by(d, r)
    teller = r.relay or (r.source if tells else None)
    if teller:
        voices.promote(teller)
    hearer = heard_by(d, r, voices.may_hear)
    relay, source = _told_relay(d, voices, r), r.source
    owner = source_of(d, r.source)
    if owner is not None and relay is None and voices.may_hear(owner, False):
        relay = voices.outlet(owner)
    if relay is None and is_own_source(d, r.source):
        relay = voices.own()
    if relay is None and r.rule == "quoted" and r.relay is None and (last := voices.last()) is not None:
        quoting = d.tag[r.cue.first] == "VBG" and d.sentence[last.nearest.first] == d.sentence[r.cue.first]
        relay = last if last.kind in RELAYS or quoting else next(iter(last.relay[-1:]), None)
    cited = citing(d, r)
    if cited is not None:
        voices.promote(r.source)
    citer = cited_within(d, r)
    if citer is not None and relay is None and voices.kind(citer) in RELAYS:
        relay = voices.speaker(citer)[0]
    if cited is not None and (voices.kind(r.source) in ("outlet", "unnamed_outlets", "organisation", "document") or _quoting(d, r, cited, voices)):
        relay, source = voices.speaker(r.source)[0], cited
        if relay is not None and relay.kind in RELAYS:
            voices.cite(cited, relay)
    if hearer is not None and cited is not None and cited.first <= hearer.first < cited.stop:
        hearer = None
    if hearer is None or hearer.first == r.cue.stop:
        hearer = voices.employer(r) or hearer
    heard = voices.outlet(hearer) if hearer is not None else None
    if heard is not None and relay is not None and r.relay is not None and relay is not heard:
        if relay.kind == "outlet":
            return (relay, heard), source
        if relay.kind in _PERSONS and hearer is not None and r.relay.first <= hearer.first < r.relay.stop:
            return (heard, relay), source
    last = heard or relay
    return (last,) if last is not None else (), source


def _told_relay(d: Document, voices: Voices, r: Reading) -> Speaker | None:
    """The relay that the reading itself names; a body that told it is none where somebody learned it, nor is a document that tells how it was said."""
    relay = voices.speaker(r.relay)[0] if r.relay else None
    if relay is not None and relay.kind == "organisation" and _may_be_medium(d, relay):
        relay.kind = "outlet"
    if relay is not None and relay.kind == "organisation" and r.rule == "learned":
        return None
    if relay is not None and relay.kind == "document" and not relay.heads.isdisjoint(d.language.ways):
        return None
    return relay


def _quoting(d: Document, r: Reading, cited: Words, voices: Voices) -> bool:
    """“…,” she said, quoting X: the words between the marks are those of a person with a name."""
    direct = d.quoted(r.content[0].first) and d.low[cited.first - 1] in d.language.words("mentions.quoting")
    return direct and voices.kind(cited) == "named_person"


def _may_be_medium(d: Document, relay: Speaker) -> bool:
    """Whether a body that hands on a statement is called what media are called: the agency, the news service; not the weather service."""
    words = d.language.words
    newsy = not relay.content.isdisjoint(words("mentions.media_words")) or relay.content <= words("mentions.media_maybe|words.times")
    return not relay.content.isdisjoint(words("mentions.media_maybe")) and (newsy or "agency" in relay.content)


def _before(d: Document, r: Reading, voices: Voices, voice: Speaker) -> tuple[int, int]:
    """The stretch of text before a statement in which its speaker may be shown talking to a medium: since the statement before, in this paragraph and,
    where the speaker was named there, the one before.
    """
    assert r.source is not None
    at = d.starts[min(r.cue.first if r.source.stop <= r.cue.first else r.source.first, r.start)]
    near = max(0, at - _STRETCH)
    paragraph = d.text.rfind("\n", near, at) + 1
    end = paragraph
    while end > near and d.text[end - 1].isspace():
        end -= 1
    before = max(d.text.rfind("\n", near, end) + 1, near, voices.speakers.said_until)
    opens = paragraph > near and not d.text[paragraph : d.starts[d.sentence_start(r.cue.first)]].strip(_OPENING)
    named = opens and before < end and (d.tag[r.source.first] == "PRP" or voice.name.rsplit(" ", 1)[-1] in d.text[before:end])
    start = before if named else max(paragraph, near, voices.speakers.said_until)
    voices.speakers.said_until = max(voices.speakers.said_until, d.stops[max(r.stop, r.cue.stop) - 1])
    return start, at


def _cite_later(voices: Voices, r: Reading, links: list[Link]) -> None:
    """X reported S. It cited Y: the statement before is Y's, through X."""
    last = links[-1] if links else None
    if r.source is None or last is None or last.voice is None or last.relays or last.voice.kind != "outlet":
        return
    outlet, _ = voices.speaker(r.source)
    if outlet is last.voice:
        cited, _ = voices.speaker(Words(r.start, r.stop))
        if cited is not None and cited is not outlet:
            cited.relay = (outlet,)
            last.voice, last.relays, last.source = cited, (outlet,), Words(r.start, r.stop)


def _back_to_outer(voices: Voices, r: Reading, links: list[Link]) -> None:
    """What follows is the outer speaker's, not that of a statement inside what was said."""
    for link in reversed(links[-_OUTER_NEAR:]):
        if link.voice is not None and link.voice.kind not in RELAYS and any(piece.first <= r.cue.first < piece.stop for piece in link.reading.content):
            voices.again(link.voice)
            return


def _inner_link(d: Document, voices: Voices, r: Reading, outer: Link | None) -> Link:
    """The statement inside a quotation, one hop behind the quotation's speaker."""
    if outer is None or outer.voice is None or r.source is None:
        return Link(r, None, source=r.source)
    source = _said_of(d, r.source, outer.reading) or r.source
    voice = voices.aside(source, outer.voice, outer.reading.start, r.stop)
    return Link(r, voice, (*outer.relays, outer.voice), source=source)


def _said_of(d: Document, source: Words, outer: Reading) -> Words | None:
    """Whom a pronoun means in “He told us so,” she said of the captain."""
    of = outer.cue.stop
    if d.tag[source.first] != "PRP" or d.low[of : of + 1] != ["of"] or of + 1 >= len(d.phrase) or d.phrase[of + 1] != of + 1:
        return None
    return Words(of + 1, d.phrase_last[of + 1] + 1)


def _way(d: Document, r: Reading) -> str | None:
    """How it was said, when the sentence tells."""
    ways = d.language.ways
    first, stop = d.sentence_start(r.cue.first), d.sentence_stop(r.cue.first)
    near = range(max(first, r.cue.first - _NEAR), min(stop, r.cue.stop + _NEAR))
    opening = d.phrase_last[first + 1] if first + 1 < r.cue.first and d.phrase[first + 1] == first + 1 else first
    for i in (opening, *near) if not ways.keys().isdisjoint([d.low[opening], *d.low[near.start : near.stop]]) else ():
        if (
            d.low[i] in ways
            and not any(piece.first <= i < piece.stop for piece in r.content)
            and (d.phrase[i] >= 0)
            and d.low[d.phrase[i] - 1] in ("in", "on", "by", "during", "from", "through", "via")
        ):
            return ways[d.low[i]]
    if r.lemma in d.language.words("limits.posts"):
        return "post"
    return None
