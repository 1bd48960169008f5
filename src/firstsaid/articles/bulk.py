"""The quick way to lay a page out: resiliparse writes the text of the whole page once (Bevendorff et al. 2018), with the parts of the site marked in it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import DocumentNode, ElementNode, HTMLTree, Node

from firstsaid.articles.bulk_head import DECLARING, MOST_DECLARING, NO_TEXT
from firstsaid.articles.decoding import sound
from firstsaid.articles.layout import Block, Layout
from firstsaid.articles.links import ROOTED, absolute, host_of, leads_away
from firstsaid.articles.markup import zone_of
from firstsaid.model import Hyperlink, Span

_OPENS, _NUMBERED, _ENDS = "\ufdd0", "\ufdd1", "\ufdd2"
"""Characters that Unicode keeps free for use within a program. Before and behind the number of a part of the site, and at its end."""
_TAGS = "h[1-6]|p|li|ul|ol|pre"
_TOKEN = re.compile(rf'<(/?)({_TAGS}|a)(?: href="([^"]*)")?>|(\ufdd0[0-6]\ufdd1|\ufdd2)')
_ROW = re.compile(rf'[ \r\f]*+(?:<({_TAGS})>[ \r\f]*+)?(?:<a href="([^"]*+)">)?([^<\ufdd0-\ufdd2]*+)(</a>[ \r\f]*+)?(</(?:{_TAGS})>)*+[ \r\f]*+')
"""Most rows: an element, all of it a link or none of it."""
_SPACE = re.compile("[ \t\n\r\f]+")
_MOST_LISTS = 200
"""The items of a page with more lists are not told as such, since each is set in by as many spaces as lists may hold it."""
_MOST_PARTS = 5_000
_MOST_FIGURES = 300
"""The text of further figures and captions is left out."""
_ZONES = ("nav", "footer", "aside", "form", "caption", "comments", "hidden")
_MARKS = {f"{_OPENS}{number}{_NUMBERED}": zone for number, zone in enumerate(_ZONES)} | {_ENDS: ""}
_LISTS = frozenset(["ul", "ol", "menu", "dir"])
_LEFT_OUT = ("figure", "figcaption")
"""Elements whose text resiliparse never gives."""
_PARTS = (
    "ul, ol, menu, dir, nav, footer, aside, form, figure, figcaption, dialog, noscript, "
    "[role=navigation], [role=contentinfo], [role=complementary], [role=dialog], [role=search], [role=menu], "
    "[hidden], div[aria-hidden=true], div[style*=none], div[style*=hidden], [class*=comment], [id*=comment], [class*=caption], [class*=credit]"
)
"""Lists, and elements that may be a part of the site which holds no text of an article; their names and attributes decide."""
_AROUND_ALL = ("form", "hidden")
"""What some pages put around everything."""
_MOST = 0.5
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "pre"])


def telling_elements(document: DocumentNode) -> list[ElementNode]:
    """What the page declares and the parts of the site, found in one go."""
    return list(document.query_selector_all(f"{_PARTS}, {DECLARING}")[0 : _MOST_PARTS + MOST_DECLARING])


def laid_out_tree(tree: HTMLTree, url: str | None = None, telling: Sequence[ElementNode] | None = None) -> Layout:
    """The page's text, one block a line, and its outgoing links, in full where `url` is the page's address; `telling` are the elements that tell of the site.

    Marks are set in the tree where parts of the site begin and end, as asking for the text once costs far less than visiting the elements.
    """
    if tree.document is None:
        return Layout("", ())
    rows = _Rows(url, host_of(url))
    lists = _marked(tree, telling_elements(tree.document) if telling is None else telling)
    reduced = extract_plain_text(tree, preserve_formatting="minimal_html", links=True, list_bullets=lists <= _MOST_LISTS, alt_texts=False)
    for row in _with_closed_links(reduced).replace("<br>", "\n").replace("\t", "\n").split("\n"):
        if row and not row.isspace():
            rows.read(row)
    return Layout("\n".join(rows.lines), _without_wide_parts(rows.blocks), tuple(rows.links))


def _marked(tree: HTMLTree, telling: Sequence[ElementNode]) -> int:
    """Sets a mark where each part of the site begins and ends; returns how many lists the page has."""
    marks = {zone: node for mark, zone in _MARKS.items() if (node := tree.create_text_node(mark)) is not None}
    lists = figures = 0
    for element in telling:
        tag = element.tag or ""
        if tag in NO_TEXT:
            continue
        lists += tag in _LISTS
        zone = "hidden" if tag == "noscript" else zone_of(tag, {name: element.getattr(name) or "" for name in element.attrs})
        figures += tag in _LEFT_OUT
        node = _shown(tree, element) if tag in _LEFT_OUT and figures <= _MOST_FIGURES else element
        first = node.first_child if zone else None
        if first is not None:
            begins, ends = marks[zone].clone_node(), marks[""].clone_node()
            if begins is not None and ends is not None:
                node.insert_before(begins, first)
                node.append_child(ends)
    return lists


def _shown(tree: HTMLTree, node: ElementNode) -> Node:
    """A division with what the element holds in the element's place; the element itself where it holds no text."""
    division, parent = tree.create_element("div"), node.parent
    if division is None or parent is None or not (node.text or "").strip():
        return node
    for child in list(node.child_nodes):
        division.append_child(child)
    parent.replace_child(division, node)
    return division


