"""Bytes become characters, whatever encoding they claim or have."""

import re

from resiliparse.parse.encoding import bytes_to_str, detect_encoding, map_encoding_to_html5

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*+=\s*+["']?\s*+([\w.:-]{2,40})""", re.IGNORECASE)
_ASCII_BYTES = {"iso-2022-jp": "iso2022_jp_2", "iso-2022-kr": "iso2022_kr", "hz-gb-2312": "hz"}
"""Encodings whose every byte is ASCII, and Python's names for them."""
_SUPERSETS = {"shift_jis": "cp932", "euc_kr": "cp949", "gbk": "gb18030", "big5": "big5hkscs"}
"""What pages hold that declare the narrower one (WHATWG Encoding Standard)."""
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)])
_LOOKED_AT = 8_192
_ALONE = re.compile("[\ud800-\udfff]")


def decoded(payload: bytes, markup: bool, charset: str | None = None) -> str | None:
    """The characters of a page, with CRLF as LF and nothing else changed; None when it is no text.

    In this order: byte order mark, strict UTF-8, the `charset` that the page's carrier declares, the one that its markup declares, detection. UTF-8 comes
    before the declarations because many servers declare a default that they do not keep; encodings that write other scripts in ASCII bytes come before
    it. A declaration counts when the bytes fit it, all but a few; bytes that fit nowhere become U+FFFD.
    """
    text = _decoded(payload, markup, charset)
    if _holds_controls(payload) and len(_UNPRINTABLE.findall(text)) * 20 > len(text):
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    return text.replace("\x00", "\ufffd") if b"\x00" in payload else text


def with_ascii_tags(payload: bytes, charset: str | None = None) -> bytes:
    """A page in an encoding that writes tags in ASCII's bytes and nothing else in them: as it came, or in UTF-8 where it came in one that does not."""
    marked = any(payload.startswith(mark) for mark, _ in _MARKS)
    if not marked and not _is_wide(payload) and not _declares_ascii_bytes(payload, _declared(payload, charset, markup=True)):
        return payload
    return _decoded(payload, True, charset).encode("utf-8", "replace")


def _is_wide(payload: bytes) -> bool:
    """Whether many of the first bytes are NUL, as in UTF-16."""
    return payload[:64].count(0) * 4 > len(payload[:64])


def _declared(payload: bytes, charset: str | None, markup: bool) -> list[str]:
    """The encodings that the page's carrier and its markup declare."""
    meta = _DECLARED.search(payload[:4_096]) if markup else None
    return [name.lower() for name in (charset, meta[1].decode("ascii", "replace") if meta else None) if name]


def _declares_ascii_bytes(payload: bytes, declared: list[str]) -> bool:
    return bool(declared) and declared[0] in _ASCII_BYTES and payload.isascii()


def _holds_controls(payload: bytes) -> bool:
    """Whether control bytes stand at the beginning, in the middle or at the end; where they are more than a few they stand everywhere."""
    middle = len(payload) // 2
    looked_at = payload[:_LOOKED_AT] + payload[middle : middle + _LOOKED_AT] + payload[-_LOOKED_AT:]
    return len(looked_at) != len(looked_at.translate(None, _CONTROLS))


def sound(text: str) -> str:
    """The text without surrogates that stand alone or NULs, neither of which a table can hold; each becomes U+FFFD."""
    if not text.isascii():
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            text = _ALONE.sub("\ufffd", text)
    return text.replace("\x00", "\ufffd")


def _decoded(payload: bytes, markup: bool, charset: str | None) -> str:
    for mark, encoding in _MARKS:
        if payload.startswith(mark):
            return payload[len(mark) :].decode(encoding, "replace")
    if _is_wide(payload):
        return payload.decode("utf-16-le" if payload[1:2] == b"\x00" else "utf-16-be", "replace")
    declared = _declared(payload, charset, markup)
    if _declares_ascii_bytes(payload, declared):
        return payload.decode(_ASCII_BYTES[declared[0]], "replace")
    try:
        return payload.decode("utf-8")
    except UnicodeDecodeError as error:
        mostly_utf8 = error.end - error.start <= 4 and error.start > len(payload) - 5
    if mostly_utf8:
        return payload.decode("utf-8", "replace")
    return _fitting(payload, declared) or _guessed(payload)


def _fitting(payload: bytes, declared: list[str]) -> str | None:
    """The text in the first declared encoding that all bytes fit, else in the first that nearly all fit."""
    encodings = [_SUPERSETS.get(encoding, encoding) for name in declared if (encoding := map_encoding_to_html5(name, fallback_utf8=False))]
    texts = [payload.decode(encoding, "replace") for encoding in encodings]
    strange = [len(text) - len(text.encode("ascii", "ignore")) for text in texts]
    lost = [text.count("\ufffd") for text in texts]
    whole = next((text for text, count in zip(texts, lost, strict=True) if not count), None)
    return whole or next((text for text, count, of in zip(texts, lost, strange, strict=True) if count * 10 <= of), None)


def _guessed(payload: bytes) -> str:
    encoding = detect_encoding(payload, html5_compatible=True)
    try:
        return str(bytes_to_str(payload, encoding or "cp1252", errors="replace", fallback_encodings=("cp1252",)))
    except (LookupError, UnicodeError):
        return payload.decode("cp1252", "replace")
