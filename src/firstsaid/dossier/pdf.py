"""The report on paper: PDF by WeasyPrint, an optional extra. Nothing is fetched, no file is opened, and no clock is asked."""

import importlib
import io
import logging
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from typing import Any

from firstsaid.errors import FirstsaidError

MISSING = (
    "a PDF is made by WeasyPrint, which is not installed: `pip install 'firstsaid[pdf]'` (on Linux it needs Pango, which most desktops have). "
    "The HTML report can be printed from any browser"
)
_DRAWN = re.compile(r"^\.draw (?!a[ :])[^{]+\{[^}]*\}", re.M)
_COLOUR = re.compile(r"(--[\w-]+): (#\w+);")
_PAGE = re.compile(r"Creating layout - Page (\d+)")
_SURE = re.compile(r"(?<=(?:likely|eaning), \.)(?=\d)")
"""Where WeasyPrint would part a confidence behind its point."""
_OPENED = re.compile(r"(<svg\b[^>]*>)")


def pdf(html: str, tell: Callable[[int], None] = lambda page: None) -> bytes:
    """A report as PDF; each page of it is told when its turn has come, since long reports take minutes.

    The same report, fonts and version of WeasyPrint give the same bytes. Raises FirstsaidError when WeasyPrint is not installed.
    """
    try:
        weasyprint: Any = importlib.import_module("weasyprint")
    except (ImportError, OSError):  # OSError: the libraries that it draws text with are not there
        raise FirstsaidError(MISSING) from None
    nothing = weasyprint.urls.URLFetcher(allowed_protocols=(), allow_redirects=False)
    out = io.BytesIO()
    with _told(tell):
        weasyprint.HTML(string=_on_paper(html), url_fetcher=nothing).write_pdf(out, pdf_identifier=b"firstsaid")
    return out.getvalue()


class _Pages(logging.Handler):
    """Hears of each page that WeasyPrint lays out."""

    def __init__(self, tell: Callable[[int], None]) -> None:
        super().__init__(logging.INFO)
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        """Pass the number of the page on."""
        if found := _PAGE.search(record.getMessage()):
            self._tell(int(found[1]))


@contextmanager
def _told(tell: Callable[[int], None]) -> Iterator[None]:
    log = logging.getLogger("weasyprint.progress")
    level, pages = log.level, _Pages(tell)
    log.addHandler(pages)
    log.setLevel(logging.INFO)
    try:
        yield
    finally:
        log.removeHandler(pages)
        log.setLevel(level)


def _on_paper(html: str) -> str:
    """The report with its columns as WeasyPrint can break them, and with drawings that carry their own style: it gives them none of the page's."""
    html = html.replace("</style>", f"{_read('paper.css')}</style>", 1)
    html = _SURE.sub("\u2060", html)
    return _OPENED.sub(lambda svg: f"{svg[1]}<style>{_drawings()}</style>", html)


@cache
def _drawings() -> str:
    style = _read("marks.css")
    colours = dict(_COLOUR.findall(style.split("@media print", 1)[1]))
    rules = "\n".join([*_DRAWN.findall(style), ".draw .halo { stroke: none; }"])
    return re.sub(r"var\((--[\w-]+)\)", lambda found: colours.get(found[1], "sans-serif"), rules)


def _read(name: str) -> str:
    return files("firstsaid.dossier").joinpath("static", name).read_text("utf-8")


if __name__ == "__main__":  # in a process of its own: a report from standard input becomes a PDF on standard output
    try:
        sys.stdout.buffer.write(pdf(sys.stdin.buffer.read().decode()))
    except FirstsaidError as error:
        sys.exit(str(error))
