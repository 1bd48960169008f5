"""Declared records: what a row, a feed's entry or a newswire item says of its article, as a capture of its own."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from firstsaid.capture.reader import too_large
from firstsaid.capture.source import Source
from firstsaid.model import Capture, Rejected, content_id
from firstsaid.model.capture import RECORD_KEYS
from firstsaid.model.options import CaptureOptions

_MAIL_DATE = re.compile(r"(?:[A-Za-z]{3,9},? +)?\d{1,2} +[A-Za-z]{3,9} +\d{2,4}(?: |$)")

DERIVED = ("derivedfrom", "translatedfrom", "istranslationof", "translationof")
"""Relations that say that the text was made from another one; a mere "seeAlso" does not."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """A file that holds declared records."""

    source: Source
    options: CaptureOptions
    how: str
    """What the captures say of how they came: "feed", "csv" …"""
    without_text: str
    """The sentence for a record that holds no text."""

    def row(self, place: str, said: Mapping[str, object]) -> Capture | Rejected:
        """The record at this place in the file, keys outside `RECORD_KEYS` and empty values left out; a row when it holds no text or is too large."""
        record = {key: kept for key in RECORD_KEYS if (kept := _kept(said.get(key)))}
        if "text" not in record and "html" not in record:
            return self.source.rejected(self.without_text, place)
        payload = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")
        if len(payload) > self.options.largest:
            return self.source.rejected(too_large("The record", len(payload), self.options.largest), place)
        return record_capture(self.source, self.how, place, record, payload)

    def rejected(self, reason: str, place: str | None = None) -> Rejected:
        """A row about the file, or about one place in it."""
        return self.source.rejected(reason, place)


def record_capture(source: Source, how: str, place: str, record: Mapping[str, object], payload: bytes) -> Capture:
    """The capture of a record that is known to be sound."""
    given = record.get("id")
    url = str(record.get("url") or "").strip() or source.url
    return Capture(
        id=content_id("capture", source.sha256, url or "", place),
        sha256=source.sha256,
        path=source.name,
        record=place if given in (None, "") else sound(str(given)),
        url=sound(url) if url else None,
        media_type="application/json",
        seen_at=None,
        how=how,
        payload=payload,
    )


def sound(value: str) -> str:
    """Without surrogates that stand alone, which no table can hold."""
    return value.encode("utf-8", "replace").decode("utf-8")


def upstream(rule: str, name: str | None = None, url: str | None = None) -> dict[str, str]:
    """One item of `derived_from`; empty when it names nothing."""
    given = {"name": line(name or ""), "url": line(url or ""), "rule": rule}
    return {key: value for key, value in given.items() if value} if given["name"] or given["url"] else {}


def line(text: str) -> str:
    """White space folded to single blanks."""
    return " ".join(text.split())


def web_address(given: str) -> str:
    """The value if it is an address of the web, else ""."""
    bare = given.strip()
    return bare if bare.lower().startswith(("http://", "https://")) and not re.search(r"\s", bare) else ""


def iso_date(given: str) -> str:
    """A date as mail and RSS write it (RFC 5322: "Tue, 04 Mar 2031 08:30:00 +0200") in ISO 8601; every other value as it stands."""
    bare = line(given)
    if not _MAIL_DATE.match(bare):
        return bare
    try:
        found = parsedate_to_datetime(bare)
    except (ValueError, TypeError, IndexError, OverflowError):
        return bare
    return found.isoformat()


def _kept(value: object) -> object:
    """The value as the record keeps it: a text that is not blank, or a list of upstreams that name something."""
    if isinstance(value, str):
        return sound(value) if value.strip() else None
    if isinstance(value, list):
        kept = (tuple((key, sound(given)) for key, given in sorted(item.items()) if given) for item in value if item)
        return [dict(item) for item in dict.fromkeys(kept)]
    return None
