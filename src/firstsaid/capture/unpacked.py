"""The bytes of a compressed web archive, decompressed as they are read, up to a limit."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import IO
from zipfile import BadZipFile

from fastwarc.stream_io import ZstdReader

from firstsaid.capture.inflate import FREE, GZIP
from firstsaid.errors import InputError
from firstsaid.model.options import CaptureOptions

BLOCK = 1 << 16
"""Bytes that are read or inflated at a time."""
LAST = 80
ZSTD = (b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18")
"""How zstd data begin: a frame, or the dictionary frame of "Zstandard Compression for WARC Files 1.0" (IIPC)."""
BROKEN = (InputError, OSError, EOFError, ValueError, zlib.error, BadZipFile, NotImplementedError, RuntimeError)
"""What a broken file, or a broken or locked member of a ZIP archive, raises while it is read."""
_MEMBER = GZIP + b"\x08"
_MOST_FALSE = 1_000


class Allowance:
    """How far a file may inflate, over all its members and layers."""

    def __init__(self, size: int, options: CaptureOptions) -> None:
        """`size` is the length of the whole file on disk, in bytes."""
        self._size = size
        self._most = options.largest_container
        self._inflation = options.most_inflation
        self._given = 0

    def take(self, count: int) -> None:
        """Counts bytes that came out. Raises InputError when they are too many."""
        self._given += count
        if self._given > self._most:
            raise InputError(f"the file holds more than {self._most:,} bytes, the limit for a container")
        if self._given > FREE and self._given > self._inflation * self._size:
            raise InputError(f"{self._size:,} bytes inflate to more than {self._inflation} times as many: this looks like a decompression bomb")


class Unpacked:
    """A stream of inflated bytes: gzip of one or many members, zstd, or bytes as they are.

    Reading never raises: where the bytes break they end, and `fault` says why. `resume` goes on behind the fault.
    """

    def __init__(self, stream: IO[bytes], allowance: Allowance) -> None:
        self.fault = ""
        self._stream = stream
        self._allowance = allowance
        self._blocks = self._all()
        self._block = b""
        self._position = 0
        self.last = b""
        """The last bytes that were given, at most `LAST`."""

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes; none at the end and at a fault."""
        if not self._block and not self.fault:
            self._block = next(self._blocks, b"")
        piece = self._block if size < 0 else self._block[:size]
        self._block = self._block[len(piece) :]
        self._position += len(piece)
        self.last = piece[-LAST:] if len(piece) >= LAST else (self.last + piece)[-LAST:]
        return piece

    def tell(self) -> int:
        """How many bytes were given."""
        return self._position

    def resume(self) -> bool:
        """Goes on behind a fault; False when nothing follows it, not even another fault."""
        self.fault = ""
        self._block = next(self._blocks, b"")
        return bool(self._block or self.fault)

    def _all(self) -> Iterator[bytes]:
        """Blocks of bytes; an empty one at each fault."""
        try:
            head = self._stream.read(BLOCK)
            if head.startswith(GZIP):
                yield from self._gzip(head)
            elif head.startswith(ZSTD):
                yield from self._zstd()
            else:
                yield from self._plain(head)
        except BROKEN as error:
            self.fault = str(error) or type(error).__name__

    def _plain(self, block: bytes) -> Iterator[bytes]:
        while block:
            self._allowance.take(len(block))
            yield block
            block = self._stream.read(BLOCK)

    def _gzip(self, waiting: bytes) -> Iterator[bytes]:
        engine = zlib.decompressobj(wbits=31)
        while True:
            try:
                block = engine.decompress(waiting, BLOCK)
            except zlib.error as error:
                self.fault = f"the compressed data are broken ({str(error).rpartition(': ')[2]})"
                yield b""
                waiting = self._next_record(waiting)
                if not waiting:
                    return
                engine = zlib.decompressobj(wbits=31)
                continue
            if block:
                self._allowance.take(len(block))
                yield block
            waiting = engine.unconsumed_tail
            if engine.eof:
                waiting = engine.unused_data.lstrip(b"\x00") or self._stream.read(BLOCK).lstrip(b"\x00")
                engine = zlib.decompressobj(wbits=31)
                if not waiting:
                    return
            elif not waiting:
                waiting = self._stream.read(BLOCK)
                if not waiting and not block:
                    raise InputError("the compressed data break off")

    def _next_record(self, waiting: bytes) -> bytes:
        """The bytes from the next gzip member on that begins with a record; none when there is none, or after many that only look like one."""
        start = 1
        for _ in range(_MOST_FALSE):
            while (at := waiting.find(_MEMBER, start)) < 0:
                more = self._stream.read(BLOCK)
                if not more:
                    return b""
                self._allowance.take(len(more))
                waiting, start = waiting[-2:] + more, 0
            if len(waiting) - at < BLOCK // 2:
                waiting, at = waiting[at:] + self._stream.read(BLOCK), 0
            if begins_record(waiting[at : at + BLOCK // 2]):
                return waiting[at:]
            start = at + 1
        return b""

    def _zstd(self) -> Iterator[bytes]:
        given = 0
        try:
            for block in self._frames(BLOCK):
                given += len(block)
                yield block
        except OSError as error:
            # a failing read keeps back what came out before the fault: it is read again, byte by byte
            self._stream.seek(0)
            reader = ZstdReader(self._stream)
            while given:
                given -= len(reader.read(min(given, BLOCK)))
            yield from _until_fault(reader)
            raise InputError(f"the compressed data are broken or break off ({error})") from error

    def _frames(self, size: int) -> Iterator[bytes]:
        self._stream.seek(0)
        reader = ZstdReader(self._stream)
        while block := reader.read(size):
            self._allowance.take(len(block))
            yield block


def _until_fault(reader: ZstdReader) -> Iterator[bytes]:
    try:
        while block := reader.read(1):
            yield block
    except OSError:
        return


def begins_record(head: bytes) -> bool:
    """Whether these bytes, inflated if they are compressed, begin as a WARC record does."""
    try:
        if head.startswith(GZIP):
            head = zlib.decompressobj(wbits=31).decompress(head, 64)
        elif head.startswith(ZSTD):
            head = ZstdReader(BytesIO(head)).read(64)
    except (zlib.error, OSError):
        return False
    return head.lstrip(b"\r\n").startswith(b"WARC/")