def _with_closed_links(reduced: str) -> str:
    """Without the links that resiliparse opens and does not close, which hold no text."""
    first, *further = reduced.split('<a href="')
    return first + "".join(f'<a href="{piece}' if "</a>" in piece else piece.partition('">')[2] for piece in further)


def _without_wide_parts(blocks: list[Block]) -> tuple[Block, ...]:
    """The blocks; a form, or what scripts show later, is no part of the site if it holds most of the page's text that is no link."""
    held: Counter[str] = Counter()
    for block in blocks:
        held[block.zone] += block.stop - block.start - block.linked
    wide = next((zone for zone in _AROUND_ALL if held[zone] > _MOST * held.total()), None)
    return tuple(block._replace(zone="") if block.zone == wide else block for block in blocks) if wide else tuple(blocks)


@dataclass(slots=True)
class _Rows:
    """Reads resiliparse's reduced markup row by row."""

    url: str | None
    host: str
    """What stands before a link from the site's root; "" when the page's address is not known."""
    lines: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    links: list[Hyperlink] = field(default_factory=list)
    length: int = 0
    tag: str = "div"
    zone: str = ""
    within: list[str] = field(default_factory=list)
    """Zones of the parts that are open, the innermost last."""
    link: str | None = None
    """The address of the link that is open."""
    text: str = ""
    """What the row has given so far of a block."""
    linked: int = 0
    """How many characters of that are link text."""
    linked_from: int = 0
    anchors: list[tuple[str, int, int]] = field(default_factory=list)
    """Address, start and stop of the links that end in it."""

    def read(self, row: str) -> None:
        """One row: a block, or several, or the beginning or end of what stands around them."""
        if row in _MARKS:
            self._part(_MARKS[row])
            return
        whole = _ROW.fullmatch(row) if self.link is None else None
        if whole is None or (whole[2] is None) != (whole[4] is None):
            self._read_pieces(row)
            return
        tag, link, text, _, closes = whole.groups()
        if tag:
            self.tag = tag if tag in _HEADINGS else "div"
        if text:
            plain = _plain(text) if "&" in text else text
            line = (plain if plain.isprintable() and "  " not in plain else _SPACE.sub(" ", plain)).strip(" ")
            if line and not line.isspace():
                start, stop = self.length, self.length + len(line)
                self.blocks.append(Block(start, stop, self.tag, self.zone, stop - start if link else 0))
                self.lines.append(line)
                self.length = stop + 1
                if link:
                    self._add_link(_plain(link), line, start)
        if closes:
            self.tag = "div"

    def _read_pieces(self, row: str) -> None:
        pieces = _TOKEN.split(row)
        for at in range(0, len(pieces) - 1, 5):
            text, closes, tag, link, mark = pieces[at : at + 5]
            self._write(text)
            if mark:
                self._close()
                self._part(_MARKS[mark])
            elif tag != "a":
                self._close()
                self.tag = "div" if closes or tag not in _HEADINGS else tag
            elif closes:
                self._end_link()
            else:
                self.link, self.linked_from = _plain(link or "") or None, len(self.text)
        self._write(pieces[-1])
        self._close()

    def _write(self, text: str) -> None:
        if not text:
            return
        folded = _folded(_plain(text))
        if folded.startswith(" ") and (not self.text or self.text.endswith(" ")):
            folded = folded[1:]
        self.text += folded
        self.linked += len(folded) if self.link is not None else 0

    def _part(self, zone: str) -> None:
        """A part of the site begins, or one ends where none is named; a form is told last, as whole pages stand in one."""
        if zone:
            self.within.append(zone)
        elif self.within:
            self.within.pop()
        self.zone = next((zone for zone in self.within if zone != "form"), self.within[0] if self.within else "")

    def _end_link(self) -> None:
        if self.link is not None and len(self.text) > self.linked_from:
            self.anchors.append((self.link, self.linked_from, len(self.text)))
        self.link = None

    def _close(self) -> None:
        if not self.text:
            return
        line = self.text.rstrip(" ")
        if line and not line.isspace():
            self._add(line, min(self.linked, len(line)))
            for link, first, last in self.anchors:
                bare = line[first:last].strip(" ")
                if bare:
                    self._add_link(link, bare, self.blocks[-1].start + line.index(bare, first))
        self.text, self.linked, self.linked_from = "", 0, 0
        self.anchors.clear()

    def _add(self, line: str, linked: int) -> None:
        self.blocks.append(Block(self.length, self.length + len(line), self.tag, self.zone, linked))
        self.lines.append(line)
        self.length += len(line) + 1

    def _add_link(self, link: str, anchor: str, start: int) -> None:
        if self.host and ROOTED.fullmatch(link):
            link = self.host + link
        elif not link.startswith(("https://", "http://")):
            if not leads_away(link):
                return
            link = absolute(link, self.url)
        self.links.append(Hyperlink(link if link.isascii() and "\x00" not in link else sound(link), anchor, Span(start, start + len(anchor))))


def _folded(text: str) -> str:
    """Running text with its white space folded as a browser folds it."""
    return text if "  " not in text and text.isprintable() else _SPACE.sub(" ", text)


def _plain(text: str) -> str:
    """Without the four escapes that resiliparse writes."""
    if "&" not in text:
        return text
    return text.replace("&quot;", '"').replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
