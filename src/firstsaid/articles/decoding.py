"""Bytes become characters, whatever encoding they claim or have."""

import re

from resiliparse.parse.encoding import bytes_to_str, detect_encoding

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_ALONE = re.compile("[\ud800-\udfff]")


def decoded(payload: bytes, markup: bool) -> str | None:
    """The characters of a page, with CRLF as LF and nothing else changed; None when it is no text.

    In this order: byte order mark, strict UTF-8, the charset that the markup declares, detection. Bytes that fit nowhere become U+FFFD.
    """
    text = _decoded(payload, markup)
    if len(_UNPRINTABLE.findall(text)) * 20 > len(text):
        return None
    return sound(text.replace("\r\n", "\n").replace("\r", "\n"))


def sound(text: str) -> str:
    """The text without surrogates that stand alone or NULs, neither of which a table can hold; each becomes U+FFFD."""
    return _ALONE.sub("\ufffd", text).replace("\x00", "\ufffd")


def _decoded(payload: bytes, markup: bool) -> str:
    for mark, encoding in _MARKS:
        if payload.startswith(mark):
            return payload[len(mark) :].decode(encoding, "replace")
    if payload[:64].count(0) * 4 > len(payload[:64]):
        return payload.decode("utf-16-le" if payload[1:2] == b"\x00" else "utf-16-be", "replace")
    try:
        return payload.decode("utf-8")
    except UnicodeDecodeError as error:
        mostly_utf8 = error.end - error.start <= 4 and error.start > len(payload) - 5
    if mostly_utf8:
        return payload.decode("utf-8", "replace")
    declared = _DECLARED.search(payload[:4_096]) if markup else None
    return _guessed(payload, declared[1].decode("ascii") if declared else None)


def _guessed(payload: bytes, declared: str | None) -> str:
    for encoding in (declared, detect_encoding(payload, html5_compatible=True)):
        if encoding:
            try:
                return str(bytes_to_str(payload, encoding, errors="replace", fallback_encodings=("cp1252",)))
            except (LookupError, UnicodeError):
                continue
    return payload.decode("cp1252", "replace")
