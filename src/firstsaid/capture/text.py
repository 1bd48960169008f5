"""A page saved as plain text, or a pasted article."""

from collections.abc import Iterator
from dataclasses import dataclass

from firstsaid.capture.reader import whole_file
from firstsaid.capture.signatures import is_text
from firstsaid.capture.source import Source
from firstsaid.model import Capture, Rejected
from firstsaid.model.options import CaptureOptions


@dataclass(frozen=True, slots=True)
class TextReader:
    """Anything that is text in some encoding."""

    def accepts(self, name: str, head: bytes) -> bool:
        """Whether the bytes can be text."""
        return is_text(head)

    def read(self, source: Source, options: CaptureOptions) -> Iterator[Capture | Rejected]:
        """The file is one capture."""
        return whole_file(source, options, "text/plain")
