"""The records of a WARC file (ISO 28500), one at a time, and what is broken between them."""

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple, cast

from fastwarc.warc import ArchiveIterator, WarcRecord

from firstsaid.capture.unpacked import Unpacked

_SLACK = 64
"""No record is as short as this many bytes, so nothing is lost in fewer."""
_MOST_FAULTS = 1_000
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(r"\d{1,15}")


class Fault(NamedTuple):
    """A place where the file is broken; `final` when nothing behind it was read."""

    reason: str
    final: bool


def records(unpacked: Unpacked) -> Iterator[WarcRecord | Fault]:
    """Records in the order of the file. A record may be read until the next one is asked for; one that says nothing of its length comes all the same.

    Behind broken bytes reading goes on at the next line (or gzip member) that begins a record, until there were many such places.
    """
    for _ in range(_MOST_FAULTS):
        reason = ""
        end: _End | None = None
        regular = False
        archive = ArchiveIterator(cast(BinaryIO, unpacked), parse_http=False, quirks_mode=True, stream_detect=False, fsspec_args=False)
        try:
            for record in archive:
                if end is not None:
                    gap = record.stream_pos - end.usual
                    regular = gap == 0
                    if gap > _SLACK:
                        yield Fault(f"{gap:,} bytes belong to no record", final=False)
                end = _end(record)
                yield record
        except OSError as error:
            reason = f"a record cannot be told from its neighbours ({error})"
        if unpacked.fault:
            reason = unpacked.fault
            more = unpacked.resume()
        elif reason:
            more = True
        else:
            if end is not None and unpacked.tell() < end.earliest:
                yield Fault("the file breaks off inside a record", final=True)
            elif end is not None and (left := unpacked.tell() - end.usual) > 0 and (regular or left > _SLACK or _begun(unpacked.last)):
                yield Fault(f"the last {left:,} bytes are no whole record", final=True)
            return
        yield Fault(reason, final=not more)
        if not more:
            return
    yield Fault(f"it is broken in more than {_MOST_FAULTS:,} places", final=True)


def _begun(last: bytes) -> bool:
    """Whether a file ends with the first bytes of one more record."""
    rest = _BLANK_LINE.split(last)[-1]
    return bool(rest) and (rest.startswith(b"WARC/") or b"WARC/".startswith(rest))


def says_its_length(record: WarcRecord) -> bool:
    """Whether the record's header has a length that can be one."""
    return _LENGTH.fullmatch((record.headers.get("Content-Length") or "").strip()) is not None


class _End(NamedTuple):
    """Where a record ends: at the earliest, and as programs usually write it (two bytes at each line's end, a blank behind each colon)."""

    earliest: int
    usual: int


def _end(record: WarcRecord) -> _End:
    fields = record.headers.items_bytes()
    earliest = record.stream_pos + len(b"WARC/1.1\n\n") + sum(len(name) + len(value) + len(b":\n") for name, value in fields) + record.content_length
    return _End(earliest, earliest + 2 + 2 * len(fields) + len(b"\r\n\r\n"))
