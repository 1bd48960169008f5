"""Compressed input, decompressed within limits (decompression bombs)."""

import lzma
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Protocol

from firstsaid.errors import InputError

PIECE = 1 << 20
"""Bytes that are read or inflated at a time."""
FREE = 10 << 20
"""Up to this many inflated bytes any ratio is allowed."""
_XZ_MEMORY = 256 << 20

GZIP, XZ = b"\x1f\x8b", b"\xfd7zXZ\x00"


class _Decompressor(Protocol):
    """What zlib's and lzma's decompressors have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = ..., /) -> bytes: ...


def pieces(stream: BinaryIO, head: bytes, most_inflation: int) -> Iterator[bytes]:
    """The bytes of a gzip, xz or uncompressed stream, in pieces of at most `PIECE`.

    Raises InputError when the stream is broken, breaks off, or inflates more than `most_inflation` times beyond `FREE`.
    """
    if not head.startswith((GZIP, XZ)):
        while piece := stream.read(PIECE):
            yield piece
        return
    taken = given = 0
    try:
        for size, piece in _inflated(stream, xz=head.startswith(XZ)):
            taken += size
            given += len(piece)
            if given > FREE and given > most_inflation * taken:
                raise InputError(f"{taken:,} compressed bytes inflate to more than {most_inflation} times as many: this looks like a decompression bomb")
            if piece:
                yield piece
    except (zlib.error, lzma.LZMAError) as error:
        raise InputError(f"the compressed data are broken after {given:,} bytes ({error})") from error


def _decompressor(xz: bool) -> _Decompressor:
    if xz:
        return lzma.LZMADecompressor(memlimit=_XZ_MEMORY)
    return zlib.decompressobj(wbits=31)


def _inflated(stream: BinaryIO, xz: bool) -> Iterator[tuple[int, bytes]]:
    """Pairs of compressed bytes newly taken and bytes that came out."""
    engine = _decompressor(xz)
    waiting = stream.read(PIECE)
    size = len(waiting)
    while True:
        piece = engine.decompress(waiting, PIECE)
        waiting = b"" if xz else getattr(engine, "unconsumed_tail", b"")
        yield size, piece
        size = 0
        if engine.eof:
            waiting = engine.unused_data.lstrip(b"\x00") or stream.read(PIECE).lstrip(b"\x00")
            if not waiting:
                return
            size = 0
            engine = _decompressor(xz)
        elif not waiting and (not xz or getattr(engine, "needs_input", True)):
            waiting = stream.read(PIECE)
            size = len(waiting)
            if not waiting and not piece:
                raise InputError("the compressed data break off")
