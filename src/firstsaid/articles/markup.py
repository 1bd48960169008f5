"""An HTML page laid out as text: every visible block on a line of its own, with its element and its place on the site."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

import lxml.html
from lxml.etree import ParserError

from firstsaid.articles.decoding import sound
from firstsaid.articles.layout import Block, Layout
from firstsaid.model import Hyperlink, Span

_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "svg",
        "math",
        "object",
        "iframe",
        "canvas",
        "audio",
        "video",
        "select",
        "textarea",
        "datalist",
        "title",
    ]
)
_BLOCKS = frozenset(
    [
        "address", "amp-img", "article", "aside", "blockquote", "body", "button", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset",
        "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav",
        "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    ]
)  # fmt: skip
_ZONES = {"nav": "nav", "footer": "footer", "aside": "aside", "form": "form", "button": "form", "figcaption": "caption", "figure": "caption", "dialog": "form"}
_ROLES = {"navigation": "nav", "contentinfo": "footer", "complementary": "aside", "dialog": "form", "search": "form", "menu": "nav"}
_WIDE = frozenset(["html", "body", "article", "main"])
_COMMENTS = re.compile(
    r"(?:^|\s)(?:comments?|comments?[-_](?:list|area|section|wrapper|body|container|form)|commentlist|disqus[_-]thread|respond|fb-comments)(?:\s|$)",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"(?:^|[\s_-])(?:caption|wp-caption-text|photo-?credit|image-?credit|img-?caption)(?:$|[\s_-])", re.IGNORECASE)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_SPACE = re.compile("[ \t\n\r\f]+")


def parsed(markup: str) -> lxml.html.HtmlElement | None:
    """The page's tree; None when there is nothing in it."""
    parser = lxml.html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        return lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (ParserError, ValueError, AssertionError):
        return None


@dataclass(slots=True)
class _Writer:
    """Collects blocks while the tree is walked."""

    lines: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    links: list[Hyperlink] = field(default_factory=list)
    length: int = 0
    pieces: list[str] = field(default_factory=list)
    size: int = 0
    spaced: bool = True
    linked: int = 0
    open_links: list[tuple[str, int]] = field(default_factory=list)
    waiting: list[tuple[str, int, int]] = field(default_factory=list)

    def write(self, text: str) -> None:
        """Adds running text, white space folded as a browser folds it."""
        folded = _SPACE.sub(" ", text)
        if self.spaced and folded.startswith(" "):
            folded = folded[1:]
        if folded:
            self.pieces.append(folded)
            self.size += len(folded)
            self.linked += len(folded) if self.open_links else 0
            self.spaced = folded.endswith(" ")

    def close(self, place: "_Place") -> None:
        """Ends the block that is being written, if there is anything in it."""
        line = "".join(self.pieces).rstrip(" ")
        if line.strip():
            start = self.length
            self.blocks.append(Block(start, start + len(line), place.tag, place.zone, min(self.linked, len(line))))
            self.lines.append(line)
            self.length += len(line) + 1
            self.links.extend(hyperlink for anchor in self.waiting if (hyperlink := _hyperlink(anchor, line, start)))
        self.pieces, self.waiting, self.size, self.linked, self.spaced = [], [], 0, 0, True
        self.open_links = [(url, 0) for url, _ in self.open_links]

    def open_link(self, url: str) -> None:
        """From here on text is link text."""
        self.open_links.append((url, self.size))

    def close_link(self) -> None:
        """Notes the anchor that ends here."""
        url, first = self.open_links.pop()
        if self.size > first:
            self.waiting.append((url, first, self.size))


def _hyperlink(anchor: tuple[str, int, int], line: str, start: int) -> Hyperlink | None:
    url, first, last = anchor
    words = line[first:last]
    bare = words.strip(" ")
    if not bare:
        return None
    first += len(words) - len(words.lstrip(" "))
    return Hyperlink(sound(url), bare, Span(start + first, start + first + len(bare)))


class _Place(NamedTuple):
    """Where running text stands: its block element and its zone."""

    tag: str
    zone: str


class _Step(NamedTuple):
    """An element to enter, or to leave once its children are done."""

    element: lxml.html.HtmlElement
    outer: _Place
    inner: _Place | None


def laid_out_markup(root: lxml.html.HtmlElement) -> Layout:
    """The page's visible text, one block a line, and its outgoing links."""
    writer = _Writer()
    stack = [_Step(root, _Place("html", ""), None)]
    while stack:
        step = stack.pop()
        if step.inner is not None:
            _leave(writer, step.element, step.outer, step.inner)
        elif not isinstance(step.element.tag, str) or step.element.tag in _SKIPPED:
            writer.write(step.element.tail or "")
        else:
            inner = _enter(writer, step.element, step.outer)
            stack.append(_Step(step.element, step.outer, inner))
            stack.extend(_Step(child, inner, None) for child in reversed(step.element))
    writer.close(_Place("html", ""))
    return Layout("\n".join(writer.lines), tuple(writer.blocks), tuple(writer.links))


def _enter(writer: _Writer, element: lxml.html.HtmlElement, outer: _Place) -> _Place:
    zone = outer.zone or _zone(element)
    inner = _Place(element.tag if element.tag in _BLOCKS else outer.tag, zone)
    if _breaks(element, outer, inner):
        writer.close(outer)
    if element.tag == "a" and element.get("href"):
        writer.open_link(element.get("href"))
    writer.write(element.text or "")
    return inner


def _leave(writer: _Writer, element: lxml.html.HtmlElement, outer: _Place, inner: _Place) -> None:
    if element.tag == "a" and element.get("href"):
        writer.close_link()
    if _breaks(element, outer, inner):
        writer.close(inner)
    writer.write(element.tail or "")


def _breaks(element: lxml.html.HtmlElement, outer: _Place, inner: _Place) -> bool:
    return element.tag in _BLOCKS or element.tag == "br" or outer.zone != inner.zone


def _zone(element: lxml.html.HtmlElement) -> str:
    """Where on the site an element stands, going by its own name and attributes; "" where they say nothing."""
    if element.tag in _WIDE:
        return ""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true" or _HIDDEN.search((element.get("style") or "")[:500]):
        return "hidden"
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:500]
    if _COMMENTS.search(names):
        return "comments"
    if element.tag in _ZONES:
        return _ZONES[element.tag]
    if _CAPTION.search(names):
        return "caption"
    return _ROLES.get(element.get("role") or "", "")
