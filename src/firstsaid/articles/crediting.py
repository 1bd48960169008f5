"""Which of the lines that have the form of a credit are one: by their place on the page, and by what stands beside them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from firstsaid.articles.kinds import Kind, agency_named, lead
from firstsaid.articles.layout import Layout
from firstsaid.articles.naming import can_name
from firstsaid.articles.senders import credit_named
from firstsaid.articles.vocabulary import Vocabulary

REACH_ABOVE, REACH_BELOW = 12, 8
"""So many blocks above and below the body are looked at for credits."""
_SITE = ("nav", "footer", "aside", "form")
_MENUS = ("nav", "footer")
_BESIDE = 3
"""A line so near to the text may belong to it whatever the markup calls the part of the page."""
_DIRECTLY = 2
_OPENING = 2
_CLOSING = ("furniture", "body")
"""What a line may be called that closes the text and names its sender."""
_BARE = "names an agency and nothing else"
_MOST_WORDS = 8
_LONGEST_VIA = 6
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_PIECES = re.compile(r"\s*[/;,&]\s*|\s+and\s+")
_ADDRESS = re.compile(r"https?://[\w-]+(?:\.[\w-]+)+(?:/\S*)?")
_IN_BRACKETS = re.compile(r"(?:[(\[]\s?([^()\[\]\n]{2,40}?)\s?[)\]]|/\s?([^/\n]{2,40}?)\s?/)\.?")
_VIA = re.compile(r"(?:(?i:via|h/t|hat tip(?: to)?):?)\s+(?=[^\W\d_a-zß-ÿ]|[\w-]+\.\w)")


def settled(layout: Layout, kinds: Sequence[list[Kind]], words: Vocabulary) -> list[list[Kind]]:
    """The kinds with credits of pictures, charts, menus and other stories called what they are, and closing lines that name a sender called credits."""
    body = [at for at, labels in enumerate(kinds) if labels[0].kind == "body" and len(labels) == 1]
    if not body:
        return list(kinds)
    lines = [layout.words_of(block) for block, labels in zip(layout.blocks, kinds, strict=True) if labels[0].kind == "credit"]
    title = next((at for at, labels in enumerate(kinds) if labels[0].kind == "title" and at < body[0]), None)
    page = _Page(layout, kinds, body, words, title, sum(lead(line)[0] in words.credit_figures for line in lines) > 1)
    below = range(body[-2:][0], body[-1] + REACH_BELOW + 1)
    asked = (len(labels) == 1 and (labels[0].kind == "credit" or (at in below and labels[0].kind in _CLOSING)) for at, labels in enumerate(kinds))
    return [[page.kind(at)] if may else labels for at, (labels, may) in enumerate(zip(kinds, asked, strict=True))]


@dataclass(frozen=True, slots=True)
class _Page:
    layout: Layout
    kinds: Sequence[list[Kind]]
    body: list[int]
    words: Vocabulary
    title: int | None
    """The first headline above the body."""
    several: bool
    """Whether more than one line names where a chart or picture comes from."""

    def kind(self, at: int) -> Kind:
        """What the block is after all."""
        given = self.kinds[at][0]
        if given.kind == "credit":
            return self._misplaced(at) or self._of_something_else(at) or given
        if self.layout.blocks[at].zone not in _SITE and _via(self.line(at), self.words):
            return Kind("credit", 'a line below the text that begins with "via" or "h/t"')
        return self._signed_off(at) or given

    def line(self, at: int) -> str:
        """The block's words."""
        return self.layout.words_of(self.layout.blocks[at])

    def _signed_off(self, at: int) -> Kind | None:
        """A name alone in brackets that closes the text names its sender; a little further off it does if it is no link and the text gives the name too."""
        found = _IN_BRACKETS.fullmatch(self.line(at)) if self.body[-1] - 1 <= at <= self.body[-1] + _BESIDE else None
        name = (found[1] or found[2]) if found else ""
        if not can_name(name, self.words):
            return None
        others = [self.line(other) for other in self.body if other != at]
        given = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        if not self.layout.blocks[at].linked and any(map(given.search, others)):
            return Kind("credit", "a name in brackets that closes the text, and which the text gives too")
        alone = at in (self.body[-1], self.body[-1] + 1) and not any(map(_IN_BRACKETS.fullmatch, others))
        return Kind("credit", "a name alone in brackets below the text") if alone else None

    def _opening(self) -> int:
        """The block that the text proper begins with at the latest: a standfirst and a summary may stand above it."""
        return self.body[:_OPENING][-1]

    def _misplaced(self, at: int) -> Kind | None:
        beside = self.body[0] - _BESIDE <= at <= self._opening() or self.body[-1] - _BESIDE <= at <= self.body[-1] + _BESIDE
        if self.layout.blocks[at].zone in _MENUS and self.kinds[at][0].reason == _BARE:
            return Kind("furniture", f"an agency's name in the site's {self.layout.blocks[at].zone}")
        if self.layout.blocks[at].zone in _SITE and not beside and not self.kinds[at][0].reason.startswith("names who"):
            return Kind("furniture", f"the markup puts it in the site's {self.layout.blocks[at].zone}")
        if not self.body[0] - REACH_ABOVE <= at <= self.body[-1] + REACH_BELOW:
            return Kind("furniture", "has the form of a credit, but stands too far from the text")
        if self.title is not None and at < self.title:
            return Kind("furniture", "has the form of a credit, but stands above the headline")
        return None

    def _of_something_else(self, at: int) -> Kind | None:
        line, given = self.line(at), self.kinds[at][0]
        opening, mark = lead(line)
        if mark == ":" and opening in self.words.credit_pictures and not (at > self.body[-2:][0] and self._names_agency(line)):
            return Kind("caption", "the credit of a picture")
        if mark == ":" and opening in self.words.credit_figures:
            return self._of_a_figure(at)
        if given.reason == _BARE:
            return self._of_a_picture(at)
        if self.words.credit_author.match(line):
            return Kind("furniture", "a byline")
        return None

    def _of_a_figure(self, at: int) -> Kind | None:
        """A source line inside the text, or one of several, names where a chart or picture comes from."""
        line = self.line(at)
        named = credit_named(line, self.words)
        if named and not _can_send(named[0].of(line)):
            return Kind("furniture", "names nobody who could have sent the text")
        if named is None and not self._names_agency(self.line(min(at + 1, len(self.kinds) - 1))):
            return Kind("furniture", "names nobody")
        inside = self._opening() < at < self.body[-1]
        if (self.several or inside) and not (self._names_agency(line) and not inside):
            return Kind("caption", "the source of a picture or chart")
        return None

    def _of_a_picture(self, at: int) -> Kind | None:
        """An agency alone below a picture, or with much of the text still to come, is the picture's."""
        above = self.kinds[at - 1][0].kind if at else ""
        following = self.kinds[at + 1][0].kind if at + 1 < len(self.kinds) else ""
        if above == "caption" or (following == "caption" and at > self.body[0]):
            return Kind("caption", "an agency's name beside a caption")
        if self._opening() < at < self.body[-2:][0]:
            return Kind("caption", "an agency's name in the midst of the text")
        if at > self.body[-1] + _DIRECTLY or (self.line(at) in self.words.agencies_ambiguous and at > self.body[0]):
            return Kind("furniture", "an agency's name that need not speak of this text")
        return None

    def _names_agency(self, line: str) -> bool:
        named = credit_named(line, self.words)
        name = named[0].of(line) if named else line
        return bool(agency_named(name, self.words)) or name.lower() in self.words.credit_generic


def _can_send(name: str) -> bool:
    """Whether words can be the name of a sender: a domain, or a few words that begin with capitals."""
    if _ADDRESS.fullmatch(name):
        return True
    pieces = [piece for piece in _PIECES.split(name) if piece]
    return bool(pieces) and all(_DOMAIN.fullmatch(piece) or (piece[0].isupper() and len(piece.split()) <= _MOST_WORDS and "_" not in piece) for piece in pieces)


def _via(line: str, words: Vocabulary) -> bool:
    begins = _VIA.match(line)
    return begins is not None and "via" in words.credit_openers and len(line.split()) <= _LONGEST_VIA and _can_send(line[begins.end() :])
