"""By whom a text is signed: what the page declares, what it marks up as its author, what it prints between headline and text."""

import re
from collections.abc import Sequence
from html import unescape

from firstsaid.articles.assembly import Reading
from firstsaid.articles.declared import Declared
from firstsaid.articles.headline import folded
from firstsaid.articles.kinds import agency_named
from firstsaid.articles.vocabulary import Vocabulary
from firstsaid.model import Found, Span

_LONGEST = 120
_NEAR, _OPENING = 15, 2
"""So many blocks above the text, and so many paragraphs of it, are looked at for a link to the author's page."""
_DOMAIN = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]{2,})+", re.IGNORECASE)
_APART = re.compile(r"\s*(?:,|;|\||•|·)\s*")
_PROFILE = re.compile(r"/(?:authors?|writers?|staff|people|contributors?|reporters?|journalists?|profiles?|by)/[^/]", re.IGNORECASE)
_PERSON = re.compile(r"[^\W\d_a-zß-ÿ][\w.'’-]*(?:\s(?:[^\W\d_a-zß-ÿ][\w.'’-]*|de|la|le|van|von|der|den|al|el|bin|da|di|dos|du|y)){1,4}")


def byline_of(reading: Reading, head: Declared) -> Found | None:
    """The page's byline and where it was found; None rather than a name that may be another's."""
    for given, rule in head.bylines:
        name = signed(given, reading.outlet.value if reading.outlet else "", reading.words)
        if name:
            at = reading.layout.text.find(name)
            return Found(name, Span(at, at + len(name)) if at >= 0 else None, rule)
    printed, classed = reading.facts.byline, _classed(reading, head)
    if printed and classed and printed.value.startswith(classed.value):
        return classed
    return printed or _linked(reading) or classed


def signed(given: str, outlet: str, words: Vocabulary) -> str:
    """A declared author without the outlet's own name, addresses and words that name nobody; "" when nothing is left, or when the name itself was left out."""
    name = " ".join(unescape(given).split())
    name = re.sub(r"^by\s", "", name, flags=re.IGNORECASE)
    if not 2 < len(name) <= _LONGEST or "://" in name or "@" in name or name.startswith(","):
        return ""
    site = _letters(outlet)
    pieces = [piece for piece in _APART.split(name) if piece.strip()]
    kept = [piece for piece in pieces if piece.casefold() not in words.byline_nobody and not _DOMAIN.fullmatch(piece) and _letters(piece) != site]
    if len(kept) == len(_APART.split(name)):
        return name
    return ", ".join(kept)


def _letters(name: str) -> str:
    return folded(name).replace(" ", "")


def _linked(reading: Reading) -> Found | None:
    """Names between the headline and the text that link to the pages of authors."""
    opening = _opening(reading)
    site = _letters(reading.outlet.value) if reading.outlet else ""
    for link in reading.layout.links:
        if link.span and link.span.start in opening and _PROFILE.search(link.url) and _PERSON.fullmatch(link.anchor) and _letters(link.anchor) != site:
            return Found(link.anchor, link.span, "link to an author's page beside the headline")
    return None


def _classed(reading: Reading, head: Declared) -> Found | None:
    """A name between the headline and the text that the markup classes as the author's."""
    opening = _opening(reading)
    for given in head.classed:
        name = signed(given, reading.outlet.value if reading.outlet else "", reading.words)
        at = reading.layout.text.find(name, opening.start, opening.stop) if _PERSON.fullmatch(name) else -1
        if at >= 0:
            return Found(name, Span(at, at + len(name)), "class of the markup beside the headline")
    return None


def _opening(reading: Reading) -> range:
    """Where a byline may stand: from the headline to the text's first paragraphs; empty on a page without headline."""
    body = [at for at, labels in enumerate(reading.kinds) if labels[0].kind == "body"]
    titles = [at for at, labels in enumerate(reading.kinds) if labels[0].kind == "title" and body and at < body[0]]
    if not titles:
        return range(0)
    blocks = reading.layout.blocks
    first = max(titles[-1], body[0] - _NEAR)
    return range(blocks[first].start, blocks[body[: _OPENING + 1][-1]].start)


def _is_paper(name: str, words: Vocabulary) -> bool:
    """Whether a name is a paper's, by its last word ("Harbour Tribune"); a person's alone is none."""
    pieces = name.split()
    return len(pieces) > 1 and pieces[-1].lower() in words.paper_words and all(piece[:1].isupper() for piece in pieces)


def sender_in_byline(byline: Found, reading: Reading, organisations: Sequence[str]) -> Found | None:
    """The agency that a byline names: a known one, or an organisation that is not the outlet and of which the text says that it was told."""
    name = byline.value
    if agency_named(name, reading.words):
        return Found(name, byline.span, f"byline ({byline.rule})")
    among = [piece for piece in re.split(rf"\s*[,;|]\s*|\s+(?:{'|'.join(sorted(reading.words.byline_joins))})\s+", name) if agency_named(piece, reading.words)]
    if among:
        return Found(among[0], None, f"byline ({byline.rule})")
    outlet = folded(reading.outlet.value) if reading.outlet else ""
    own = not outlet or folded(name) in outlet or outlet in folded(name)
    if not own and _is_paper(name, reading.words):
        return Found(name, byline.span, f"byline ({byline.rule})")
    if own or (name not in organisations and len(name.split()) > 1):
        return None
    heard = re.compile(rf"\b{reading.words.informed} {re.escape(name)}\b")
    told = any(
        heard.search(reading.layout.words_of(block)) for block, labels in zip(reading.layout.blocks, reading.kinds, strict=True) if labels[0].kind == "body"
    )
    return Found(name, byline.span, f"byline ({byline.rule})") if told else None
