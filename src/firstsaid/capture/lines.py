"""Long files, one line at a time, with a limit on each line."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from firstsaid.errors import InputError


class Line(NamedTuple):
    """A line of bytes without its end, or None when it was longer than allowed; `size` is its length in bytes."""

    number: int
    content: bytes | None
    size: int


def lines(pieces: Iterable[bytes], longest: int, most: int) -> Iterator[Line]:
    """The lines in `pieces`, numbered from 1; memory stays within one line. Raises InputError after `most` bytes."""
    kept: list[bytes] = []
    size = number = total = 0
    for piece in pieces:
        total += len(piece)
        if total > most:
            raise InputError(f"the file holds more than {most:,} bytes, the limit for a container")
        start = 0
        while (stop := piece.find(b"\n", start)) >= 0:
            size += stop - start
            number += 1
            kept.append(piece[start:stop])
            yield Line(number, b"".join(kept).removesuffix(b"\r") if size <= longest else None, size)
            kept, size, start = [], 0, stop + 1
        size += len(piece) - start
        if size <= longest:
            kept.append(piece[start:])
        else:
            kept = []
    if size:
        yield Line(number + 1, b"".join(kept).removesuffix(b"\r") if size <= longest else None, size)
