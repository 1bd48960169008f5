"""Through whom the page has a statement: relays that the sentence names, that an outer statement is, or that a voice keeps."""

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

from firstsaid.statements.document import Document
from firstsaid.statements.reading import Reading, Words
from firstsaid.statements.relays import citing, heard_by
from firstsaid.statements.resolve import Speaker, Voices

_WORD = re.compile(r"\w+")
_OUTER_SHARE = 0.6
_RELAYS = ("outlet", "unnamed_outlets")


@dataclass(slots=True, eq=False)
class Link:
    """A statement with its speaker, as the chain is made."""

    reading: Reading
    voice: Speaker | None
    relays: tuple[Speaker, ...] = ()
    way: str | None = None
    dropped: bool = False
    source: Words | None = None


def chains(d: Document, readings: list[Reading], outlets: Sequence[str] = ()) -> list[Link]:
    """Statements with voices and relays; an outer statement that only hands on an inner one becomes its relay.

    `outlets` are names that are known to be outlets', that of the page's own first: what it relays, the page has at first hand. An agency whose text another
    outlet prints stays a relay.
    """
    voices = Voices(d, outlets)
    links = [_link(d, voices, r) for r in sorted(readings, key=_turn)]
    _nest(links)
    kept = [link for link in links if not link.dropped and not (link.reading.inner and not link.relays)]
    own = {_plain(d, name) for name in outlets[:1]}
    for link in kept:
        link.relays = tuple(relay for relay in link.relays if _plain(d, relay.name) not in own)
    return kept


def _plain(d: Document, name: str) -> str:
    """An outlet's name without case, marks and what it may have or lack: "The Korvan News Agency" and "Korvan" are one."""
    words = _WORD.findall(name.lower())
    if len(words) > 1 and "." in name and " " not in name.strip():
        words = [word for word in words[:-1] if word != "www"][:1]
    beside = d.language.words("mentions.beside_name")
    return "".join([word for word in words if word not in beside] or words)


def _turn(r: Reading) -> tuple[int, int]:
    """When a statement's speaker is known, in the order of the text."""
    if r.partner is not None:
        return r.partner.cue.first, 1
    return (r.start, 0) if r.floating else (r.cue.first, 0)


def _link(d: Document, voices: Voices, r: Reading) -> Link:
    if r.source is None:
        return Link(r, None)
    if r.floating:
        voice = voices.last()
        return Link(r, voice, voice.relay if voice else ())
    teller = r.relay or (r.source if r.lemma == "report" else None)
    if teller:
        voices.promote(teller)
    relay = voices.speaker(r.relay)[0] if r.relay else None
    source = r.source
    cited = citing(d, r, voices.kind(r.source))
    if cited is not None:
        relay, source = voices.speaker(r.source)[0], cited
    hearer = heard_by(d, r, voices.may_hear)
    if hearer is not None:
        relay = voices.outlet(hearer)
    voice, way = voices.speaker(source)
    if voice is None:
        return Link(r, None, source=source)
    if relay is not None and relay is not voice:
        voice.relay = (relay,)
    return Link(r, voice, voice.relay, way or _way(d, r), source=source)


def _way(d: Document, r: Reading) -> str | None:
    """How it was said, when the sentence tells."""
    ways = d.language.ways
    content = {i for piece in r.content for i in range(*piece)}
    first, stop = d.sentence_start(r.cue.first), d.sentence_stop(r.cue.first)
    for i in range(max(first, r.cue.first - 12), min(stop, r.cue.stop + 12)):
        if i not in content and d.low[i] in ways and (d.phrase[i] >= 0) and d.low[d.phrase[i] - 1] in ("in", "on", "by", "during", "from", "through", "via"):
            return ways[d.low[i]]
    if r.lemma in ("tweet", "retweet", "post", "blog"):
        return "post"
    return None


def _nest(links: list[Link]) -> None:
    """Let an outlet's statement that holds another's become that one's relay."""
    ordered = sorted((link for link in links if link.voice is not None), key=lambda link: link.reading.cue.first)
    cues = [link.reading.cue.first for link in ordered]
    for outer in links:
        if outer.voice is None or outer.voice.kind not in _RELAYS:
            continue
        for piece in outer.reading.content:
            for inner in ordered[bisect.bisect_left(cues, piece.first) : bisect.bisect_left(cues, piece.stop)]:
                if inner is not outer and inner.voice is not None and inner.voice is not outer.voice:
                    inner.relays = (outer.voice,)
                    inner.voice.relay = (outer.voice,)
                    inner.reading.inner = False
                    outer.dropped = outer.dropped or _mostly(outer.reading, inner)
    for link in links:
        if link.voice is not None and link.voice.relay and not link.relays:
            link.relays = link.voice.relay


def _mostly(outer: Reading, inner: Link) -> bool:
    words = {i for piece in outer.content for i in range(*piece)}
    parts = [*inner.reading.content, inner.reading.cue, *([inner.source] if inner.source else [])]
    shared = {i for piece in parts for i in range(*piece)}
    return len(words & shared) > _OUTER_SHARE * len(words)
