"""Relays that an article tells before or behind a statement: how far they carry, and whose statement holds whose."""

import bisect
from collections.abc import Callable
from typing import NamedTuple

from firstsaid.statements.document import Document
from firstsaid.statements.links import RELAYS, Link
from firstsaid.statements.occasions import is_apart
from firstsaid.statements.reading import Reading
from firstsaid.statements.voice import Speaker

_OUTER_SHARE = 0.6
_OWN_WORDS = ("letter", "statement", "post", "interview")
"""Ways of speaking that are the speaker's own and no relay: X says S, according to a letter."""
_OTHERS = 2
"""Statements of others after which a named person's relay has ended."""
_PARAGRAPHS = 2
"""Paragraphs, its own counted, within which a nameless speaker may turn out to have talked to a medium."""
_BRIDGED, _BRIDGED_PARAGRAPHS = 4, 3
"""Statements between two through one medium, and paragraphs from the first to the second."""
_AHEAD = 5_000
"""Characters of these paragraphs, however long they are."""


def end_relays(links: list[Link]) -> None:
    """End the relay of a named person where others have spoken twice since: what follows may have been said anywhere."""
    spoken = 0
    since: dict[int, int] = {}
    for link in links:
        voice, r = link.voice, link.reading
        if voice is None or r.nested or r.within is not None or voice.kind in RELAYS:
            continue
        if not link.hops and spoken - since.get(id(voice), spoken) >= _OTHERS:
            link.relays = () if voice.kind == "named_person" else link.relays
            since[id(voice)] += 1
        else:
            since[id(voice)] = spoken + 1
        spoken += 1


class _Told:
    """An article's statements in the order of their cues, and where each voice is first shown with a relay."""

    def __init__(self, links: list[Link], is_own: Callable[[str], bool]) -> None:
        self.is_own = is_own
        self.links = sorted(links, key=lambda link: link.reading.cue.first)
        self.cues = [link.reading.cue.first for link in self.links]
        self.relayed: dict[int, int] = {}
        for link in links:
            self.learn(link)

    def learn(self, link: Link) -> None:
        """Take note of a statement's relays."""
        if link.relays and link.voice is not None:
            self.relayed[id(link.voice)] = min(link.reading.cue.first, self.relayed.get(id(link.voice), link.reading.cue.first))


def _soon(d: Document, link: Link, told: _Told) -> bool:
    """Whether the same speaker is shown with a relay at most a paragraph further on, or anywhere before; a source talks to nobody else, wherever it does."""
    at = link.reading.cue.first
    if link.voice is not None and link.voice.kind != "unnamed_person":
        return _goes_on_with(d, link, told)
    if link.voice is not None and not link.voice.heads.isdisjoint(d.language.words("mentions.source_nouns")):
        return True
    first = told.relayed.get(id(link.voice))
    if first is None or first < at:
        return first is not None
    between = d.text[d.starts[at] : d.starts[first]]
    return len(between) < _AHEAD and len(list(filter(str.strip, between.splitlines()))) <= _PARAGRAPHS


def _goes_on_with(d: Document, link: Link, told: _Told) -> bool:
    """Whether the same paragraph goes on with what the same person told a medium; the page's own may have heard both only if it shows them talking before."""
    n = bisect.bisect_right(told.cues, link.reading.cue.first)
    following = told.links[n] if n < len(told.links) else None
    if following is None or following.voice is not link.voice or link.voice is None or not following.hops or link.voice.relay != following.hops:
        return False
    if is_apart(d, link.reading, following.reading):
        return False
    at, talking = link.reading.cue.first, d.language.words("mentions.shown_talking")
    if any(told.is_own(hop.name) for hop in following.hops) and talking.isdisjoint(d.low[d.sentence_start(at) : d.sentence_stop(at)]):
        return False
    return "\n" not in d.text[d.starts[at] : d.starts[following.reading.cue.first]]


class _Held(NamedTuple):
    """What statements inside others' statements make known."""

    spread: dict[int, tuple[int, Speaker]]
    """Of a voice, the place from which on it is heard through an outlet, and that outlet."""
    holders: dict[int, Link]
    """Of a statement, the one that it stands in as one more hop."""


