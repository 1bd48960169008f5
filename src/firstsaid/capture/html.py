"""A saved web page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from firstsaid.capture.reader import whole_file
from firstsaid.capture.source import Source
from firstsaid.model import Capture, Rejected
from firstsaid.model.options import CaptureOptions

_FRAME = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_TAG = re.compile(rb"</?(?:p|div|span|a|h[1-6]|ul|li|article|section|main|header|table|meta|title|script|br|b|i|img)(?:\s[^<>]{0,2000})?/?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HtmlReader:
    """HTML by its tags; the file's name counts only for a fragment that has few of them."""

    def accepts(self, name: str, head: bytes) -> bool:
        """Whether the bytes begin like a page, or are full of tags."""
        plain = head.replace(b"\x00", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") or head[:64].count(0) > 16 else head
        begins = plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
        tags = len(_TAG.findall(begins[:16_384]))
        if name.lower().endswith((".html", ".htm", ".xhtml")):
            return tags > 0 or _FRAME.search(begins) is not None
        return begins.startswith(b"<") and (_FRAME.search(begins[:4_096]) is not None or tags >= 3)

    def read(self, source: Source, options: CaptureOptions) -> Iterator[Capture | Rejected]:
        """The file is one capture."""
        return whole_file(source, options, "text/html")
