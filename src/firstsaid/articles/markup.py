"""An HTML page laid out as text: every visible block on a line of its own, with its element and its place on the site."""

import re
from collections.abc import Mapping

import lxml.html
from lxml.etree import ElementDefaultClassLookup, ParserError

from firstsaid.articles.layout import Layout
from firstsaid.articles.wrapped import whole_paragraphs
from firstsaid.articles.writer import Place, Writer

SKIPPED = frozenset(
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
BLOCKS = frozenset(
    [
        "address", "amp-img", "article", "aside", "blockquote", "body", "button", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset",
        "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav",
        "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    ]
)  # fmt: skip
ZONES = {"nav": "nav", "footer": "footer", "aside": "aside", "form": "form", "button": "form", "figcaption": "caption", "figure": "caption", "dialog": "form"}
_ROLES = {"navigation": "nav", "contentinfo": "footer", "complementary": "aside", "dialog": "form", "search": "form", "menu": "nav"}
_WIDE = frozenset(["html", "body", "article", "main"])
_DIVISIONS = frozenset(["div", "section", "table", "tr", "td", "ul"])
_COMMENTS = re.compile(
    r"(?:^|\s)(?:comments?|comments?[-_](?:list|area|section|wrapper|body|container|form)|commentlist|disqus[_-]thread|respond|fb-comments)(?:\s|$)",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:^|[\s_-]|(?<=[a-z])(?=[A-Z]))(?i:captions?|wp-caption-text|photo-?credits?|image-?credits?|img-?caption)(?:$|[\s_-])",
)
_SITE_FOOT = re.compile(
    r"(?:^|\s)(?:(?:site|page|global|main)[-_]?(?:footer|info)|footer|colophon|imprint|impressum|legal[-_]?(?:notice|info)?)(?:\s|$)", re.IGNORECASE
)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_NAMES, _LONGEST_NAME = 7, 200
_CLOSES_PAGE = re.compile(r"</(?i:body|html)\s*>")
"""Behind these libxml2 reads nothing, while the HTML standard counts what follows as the page's."""
_ONE_CLASS = ElementDefaultClassLookup(element=lxml.html.HtmlElement)
"""Without classes of their own for forms and inputs, which nobody asks for here, no class has to be looked up each time that an element is visited."""


def parsed(markup: str) -> lxml.html.HtmlElement | None:
    """The page's tree; None when there is nothing in it."""
    parser = lxml.html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    parser.set_element_class_lookup(_ONE_CLASS)
    try:
        return lxml.html.document_fromstring(_CLOSES_PAGE.sub("", markup).encode("utf-8", "replace"), parser=parser)
    except (ParserError, ValueError, AssertionError):
        return None


def laid_out_markup(root: lxml.html.HtmlElement, scripts: bool = True) -> Layout:
    """The page's visible text, one block a line, and its outgoing links; without `scripts` also what it shows only where none run."""
    skipped = SKIPPED if scripts else SKIPPED - {"noscript"}
    writer = Writer()
    whole = Place("html", "")
    stack: list[tuple[lxml.html.HtmlElement, Place, Place | None, str | None]] = [(root, whole, None, None)]
    while stack:
        element, outer, inner, link = stack.pop()
        if inner is not None:
            _leave(writer, element, (outer, inner), link)
            continue
        tag = element.tag
        if tag in skipped or not isinstance(tag, str):
            _write(writer, element.tail, outer)
            continue
        inner, link = _enter(writer, element, outer)
        if len(element):
            stack.append((element, outer, inner, link))
            stack += [(child, inner, None, None) for child in element.iterchildren(reversed=True)]
        else:
            _leave(writer, element, (outer, inner), link)
    writer.close(whole)
    return writer.layout()


def _enter(writer: Writer, element: lxml.html.HtmlElement, outer: Place) -> tuple[Place, str | None]:
    """Where the element's text stands, and the address if it is a link."""
    tag, given = element.tag, dict(element.items())
    zone = outer.zone or zone_of(tag, given)
    if tag in BLOCKS:
        inner = Place(tag, zone, (*outer.names[-_NAMES:], f"{tag} {given.get('class') or ''} {given.get('id') or ''}"[:_LONGEST_NAME]))
    else:
        inner = outer if zone == outer.zone else Place(outer.tag, zone, outer.names)
    if _breaks(tag, outer, inner):
        writer.close(outer)
    link = given.get("href") if tag == "a" else None
    if link:
        writer.open_link(link)
    _write(writer, element.text, inner)
    return inner, link


def _leave(writer: Writer, element: lxml.html.HtmlElement, places: tuple[Place, Place], link: str | None) -> None:
    outer, inner = places
    if link:
        writer.close_link()
    if _breaks(element.tag, outer, inner):
        writer.close(inner)
    _write(writer, element.tail, outer)


def _write(writer: Writer, text: str | None, place: Place) -> None:
    """Adds running text; where its line breaks are shown, each ends a block."""
    lines = [] if not text else whole_paragraphs(text).split("\n") if place.tag == "pre" else [text]
    for at, line in enumerate(lines):
        if at:
            writer.close(place)
        writer.write(line)


def _breaks(tag: str, outer: Place, inner: Place) -> bool:
    return tag in BLOCKS or tag == "br" or outer.zone != inner.zone


def zone_of(tag: str, given: Mapping[str, str]) -> str:
    """Where on the site an element stands, going by its own name and attributes; "" where they say nothing."""
    if tag in _WIDE:
        return ""
    if given:
        if "hidden" in given or given.get("aria-hidden") == "true" or ("style" in given and _HIDDEN.search(given["style"][:500])):
            return "hidden"
        names = f"{given.get('class') or ''} {given.get('id') or ''}"[:500]
        if _COMMENTS.search(names):
            return "comments"
        if tag not in ZONES and _CAPTION.search(names):
            return "caption"
        if tag in _DIVISIONS and _SITE_FOOT.search(names):
            return "footer"
    return ZONES.get(tag) or _ROLES.get(given.get("role") or "", "")
