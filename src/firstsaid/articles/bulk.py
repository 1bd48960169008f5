"""The quick way to lay a page out: its tags in one pass, without a tree, in the same blocks, parts of the site and links as the careful way."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from firstsaid.articles.decoding import sound
from firstsaid.articles.layout import Block, Layout
from firstsaid.articles.links import ROOTED, absolute, host_of, leads_away, unwrapped
from firstsaid.articles.markup import BLOCKS, SKIPPED, ZONES, zone_of
from firstsaid.articles.nesting import VOID
from firstsaid.articles.tags import attributes_of, unescaped, unescaped_text
from firstsaid.articles.wrapped import whole_paragraphs
from firstsaid.model import Hyperlink, Span

_SPACE = re.compile("[ \t\n\r\f]+")
_BLANK = " \t\n\r\f"
_HREF = re.compile(r"""(?:^|[\s"'])(?i:href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""")
_PLAIN_HREF = ' href="'
_TELLING = ("omment", "aption", "idden", "none", "role=", "redit", "espond", "isqus", "ooter", "olophon", "mpr", "egal", "nfo")
"""Parts of words by which attributes may tell a part of the site; `zone_of` decides."""
_NAMED = frozenset(["class", "id", "style", "role", "hidden", "aria-hidden"])
_LOOKED_AT = 1_000
"""So many characters of an element's attributes."""
_LEFT_OUT = "left out"
_AROUND_ALL = ("form", "hidden")
"""What some pages put around everything."""
_MOST = 0.5
_OPEN = ("", "form")
"""Zones in which another part of the site may begin."""


def _by_name(name: str) -> str:
    """The part of the site that an element is whatever its attributes say."""
    if name in SKIPPED:
        return "hidden" if name == "noscript" else "" if name == "head" else _LEFT_OUT
    return zone_of(name, {})


_ELEMENTS = {name: zone for name in (*ZONES, *SKIPPED) if (zone := _by_name(name))}


_BREAKS, _SETS, _LISTS, _LINKS, _PART, _NO_PART = 1, 2, 4, 8, 16, 32
_SETTING = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "pre"])
_LIST = frozenset(["ul", "ol"])
_INLINE = frozenset(["span", "b", "i", "em", "strong"])


def _kind(name: str) -> int:
    """What an element of a name does: it ends a block, sets the next, is a list, a link, a part of the site; or surely no part, as links are not."""
    kind = _BREAKS * (name in BLOCKS or name == "br") + _SETS * (name in _SETTING) + _LISTS * (name in _LIST)
    return kind + _LINKS * (name == "a") + _PART * (name in _ELEMENTS) + _NO_PART * (name in VOID or name == "a")


_KINDS = {name: _kind(name) for name in sorted({*BLOCKS, *_ELEMENTS, *VOID, *_INLINE, "a"})}


@lru_cache(maxsize=10_000)
def tells_part(given: str) -> bool:
    """Whether attributes may tell a part of the site; remembered, as the pages of a site share most of them."""
    return any(map(given.__contains__, _TELLING))


class _Open(NamedTuple):
    """A part of the site that has begun."""

    name: str
    zone: str
    level: int
    """How many elements of its name are open, itself included; of a list's item, how many lists."""
    before: dict[str, int]
    """What was open when it began."""


Anchor = tuple[str, str, int]
"""A link's address as the markup gives it, its words, and where they begin in the layout's text; plain, as a page has hundreds."""


def laid_out_tags(tags: Iterable[tuple[str, str, str, str]]) -> tuple[Layout, list[Anchor]]:
    """The page's visible text, one block a line, and the anchors of its links, of which a body needs none."""
    rows = _Rows()
    rows.read(tags)
    return Layout("\n".join(rows.lines), _without_wide_parts(rows.blocks)), rows.found


def links_of(anchors: Iterable[Anchor], url: str | None = None) -> tuple[Hyperlink, ...]:
    """The outgoing links, in full where `url` is the page's address."""
    host = host_of(url)
    return tuple(
        Hyperlink(link if link.isascii() and "\x00" not in link else sound(link), words, Span(start, start + len(words)))
        for given, words, start in anchors
        if (link := _in_full(given, host, url))
    )


