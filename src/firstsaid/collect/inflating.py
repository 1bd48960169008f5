"""Compressed answers, opened with an eye on how much comes out of how little."""

import zlib

from firstsaid.collect.faults import RefusedError
from firstsaid.collect.options import CollectOptions

GZIP = b"\x1f\x8b"
_FREE = 10 << 20
_PIECE = 1 << 20


def inflated(stored: bytes, options: CollectOptions) -> bytes:
    """What a gzip stream holds, as far as it is sound. Raises RefusedError when it inflates beyond the limits."""
    kept: list[bytes] = []
    size = 0
    engine = zlib.decompressobj(wbits=31)
    waiting = stored
    while waiting:
        try:
            piece = engine.decompress(waiting, _PIECE)
        except zlib.error:
            break
        size += len(piece)
        kept.append(piece)
        if size > options.largest:
            raise RefusedError(f"the answer inflates to more than {options.largest:,} bytes, the limit for one page")
        if size > _FREE and size > options.most_inflation * len(stored):
            raise RefusedError(f"the answer inflates to more than {options.most_inflation} times its size: this looks like a decompression bomb")
        waiting = engine.unconsumed_tail
        if engine.eof:
            waiting = engine.unused_data.lstrip(b"\x00")
            engine = zlib.decompressobj(wbits=31)
        elif not piece and not waiting:
            break
    return b"".join(kept)
