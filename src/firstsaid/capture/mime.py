"""MIME messages (RFC 2045, RFC 5322): what saved web archives and e-mails have in common."""

import re
from contextlib import suppress
from datetime import UTC, datetime
from email import message_from_bytes
from email.errors import CloseBoundaryNotFoundDefect, InvalidBase64LengthDefect, InvalidBase64PaddingDefect, MessageError, StartBoundaryNotFoundDefect
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime

from resiliparse.parse.encoding import bytes_to_str

from firstsaid.capture.reader import too_large
from firstsaid.capture.record import sound
from firstsaid.capture.source import Source
from firstsaid.errors import InputError
from firstsaid.model import Rejected
from firstsaid.model.options import CaptureOptions

_HEADER = re.compile(rb"[!-9;-~]{1,80}:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n")
_MOST_HEADERS = 1_000
_MULTIPART = re.compile(rb"^content-type:\s*multipart/", re.IGNORECASE | re.MULTILINE)
_MOST_MULTIPARTS = 100
_LONG_FIELD = re.compile(rb"^content-(?:type|disposition):(?:[^\r\n]|\r?\n[ \t]){8192}", re.IGNORECASE | re.MULTILINE)
"""The standard library takes a time that grows with the square of such a field's length."""
_LONGEST = 2_000
_NO_ZONE = "-0000"


def header_names(head: bytes) -> frozenset[bytes]:
    """Names of the header fields at the very start of a file, in lower case; empty when it does not start with a header."""
    names: set[bytes] = set()
    at = 0
    while len(names) < _MOST_HEADERS and (field := _HEADER.match(head, at)):
        names.add(field[0].partition(b":")[0].lower())
        at = field.end()
    return frozenset(names)


def parsed(content: bytes) -> Message:
    """The message. Raises InputError when its parts nest or count beyond anything a program writes."""
    if len(_MULTIPART.findall(content)) > _MOST_MULTIPARTS:
        raise InputError(f"it holds more than {_MOST_MULTIPARTS} multipart sections, more than any page or letter needs")
    if _LONG_FIELD.search(content):
        raise InputError("a field of its header is longer than any program writes it")
    try:
        return message_from_bytes(content)
    except RecursionError:
        raise InputError("its parts are nested too deeply") from None


def message_in(source: Source, options: CaptureOptions, what: str) -> Message | Rejected:
    """The message that a file holds, or a row that it is too large or broken; `what` is what a person calls it."""
    size = source.path.stat().st_size
    if size > options.largest:
        return source.rejected(too_large("The file", size, options.largest))
    try:
        return parsed(source.path.read_bytes())
    except InputError as error:
        return source.rejected(f"The {what} cannot be read: {error}.")


def header(message: Message, name: str) -> str:
    """The field's value on one line, encoded words (RFC 2047) decoded; empty when there is none."""
    given = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")[: 10 * _LONGEST]
    octets = given.encode("utf-8", "surrogateescape")
    try:
        value = octets.decode("utf-8")
    except UnicodeDecodeError:
        value = octets.decode("cp1252", "replace")
    with suppress(MessageError, ValueError, LookupError, TypeError):
        value = str(make_header(decode_header(value)))
    return " ".join(sound(value).replace("\x00", " ").split())[:_LONGEST]


def moment(given: str) -> str | None:
    """A date of RFC 5322 as ISO 8601, in UTC with "Z" when it tells its zone; None when it is no date."""
    found = _date(given)
    if found is None or found.tzinfo is None:
        return found.isoformat() if found else None
    return found.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def local_moment(given: str) -> str | None:
    """The same with the zone as it is told, so that the sender's own day stays."""
    found = _date(given)
    return found.isoformat() if found else None


def _date(given: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(given)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if found.tzinfo is None and given.rstrip().endswith(_NO_ZONE):
        found = found.replace(tzinfo=UTC)
    return found if 1900 <= found.year <= 2200 else None


def content(part: Message) -> bytes:
    """The part's bytes with its transfer encoding undone; empty for a part of parts."""
    try:
        given = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AssertionError):
        return b""
    return given if isinstance(given, bytes) else b""


def charset(part: Message) -> str | None:
    """The encoding that the part declares, in lower case."""
    try:
        given = part.get_content_charset()
    except (ValueError, LookupError, TypeError):
        return None
    return given.lower() if given and re.fullmatch(r"[\w.:+-]{1,40}", given, re.ASCII) else None


def text(part: Message) -> str:
    """The part's characters: UTF-8 if it is that, else what it declares, else Windows-1252; line ends as LF."""
    given = content(part)
    try:
        found = given.decode("utf-8")
        if (charset(part) or "").startswith(("iso-2022", "hz-gb", "utf-7", "utf-16", "utf-32")):
            raise UnicodeError
    except UnicodeError:
        found = _as_declared(given, charset(part) or "cp1252")
    return found.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")


def _as_declared(given: bytes, encoding: str) -> str:
    try:
        found = str(bytes_to_str(given, encoding, errors="replace", fallback_encodings=("cp1252",)))
    except (LookupError, UnicodeError):
        found = given.decode("cp1252", "replace")
    return sound(found)


def fault(part: Message) -> str | None:
    """What is wrong with how the part is written, as the end of a sentence; None when nothing is."""
    for defect in part.defects:
        if isinstance(defect, StartBoundaryNotFoundDefect):
            return "the boundary that it announces never comes"
        if isinstance(defect, CloseBoundaryNotFoundDefect):
            return "it breaks off before its closing boundary"
        if isinstance(defect, InvalidBase64LengthDefect | InvalidBase64PaddingDefect):
            return "its base64 breaks off"
    return None
