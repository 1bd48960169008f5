"""ninjs of the IPTC (1.x, 2.x, 3.x): one item, a list of items, or one item a line. One item with a text is one record."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from firstsaid.capture.inflate import pieces
from firstsaid.capture.lines import lines
from firstsaid.capture.reader import too_large
from firstsaid.capture.record import DERIVED, Carrier, line, upstream, web_address
from firstsaid.capture.source import Source
from firstsaid.errors import InputError
from firstsaid.model import Capture, Rejected
from firstsaid.model.options import CaptureOptions

_ITEM = re.compile(rb'"uri"\s{0,20}:\s{0,20}"')
_TELLING = re.compile(rb'"(?:body_?[a-z0-9]{2,20}|bodies|headlines?|version_?created|pub_?status|by_?line|copyright_?holder)"\s{0,20}:', re.IGNORECASE)
_OTHER = re.compile(rb'"text"\s{0,20}:\s{0,20}"')
_WITHOUT_TEXT = "The item holds no text: it is a picture, a recording, or an event without a story."
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class NinjsReader:
    """JSON whose first object has a uri and what else makes a news item."""

    def accepts(self, name: str, head: bytes) -> bool:
        """Whether the bytes begin like ninjs; a line of our own JSON lines has a text and is none."""
        begins = head.removeprefix(_BOM).lstrip()
        if begins[:1] not in (b"{", b"[") or not _ITEM.search(begins) or not _TELLING.search(begins):
            return False
        return not (begins[:1] == b"{" and _OTHER.search(begins.partition(b"\n")[0]))

    def read(self, source: Source, options: CaptureOptions) -> Iterator[Capture | Rejected]:
        """One capture for each item, those that are associated with another one and hold a text of their own included."""
        carrier = Carrier(source, options, "ninjs", _WITHOUT_TEXT)
        with source.path.open("rb") as stream:
            by_line = _is_json(stream.readline(options.largest).removeprefix(_BOM))
        yield from _lines(carrier) if by_line else _document(carrier)


def _is_json(given: bytes) -> bool:
    if given.lstrip()[:1] != b"{":
        return False
    try:
        json.loads(given)
    except (ValueError, RecursionError):
        return False
    return True


def _lines(carrier: Carrier) -> Iterator[Capture | Rejected]:
    options = carrier.options
    with carrier.source.path.open("rb") as stream:
        number = 0
        try:
            for found in lines(pieces(stream, b"", options.most_inflation), options.largest, options.largest_container):
                number = found.number
                if found.content is None:
                    yield carrier.rejected(too_large("The line", found.size, options.largest), f"line {number}")
                elif found.content.strip():
                    yield from _loaded(found.content, f"line {number}", carrier)
        except InputError as error:
            yield carrier.rejected(f"After line {number:,} reading stopped: {error}.", f"line {number + 1}")


def _document(carrier: Carrier) -> Iterator[Capture | Rejected]:
    size = carrier.source.path.stat().st_size
    if size > carrier.options.largest:
        yield carrier.rejected(too_large("The document", size, carrier.options.largest))
        return
    yield from _loaded(carrier.source.path.read_bytes(), "", carrier)


def _loaded(payload: bytes, place: str, carrier: Carrier) -> Iterator[Capture | Rejected]:
    """The items of one JSON text; `place` is empty for a whole document, whose items are numbered."""
    try:
        found = json.loads(payload.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        yield carrier.rejected(f"The item is not UTF-8 (byte {error.start + 1}), as JSON must be.", place or None)
        return
    except (ValueError, RecursionError) as error:
        yield carrier.rejected(f"The item is not JSON: {error}.", place or None)
        return
    if isinstance(found, dict) and isinstance(found.get("items"), list) and not any(key in found for key in ("uri", "bodies")):
        found = found["items"]
    items = found if isinstance(found, list) else [found]
    if not items:
        yield carrier.rejected("The document holds no items.", place or None)
    for number, item in enumerate(items, 1):
        yield from _item(item, place or f"item {number}", carrier)


def _item(item: object, place: str, carrier: Carrier) -> Iterator[Capture | Rejected]:
    if not isinstance(item, dict):
        yield carrier.rejected("The item is not an object.", place)
        return
    folded = _folded(item)
    associated = _associated(folded)
    said = _said(folded)
    if associated and not (said.get("text") or said.get("html")):
        yield carrier.rejected(f"The item has no text of its own; the {len(associated):,} that it joins are taken in by themselves.", place)
    else:
        yield carrier.row(place, said)
    for name, other in associated:
        yield carrier.row(f"{place}, {name}", _said(other))


def _folded(item: dict[str, object]) -> dict[str, object]:
    """The item with keys as every version writes them but for capitals and underscores: "altIds" and "altids", "body_xhtml" and "bodyxhtml"."""
    return {str(key).lower().replace("_", ""): value for key, value in item.items()}


def _associated(item: dict[str, object]) -> list[tuple[str, dict[str, object]]]:
    """Items inside the item, at any depth, that hold a text, with what they are called there; pictures and recordings are left out."""
    found: list[tuple[str, dict[str, object]]] = []
    waiting = [("", item)]
    while waiting:
        path, outer = waiting.pop()
        inner: list[tuple[str, dict[str, object]]] = []
        given = outer.get("associations")
        named = sorted(given.items()) if isinstance(given, dict) else [(_text(other, "name"), other) for other in _objects(given)]
        for number, (name, other) in enumerate(named, 1):
            if isinstance(other, dict):
                inner.append((f"{path}, association {number} {name}".strip(" ,"), _folded(other)))
        found += [(place, other) for place, other in inner if _article(other)]
        waiting += reversed(inner)
    return found


def _said(item: dict[str, object]) -> dict[str, object]:
    """What an item says of its article. Its provider, else its copyright holder, is the outlet; the sources that it draws on are upstreams."""
    outlet = _party(item.get("provider")) or _text(item, "copyrightholder")
    published = _text(item, "firstcreated") or _text(item, "contentcreated") or _text(item, "versioncreated")
    updated = _text(item, "versioncreated")
    return {
        "id": _text(item, "uri"),
        "url": web_address(_text(item, "uri")),
        "outlet": outlet,
        "title": _headline(item),
        "date": published,
        "updated": updated if updated != published else "",
        "byline": _text(item, "byline") or _text(item, "by"),
        "language": _text(item, "language"),
        "dateline": _text(item, "dateline") or _party(item.get("located")),
        "credit": credit if (credit := _text(item, "creditline")) != outlet else "",
        "derived_from": _upstreams(item, outlet),
        **_article(item),
    }


def _upstreams(item: dict[str, object], outlet: str) -> list[dict[str, str]]:
    found = [upstream("ninjs infosource", _party(given), _text(given, "uri")) for given in _objects(item.get("infosources") or item.get("infosource"))]
    found += [upstream("ninjs creditline", _text(item, "creditline"))]
    found = [given for given in found if given.get("name", "").casefold() != outlet.casefold()]
    for key in DERIVED:
        value = item.get(key)
        for given in value if isinstance(value, list) else [value]:
            address = given if isinstance(given, str) else _text(given, "uri") if isinstance(given, dict) else ""
            name = _party(given) if isinstance(given, dict) else ""
            found.append(upstream(f"ninjs {key}", name or ("" if web_address(address) else address), web_address(address)))
    for other in map(_folded, _objects(item.get("associations"))):
        relation = _text(other, "rel").rpartition(":")[2].rpartition("/")[2]
        if relation.lower() in DERIVED:
            found.append(upstream(f"ninjs association {relation}", _headline(other) or _text(other, "name"), web_address(_text(other, "uri"))))
    return [given for given in found if given]


def _article(item: dict[str, object]) -> dict[str, object]:
    """The body: of several, markup before plain text."""
    bodies = [(_text(body, "contenttype", "contentType") or _text(body, "role"), _text(body, "value")) for body in _objects(item.get("bodies"))]
    bodies += [(key[4:], str(item[key])) for key in sorted(item) if key.startswith("body") and key != "bodies" and isinstance(item[key], str)]
    bodies = [(kind.lower(), value) for kind, value in bodies if value.strip()]
    for kind, value in bodies:
        if "html" in kind:
            return {"html": value}
    for kind, value in bodies:
        if "xml" not in kind and "nitf" not in kind:
            return {"html": value} if re.search(r"</?(?:p|div|br)\b[^<>]{0,200}>", value) else {"text": value}
    return {"html": bodies[0][1]} if bodies else {}


def _headline(item: dict[str, object]) -> str:
    several = _objects(item.get("headlines"))
    main = [given for given in several if _text(given, "role").rpartition(":")[2].lower() in ("", "main", "headline")]
    values = [_text(given, "value") for given in (*main, *several)]
    plain = [str(item[key]) for key in ("headline", *sorted(item)) if key.startswith("headline") and isinstance(item.get(key), str)]
    return line(re.sub(r"</?[a-zA-Z][^<>]{0,500}>", "", next((value for value in (*values, *plain, _text(item, "title")) if value.strip()), "")))


def _objects(given: object) -> list[dict[str, object]]:
    several = list(given.values()) if isinstance(given, dict) else given
    return [item for item in several if isinstance(item, dict)] if isinstance(several, list) else []


def _party(given: object) -> str:
    if isinstance(given, dict):
        return _text(given, "name") or _text(given, "literal")
    return line(given) if isinstance(given, str) else ""


def _text(item: object, *keys: str) -> str:
    return next((value.strip() for key in keys if isinstance(item, dict) and isinstance(value := item.get(key), str)), "")
