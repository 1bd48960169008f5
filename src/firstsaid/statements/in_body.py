"""Headlines' nameless speakers, known again in the body."""

from collections.abc import Sequence

from firstsaid.statements.document import Document
from firstsaid.statements.links import Link

_LEAST_SHARED, _SHARED, _SHORT = 2, 1 / 3, 2
"""Words, and share of a headline's words, that a statement of the body must have too; letters of words that do not count."""
_LEAST_ALONE = 1
"""The same where only one in the body goes by the headline's description."""
_MAY_BE_NAMELESS = ("unnamed_person", "organisation")
_QUOTED = 3
"""Words that a headline's quotation must have to be known again by them."""
_HEADLINES = 5
"""Headlines of an article whose speakers are looked for in its body; real articles have fewer."""


def as_in_body(d: Document, links: list[Link]) -> None:
    """Let a headline's nameless speaker be the one whom the body gives with the same speech: "– Source" and "a source in the harbour office said"."""
    _as_quoted(d, links)
    told = [link for link in links if link.voice is not None and link.voice.kind in _MAY_BE_NAMELESS and not link.dropped]
    heads = [link for link in told if d.title[d.sentence[link.reading.start]] and not link.relays and _nameless(d, link)]
    if not heads:
        return
    body = [(link, _said(d, link)) for link in told if not d.title[d.sentence[link.reading.start]]]
    for link in heads[:_HEADLINES]:
        best = _known_again(_said(d, link), [(other, words) for other, words in body if _may_be(d, link, other)])
        if best is not None:
            link.voice, link.relays = best.voice, best.relays


def _known_again(said: frozenset[str], body: Sequence[tuple[Link, frozenset[str]]]) -> Link | None:
    """Who in the body says most of a headline's words; where only one there goes by its description, one word of it will do."""
    alone = len({id(other.voice) for other, _ in body}) == 1
    least = _LEAST_ALONE if alone else max(_LEAST_SHARED, _SHARED * len(said))
    alike = [(len(said & words), other) for other, words in body if len(said & words) >= least]
    return max(alike, key=lambda found: found[0])[1] if alike else None


def _as_quoted(d: Document, links: list[Link]) -> None:
    """Let a headline's quotation be of the one whom the body gives the same words."""
    heads = [link for link in links if d.title[d.sentence[link.reading.start]] and d.quoted(link.reading.start)]
    told = [link for link in links if heads and link.voice is not None and not link.dropped and not d.title[d.sentence[link.reading.start]]]
    for link in heads[:_HEADLINES]:
        words = _words(d, link)
        best = next((other for other in told if words in _words(d, other)), None) if words.count(" ") > _QUOTED else None
        if best is not None:
            link.voice, link.relays = best.voice, best.relays


def _words(d: Document, link: Link) -> str:
    """The words that a statement says, with a space around each."""
    return "".join(f" {d.low[i]}" for piece in link.reading.content for i in range(*piece) if d.low[i][0].isalnum()) + " "


def _said(d: Document, link: Link) -> frozenset[str]:
    """The words of more than two letters that a statement says, and its figures."""
    low = (d.low[i] for piece in link.reading.content for i in range(*piece))
    return frozenset(word for word in low if len(word) > _SHORT or word.isdigit())


def _nameless(d: Document, link: Link) -> bool:
    """Whether a headline gives its speaker no name: an unnamed person, a body told only by its trade (regulator, lender)."""
    voice = link.voice
    return voice is not None and (voice.kind == "unnamed_person" or (not voice.names and voice.content <= d.language.words("mentions.by_trade")))


def _may_be(d: Document, link: Link, other: Link) -> bool:
    """Whether the body's speaker may be the headline's: its description has all the words of that one's, whatever the number (hospital officials, two
    hospital officials), or it is a body with a name where the headline has a trade alone.
    """
    voice, fuller = link.voice, other.voice
    if voice is None or fuller is None or voice is fuller or voice.kind != fuller.kind:
        return False
    if voice.kind == "organisation" and fuller.names:
        return fuller.content.isdisjoint(d.language.words("mentions.by_trade") - voice.content)
    return _singular(voice.content) <= _singular(fuller.content) and _singular(voice.heads) <= _singular(fuller.heads)


def _singular(words: set[str]) -> set[str]:
    return {word.removesuffix("s") for word in words}
