"""What every reader of an input format has in common."""

from collections.abc import Iterator
from typing import Protocol

from firstsaid.capture.source import Source
from firstsaid.model import Capture, Rejected, content_id
from firstsaid.model.options import CaptureOptions

HEAD = 65_536
"""How many bytes of a file a reader may look at before it says whether the file is for it."""


class Reader(Protocol):
    """Reads one input format."""

    def accepts(self, name: str, head: bytes) -> bool:
        """Whether a file of this name that begins with these bytes (at most `HEAD`) is of this format."""
        ...

    def read(self, source: Source, options: CaptureOptions) -> Iterator[Capture | Rejected]:
        """The captures that the file holds, in order, and a row for each record that cannot be read. May raise OSError."""
        ...


def whole_file(source: Source, options: CaptureOptions, media_type: str) -> Iterator[Capture | Rejected]:
    """The file as one capture, or a row that it is too large."""
    size = source.path.stat().st_size
    if size > options.largest:
        yield source.rejected(too_large("The file", size, options.largest))
        return
    yield of_file(source, media_type, source.path.read_bytes())


def of_file(source: Source, media_type: str, payload: bytes, charset: str | None = None) -> Capture:
    """The one capture of a file, with the bytes that are read of it and the encoding that is known of these."""
    return Capture(
        id=content_id("capture", source.sha256, source.url or "", ""),
        sha256=source.sha256,
        path=source.name,
        record=None,
        url=source.url,
        media_type=media_type,
        seen_at=None,
        how=source.how,
        payload=payload,
        charset=charset,
    )


def too_large(what: str, size: int, limit: int) -> str:
    """The sentence for something over the limit; sizes in bytes."""
    return f"{what} has {size:,} bytes, more than the limit of {limit:,}. Raise the limit (capture largest) if it really is one page."
