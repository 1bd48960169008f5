"""Revisit records: a crawler saw the same bytes again and stored only a pointer to the record that holds them."""

from typing import NamedTuple

from fastwarc.warc import WarcRecord

from firstsaid.capture.web_page import moment

MOST = 100_000
"""How many may wait at a time, so that memory stays bounded."""


class Repeat(NamedTuple):
    """A page that was seen again."""

    url: str | None
    seen_at: str | None
    label: str
    """The record as a reader of the archive would name it."""
    place: str
    """Where the record lies; no two records share it."""


class Repeats:
    """Repeats that wait for the record that holds their bytes."""

    def __init__(self) -> None:
        self._waiting: dict[str, Repeat] = {}
        self._by_key: dict[tuple[str, ...], list[Repeat]] = {}

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, repeat: Repeat, record: WarcRecord) -> bool:
        """Lets a repeat wait; False when its record does not say what it repeats, or too many wait."""
        fields = record.headers
        keys = _keys(
            fields.get("WARC-Refers-To"),
            fields.get("WARC-Refers-To-Target-URI"),
            fields.get("WARC-Refers-To-Date"),
            fields.get("WARC-Payload-Digest"),
        )
        if not keys or len(self._waiting) >= MOST:
            return False
        self._waiting[repeat.place] = repeat
        for key in keys:
            self._by_key.setdefault(key, []).append(repeat)
        return True

    def of(self, record: WarcRecord) -> list[Repeat]:
        """The repeats of this record, which wait no longer."""
        fields = record.headers
        found = []
        for key in _keys(fields.get("WARC-Record-ID"), fields.get("WARC-Target-URI"), fields.get("WARC-Date"), fields.get("WARC-Payload-Digest")):
            found += [repeat for repeat in self._by_key.pop(key, ()) if self._waiting.pop(repeat.place, None)]
        return found

    def unmet(self) -> list[Repeat]:
        """Those whose record never came."""
        return list(self._waiting.values())


def _keys(record_id: str | None, url: str | None, date: str | None, digest: str | None) -> list[tuple[str, ...]]:
    """What names a record: its id, or what was seen where and when, or the digest of its payload."""
    keys: list[tuple[str, ...]] = []
    if record_id and record_id.strip():
        keys.append(("id", record_id.strip()))
    if url and date:
        keys.append(("seen", url.strip().strip("<>"), moment(date) or date))
    if digest and digest.strip():
        keys.append(("digest", digest.strip()))
    return keys