def nest(d: Document, links: list[Link], made: dict[int, Link], is_own: Callable[[str], bool]) -> None:
    """Let an outlet's statement that holds another's become that one's relay; `is_own` tells the names of the page's own outlet."""
    ordered = sorted((link for link in links if link.voice is not None), key=lambda link: link.reading.cue.first)
    cues = [link.reading.cue.first for link in ordered]
    held = _Held({}, {})
    for outer in links:
        for piece in outer.reading.content if outer.voice is not None else ():
            for inner in ordered[bisect.bisect_left(cues, piece.first) : bisect.bisect_left(cues, piece.stop)]:
                if inner is not outer and inner.reading.within is None:
                    _hold(d, outer, inner, held)
    told = _Told(links, is_own)
    for link in links:
        since, relay = held.spread.get(id(link.voice), (0, None))
        if relay is not None and not link.relays and not link.elsewhere and link.reading.cue.first > since:
            link.relays = (relay,)
        if link.voice is not None and not link.relays and not link.elsewhere and _soon(d, link, told):
            link.relays = link.voice.relay
        within = link.reading.within
        holder = made.get(id(within)) if within is not None else held.holders.get(id(link))
        if holder is not None and holder.voice is not None:
            through = (*holder.relays, holder.voice)
            link.relays = (*through, *(hop for hop in link.hops if hop not in through and within is None))
        told.learn(link)


def _hold(d: Document, outer: Link, inner: Link, held: _Held) -> None:
    """Let what is said inside somebody's statement come through them: through an outlet always, through others where they tell it as one more hop."""
    if outer.voice is None or inner.voice is None:
        return
    if inner.voice is outer.voice:
        inner.reading.inner = inner.reading.inner and outer.reading.rule != "according"
    elif outer.voice.kind in RELAYS:
        inner.relays = (outer.voice, *(hop for hop in inner.hops if hop is not outer.voice))
        held.holders.pop(id(inner), None)
        held.spread.setdefault(id(inner.voice), (inner.reading.cue.first, outer.voice))
        inner.reading.inner = False
        outer.dropped = outer.dropped or _mostly(outer.reading, inner)
    elif _speaks_within(d, inner, outer):
        letter = outer.reading.rule == "according" and any(d.language.ways.get(head) in _OWN_WORDS for head in outer.voice.heads)
        through = outer.relays if letter else (*outer.relays, outer.voice)
        outer.dropped = outer.dropped or letter
        if not letter:
            held.holders[id(inner)] = outer
        inner.relays = (*through, *(hop for hop in inner.hops if hop not in through))
        inner.reading.inner = False


def _speaks_within(d: Document, inner: Link, outer: Link) -> bool:
    """Whether a statement is one more hop inside another's: A said that B had told her; it has a speaker of its own, and no word of it stands outside."""
    r, o = inner.reading, outer.reading
    if r.carried or r.source is None or (o.floating and not r.nested) or (r.rule in ("object", "nominal") and o.rule != "transcript"):
        return False
    if r.rule == "infinitive" and o.lemma not in ("according", "show") and d.tag[r.cue.stop] != "PRP":
        return False
    return o.start <= r.start and r.stop <= o.stop and not any(piece.first <= o.cue.first < piece.stop for piece in r.content)


def _mostly(outer: Reading, inner: Link) -> bool:
    words = {i for piece in outer.content for i in range(*piece)}
    parts = [*inner.reading.content, inner.reading.cue, *([inner.source] if inner.source else [])]
    shared = {i for piece in parts for i in range(*piece)}
    return len(words & shared) > _OUTER_SHARE * len(words)


def bridge(d: Document, links: list[Link], is_own: Callable[[str], bool]) -> None:
    """Let sources speak through a medium that the page has both before and behind what they say, where no other medium has the floor between."""
    talkers = d.language.words("mentions.talk_to_media")
    told = sorted((link for link in links if link.voice is not None and not link.dropped and link.reading.within is None), key=lambda link: link.reading.start)
    held: Link | None = None
    between: list[Link] = []
    for link in told:
        medium = _medium(link)
        if medium is None:
            between.append(link)
            continue
        if held is not None and medium is _medium(held) and not is_own(medium.name) and len(between) <= _BRIDGED and _near(d, held, link):
            for source in between:
                person = source.voice is not None and source.voice.kind == "unnamed_person" and not source.voice.heads.isdisjoint(talkers)
                if person and not source.relays and not source.elsewhere:
                    source.relays = (medium,)
        held, between = link, []


def _medium(link: Link) -> Speaker | None:
    """The medium through which a statement reached the page, or which makes it."""
    first = link.relays[0] if link.relays else link.voice
    return first if first is not None and first.kind == "outlet" else None


def _near(d: Document, before: Link, behind: Link) -> bool:
    """Whether two statements stand in one paragraph or in the next two."""
    text = d.text[d.starts[before.reading.start] : d.starts[behind.reading.start]]
    return len(text) < _AHEAD and len(list(filter(str.strip, text.splitlines()))) <= _BRIDGED_PARAGRAPHS
