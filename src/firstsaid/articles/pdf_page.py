"""Reading a PDF: its lines as paragraphs, then like a page of plain text; what stands at the edge of its pages is told apart."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from firstsaid.articles.assembly import Reading
from firstsaid.articles.decoding import sound
from firstsaid.articles.headline import folded
from firstsaid.articles.kinds import Kind
from firstsaid.articles.outlets import registered_domain
from firstsaid.articles.pdf_lines import Line, Print, printed
from firstsaid.articles.pdf_paragraphs import joiner, paragraphs
from firstsaid.articles.plain_page import read_plain
from firstsaid.model import Found, Span, Stamp

_RULE = "PDF document information"
_MARGIN = 3
"""So many lines at the top and at the bottom of a page may be running heads, page numbers and what a browser prints there."""
_HEIGHT = 3.0
"""Points by which a running head's place may differ from page to page."""
_SHARE = 0.4
"""Least share of the pages that carry a running head: left and right pages may have different ones."""
_NUMBER = re.compile(r"[\W_]*\d{1,4}(?:\W+(?:[^\W\d]{1,4}\W+)?\d{1,3})?[\W_]*")
_PRINTED_ADDRESS = re.compile(r"(https?://[^\s…]+)\s+\d{1,4}\s?/\s?(\d{1,4})")
_DATED = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},?\s+\d{1,2}[:.]\d\d")
_PRINTERS = ("skia", "chrom", "mozilla", "firefox", "headless", "safari", "edge", "wkhtmltopdf", "qt ", "macos", "mac os x", "cairo")
"""Programs that print web pages: what they date is the printing."""
_MADE = re.compile(r"(?:D:)?((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_FILE_NAME = re.compile(r"\.\w{2,5}$|^microsoft \w+ -|^untitled|^\S+$|://", re.IGNORECASE)
_UNSURE_NAMED = 3


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A PDF as a page."""

    reading: Reading
    url: str | None
    """The address that a browser printed on its pages."""


def read_pdf(payload: bytes, url: str | None) -> PdfPage | str:
    """The PDF as a page, or a sentence that says why it cannot be read."""
    found = printed(payload)
    if isinstance(found, str):
        return found
    margins, place = _margins(found)
    lines = [line for at, line in enumerate(found.lines) if at not in margins]
    if not lines:
        lines, margins = found.lines, frozenset()
    words = joiner(lines)
    text = [sound(words.joined(paragraph)) for paragraph in paragraphs(lines)]
    edges = [sound(found.lines[at].text + "-" * found.lines[at].hyphen) for at in sorted(margins)]
    reading = read_plain("\n".join([*text, *edges]))
    for at in range(len(reading.kinds) - len(edges), len(reading.kinds)):
        reading.kinds[at] = [Kind("furniture", "stands at the edge of the pages, as running heads and page numbers do")]
    _declare(reading, found.info, url or place)
    reading.doubts += _doubts(found, words.unsure)
    return PdfPage(reading, url or place)


def _margins(found: Print) -> tuple[frozenset[int], str | None]:
    """Positions of the lines at the edge of the pages that are not the article's, and the address among them."""
    edges = _edges(found.lines)
    repeated: dict[tuple[str, int], set[int]] = defaultdict(set)
    for at in edges:
        line = found.lines[at]
        for height in (int(line.baseline // _HEIGHT), int(line.baseline // _HEIGHT) + 1):
            repeated[_form(line), height].add(line.page)
    often = max(2, _SHARE * found.pages)
    kept = {key for key, pages in repeated.items() if len(pages) >= often}
    places = {at: place for at in edges if (place := _address(found.lines[at].text, found.pages))}
    outer = _edges(found.lines, 1)
    margins = {
        at
        for at in edges
        if at in places
        or any((_form(found.lines[at]), int(found.lines[at].baseline // _HEIGHT) + step) in kept for step in (0, 1))
        or (at in outer and _NUMBER.fullmatch(found.lines[at].text))
        or (places and _DATED.search(found.lines[at].text))
    }
    given = set(places.values())
    return frozenset(margins), given.pop() if len(given) == 1 else None


def _edges(lines: Sequence[Line], most: int = _MARGIN) -> list[int]:
    """Positions of the first and last lines of every page by their height."""
    pages: dict[int, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        pages[line.page].append(at)
    found: set[int] = set()
    for on_page in pages.values():
        heights = sorted({round(lines[at].baseline) for at in on_page})
        outer = {*heights[:most], *heights[-most:]}
        found.update(at for at in on_page if round(lines[at].baseline) in outer)
    return sorted(found)


def _form(line: Line) -> str:
    """What a running head has in common from page to page: its words, whatever the numbers."""
    return re.sub(r"\d+", "#", line.text.casefold())


def _address(line: str, pages: int) -> str | None:
    """The address in a line that holds nothing else but "1/3", the page's number and how many there are, as browsers print it."""
    found = _PRINTED_ADDRESS.fullmatch(line)
    return found[1] if found and int(found[2]) == pages else None


def _doubts(found: Print, unsure: Sequence[str]) -> list[str]:
    doubts: list[str] = []
    if found.unread:
        doubts.append(f"Page {_listed(found.unread)} of the PDF is broken and was not read.")
    if found.bare:
        doubts.append(f"Page {_listed(found.bare)} of the PDF holds no text; there may be pictures of text on it.")
    if unsure:
        named = ", ".join(f'"{word}"' for word in unsure[:_UNSURE_NAMED])
        what = "1 word is" if len(unsure) == 1 else f"{len(unsure)} words are"
        doubts.append(f"{what} broken at a line's end by a hyphen that may be part of the word ({named}).")
    return doubts


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers[:10])) + (f" and {len(numbers) - 10} more" if len(numbers) > 10 else "")


def _declare(reading: Reading, info: dict[str, str], url: str | None) -> None:
    """What the document information says where the text itself says nothing: it often names the person at the keyboard and the day of printing."""
    title = sound(" ".join(info.get("Title", "").split()))
    if reading.title is None and 2 < len(title) <= 300 and not _FILE_NAME.search(title):
        reading.title = Found(title, None, _RULE)
    author = sound(" ".join(info.get("Author", "").split()))
    at = reading.layout.text.find(author) if 2 < len(author) <= 80 and " " in author else -1
    maker = Found(author, Span(at, at + len(author)), _RULE) if at >= 0 else None
    if maker and reading.outlet is None and re.search(rf"\b{reading.words.informed} {re.escape(author)}(?!\w)", reading.layout.text):
        reading.outlet = maker
    elif maker and reading.byline is None and (reading.outlet is None or reading.outlet.value != author):
        reading.byline = maker
    domain = registered_domain(url) if url and reading.outlet is None else None
    if domain:
        reading.outlet = Found(domain, None, "domain of the address")
    day = _day_made(info)
    if day and not reading.dates and reading.facts.date is None:
        reading.dates.append(Stamp(day, "published", _RULE, None))
        reading.doubts.append("The date is that of the PDF file; the text may be older.")


def _day_made(info: dict[str, str]) -> str | None:
    """The day on which the file was made, unless a browser printed it."""
    maker = (info.get("Creator", "").casefold(), info.get("Producer", "").casefold())
    found = _MADE.match(info.get("CreationDate", ""))
    if not found or any(name.startswith(_PRINTERS) for name in maker) or folded(info.get("Title", "")).startswith("http"):
        return None
    return "-".join(found.groups())
