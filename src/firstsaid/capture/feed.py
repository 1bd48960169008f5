"""Feeds saved as files: RSS 0.9x, 1.0 and 2.0, Atom, JSON Feed. One entry is one record."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from firstsaid.capture.atom import atom_entry, title_of
from firstsaid.capture.json_feed import json_feed_item
from firstsaid.capture.reader import too_large
from firstsaid.capture.record import Carrier
from firstsaid.capture.rss import Channel, rss_channel, rss_item
from firstsaid.capture.source import Source
from firstsaid.capture.xml_tree import Tree, children, local, root_name, tree_of
from firstsaid.model import Capture, Rejected
from firstsaid.model.options import CaptureOptions

_ROOTS = ("rss", "RDF", "feed")
_JSON_FEED = re.compile(rb'"version"\s{0,20}:\s{0,20}"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/')
_WITHOUT_TEXT = "The entry holds no text: the feed gives only its headline or address. Save the page itself and add that."


@dataclass(frozen=True, slots=True)
class FeedReader:
    """XML by its first element, JSON by the version that a JSON Feed must give."""

    def accepts(self, name: str, head: bytes) -> bool:
        """Whether the bytes begin like a feed."""
        return root_name(head) in _ROOTS or _is_json_feed(head)

    def read(self, source: Source, options: CaptureOptions) -> Iterator[Capture | Rejected]:
        """One capture for each entry, a row for each without a text, and one more if the feed breaks off."""
        size = source.path.stat().st_size
        if size > options.largest:
            yield source.rejected(too_large("The feed", size, options.largest))
            return
        payload = source.path.read_bytes()
        carrier = Carrier(source, options, "feed", _WITHOUT_TEXT)
        yield from _json_feed(payload, carrier) if _is_json_feed(payload) else _xml_feed(payload, carrier)


def _is_json_feed(head: bytes) -> bool:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{" and _JSON_FEED.search(head[:65_536]) is not None


def _xml_feed(payload: bytes, carrier: Carrier) -> Iterator[Capture | Rejected]:
    tree = tree_of(payload, ("item", "entry"))
    root = tree.root
    channel = rss_channel(next(children(root, "channel"), root)) if root is not None else Channel("", "", "")
    outlet = title_of(root) if root is not None and local(root) == "feed" else channel.title
    for number, item in enumerate(tree.items, 1):
        said = atom_entry(item, outlet) if local(item) == "entry" else rss_item(item, channel)
        yield carrier.row(f"entry {number}", said)
    if tree.fault:
        yield carrier.rejected(*stopped(tree, "entry"))
    elif not tree.items:
        yield carrier.rejected("The feed holds no entries.")


def stopped(tree: Tree, what: str) -> tuple[str, str | None]:
    """The sentence for a document that is broken behind its last complete item, and the place where."""
    if not tree.items:
        return f"The XML cannot be read: {tree.fault}.", None
    sentence = f"After {what} {len(tree.items):,} reading stopped, the XML is broken: {tree.fault}. Save the file again if there should be more."
    return sentence, f"{what} {len(tree.items) + 1}"


def _json_feed(payload: bytes, carrier: Carrier) -> Iterator[Capture | Rejected]:
    try:
        feed = json.loads(payload.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        yield carrier.rejected(f"The feed is not UTF-8 (byte {error.start + 1}), as JSON must be.")
        return
    except (ValueError, RecursionError) as error:
        yield carrier.rejected(f"The feed is not JSON: {error}.")
        return
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or not items:
        yield carrier.rejected("The feed holds no entries.")
        return
    for number, item in enumerate(items, 1):
        if isinstance(item, dict):
            yield carrier.row(f"entry {number}", json_feed_item(item, feed))
        else:
            yield carrier.rejected("The entry is not an object.", f"entry {number}")
