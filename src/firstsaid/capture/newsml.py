"""NewsML-G2 of the IPTC: a news item, or a message or set of them. One news item is one record."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from firstsaid.capture.feed import stopped
from firstsaid.capture.reader import too_large
from firstsaid.capture.record import DERIVED, Carrier, iso_date, line, upstream, web_address
from firstsaid.capture.source import Source
from firstsaid.capture.xml_tree import children, local, markup_of, root_name, text_of, tree_of
from firstsaid.model import Capture, Rejected
from firstsaid.model.options import CaptureOptions

_ROOTS = ("newsItem", "newsMessage", "itemSet", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem")
_PASSED_OVER = _ROOTS[3:]
_WITHOUT_TEXT = "The item holds no text: its content is a picture, a recording or kept elsewhere."
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NITF = {
    "hl1": "h1", "hl2": "h2", "bq": "blockquote", "block": "div", "media": "figure", "media-caption": "figcaption", "media-producer": "figcaption",
    "tagline": "p", "bibliography": "p", "fn": "aside", "body.head": "div", "body.content": "div", "body.end": "div",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewsmlReader:
    """NewsML-G2 by its first element."""

    def accepts(self, name: str, head: bytes) -> bool:
        """Whether the bytes begin like NewsML-G2."""
        return root_name(head) in _ROOTS

    def read(self, source: Source, options: CaptureOptions) -> Iterator[Capture | Rejected]:
        """One capture for each news item; one row for packages and concepts, which hold no article, and one if the document breaks off."""
        size = source.path.stat().st_size
        if size > options.largest:
            yield source.rejected(too_large("The document", size, options.largest))
            return
        carrier = Carrier(source, options, "newsml", _WITHOUT_TEXT)
        tree = tree_of(source.path.read_bytes(), ("newsItem", *_PASSED_OVER))
        for number, item in enumerate(tree.items, 1):
            if local(item) == "newsItem":
                yield carrier.row(f"item {number}", _said(item))
        others = Counter(name for item in tree.items if (name := local(item)) in _PASSED_OVER)
        if others:
            listed = ", ".join(f"{number} {name}" for name, number in sorted(others.items()))
            yield carrier.rejected(f"Passed over, as they hold no article of their own: {listed}.")
        if tree.fault:
            yield carrier.rejected(*stopped(tree, "item"))
        elif not tree.items:
            yield carrier.rejected("The document holds no news items.")


def _said(item: etree._Element) -> dict[str, object]:
    """What a news item says of its article. Its provider is the outlet; the sources that it draws on and the items that it was made from are upstreams."""
    about, content = _first(item, "itemMeta"), _first(item, "contentMeta")
    guid = item.get("guid") or ""
    outlet = _name(_first(about, "provider")) or _name(_first(_first(item, "rightsInfo"), "copyrightHolder"))
    published = _text(about, "firstCreated") or _text(content, "contentCreated") or _text(about, "versionCreated")
    updated = _text(about, "versionCreated") or _text(content, "contentModified")
    credit = _text(content, "creditline")
    return {
        "id": guid,
        "url": web_address(guid),
        "outlet": outlet,
        "title": _text(content, "headline") or _text(about, "title"),
        "date": iso_date(published),
        "updated": iso_date(updated) if updated != published else "",
        "byline": _text(content, "by") or ", ".join(filter(None, map(_name, _all(content, "creator")))),
        "language": _language(item, content),
        "dateline": _text(content, "dateline") or _name(_first(content, "located")),
        "credit": credit if credit != outlet else "",
        "derived_from": _upstreams(about, content, item, outlet),
        **_article(item),
    }


def _upstreams(about: etree._Element | None, content: etree._Element | None, item: etree._Element, outlet: str) -> list[dict[str, str]]:
    named = [("NewsML-G2 infoSource", _name(given), web_address(given.get("uri") or "")) for given in _all(content, "infoSource")]
    named += [("NewsML-G2 creditline", _text(content, "creditline"), "")]
    found = [upstream(rule, name, address) for rule, name, address in named if name.casefold() != outlet.casefold()]
    for link in (*_all(about, "link"), *_all(item, "link")):
        relation = (link.get("rel") or "").rpartition(":")[2].rpartition("/")[2]
        if relation.lower() in DERIVED:
            target = link.get("href") or link.get("residref") or ""
            title = _text(link, "title") or _text(link, "headline")
            found.append(upstream(f"NewsML-G2 link rel {relation}", title or ("" if web_address(target) else target), web_address(target)))
    return [given for given in found if given]


def _article(item: etree._Element) -> dict[str, object]:
    """The first of the renditions that is text: XHTML, NITF, then what stands as plain data."""
    for content in _all(item, "contentSet"):
        for inline in children(content, "inlineXML"):
            body = next((element for element in inline.iter("{*}body.content", "{*}body") if local(element) in ("body.content", "body")), None)
            body = next(inline.iter("{*}body.content"), body)
            if body is None and "html" in (inline.get("contenttype") or ""):
                body = inline
            if body is not None and text_of(body):
                return {"html": markup_of(body, _NITF)}
        for data in children(content, "inlineData"):
            if text_of(data):
                return {"html": text_of(data)} if "html" in (data.get("contenttype") or "") else {"text": text_of(data)}
    return {}


def _language(item: etree._Element, content: etree._Element | None) -> str:
    stated = _first(content, "language")
    return (stated.get("tag") if stated is not None else None) or item.get(_LANGUAGE) or ""


def _name(party: etree._Element | None) -> str:
    """The name of a party or place: its name, else its literal, else the code without its scheme."""
    if party is None:
        return ""
    return _text(party, "name") or line(party.get("literal") or "") or line((party.get("qcode") or "").rpartition(":")[2]) or line(party.text or "")


def _all(element: etree._Element | None, name: str) -> list[etree._Element]:
    return list(children(element, name)) if element is not None else []


def _first(element: etree._Element | None, name: str) -> etree._Element | None:
    return next(iter(_all(element, name)), None)


def _text(element: etree._Element | None, name: str) -> str:
    return line(text_of(_first(element, name)))
