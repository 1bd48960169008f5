"""Which reader takes which file."""

from collections.abc import Iterator

from firstsaid.capture.csv_table import CsvReader
from firstsaid.capture.docx import DocxReader
from firstsaid.capture.eml import MailReader
from firstsaid.capture.feed import FeedReader
from firstsaid.capture.html import HtmlReader
from firstsaid.capture.inflate import GZIP, XZ
from firstsaid.capture.jsonl import JsonLinesReader
from firstsaid.capture.mhtml import MhtmlReader
from firstsaid.capture.newsml import NewsmlReader
from firstsaid.capture.ninjs import NinjsReader
from firstsaid.capture.packed import packed, packs_files
from firstsaid.capture.pdf import PdfReader
from firstsaid.capture.reader import HEAD, Reader
from firstsaid.capture.saved_page import SavedPageReader
from firstsaid.capture.signatures import not_read, unread_format, unread_name
from firstsaid.capture.source import Source
from firstsaid.capture.text import TextReader
from firstsaid.capture.wacz import WaczReader
from firstsaid.capture.warc import WarcReader
from firstsaid.capture.workbook import WorkbookReader
from firstsaid.model import Capture, Rejected
from firstsaid.model.options import CaptureOptions

READERS: tuple[Reader, ...] = (
    FeedReader(),
    NewsmlReader(),
    NinjsReader(),
    JsonLinesReader(),
    WorkbookReader(),
    DocxReader(),
    CsvReader(),
    PdfReader(),
    MhtmlReader(),
    MailReader(),
    SavedPageReader(),
    WarcReader(),
    WaczReader(),
    HtmlReader(),
    TextReader(),
)
"""Asked in this order; the first that accepts a file reads it."""


def read(source: Source, options: CaptureOptions) -> Iterator[Capture | Rejected]:
    """What an evidence file holds, in order. Nothing is raised for a bad file: it gives a row that says what is wrong."""
    if packs_files(source):
        yield from packed(source, options, read_file)
    else:
        yield from read_file(source, options)


def read_file(source: Source, options: CaptureOptions) -> Iterator[Capture | Rejected]:
    """The same of a file that packs no others."""
    try:
        with source.path.open("rb") as stream:
            head = stream.read(HEAD)
        yield from _read(source, head, options)
    except OSError as error:
        yield source.rejected(f"The file cannot be read: {error.strerror or error}.")


def _read(source: Source, head: bytes, options: CaptureOptions) -> Iterator[Capture | Rejected]:
    if not head:
        yield source.rejected("The file is empty (0 bytes).")
        return
    reader = next((r for r in READERS if r.accepts(source.name, head)), None)
    by_name = isinstance(reader, JsonLinesReader) and not head.startswith((GZIP, XZ))
    unread = unread_format(head) if by_name or reader is None or isinstance(reader, HtmlReader | TextReader) else None
    if unread is None and isinstance(reader, TextReader):
        unread = unread_name(source.name)
    if unread:
        yield source.rejected(not_read(unread))
    elif reader is None:
        yield source.rejected("The file is neither text nor HTML: it holds mostly control bytes, as pictures, films and programs do.")
    else:
        yield from reader.read(source, options)
