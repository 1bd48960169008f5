"""Headlines' nameless speakers, known again in the body."""

from firstsaid.statements.document import Document
from firstsaid.statements.links import Link

_LEAST_SHARED, _SHARED, _SHORT = 2, 1 / 3, 2
"""Words, and share of a headline's words, that a statement of the body must have too; letters of words that do not count."""
_QUOTED = 3
"""Words that a headline's quotation must have to be known again by them."""
_HEADLINES = 5
"""Headlines of an article whose speakers are looked for in its body; real articles have fewer."""


def as_in_body(d: Document, links: list[Link]) -> None:
    """Let a headline's nameless speaker be the one whom the body gives with the same speech: "– Source" and "a source in the harbour office said"."""
    _as_quoted(d, links)
    told = [link for link in links if link.voice is not None and link.voice.kind == "unnamed_person"]
    heads = [link for link in told if d.title[d.sentence[link.reading.start]] and not link.relays]
    if not heads:
        return
    body = [(link, _said(d, link)) for link in told if not link.dropped and not d.title[d.sentence[link.reading.start]]]
    for link in heads[:_HEADLINES]:
        said = _said(d, link)
        least = max(_LEAST_SHARED, _SHARED * len(said))
        alike = [(len(said & words), other) for other, words in body if len(said & words) >= least and _described_more(link, other)]
        if alike:
            _, best = max(alike, key=lambda found: found[0])
            link.voice, link.relays = best.voice, best.relays


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


def _described_more(link: Link, other: Link) -> bool:
    """Whether another's description has all the words of this one's, whatever the number: hospital officials, two hospital officials."""
    voice, fuller = link.voice, other.voice
    if voice is None or fuller is None or voice is fuller:
        return False
    return _singular(voice.content) <= _singular(fuller.content) and _singular(voice.heads) <= _singular(fuller.heads)


def _singular(words: set[str]) -> set[str]:
    return {word.removesuffix("s") for word in words}
