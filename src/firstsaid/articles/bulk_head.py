"""What a page declares, taken from resiliparse's tree: a small tree of the declaring elements alone, with the face of the careful parser's."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from resiliparse.parse.html import ElementNode, HTMLTree

MOST_DECLARING = 1_000
NO_TEXT = frozenset(["meta", "link", "script"])
_MOST = {"meta": 400, "link": 5, "script": 5, "time": 5}
_DATES = ("datePublished", "dateModified")
_FEW = 5
"""So many of any other kind of element are read."""
DECLARING = 'meta, link[rel=canonical i], script[type="application/ld+json"], time, [itemprop=datePublished], [itemprop=dateModified]'


class DeclaringElement(Element):
    """An element that knows its text as lxml's do."""

    def text_content(self) -> str:
        """Its text and that of the elements within it."""
        return "".join(self.itertext())

    def getparent(self) -> None:
        """None: it stands by itself."""
        return


def declaring_elements(tree: HTMLTree, telling: Sequence[ElementNode] | None = None) -> DeclaringElement:
    """The page's language, title, meta and link elements, JSON-LD and marked dates under one root; `telling` are elements among which these are."""
    root = DeclaringElement("html")
    document = tree.document
    if document is None:
        return root
    top = document.query_selector("html")
    root.attrib.update({"lang": lang} if top is not None and (lang := top.getattr("lang")) else {})
    if tree.title:
        root.append(_element("title", {}, tree.title))
    number = dict.fromkeys(_MOST, 0)
    for node in document.query_selector_all(DECLARING)[0:] if telling is None else telling:
        tag = node.tag or ""
        if tag not in _MOST and node.getattr("itemprop") not in _DATES:
            continue
        number[tag] = number.get(tag, 0) + 1
        if number[tag] <= _MOST.get(tag, _FEW):
            text = "" if tag in ("meta", "link") else node.text or ""
            root.append(_element(tag, {name: node.getattr(name) or "" for name in node.attrs}, text))
    return root


def _element(tag: str, attributes: dict[str, str], text: str) -> DeclaringElement:
    element = DeclaringElement(tag, attributes)
    element.text = text
    return element
