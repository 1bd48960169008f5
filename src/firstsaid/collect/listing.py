"""Lists of addresses that a site publishes: RSS, Atom, JSON Feed, sitemaps, sitemap indexes, and OPML lists of feeds."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import islice

from lxml import etree

from firstsaid.collect.inflating import GZIP, inflated
from firstsaid.collect.options import CollectOptions

MOST = 50_000
"""As many entries as a sitemap may have (sitemaps.org)."""
_ROOTS = ("rss", "RDF", "feed", "urlset", "sitemapindex", "opml")
_ROOT = re.compile(
    rb"^(?:\xef\xbb\xbf)?(?>\s+|<\?.{0,2000}?\?>|<!--.{0,20000}?-->|<!DOCTYPE[^\[>]{0,2000}>)*<(?:[\w.-]{1,80}:)?([\w.-]{1,80})[\s/>]", re.DOTALL
)
_JSON_FEED = re.compile(rb'"version"\s{0,20}:\s{0,20}"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/')
_DATES = ("pubDate", "publication_date", "published", "issued", "date", "updated", "lastmod")
"""Publication before change."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One address of a list."""

    url: str
    date: datetime | None
    """When the list says that it was published, else changed."""
    listing: bool
    """It is a list itself: a sitemap of an index, a feed of an OPML file."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list holds."""

    entries: tuple[Entry, ...]
    fault: str
    """What is missing of it, "" for a sound list."""


def listing(body: bytes, options: CollectOptions) -> Listing | None:
    """The entries of a list, None when these bytes are none. Nothing that the document points to is opened, and its own entities stay shut.

    Raises RefusedError for a compressed one that inflates beyond the limits.
    """
    plain = inflated(body, options) if body.startswith(GZIP) else body
    head = plain[:65_536].lstrip()
    if head.removeprefix(b"\xef\xbb\xbf")[:1] == b"{" and _JSON_FEED.search(head):
        return _json_feed(plain)
    found = _ROOT.match(head)
    if found is None or found[1].decode("ascii", "replace") not in _ROOTS:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(plain.strip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return Listing((), f"its XML cannot be read ({error})")
    if root is None:
        return Listing((), "its XML cannot be read")
    faults = [f"its XML is broken in line {parser.error_log[0].line}"] if parser.error_log else []
    return _cut(_entries(root), faults)


def _cut(entries: Iterator[Entry], faults: list[str]) -> Listing:
    kept = tuple(islice(entries, MOST))
    if next(entries, None) is not None:
        faults.append(f"it has more than {MOST:,} entries; those beyond were left out")
    return Listing(kept, "; ".join(faults))


def _entries(root: etree._Element) -> Iterator[Entry]:
    kind = _local(root)
    if kind == "opml":
        yield from (
            Entry(url, None, listing=True) for outline in root.iter() if _local(outline) == "outline" and (url := (outline.get("xmlUrl") or "").strip())
        )
    elif kind in ("urlset", "sitemapindex"):
        for item in root.iterchildren():
            url = next((_text(child) for child in item.iterchildren() if _local(child) == "loc"), "")
            if url:
                yield Entry(url, _date(item), listing=kind == "sitemapindex")
    else:
        for item in root.iter():
            if _local(item) in ("item", "entry") and (url := _address(item)):
                yield Entry(url, _date(item), listing=False)


def _address(item: etree._Element) -> str:
    """The page of an entry: its link, else a guid that says it is one."""
    for link in item.iterchildren():
        if _local(link) == "link" and (link.get("rel") or "alternate") == "alternate":
            given = link.get("href") or _text(link)
            if given.strip():
                return given.strip()
    for guid in item.iterchildren():
        if _local(guid) in ("guid", "id") and guid.get("isPermaLink", "true") != "false" and _text(guid).startswith(("http://", "https://")):
            return _text(guid)
    return ""


def _date(item: etree._Element) -> datetime | None:
    found = {_local(element): _text(element) for element in item.iter() if _local(element) in _DATES}
    return next((moment for name in _DATES if name in found and (moment := moment_of(found[name]))), None)


def moment_of(given: str) -> datetime | None:
    """A date of a list (ISO 8601 or RFC 5322) as a moment; one without a zone is taken as UTC. None for what is no date."""
    try:
        found = datetime.fromisoformat(given)
    except ValueError:
        try:
            found = parsedate_to_datetime(given)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _json_feed(plain: bytes) -> Listing:
    try:
        feed = json.loads(plain.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return Listing((), f"it is no sound JSON ({error})")
    items = feed.get("items") if isinstance(feed, dict) else None
    given = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    return _cut(
        (
            Entry(url.strip(), moment_of(str(item.get("date_published") or item.get("date_modified") or "")), listing=False)
            for item in given
            if (url := _page_of(item))
        ),
        [],
    )


def _page_of(item: dict[str, object]) -> str:
    """The page of an item: its url, else an id that is one."""
    url, name = item.get("url"), item.get("id")
    if isinstance(url, str) and url.strip():
        return url
    return name if isinstance(name, str) and name.startswith(("http://", "https://")) else ""


def _local(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _text(element: etree._Element) -> str:
    return "".join(element.itertext(with_tail=False)).strip()
