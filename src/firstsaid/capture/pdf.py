"""A PDF document: kept as it is, read when articles are made."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from firstsaid.capture.reader import whole_file
from firstsaid.capture.source import Source
from firstsaid.model import Capture, Rejected
from firstsaid.model.options import CaptureOptions

_MARK = b"%PDF-"
_JUNK = 1_024
"""Bytes that may stand before the mark, as readers of PDF allow it."""


@dataclass(frozen=True, slots=True)
class PdfReader:
    """PDF by its mark; under the name of a PDF a little may stand before it."""

    def accepts(self, name: str, head: bytes) -> bool:
        """Whether the mark stands at the start."""
        return head.lstrip().startswith(_MARK) or (name.lower().endswith(".pdf") and _MARK in head[:_JUNK])

    def read(self, source: Source, options: CaptureOptions) -> Iterator[Capture | Rejected]:
        """The file is one capture."""
        return whole_file(replace(source, how="pdf"), options, "application/pdf")
