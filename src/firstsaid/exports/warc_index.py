"""What a WARC file holds and where: lines of CDXJ, as replay tools look pages up (CDXJ 0.1.0, Webrecorder)."""

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from fastwarc.stream_io import ZstdReader
from fastwarc.warc import ArchiveIterator, WarcRecord

HELD = ("response", "resource", "revisit")
FREE = 64 << 20
PIECE = 1 << 16
MOST_INFLATION = 200
GZIP = b"\x1f\x8b"
ZSTD = (b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18")
_WWW = re.compile(r"www\d*\.")


class NotIndexedError(Exception):
    """A file whose records cannot be reached one by one."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an index."""

    key: str
    stamp: str
    said: str

    def __str__(self) -> str:
        return f"{self.key} {self.stamp} {self.said}\n"


def surt(url: str) -> str:
    """The key under which an address is looked up: host turned round, without www, case and default port; the query's parts in order ("Sort-friendly URI
    Reordering Transform", Internet Archive). Another scheme than the web's stays as it is.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return url
    if parts.scheme.lower() not in ("http", "https") or not host:
        return url
    turned = ",".join(reversed(_WWW.sub("", host.lower(), count=1).rstrip(".").split(".")))
    place = f":{port}" if port and port != {"http": 80, "https": 443}[parts.scheme.lower()] else ""
    path = re.sub(r"/{2,}", "/", parts.path.lower())
    path = path.rstrip("/") or "/"
    query = "?" + "&".join(sorted(parts.query.lower().split("&"))) if parts.query else ""
    return f"{turned}{place}){path}{query}"


def lines(path: Path, filename: str) -> list[Line]:
    """The lines for a WARC file, plain or with one gzip member a record.

    Raises NotIndexedError when its records cannot be reached one by one, or it is cut off or broken.
    """
    with path.open("rb") as stream:
        if stream.read(4).startswith(ZSTD):
            raise NotIndexedError("it is compressed with zstd")
    found: list[tuple[int, str, str, dict[str, str]]] = []
    starts: list[int] = []
    for item in _records(path):
        starts.append(item.stream_pos)
        url = (item.headers.get("WARC-Target-URI") or "").strip().strip("<>")
        kind = (item.headers.get("WARC-Type") or "").strip().lower()
        if kind in HELD and url and (item.headers.get("Content-Type") or "") != "application/warc-fields":
            found.append((item.stream_pos, url, item.headers.get("WARC-Date") or "", _about(item, kind)))
        if item.reader.consume() < item.content_length:
            raise NotIndexedError("it breaks off inside a record")
    if not starts or not _ends_well(path, starts[-1]):
        raise NotIndexedError("its last record is broken")
    if not _by_record(path, starts):
        raise NotIndexedError("it is compressed as one piece")
    ends = dict(zip(starts, [*starts[1:], path.stat().st_size], strict=True))
    return [_line(at, ends[at], (url, date), about | {"filename": filename}) for at, url, date, about in found]


def rewritten(path: Path, plain: Path, to: BinaryIO) -> None:
    """The whole records of a WARC file that is compressed in another way or broken, each a gzip member, to the byte; `plain` is a file to work in.

    What is broken is left out, with all behind it in its gzip member or zstd stream: the file itself is kept whole beside it.
    """
    _inflate(path, plain)
    starts, last = [], 0
    for item in _records(plain, lenient=True):
        starts.append(item.stream_pos)
        last = item.content_length
    with plain.open("rb") as stream:
        for start, stop in pairwise([*starts, plain.stat().st_size]):
            stream.seek(start)
            raw = stream.read(stop - start)
            if start == starts[-1]:
                raw = raw[: raw.find(b"\r\n\r\n") + 4 + last]
                if raw.find(b"\r\n\r\n") + 4 + last > stop - start:
                    return
                raw += b"\r\n\r\n"
            to.write(gzip.compress(raw, 6, mtime=0))


def _inflate(path: Path, to: Path) -> None:
    """As much of a file's bytes as come out of it; never more than `MOST_INFLATION` times its size."""
    most, given = max(FREE, MOST_INFLATION * path.stat().st_size), 0
    with path.open("rb") as stream, to.open("wb") as out:
        try:
            for piece in _pieces(stream):
                given += len(piece)
                if given > most:
                    raise NotIndexedError(f"it inflates to more than {MOST_INFLATION} times its size")
                out.write(piece)
        except (OSError, zlib.error):
            return


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    head = stream.read(4)
    stream.seek(0)
    if head.startswith(ZSTD):
        reader = ZstdReader(stream)
        while piece := reader.read(PIECE):
            yield piece
    elif not head.startswith(GZIP):
        while piece := stream.read(PIECE):
            yield piece
    else:
        waiting = stream.read(PIECE)
        while waiting:
            engine = zlib.decompressobj(wbits=31)
            while waiting and not engine.eof:
                yield engine.decompress(waiting, PIECE)
                waiting = engine.unconsumed_tail or (b"" if engine.eof else stream.read(PIECE))
            waiting = engine.unused_data.lstrip(b"\x00") or stream.read(PIECE)


def _by_record(path: Path, starts: list[int]) -> bool:
    """Whether, of a compressed file, a gzip member begins at each record."""
    with path.open("rb") as stream:
        packed = stream.read(2) == GZIP
        for start in starts if packed else ():
            stream.seek(start)
            if stream.read(2) != GZIP:
                return False
    return True


def _ends_well(path: Path, start: int) -> bool:
    """Whether the last gzip member is whole and nothing follows it; always for a plain file."""
    with path.open("rb") as stream:
        stream.seek(start)
        engine = zlib.decompressobj(wbits=31)
        waiting = stream.read(PIECE)
        if not waiting.startswith(GZIP):
            return True
        while waiting and not engine.eof:
            engine.decompress(waiting, PIECE)
            waiting = engine.unconsumed_tail or (b"" if engine.eof else stream.read(PIECE))
        return engine.eof and not (engine.unused_data + stream.read(PIECE)).strip(b"\x00")


def _records(path: Path, lenient: bool = False) -> Iterator[WarcRecord]:
    """Records in the order of the file, never more than `MOST_INFLATION` times the file's size of them."""
    size, given = path.stat().st_size, 0
    with path.open("rb") as stream:
        try:
            for item in ArchiveIterator(stream, parse_http=False, quirks_mode=True, fsspec_args=False):
                given += item.content_length
                if given > FREE and given > MOST_INFLATION * size:
                    raise NotIndexedError(f"it inflates to more than {MOST_INFLATION} times its size")
                yield item
        except OSError as error:
            if not lenient:
                raise NotIndexedError(f"it is broken ({error})") from None


def _about(item: WarcRecord, kind: str) -> dict[str, str]:
    about: dict[str, str] = {}
    media, status = item.headers.get("Content-Type") or "", ""
    if item.is_http:
        try:
            item.parse_http(auto_decode="none", quirks_mode=True)
            media, status = item.http_headers.get("Content-Type") or "", str(item.http_headers.status_code or "")
        except OSError:
            media = ""
    about["mime"] = "warc/revisit" if kind == "revisit" else media.partition(";")[0].strip().lower()
    about["status"] = status
    about["digest"] = (item.headers.get("WARC-Payload-Digest") or "").strip()
    return {name: value for name, value in about.items() if value}


def _line(start: int, stop: int, what: tuple[str, str], about: dict[str, str]) -> Line:
    url, date = what
    said = {"url": url, **about, "length": str(stop - start), "offset": str(start)}
    return Line(surt(url), re.sub(r"\D", "", in_full(date))[:14], json.dumps(said, ensure_ascii=True))


def in_full(date: str) -> str:
    """A WARC-Date in UTC and to the second, as indexes and lists of pages want it: "2031-05" is "2031-05-01T00:00:00Z"."""
    told = date.strip()
    if re.fullmatch(r"\d{4}(-\d\d)?", told):
        told += "-01-01"[len(told) - 4 :]
    try:
        moment = datetime.fromisoformat(told)
    except ValueError:
        return "1970-01-01T00:00:00Z"
    utc = moment.astimezone(UTC) if moment.tzinfo else moment
    return utc.replace(tzinfo=None, microsecond=0).isoformat() + "Z"
