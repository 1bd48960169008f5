"""JSON lines: one article a line, with the keys id, url, outlet, title, date, text (and byline, lang or language)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from firstsaid.capture.inflate import GZIP, XZ, pieces
from firstsaid.capture.lines import Line, lines
from firstsaid.capture.reader import HEAD, too_large
from firstsaid.capture.source import Source
from firstsaid.errors import InputError
from firstsaid.model import Capture, Rejected, content_id
from firstsaid.model.options import CaptureOptions

_NAMES = (".jsonl", ".ndjson", ".jsonlines")
_KEYS = ("url", "outlet", "title", "date", "text", "byline", "lang", "language")
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class JsonLinesReader:
    """JSON lines, plain or compressed with gzip or xz; streamed."""

    def accepts(self, name: str, head: bytes) -> bool:
        """Whether the name says JSON lines, or the first line is a JSON object with a text."""
        plain = name.lower().removesuffix(".gz").removesuffix(".xz")
        if head.startswith((GZIP, XZ)):
            return plain.endswith(_NAMES) or _begins_with_record(_peek(head))
        if plain.endswith(_NAMES):
            return True
        return _begins_with_record(head)

    def read(self, source: Source, options: CaptureOptions) -> Iterator[Capture | Rejected]:
        """One capture for each line; a row for each broken line, and one more if the file breaks off."""
        number = 0
        with source.path.open("rb") as stream:
            head = stream.read(len(XZ))
            stream.seek(0)
            try:
                for line in lines(pieces(stream, head, options.most_inflation), options.largest, options.largest_container):
                    number = line.number
                    if line.content is None or line.content.strip():
                        yield _record(source, line, options)
            except InputError as error:
                yield source.rejected(f"After line {number:,} reading stopped: {error}.", f"line {number + 1}")
        if number == 0:
            yield source.rejected("The file holds no lines.")


def _peek(head: bytes) -> bytes:
    """The first inflated bytes of a compressed head; empty when it cannot be inflated."""
    try:
        return next(pieces(BytesIO(head), head, 1_000), b"")[:HEAD]
    except InputError:
        return b""


def _begins_with_record(head: bytes) -> bool:
    first = head.removeprefix(_BOM).lstrip().partition(b"\n")[0]
    if not first.startswith(b"{"):
        return False
    try:
        record = json.loads(first)
    except (ValueError, RecursionError):
        return len(first) > HEAD // 2 and b'"text"' in first
    return isinstance(record, dict) and "text" in record


def _record(source: Source, line: Line, options: CaptureOptions) -> Capture | Rejected:
    place = f"line {line.number}"
    if line.content is None:
        return source.rejected(too_large("The line", line.size, options.largest), place)
    payload = line.content.removeprefix(_BOM) if line.number == 1 else line.content
    try:
        record = json.loads(payload.decode("utf-8"))
    except UnicodeDecodeError as error:
        return source.rejected(f"The line is not UTF-8 (byte {error.start + 1}).", place)
    except RecursionError:
        return source.rejected("The line is nested too deeply for an article.", place)
    except ValueError as error:
        return source.rejected(f"The line is not JSON: {error}.", place)
    wrong = _what_is_wrong(record)
    if wrong:
        return source.rejected(wrong, place)
    given = record.get("id")
    url = _clean(record.get("url") or "") or source.url
    return Capture(
        id=content_id("capture", source.sha256, url or "", place),
        sha256=source.sha256,
        path=source.name,
        record=place if given in (None, "") else _clean(str(given)),
        url=url,
        media_type="application/json",
        seen_at=None,
        how="jsonl",
        payload=payload,
    )


def _what_is_wrong(record: object) -> str | None:
    if not isinstance(record, dict):
        return "The line is JSON but not an object: one article has the keys id, url, outlet, title, date, text."
    for key in _KEYS:
        value = record.get(key)
        if value is not None and not isinstance(value, str):
            return f'The key "{key}" holds a {type(value).__name__}, not a text.'
    if isinstance(record.get("id"), dict | list):
        return 'The key "id" holds neither a text nor a number.'
    if not (record.get("text") or "").strip():
        return 'The line has no text: the key "text" is missing or empty.'
    return None


def _clean(value: str) -> str:
    """Without surrogates that stand alone, which no table can hold."""
    return value.encode("utf-8", "replace").decode("utf-8")
