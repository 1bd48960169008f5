"""WARC records of our own (WARC 1.1, ISO 28500:2017): each a gzip member, the same bytes from the same content."""

import base64
import gzip
import hashlib
import io
import uuid
from collections.abc import Iterable
from typing import BinaryIO

Field = tuple[str, str]
PIECE = 1 << 20


def record_id(*parts: str) -> str:
    """The id of a record, made of what it holds: "<urn:uuid:…>" (UUID version 5)."""
    return f"<{uuid.uuid5(uuid.NAMESPACE_URL, 'urn:firstsaid:warc:' + chr(31).join(parts)).urn}>"


def digest(block: BinaryIO) -> tuple[str, int]:
    """A digest as WARC files have it (SHA-1 in base 32, the one spelling that every reader of WARC checks), and how many bytes it is of."""
    seen, size = hashlib.sha1(usedforsecurity=False), 0
    while piece := block.read(PIECE):
        seen.update(piece)
        size += len(piece)
    return "sha1:" + base64.b32encode(seen.digest()).decode(), size


def write_record(out: BinaryIO, kind: str, fields: Iterable[Field], block: bytes | BinaryIO) -> None:
    """Write one whole record, compressed. `fields` begin with its id and date; type, digests and length are added."""
    stream = io.BytesIO(block) if isinstance(block, bytes) else block
    told, size = digest(stream)
    stream.seek(0)
    named: list[Field] = [("WARC-Type", kind), *fields, ("WARC-Block-Digest", told)]
    if kind == "resource":
        named.append(("WARC-Payload-Digest", told))
    named.append(("Content-Length", str(size)))
    head = "WARC/1.1\r\n" + "".join(f"{name}: {one_line(value)}\r\n" for name, value in named) + "\r\n"
    with gzip.GzipFile("", "wb", 6, out, mtime=0) as packed:
        packed.write(head.encode("utf-8", "replace"))
        while piece := stream.read(PIECE):
            packed.write(piece)
        packed.write(b"\r\n\r\n")


def fields_block(fields: Iterable[Field]) -> bytes:
    """A block of type application/warc-fields."""
    return "".join(f"{name}: {one_line(value)}\r\n" for name, value in fields).encode("utf-8", "replace")


def one_line(value: str) -> str:
    """A value that cannot end its line: every control character is a blank."""
    return "".join(c if c.isprintable() else " " for c in value).strip()
