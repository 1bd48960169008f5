"""What a page declares, taken from resiliparse's tree: a small tree of the declaring elements alone, with the face of the careful parser's."""

import html
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from resiliparse.parse.html import HTMLTree

_META = re.compile(r'<(meta|link)((?: [^\s=>"]{1,100}(?:="[^"]*")?){1,40})>')
_ATTRIBUTE = re.compile(r' ([^\s=>"]{1,100})(?:="([^"]*)")?')
_MOST = 400
"""So many meta and link elements of a head are read."""
_FEW = 5
"""So many of each kind of element outside the head."""
_SCRIPTS = 'script[type="application/ld+json"]'
_DATED = ("time", '[itemprop="datePublished"]', '[itemprop="dateModified"]')


class DeclaringElement(Element):
    """An element that knows its text as lxml's do."""

    def text_content(self) -> str:
        """Its text and that of the elements within it."""
        return "".join(self.itertext())

    def getparent(self) -> None:
        """None: it stands by itself."""
        return


def declaring_elements(tree: HTMLTree) -> DeclaringElement:
    """The page's language, title, meta and link elements, JSON-LD and marked dates under one root."""
    root = DeclaringElement("html")
    document = tree.document
    if document is None:
        return root
    top = document.query_selector("html")
    root.attrib.update({"lang": lang} if top is not None and (lang := top.getattr("lang")) else {})
    if tree.title:
        root.append(_element("title", {}, tree.title))
    root.extend(_of_head(tree.head.html or "" if tree.head is not None else ""))
    for selector in (_SCRIPTS, *_DATED):
        nodes = document.query_selector_all(selector)
        for number in range(min(len(nodes), _FEW)):
            node = nodes[number]
            root.append(_element(node.tag or "", {name: node.getattr(name) or "" for name in node.attrs}, node.text or ""))
    return root


def _of_head(head: str) -> Iterator[DeclaringElement]:
    """Meta and link elements of a head that resiliparse wrote, which quotes every value."""
    for number, found in enumerate(_META.finditer(head)):
        if number == _MOST:
            return
        yield _element(found[1], {name.lower(): html.unescape(value) for name, value in _ATTRIBUTE.findall(found[2])}, "")


def _element(tag: str, attributes: dict[str, str], text: str) -> DeclaringElement:
    element = DeclaringElement(tag, attributes)
    element.text = text
    return element
