"""Entries of RSS 0.9x, 1.0 and 2.0."""

import re
from html import unescape
from typing import NamedTuple
from urllib.parse import urljoin

from lxml import etree

from firstsaid.capture.record import iso_date, line, upstream, web_address
from firstsaid.capture.xml_tree import children, local, text_of

_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DUBLIN_CORE = ("http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/")
_PLAIN = (
    "",
    "http://purl.org/rss/1.0/",
    "http://my.netscape.com/rdf/simple/0.9/",
    "http://channel.netscape.com/rdf/simple/0.9/",
    "http://backend.userland.com/rss2",
)
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|&(?:#\d{1,7}|[a-zA-Z]{2,31});")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
_MAILBOX = re.compile(r"\S{1,200}@\S{1,200}\s{1,9}\(([^()]{1,200})\)")


class Channel(NamedTuple):
    """What a feed says of itself."""

    title: str
    link: str
    language: str


def rss_channel(channel: etree._Element) -> Channel:
    """A channel's own facts, read once for all its items."""
    language = next(_plain(channel, "language"), None)
    language = next(_dublin_core(channel, "language"), None) if language is None else language
    return Channel(heading(text_of(next(_plain(channel, "title"), None))), text_of(next(_plain(channel, "link"), None)), text_of(language))


def rss_item(item: etree._Element, channel: Channel) -> dict[str, object]:
    """What an item says of its article; its channel gives the outlet, unless the item names another source of its own, and the language."""
    source = next(_plain(item, "source"), None)
    derived = [upstream("RSS source", text_of(source), web_address(source.get("url") or ""))] if source is not None else []
    derived += [upstream("RSS dc:source", *_name_or_address(text_of(given))) for given in _dublin_core(item, "source")]
    derived = [given for given in derived if given]
    published = next(_plain(item, "pubDate"), None)
    return {
        "id": text_of(next(_plain(item, "guid"), None)),
        "url": _address(item, channel),
        "outlet": "" if derived else channel.title,
        "title": heading(text_of(next(_plain(item, "title"), None))),
        "date": iso_date(text_of(published if published is not None else next(_dublin_core(item, "date", "created", "issued"), None))),
        "updated": iso_date(text_of(next(_dublin_core(item, "modified"), None))),
        "byline": _authors(item),
        "language": text_of(next(_dublin_core(item, "language"), None)) or channel.language,
        "derived_from": derived,
        **_article(item),
    }


def _article(item: etree._Element) -> dict[str, object]:
    """The whole text if the item carries it, else its description."""
    encoded = [text for child in item if child.tag == f"{{{_CONTENT}}}encoded" and (text := text_of(child))]
    return html_or_text(encoded[0] if encoded else text_of(next(_plain(item, "description"), None)))


def html_or_text(given: str) -> dict[str, object]:
    """As `html` where the characters hold markup, else as `text`."""
    return {"html": given} if _MARKUP.search(given) else {"text": given}


def heading(given: str) -> str:
    """A title as a reader sees it: feeds escape titles once more than they should."""
    return line(unescape(_TAG.sub("", unescape(given)))) if _MARKUP.search(given) else line(given)


def _authors(item: etree._Element) -> str:
    names = [line(text_of(given)) for given in _dublin_core(item, "creator")] or [line(text_of(given)) for given in _plain(item, "author")]
    return ", ".join(dict.fromkeys(_MAILBOX.sub(lambda found: found[1], name) for name in names if name))


def _address(item: etree._Element, channel: Channel) -> str:
    link = text_of(next(_plain(item, "link"), None)) or item.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about") or ""
    guid = next(_plain(item, "guid"), None)
    permanent = text_of(guid) if guid is not None and (guid.get("isPermaLink") or "true").lower() == "true" else ""
    return web_address(link if web_address(link) or not link else joined(channel.link, link)) or web_address(permanent)


def joined(base: str, link: str) -> str:
    """A relative address in full; as it stands where it cannot be."""
    try:
        return urljoin(base, link)
    except ValueError:
        return link


def _name_or_address(given: str) -> tuple[str | None, str | None]:
    return (None, given) if web_address(given) else (given, None)


def _plain(element: etree._Element, *names: str) -> "filter[etree._Element]":
    return filter(lambda child: _space(child) in _PLAIN, children(element, *names))


def _dublin_core(element: etree._Element, *names: str) -> "filter[etree._Element]":
    return filter(lambda child: _space(child) in _DUBLIN_CORE, children(element, *names))


def _space(element: etree._Element) -> str:
    return str(element.tag)[1 : -len(local(element)) - 1] if str(element.tag).startswith("{") else ""
