"""An HTML page laid out as text: every visible block on a line of its own, with its element and its place on the site."""

import re
from typing import NamedTuple

import lxml.html
from lxml.etree import ParserError

from firstsaid.articles.layout import Layout
from firstsaid.articles.writer import Place, Writer

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
_CAPTION = re.compile(
    r"(?:^|[\s_-]|(?<=[a-z])(?=[A-Z]))(?i:captions?|wp-caption-text|photo-?credits?|image-?credits?|img-?caption)(?:$|[\s_-])",
)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_NAMES, _LONGEST_NAME = 7, 200


def parsed(markup: str) -> lxml.html.HtmlElement | None:
    """The page's tree; None when there is nothing in it."""
    parser = lxml.html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        return lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (ParserError, ValueError, AssertionError):
        return None


class _Step(NamedTuple):
    """An element to enter, or to leave once its children are done."""

    element: lxml.html.HtmlElement
    outer: Place
    inner: Place | None


def laid_out_markup(root: lxml.html.HtmlElement) -> Layout:
    """The page's visible text, one block a line, and its outgoing links."""
    writer = Writer()
    stack = [_Step(root, Place("html", ""), None)]
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
    writer.close(Place("html", ""))
    return writer.layout()


def _enter(writer: Writer, element: lxml.html.HtmlElement, outer: Place) -> Place:
    zone = outer.zone or _zone(element)
    inner = Place(element.tag, zone, (*outer.names[-_NAMES:], _name(element))) if element.tag in _BLOCKS else Place(outer.tag, zone, outer.names)
    if _breaks(element, outer, inner):
        writer.close(outer)
    if element.tag == "a" and element.get("href"):
        writer.open_link(element.get("href"))
    writer.write(element.text or "")
    return inner


def _leave(writer: Writer, element: lxml.html.HtmlElement, outer: Place, inner: Place) -> None:
    if element.tag == "a" and element.get("href"):
        writer.close_link()
    if _breaks(element, outer, inner):
        writer.close(inner)
    writer.write(element.tail or "")


def _breaks(element: lxml.html.HtmlElement, outer: Place, inner: Place) -> bool:
    return element.tag in _BLOCKS or element.tag == "br" or outer.zone != inner.zone


def _name(element: lxml.html.HtmlElement) -> str:
    """An element with its classes and id, as "div content body"."""
    return f"{element.tag} {element.get('class') or ''} {element.get('id') or ''}"[:_LONGEST_NAME]


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
