"""A page that says itself where and when it was saved: by Chrome's or Edge's "save page", by Internet Explorer, by SingleFile."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from firstsaid.capture.html import HtmlReader
from firstsaid.capture.mime import moment
from firstsaid.capture.reader import HEAD, whole_file
from firstsaid.capture.source import Source
from firstsaid.model import Capture, Rejected
from firstsaid.model.options import CaptureOptions

_LOOKED_AT = 8_192
"""Bytes from the start in which a browser writes where the page is from."""
_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)\s*(https?://[^\s<>]{1,2000}?)\s*-->", re.IGNORECASE)
_SINGLE_FILE = re.compile(
    rb"<!--\s{0,20}Page saved with SingleFile\s{1,20}url:\s{0,20}(https?://[^\s<>]{1,2000})(?:\s{1,20}saved date:\s{0,20}([^\r\n<>]{1,200}))?", re.IGNORECASE
)
_CLOCK = re.compile(r"\w{3} (\w{3}) (\d{1,2}) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d{4})")


@dataclass(frozen=True, slots=True)
class SavedPageReader:
    """HTML with a browser's or SingleFile's note in its first lines."""

    def accepts(self, name: str, head: bytes) -> bool:
        """Whether the page carries such a note."""
        return origin(head)[0] is not None and HtmlReader().accepts(name, head)

    def read(self, source: Source, options: CaptureOptions) -> Iterator[Capture | Rejected]:
        """The file is one capture, with the address and the time that the note tells."""
        with source.path.open("rb") as stream:
            url, seen_at = origin(stream.read(HEAD))
        for row in whole_file(replace(source, how="saved page", url=source.url or url), options, "text/html"):
            yield replace(row, seen_at=seen_at) if isinstance(row, Capture) else row


def origin(head: bytes) -> tuple[str | None, str | None]:
    """Address and time (ISO 8601, UTC) that a saved page's note tells; None for what it does not tell."""
    top = head[:_LOOKED_AT]
    found = _SINGLE_FILE.search(top)
    if found:
        return found[1].decode("utf-8", "replace"), _time((found[2] or b"").decode("utf-8", "replace"))
    found = _FROM.search(top)
    return (found[1].decode("utf-8", "replace"), None) if found else (None, None)


def _time(given: str) -> str | None:
    """A time as browsers print it ("Thu Mar 13 2031 10:22:33 GMT+0100 (…)") or in ISO 8601."""
    clock = _CLOCK.match(given.strip())
    if clock:
        month, day, year, time, zone = clock.groups()
        return moment(f"{day} {month} {year} {time} {zone}")
    try:
        found = datetime.fromisoformat(given.strip())
        return found.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if found.tzinfo else found.strftime("%Y-%m-%dT%H:%M:%S")
    except (ValueError, OverflowError):
        return None
