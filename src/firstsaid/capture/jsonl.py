"""JSON lines: one article a line, with the keys of `RECORD_KEYS` (id, url, outlet, title, date, text …), or with the names that tables use for them."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from firstsaid.capture.inflate import GZIP, XZ, pieces
from firstsaid.capture.lines import Line, lines
from firstsaid.capture.reader import HEAD, too_large
from firstsaid.capture.record import Carrier, record_capture
from firstsaid.capture.source import Source
from firstsaid.capture.table import names_of
from firstsaid.errors import InputError
from firstsaid.model import Capture, Rejected
from firstsaid.model.capture import RECORD_KEYS
from firstsaid.model.options import CaptureOptions

_NAMES = (".jsonl", ".ndjson", ".jsonlines")
_TEXTS = (*(key for key in RECORD_KEYS if key not in ("id", "derived_from")), "lang")
_BOM = b"\xef\xbb\xbf"
_NO_TEXT = 'The line has no text: the key "text" (or "html") is missing or empty.'


@dataclass(frozen=True, slots=True)
class JsonLinesReader:
    """JSON lines, plain or compressed with gzip or xz; streamed."""

    def accepts(self, name: str, head: bytes) -> bool:
        """Whether the name says JSON lines, or the first line is a JSON object with a text."""
        plain = name.lower().removesuffix(".gz").removesuffix(".xz")
        if head.startswith((GZIP, XZ)):
            return plain.endswith(_NAMES) or _begins_with_record(peek(head))
        if plain.endswith(_NAMES):
            return True
        return _begins_with_record(head)

    def read(self, source: Source, options: CaptureOptions) -> Iterator[Capture | Rejected]:
        """One capture for each line; a row for each broken line, and one more if the file breaks off."""
        number, told = 0, False
        with source.path.open("rb") as stream:
            head = stream.read(len(XZ))
            stream.seek(0)
            try:
                for line in lines(pieces(stream, head, options.most_inflation), options.largest, options.largest_container):
                    number = line.number
                    if line.content is None or line.content.strip():
                        told = True
                        yield _record(source, line, options)
            except InputError as error:
                told = True
                yield source.rejected(f"After line {number:,} reading stopped: {error}.", f"line {number + 1}")
        if not told:
            yield source.rejected("The file holds no lines." if number == 0 else "The file holds blank lines only.")


def peek(head: bytes) -> bytes:
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
        return len(first) > HEAD // 2 and (b'"text"' in first or b'"html"' in first)
    return isinstance(record, dict) and ("text" in record or "html" in record)


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
    also = _otherwise_named(record, options.columns)
    if also.keys() - {"language"}:
        return Carrier(source, options, "jsonl", _NO_TEXT).row(place, {**record, "id": str(record.get("id") or ""), **also})
    return record_capture(source, "jsonl", place, record, payload) if _has_text(record) else source.rejected(_NO_TEXT, place)


def _has_text(record: Mapping[str, Any]) -> bool:
    return bool((record.get("text") or "").strip() or (record.get("html") or "").strip())


def _otherwise_named(record: Mapping[str, Any], option: str) -> dict[str, str]:
    """What stands under another usual name where the key itself holds nothing: a date under "published", authors under "authors"."""
    lacking = {key: name for key, name in names_of(tuple(record), option).items() if not record.get(key) and not (key == "html" and record.get("text"))}
    return {key: value for key, name in lacking.items() if (value := _as_text(record[name]))}


def _as_text(given: object) -> str:
    """A text, or several as one line; "" for what is neither."""
    several = given if isinstance(given, list) else [given]
    texts = [item for item in several if isinstance(item, str)]
    return ", ".join(texts).strip() if len(texts) == len(several) else ""


def _what_is_wrong(record: object) -> str | None:
    if not isinstance(record, dict):
        return "The line is JSON but not an object: one article has the keys id, url, outlet, title, date, text."
    for key in _TEXTS:
        value = record.get(key)
        if value is not None and not isinstance(value, str):
            return f'The key "{key}" holds a {type(value).__name__}, not a text.'
    if isinstance(record.get("id"), dict | list):
        return 'The key "id" holds neither a text nor a number.'
    if not _names_upstreams(record.get("derived_from")):
        return 'The key "derived_from" holds no list of upstreams, each with a "name" or a "url", and a "rule".'
    return None


def _names_upstreams(given: Any) -> bool:  # noqa: ANN401
    if given is None:
        return True
    return isinstance(given, list) and all(
        isinstance(item, dict) and all(isinstance(value, str) for value in item.values()) and (item.get("name") or item.get("url")) for item in given
    )
