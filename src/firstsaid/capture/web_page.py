"""A WARC record that holds a page, told from all the others."""

import re
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from fastwarc.warc import HeaderMap, WarcRecord

from firstsaid.capture.html import HtmlReader
from firstsaid.capture.http_body import body
from firstsaid.capture.payload_digest import differing
from firstsaid.capture.reader import HEAD, too_large
from firstsaid.capture.record import sound
from firstsaid.errors import InputError
from firstsaid.model.options import CaptureOptions

MEDIA_TYPES = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
    "application/pdf": "application/pdf",
}
"""The media types that become captures, as a response names them and as a capture does."""
OWN = "urn:firstsaid:evidence:"
"""How an address begins that our own export of web archives gives to a file without one."""
_SCHEMES = ("http", "https", "ftp", "file", "")
_MEDIA_TYPE = re.compile(r"[a-z]{2,20}/[a-z0-9.+-]{1,60}")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:+-]{2,40})""", re.IGNORECASE)
_PART_OF_DATE = re.compile(r"\d{4}(?:-\d\d)?")
_DIGITS = "%Y%m%d%H%M%S"


class CutOffError(Exception):
    """The record ends before its time: the file breaks off."""


class Heading(NamedTuple):
    """What a record's headers say of the page in it."""

    url: str | None
    seen_at: str | None
    media_type: str
    """As `MEDIA_TYPES` has it; "" when the headers name none."""
    charset: str | None
    transfer: str
    encodings: str


class WebPage(NamedTuple):
    """A page as its server sent it, and why its end may be missing ("" when it is whole)."""

    heading: Heading
    payload: bytes
    fault: str
    differs: str = ""
    """The digest that the record states and its payload does not have, by its algorithm; "" when it has it or none is stated."""


def heading(record: WarcRecord, statuses: tuple[int, ...] = (200,)) -> Heading | str:
    """What the record says of its page, or, for a record that holds none, its kind in a word or two. Raises InputError for a broken record."""
    fields = record.headers
    url = _clean(fields.get("WARC-Target-URI") or "").strip().removeprefix("<").removesuffix(">") or None
    if url and url.startswith(OWN):
        url = None
    if url and _parts(url)[0] not in _SCHEMES:
        return f"addresses {_parts(url)[0][:10]}:"
    stored: HeaderMap = fields
    if record.is_http:
        stored = _http(record)
    if url and _parts(url)[1] == "/robots.txt":
        return "robots.txt"
    if record.is_http and stored.status_code not in statuses:
        return f"HTTP status {stored.status_code}"
    given = stored.get("Content-Type") or ""
    named = given.partition(";")[0].strip().lower()
    if named and named not in MEDIA_TYPES:
        return named if _MEDIA_TYPE.fullmatch(named) else "unknown media types"
    charset = _CHARSET.search(given)
    encodings = (stored.get("Transfer-Encoding") or "", ",".join(stored.get_multiple("Content-Encoding"))) if record.is_http else ("", "")
    return Heading(url, moment(fields.get("WARC-Date") or ""), MEDIA_TYPES.get(named, ""), charset[1].lower() if charset else None, *encodings)


def web_page(record: WarcRecord, options: CaptureOptions) -> WebPage | str:
    """The page in a response or resource record, or the kind of what it holds instead. Raises InputError for a record that cannot be read."""
    told = heading(record)
    if isinstance(told, str):
        return told
    size = record.content_length
    if size > options.largest:
        raise InputError(too_large("the record", size, options.largest).removesuffix("."))
    stored = record.reader.read(size) if size else b""
    if len(stored) < size:
        raise CutOffError
    payload, fault = body(stored, told.transfer, told.encodings, options)
    differs = differing(record, stored, payload)
    if not told.media_type:
        if not HtmlReader().accepts("", payload[:HEAD]):
            return "unknown media types"
        told = told._replace(media_type="text/html")
    return WebPage(told, payload, fault, differs)


def moment(stated: str) -> str | None:
    """A WARC-Date as ISO 8601 in UTC, to the second; a year or month alone as it is; None when it is no date."""
    stated = stated.strip()
    if _PART_OF_DATE.fullmatch(stated):
        return stated
    try:
        told = datetime.strptime(stated, _DIGITS).replace(tzinfo=UTC) if stated.isdigit() else datetime.fromisoformat(stated)
        utc = told.astimezone(UTC) if told.tzinfo else told.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return utc.replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def _http(record: WarcRecord) -> HeaderMap:
    try:
        record.parse_http(auto_decode="none", quirks_mode=True)
    except OSError as error:
        raise InputError(f"its HTTP header cannot be read ({str(error).removesuffix('.')})") from error
    stored = record.http_headers
    if not (stored.status_line or "").startswith(("HTTP/", "http/")) or stored.status_code is None:
        if record.content_length == 0 and not (stored.status_line or "").strip():
            raise InputError("it is empty")
        raise InputError("it holds no HTTP header")
    return stored


def _parts(url: str) -> tuple[str, str]:
    """Scheme and path, in lower case."""
    try:
        split = urlsplit(url)
    except ValueError:
        return "http", ""
    return split.scheme.lower(), split.path.lower()


def _clean(value: str) -> str:
    """What a table can hold."""
    return sound(value).replace("\x00", "\ufffd")
