"""Web archives (WARC, ISO 28500), plain or compressed with gzip or zstd."""

from collections.abc import Iterator
from dataclasses import dataclass

from firstsaid.capture.inflate import GZIP
from firstsaid.capture.intake import Intake
from firstsaid.capture.source import Source
from firstsaid.capture.unpacked import ZSTD, begins_record
from firstsaid.model import Capture, Rejected
from firstsaid.model.options import CaptureOptions

NAMES = (".warc", ".warc.gz", ".warc.zst")


@dataclass(frozen=True, slots=True)
class WarcReader:
    """Records of what servers sent, as crawlers write them; streamed."""

    def accepts(self, name: str, head: bytes) -> bool:
        """Whether the first inflated bytes begin a record, or the file is compressed and its name says WARC."""
        return begins_record(head) or (name.lower().endswith(NAMES) and head.startswith((GZIP, *ZSTD)))

    def read(self, source: Source, options: CaptureOptions) -> Iterator[Capture | Rejected]:
        """One capture for each page; revisited pages come last, with the bytes of the record that they repeat."""
        intake = Intake(source, options, "warc")
        with source.path.open("rb") as stream:
            yield from intake.first(stream, "")
        if intake.repeats:
            with source.path.open("rb") as stream:
                yield from intake.again(stream, "")
        yield from intake.rest()
