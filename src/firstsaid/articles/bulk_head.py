"""What a page declares, taken from its tags: a small tree of the declaring elements alone, with the face of the careful parser's."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from firstsaid.articles.tags import Scanned, attributes_of

_MOST = {"meta": 400, "link": 5, "script": 5, "time": 5}
_NAMES = frozenset(["meta", "link", "time", "html", "META", "LINK", "TIME", "HTML"])
_MARKED = "itemprop"
_DATES = ("datePublished", "dateModified")
_FEW = 5
"""So many of any other kind of element are read."""
_NEAR = 6
"""Tags within which an element's text is sought."""


class DeclaringElement(Element):
    """An element that knows its text as lxml's do."""

    def text_content(self) -> str:
        """Its text and that of the elements within it."""
        return "".join(self.itertext())

    def getparent(self) -> None:
        """None: it stands by itself."""
        return


def declaring_elements(page: Scanned) -> DeclaringElement:
    """The page's language, title, meta and link elements, JSON-LD and marked dates under one root."""
    root = DeclaringElement("html")
    if page.title:
        root.append(_element("title", {}, page.title))
    number = dict.fromkeys(_MOST, 0)
    for at in [at for at, tag in enumerate(page.tags) if tag[1] in _NAMES or (tag[2] and _MARKED in tag[2])]:
        closes, written, given, _ = page.tags[at]
        name, attributes = written.lower(), {} if closes else attributes_of(given)
        if name == "html" and "lang" in attributes:
            root.attrib.setdefault("lang", attributes["lang"])
        if closes or (name == "link" and attributes.get("rel", "").lower() != "canonical") or (name not in _MOST and attributes.get(_MARKED) not in _DATES):
            continue
        number[name] = number.get(name, 0) + 1
        if number[name] <= _MOST.get(name, _FEW):
            root.append(_element(name, attributes, "" if name in ("meta", "link") else _text(page.tags, at, written)))
    for linked_data in page.linked_data[: _MOST["script"]]:
        root.append(_element("script", {"type": "application/ld+json"}, linked_data))
    return root


def _text(tags: Sequence[tuple[str, str, str, str]], at: int, name: str) -> str:
    """The text of an element, as far as it is short."""
    near = tags[at : at + _NEAR]
    end = next((number for number, tag in enumerate(near) if tag[0] and tag[1] == name), len(near))
    return "".join(text for _, _, _, text in near[:end])


def _element(tag: str, attributes: dict[str, str], text: str) -> DeclaringElement:
    element = DeclaringElement(tag, attributes)
    element.text = text
    return element
