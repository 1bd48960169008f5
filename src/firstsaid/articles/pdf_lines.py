"""The lines that a PDF prints, with where they stand, as PDFium reads them."""

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

_MOST_PAGES = 1_000
_MOST_CHARACTERS = 5_000_000
_LEAST_READABLE = 0.7
"""Least share of the characters that must be letters, digits, marks or signs; fonts without a table of characters give other codes."""
_HYPHEN, _NEWLINE = 0x02, 0x0A
"""How PDFium gives a hyphen at a line's end, and a line's end."""
_SMALLEST = 0.1
_SAID = ("Title", "Author", "Creator", "Producer", "CreationDate")
_OTHER = ("Cc", "Cn", "Co", "Cs")


class Line(NamedTuple):
    """One printed line. Lengths in points (1/72 inch), from the lower left corner of the page as it is shown."""

    text: str
    """Without the white space around it and without a hyphen that stands at its end."""
    page: int
    left: float
    right: float
    baseline: float
    size: float
    """Size of the font in its middle."""
    hyphen: bool
    """Whether a hyphen stands at its end."""


@dataclass(slots=True)
class Print:
    """What a PDF prints and says of itself."""

    lines: list[Line] = field(default_factory=list)
    pages: int = 0
    unread: list[int] = field(default_factory=list)
    """Numbers of pages that are broken."""
    bare: list[int] = field(default_factory=list)
    """Numbers of pages without a letter."""
    info: dict[str, str] = field(default_factory=dict)
    """The document information dictionary (ISO 32000-1, 14.3.3)."""


def printed(payload: bytes) -> Print | str:
    """The PDF's lines in the order in which the file draws them, or a sentence that says why there are none."""
    try:
        document = pdfium.PdfDocument(payload)
    except pdfium.PdfiumError as error:
        if "assword" in str(error) or "ecurity" in str(error):
            return "The PDF is locked with a password. Open it with the password, print it to a new PDF, and add that one."
        return "The PDF is broken: its pages cannot be found. Save or download it again."
    try:
        return _printed(document)
    finally:
        document.close()


def _printed(document: pdfium.PdfDocument) -> Print | str:
    found = Print(pages=len(document))
    if found.pages > _MOST_PAGES:
        return f"The PDF has {found.pages:,} pages, more than the limit of {_MOST_PAGES:,}. Cut out the pages that matter and add those."
    for key in _SAID:
        with suppress(UnicodeError):
            found.info[key] = str(document.get_metadata_value(key))
    characters = 0
    for number in range(found.pages):
        try:
            lines, count = _page_lines(document, number, _MOST_CHARACTERS - characters)
        except pdfium.PdfiumError:
            found.unread.append(number + 1)
            continue
        characters += count
        if characters > _MOST_CHARACTERS:
            return f"The PDF prints more than {_MOST_CHARACTERS:,} characters. Cut out the pages that matter and add those."
        found.lines += lines
        if not any(character.isalnum() for line in lines for character in line.text):
            found.bare.append(number + 1)
    return _fault(found) or found


def _fault(found: Print) -> str | None:
    """Why the lines hold no article at all."""
    if len(found.unread) == found.pages:
        return "The PDF is broken: none of its pages can be read. Save or download it again."
    if len(found.bare) + len(found.unread) == found.pages:
        return "The PDF holds pictures of text and no text. Run character recognition (OCR) on it first and add the result."
    shown = [character for line in found.lines for character in line.text if not character.isspace()]
    readable = sum(character != "\ufffd" and unicodedata.category(character) not in _OTHER for character in shown)
    if readable < _LEAST_READABLE * len(shown):
        return "The PDF's fonts do not say which letters they draw, so its text cannot be read. Run character recognition (OCR) on it first and add the result."
    return None


def _page_lines(document: pdfium.PdfDocument, number: int, most: int) -> tuple[list[Line], int]:
    page = document[number]
    try:
        text = page.get_textpage()
        try:
            count = int(text.count_chars())
            return (list(_lines(text, number, count, _Turn(page))) if count <= most else []), count
        finally:
            text.close()
    finally:
        page.close()


class _Turn:
    """Where a point of the page lies once the page is turned as it is shown."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self.quarter = page.get_rotation() // 90 % 4
        self.width, self.height = page.get_size()

    def point(self, x: float, y: float) -> tuple[float, float]:
        """The point from the lower left corner."""
        return ((x, y), (y, self.height - x), (self.width - x, self.height - y), (self.width - y, x))[self.quarter]


def _lines(text: Any, number: int, count: int, turn: _Turn) -> Iterator[Line]:  # noqa: ANN401
    """The page's lines. A code that is no character becomes U+FFFD."""
    codes = [raw.FPDFText_GetUnicode(text, at) for at in range(count)]
    hyphens = {at for at, code in enumerate(codes) if code == _HYPHEN and raw.FPDFText_IsHyphen(text, at) == 1}
    start = 0
    for at in range(count + 1):
        if at < count and codes[at] != _NEWLINE and at not in hyphens:
            continue
        line = "".join(map(_character, codes[start:at]))
        bare = line.strip()
        if bare:
            first = start + line.index(bare[0])
            middle = next(place for place in range(len(bare) // 2, len(bare)) if not bare[place].isspace())
            yield _placed(text, (first, first + middle, first + len(bare) - 1), turn, Line(bare, number, 0, 0, 0, 0, at in hyphens))
        start = at + 1


def _character(code: int) -> str:
    if code in (0x09, 0x0D):
        return " "
    if code < 0x20 or code in (0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return "\ufffd"
    return chr(code)


def _placed(text: Any, marks: tuple[int, int, int], turn: _Turn, line: Line) -> Line:  # noqa: ANN401
    """The line with its place, by its first, a middle and its last character; the first may be a bullet or a drop cap."""
    x, y, matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX()
    raw.FPDFText_GetCharOrigin(text, marks[1], x, y)
    raw.FPDFText_GetMatrix(text, marks[1], matrix)
    edges: list[float] = []
    for at in (marks[0], marks[2]):
        box = raw.FS_RECTF()
        raw.FPDFText_GetLooseCharBox(text, at, box)
        edges += (turn.point(box.left, box.bottom)[0], turn.point(box.right, box.top)[0])
    size = raw.FPDFText_GetFontSize(text, marks[1]) * math.hypot(matrix.c, matrix.d)
    return line._replace(left=min(edges), right=max(edges), baseline=turn.point(x.value, y.value)[1], size=max(size, _SMALLEST))
