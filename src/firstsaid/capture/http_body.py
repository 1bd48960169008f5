"""The body of a stored HTTP response: chunks joined, content encodings undone (RFC 9112 section 7.1, RFC 9110 section 8.4)."""

import re
import sys
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

from fastwarc.stream_io import BrotliReader, WarcReader, ZstdReader

from firstsaid.capture.inflate import FREE, GZIP, PIECE, pieces
from firstsaid.capture.reader import HEAD
from firstsaid.capture.signatures import is_text
from firstsaid.capture.unpacked import BLOCK
from firstsaid.errors import InputError
from firstsaid.model.options import CaptureOptions

_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,16})[ \t]*(?:;[^\r\n]*)?\r?\n")
_MOST_CHUNKS = 500_000
_MOST_ENCODINGS = 3
_SILENT = ("", "identity", "none", "utf-8", "chunked")


class Body(NamedTuple):
    """A page's bytes, and why its end may be missing ("" when it is whole)."""

    payload: bytes
    fault: str


def body(stored: bytes, transfer: str, encodings: str, options: CaptureOptions) -> Body:
    """The page in a stored response, by the values of its headers Transfer-Encoding and Content-Encoding.

    Many crawlers store a body that is joined or inflated already and keep the headers: it is then given as it is. Raises InputError when the body is
    larger than the limit, a decompression bomb, or encoded in a way that is not read.
    """
    names = [name.strip().lower() for name in encodings.split(",")]
    names = [name for name in names if name not in _SILENT]
    if len(names) > _MOST_ENCODINGS:
        raise InputError(f"its body is encoded {len(names)} times over")
    payload, fault = _joined(stored) if "chunked" in transfer.lower() else Body(stored, "")
    for name in reversed(names):
        payload, broken = _inflated(payload, name, options)
        fault = fault or broken
    return Body(payload, fault)


def _joined(stored: bytes) -> Body:
    chunks: list[bytes] = []
    at = 0
    while len(chunks) < _MOST_CHUNKS:
        size = _SIZE.match(stored, at, at + 1_000)
        if size is None:
            break
        start, length = size.end(), int(size[1], 16)
        if length == 0:
            return Body(b"".join(chunks), "")
        chunks.append(stored[start : start + length])
        at = start + length
        if at > len(stored):
            break
        at += 2 if stored[at : at + 2] == b"\r\n" else stored[at : at + 1] == b"\n"
    if not chunks:
        return Body(stored, "")
    return Body(b"".join(chunks), "its chunks break off")


def _inflated(stored: bytes, name: str, options: CaptureOptions) -> Body:
    kept: list[bytes] = []
    size = 0
    fault = ""
    inflating = _pieces(stored, name)
    while True:
        try:
            piece = next(inflating, b"")
        except (InputError, OSError, zlib.error):
            fault = f"its {name} encoding is broken or breaks off"
            break
        if not piece:
            break
        size += len(piece)
        if size > options.largest:
            raise InputError(f"its body inflates to more than {options.largest:,} bytes, the limit for one page")
        if size > FREE and size > options.most_inflation * len(stored):
            raise InputError(f"its body inflates to more than {options.most_inflation} times its size: this looks like a decompression bomb")
        kept.append(piece)
    if not kept and is_text(stored[:HEAD]):
        return Body(stored, "")
    if not kept and fault:
        raise InputError(fault)
    return Body(b"".join(kept), fault)


def _pieces(stored: bytes, name: str) -> Iterator[bytes]:
    """What comes out, piece by piece. Raises InputError for an encoding that is not read; the pieces raise InputError, OSError or zlib's error."""
    if name in ("gzip", "x-gzip"):
        return pieces(BytesIO(stored), GZIP, sys.maxsize)
    if name == "deflate":
        return _deflated(stored)
    if name == "br":
        return _read(BrotliReader(BytesIO(stored)))
    if name == "zstd":
        return _read(ZstdReader(BytesIO(stored)))
    raise InputError(f'its body has the content encoding "{name[:40]}", which is not read')


def _read(reader: WarcReader) -> Iterator[bytes]:
    while piece := reader.read(BLOCK):
        yield piece


def _deflated(stored: bytes) -> Iterator[bytes]:
    """Both readings of "deflate": with zlib's header, as the norm says, and without it, as some servers send it."""
    bare = len(stored) < 2 or stored[0] & 15 != 8 or int.from_bytes(stored[:2], "big") % 31
    engine = zlib.decompressobj(wbits=-15 if bare else 15)
    while not engine.eof:
        piece = engine.decompress(stored, PIECE)
        stored = engine.unconsumed_tail
        if not piece and not engine.eof:
            raise InputError("the data break off")
        yield piece
