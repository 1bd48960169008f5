"""Compressed answers, decompressed within limits (decompression bombs)."""

import re
import zlib

from firstsaid.collect.faults import RefusedError
from firstsaid.collect.options import CollectOptions

GZIP = b"\x1f\x8b"
_FREE = 10 << 20
_PIECE = 1 << 20
_SLICE = 4_096
"""Bytes that are given to zlib at a time: what follows a member is handed back as a copy, and a stream may be of a million members."""
_PADDING = re.compile(b"\x00*")


def inflated(stored: bytes, options: CollectOptions) -> bytes:
    """What a gzip stream holds, as far as it is sound. Raises RefusedError when it inflates beyond the limits."""
    kept: list[bytes] = []
    at = size = 0
    engine = zlib.decompressobj(wbits=31)
    while at < len(stored):
        given = stored[at : at + _SLICE]
        try:
            piece = engine.decompress(given, _PIECE)
        except zlib.error:
            break
        at += len(given) - len(engine.unconsumed_tail) - len(engine.unused_data)
        size += len(piece)
        kept.append(piece)
        if size > options.largest:
            raise RefusedError(f"the answer inflates to more than {options.largest:,} bytes, the limit for one page")
        if size > _FREE and size > options.most_inflation * len(stored):
            raise RefusedError(f"the answer inflates to more than {options.most_inflation} times its size: this looks like a decompression bomb")
        if engine.eof:
            padding = _PADDING.match(stored, at)
            at = padding.end() if padding else at
            engine = zlib.decompressobj(wbits=31)
    return b"".join(kept)
