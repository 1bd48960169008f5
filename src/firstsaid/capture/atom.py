"""Entries of Atom 1.0 (RFC 4287) and 0.3."""

from lxml import etree

from firstsaid.capture.record import iso_date, line, upstream, web_address
from firstsaid.capture.rss import heading, joined
from firstsaid.capture.xml_tree import children, markup_of, text_of

_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def atom_entry(entry: etree._Element, outlet: str) -> dict[str, object]:
    """What an entry says of its article; the title of its feed gives the outlet, unless the entry was taken over from a feed that it names."""
    source = next(children(entry, "source"), None)
    derived = []
    if source is not None:
        derived = [upstream("Atom source", title_of(source), _link(source, "alternate") or _link(source, "self") or web_address(_text(source, "id")))]
    derived += [upstream("Atom link rel via", link.get("title"), _full(link)) for link in children(entry, "link") if link.get("rel") == "via"]
    derived = [given for given in derived if given]
    return {
        "id": _text(entry, "id"),
        "url": _link(entry, "alternate") or web_address(_text(entry, "id")),
        "outlet": "" if source is not None and derived else outlet,
        "title": title_of(entry),
        "date": iso_date(_text(entry, "published", "issued", "created")),
        "updated": iso_date(_text(entry, "updated", "modified")),
        "byline": ", ".join(dict.fromkeys(name for author in children(entry, "author") if (name := line(_text(author, "name"))))),
        "language": next((given for element in (entry, *entry.iterancestors()) if (given := element.get(_LANGUAGE))), ""),
        "derived_from": derived,
        **_article(entry),
    }


def _article(entry: etree._Element) -> dict[str, object]:
    """The content if it is text or markup, else the summary."""
    for element in children(entry, "content", "summary"):
        kind = (element.get("type") or "text").lower()
        if element.get("src") or not text_of(element):
            continue
        if "xhtml" in kind or (len(element) and element.get("mode") == "xml"):
            return {"html": markup_of(element, {})}
        if "html" in kind or element.get("mode") == "escaped":
            return {"html": text_of(element)}
        if kind.startswith("text"):
            return {"text": text_of(element)}
    return {}


def title_of(element: etree._Element) -> str:
    """The title of a feed or entry as a reader sees it."""
    title = next(children(element, "title"), None)
    plain = title is None or (title.get("type") or "text").lower() in ("text", "xhtml")
    return line(text_of(title)) if plain else heading(text_of(title))


def _text(element: etree._Element, *names: str) -> str:
    return next((text for child in children(element, *names) if (text := text_of(child))), "")


def _link(element: etree._Element, relation: str) -> str:
    return next((address for link in children(element, "link") if (link.get("rel") or "alternate") == relation and (address := _full(link))), "")


def _full(link: etree._Element) -> str:
    """The link's address, made full by the bases around it (XML Base)."""
    address = link.get("href") or ""
    for element in (link, *link.iterancestors()):
        if web_address(address):
            break
        if base := element.get(_BASE):
            address = joined(base, address)
    return web_address(address)
