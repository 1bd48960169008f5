"""WARC 1.1 (ISO 28500:2017): request, response, revisit, metadata and warcinfo, each a gzip member of its own.

Blocks are the bytes that went over the wire, untouched. fastwarc writes them: it takes a block as it is, where warcio's writer parses the HTTP header and
writes it anew.
"""

import hashlib
import uuid
from base64 import b32encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType

from firstsaid.collect.clock import stamp
from firstsaid.collect.exchange import Exchange

SAME_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_HTTP = "application/http; msgtype="
_FIELDS = "application/warc-fields"
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Kept:
    """A response record that later ones may refer to."""

    record: str
    """Its WARC-Record-ID."""
    date: str
    payload_digest: str


def digest(data: bytes) -> str:
    """A digest as WARC writes it: SHA-256 in base 32."""
    return f"sha256:{b32encode(hashlib.sha256(data).digest()).decode('ascii')}"


def about(name: str, began: datetime, fields: Mapping[str, str]) -> bytes:
    """The warcinfo record that opens a file."""
    block = "".join(f"{key}: {_one_line(value)}\r\n" for key, value in fields.items()).encode("utf-8")
    return _record(WarcRecordType.warcinfo, block, stamp(began), {"WARC-Filename": name, "Content-Type": _FIELDS})[0]


def kept_exchange(exchange: Exchange, said: Mapping[str, str]) -> tuple[bytes, Kept]:
    """Records of an exchange: the response, its request and, where there is something to say of it, metadata (RFC-style lines "via: …")."""
    date = stamp(exchange.began)
    payload = digest(exchange.response[exchange.head :])
    fields = {**_source(exchange), "WARC-Payload-Digest": payload, "Content-Type": f"{_HTTP}response"}
    response, name = _record(WarcRecordType.response, exchange.response, date, fields)
    return response + _companions(exchange, date, name, said), Kept(name, date, payload)


def revisited(exchange: Exchange, earlier: Kept, said: Mapping[str, str]) -> bytes:
    """Records of an exchange that brought what an earlier one had brought: only the header is kept, with a pointer to the earlier record."""
    date = stamp(exchange.began)
    fields = {
        **_source(exchange),
        "WARC-Profile": NOT_MODIFIED if exchange.status == 304 else SAME_PAYLOAD,
        "WARC-Refers-To": earlier.record,
        "WARC-Refers-To-Target-URI": exchange.url,
        "WARC-Refers-To-Date": earlier.date,
        "WARC-Payload-Digest": earlier.payload_digest,
        "Content-Type": f"{_HTTP}response",
    }
    revisit, name = _record(WarcRecordType.revisit, exchange.response[: exchange.head], date, fields)
    return revisit + _companions(exchange, date, name, said)


def _source(exchange: Exchange) -> dict[str, str]:
    return {"WARC-Target-URI": exchange.url, "WARC-IP-Address": exchange.address}


def _companions(exchange: Exchange, date: str, response: str, said: Mapping[str, str]) -> bytes:
    """The request and what else is known, each tied to the response."""
    tied = {**_source(exchange), "WARC-Concurrent-To": response}
    found, _ = _record(WarcRecordType.request, exchange.request, date, {**tied, "Content-Type": f"{_HTTP}request"})
    if said:
        block = "".join(f"{key}: {_one_line(value)}\r\n" for key, value in said.items()).encode("utf-8")
        found += _record(WarcRecordType.metadata, block, date, {**tied, "Content-Type": _FIELDS})[0]
    return found


def _record(kind: WarcRecordType, block: bytes, date: str, fields: Mapping[str, str]) -> tuple[bytes, str]:
    """One record as a gzip member, and its id, which says what is in it."""
    block_digest = digest(block)
    told = "\x1f".join((str(kind), date, fields.get("WARC-Target-URI", ""), fields.get("WARC-Concurrent-To", ""), block_digest))
    name = f"urn:uuid:{uuid.UUID(bytes=hashlib.sha256(told.encode('utf-8')).digest()[:16], version=5)}"
    record = WarcRecord()
    record.init_headers(kind, record_urn=name.removeprefix("urn:").encode("ascii"))
    record.headers["WARC-Date"] = date
    for key, value in fields.items():
        record.headers[key] = value
    record.headers["WARC-Block-Digest"] = block_digest
    record.set_bytes_content(block)
    target = BytesIO()
    with GzipWriter(target, compression_level=_LEVEL) as writer:
        record.write(writer)
    return target.getvalue(), f"<{name}>"


def _one_line(value: str) -> str:
    return " ".join(value.split())