def _in_full(link: str, host: str, url: str | None) -> str:
    """A link's address, "" of one that leads nowhere; `host` stands before one from the site's root, if the page's address is known."""
    if host and ROOTED.fullmatch(link):
        link = host + link
    elif not link.startswith(("https://", "http://")):
        if not leads_away(link):
            return ""
        link = absolute(link, url)
    return unwrapped(link) if "/http" in link else link


def _without_wide_parts(blocks: list[Block]) -> tuple[Block, ...]:
    """The blocks; a form, or what scripts show later, is no part of the site if it holds most of the page's text that is no link."""
    if not {block.zone for block in blocks}.intersection(_AROUND_ALL):
        return tuple(blocks)
    held: dict[str, int] = {}
    for start, stop, _, zone, linked, _ in blocks:
        held[zone] = held.get(zone, 0) + stop - start - linked
    most = _MOST * sum(held.values())
    wide = next((zone for zone in _AROUND_ALL if held.get(zone, 0) > most), None)
    return tuple(block._replace(zone="") if block.zone == wide else block for block in blocks) if wide else tuple(blocks)


@dataclass(slots=True)
class _Rows:
    """Reads the tags one after the other."""

    lines: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    found: list[Anchor] = field(default_factory=list)
    length: int = 0
    tag: str = "div"
    zone: str = ""
    within: list[_Open] = field(default_factory=list)
    """Parts of the site that are open: a form, a part within it, what is left out within that."""
    counts: dict[str, int] = field(default_factory=dict)
    """How many elements are open that have the name of such a part."""
    lists: int = 0
    link: str | None = None
    """The address of the link that is open."""
    begun: int = 0
    """The piece with which it begins."""
    pieces: list[str] = field(default_factory=list)
    """The running text of the block."""
    anchors: list[tuple[str, int, int]] = field(default_factory=list)
    """Address, first and last piece of the links that end in it."""

    def read(self, tags: Iterable[tuple[str, str, str, str]]) -> None:
        """The whole page."""
        pieces, counts, kind_of = self.pieces, self.counts, _KINDS.get
        for closes, written, given, text in tags:
            name, kind = written, kind_of(written)
            if kind is None:
                name = written.lower()
                kind = kind_of(name, 0)
            if kind & _LINKS:
                self._link(closes, given)
            elif kind & _BREAKS:
                if pieces:
                    self._close()
                if kind & _SETS:
                    self.tag = "div" if closes else name
                elif kind & _LISTS:
                    self._list(closes)
            if closes:
                if name in counts:
                    self._leave(name)
            elif kind & _PART or name in counts or (given and not kind & _NO_PART and self.zone in _OPEN and tells_part(given[:_LOOKED_AT])):
                self._enter(name, given)
            if text and (pieces or not text.isspace()) and self.zone != _LEFT_OUT:
                pieces.append(text)
        if pieces:
            self._close()

    def _part(self, name: str, given: str) -> str:
        """The part of the site that an element is, "" when it is none; within one that is no form, only what is left out matters."""
        by_name = _ELEMENTS.get(name, "")
        given = given[:_LOOKED_AT]
        if by_name == _LEFT_OUT or self.zone not in _OPEN or not given or not tells_part(given):
            return by_name
        return zone_of(name, attributes_of(given, _NAMED)) or by_name

    def _list(self, closes: str) -> None:
        """A list begins or ends."""
        self.tag = "div"
        self.lists += -1 if closes else 1
        if closes and "li" in self.counts and self.lists < self.counts["li"]:
            self._end("li")

    def _enter(self, name: str, given: str) -> None:
        """An element begins that may be a part of the site, or has the name of one that is open."""
        if name in self.counts and (name == "p" or (name == "li" and self.lists <= self.counts["li"])):
            self._end(name)
        zone = self._part(name, given)
        if zone and (zone == _LEFT_OUT or self.zone in _OPEN) and zone != self.zone:
            self._change(zone)
            before = dict(self.counts)
            self.counts[name] = self.lists if name == "li" else self.counts.get(name, 0) + 1
            self.within.append(_Open(name, zone, self.counts[name], before))
        elif name in self.counts and name != "li":
            self.counts[name] += 1

    def _leave(self, name: str) -> None:
        """An element ends that has the name of a part that is open."""
        if name == "li":
            if self.lists <= self.counts[name]:
                self._end(name)
            return
        left = self.counts[name] = self.counts[name] - 1
        for part in self.within:
            if part.name == name and left < part.level:
                self._end(name)
                return

    def _end(self, name: str) -> None:
        """The innermost part of this name ends, and what was left open within it."""
        at = max(number for number, part in enumerate(self.within) if part.name == name)
        self.counts.clear()
        self.counts.update(self.within[at].before)
        del self.within[at:]
        self._change(self.within[-1].zone if self.within else "")

    def _change(self, zone: str) -> None:
        if self.pieces and zone != self.zone:
            self._close()
        self.zone = zone

    def _link(self, closes: str, given: str) -> None:
        """A link begins or ends."""
        if self.link is not None:
            self._end_link(self.link)
        if closes:
            return
        at = given.find(_PLAIN_HREF)
        if at >= 0:
            link = given[at + len(_PLAIN_HREF) : given.find('"', at + len(_PLAIN_HREF))]
        else:
            found = _HREF.search(given)
            link = (found[1] or found[2] or found[3] or "") if found else ""
        self.link, self.begun = (unescaped(link) if "&" in link else link).strip() or None, len(self.pieces)

    def _end_link(self, link: str) -> None:
        if len(self.pieces) > self.begun:
            self.anchors.append((link, self.begun, len(self.pieces)))
        self.link = None

    def _close(self) -> None:
        """The block that is being written ends."""
        link = self.link
        if link is not None:
            self._end_link(link)
        pieces, anchors = self.pieces, self.anchors
        if not anchors:
            self._add_whole("".join(pieces) if len(pieces) > 1 else pieces[0], None)
        elif len(anchors) == 1 and anchors[0][1] == 0 and (anchors[0][2] == len(pieces) or "".join(pieces[anchors[0][2] :]).isspace()):
            self._add_whole("".join(pieces), anchors[0][0])
        else:
            self._add_with_links()
        anchors.clear()
        pieces.clear()
        self.link, self.begun = link, 0

    def _add_whole(self, text: str, link: str | None) -> None:
        """A block that is a link as a whole or holds none; several where its line breaks are shown."""
        for piece in whole_paragraphs(text).split("\n") if self.tag == "pre" else (text,):
            line = _folded(piece.strip(_BLANK)).strip(" ")
            if line and not line.isspace():
                if link is not None:
                    self.found.append((link, line, self.length))
                self._add(line, 0 if link is None else len(line))

    def _add_with_links(self) -> None:
        """A block with links in its text."""
        starts, text = [], ""
        for piece in self.pieces:
            starts.append(len(text))
            folded = _folded(piece)
            text += folded[1:] if folded.startswith(" ") and (not text or text.endswith(" ")) else folded
        starts.append(len(text))
        line = text.rstrip(" ")
        if not line or line.isspace():
            return
        start = self.length
        self._add(line, min(sum(starts[last] - starts[first] for _, first, last in self.anchors), len(line)))
        for link, first, last in self.anchors:
            words = line[starts[first] : starts[last]]
            bare = words.strip(" ")
            if bare:
                self.found.append((link, bare, start + starts[first] + len(words) - len(words.lstrip(" "))))

    def _add(self, line: str, linked: int) -> None:
        size = len(line)
        self.blocks.append(Block(self.length, self.length + size, self.tag, self.zone, linked))
        self.lines.append(line)
        self.length += size + 1


def _folded(text: str) -> str:
    """Running text with its escapes read and its white space folded as a browser folds it."""
    plain = unescaped_text(text) if "&" in text else text
    return plain if "  " not in plain and plain.isprintable() else _SPACE.sub(" ", plain)
