"""The stage `drafts`: each page read by itself."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from firstsaid.articles.assembly import Identity, Reading, assembled
from firstsaid.articles.declared import saved_from
from firstsaid.articles.decoding import decoded, sound, with_ascii_tags
from firstsaid.articles.html_page import read_carefully, read_quickly
from firstsaid.articles.links import absolute, leads_away, unwrapped
from firstsaid.articles.nesting import too_many_tags, wrong_shape
from firstsaid.articles.plain_page import read_plain
from firstsaid.articles.record_page import read_record
from firstsaid.articles.tags import cut
from firstsaid.articles.wrapped import whole_paragraphs
from firstsaid.model import Article, Capture, Found, Hyperlink, Rejected, content_id
from firstsaid.model.options import ArticleOptions
from firstsaid.model.told_names import ToldNames

_NO_TEXT = "The page holds no text in any encoding: it is mostly control bytes."
_BLANK = "The page is blank."
_SHOWS_NOTHING = "The page shows no text: it may be built by scripts only. Save it from the browser once it has loaded."
_BEGINNING = 5_000
"""Bytes of a page in which a browser writes where it saved it from."""


def drafts(captures: Sequence[Capture], options: ArticleOptions) -> Iterator[Article | Rejected]:
    """Each capture as an article, or a row that says why it is none. Raises SettingsError for an option that cannot be read."""
    names = ToldNames.read(options.outlets, "articles.outlets")
    for capture in captures:
        row = _read(capture, options)
        if isinstance(row, Article):
            too_long = _too_long(row.text, capture, options)
            yield too_long or renamed(row, names)
        else:
            yield row


def renamed(article: Article, names: ToldNames) -> Article:
    """The article under its outlet's given name, if its address or the name that was read has one."""
    told = names.of(article.url, article.outlet.value if article.outlet else None)
    return article if told is None else replace(article, outlet=Found(told[0], None, f'named in the settings for "{told[1]}"'))


def _read(capture: Capture, options: ArticleOptions) -> Article | Rejected:
    path = capture.path if capture.record is None else f"{capture.path}#{capture.record}"
    identity = Identity(content_id("article", capture.id), capture.id, path, unwrapped(capture.url) if capture.url else capture.url)
    if capture.media_type == "application/json":
        record = read_record(capture.payload, identity.url, options)
        return _rejected(capture, record) if isinstance(record, str) else assembled(_linked(record, identity.url), identity)
    if capture.media_type == "application/pdf":
        from firstsaid.articles.pdf_page import read_pdf  # noqa: PLC0415 (PDFium's memory is for those who read PDF)

        page = read_pdf(capture.payload, identity.url)
        return _rejected(capture, page) if isinstance(page, str) else assembled(page.reading, replace(identity, url=page.url))
    return _page(capture, identity, options)


def _page(capture: Capture, identity: Identity, options: ArticleOptions) -> Article | Rejected:
    """A page of HTML or of plain text."""
    markup = capture.media_type == "text/html"
    if markup and options.reading == "bulk":
        return _in_bulk(capture, identity, options)
    text = decoded(capture.payload, markup, capture.charset)
    if text is None or not text.strip():
        return _rejected(capture, _NO_TEXT if text is None else _BLANK)
    if markup:
        return _html(text, capture, identity, options)
    return _too_long(text, capture, options) or assembled(read_plain(whole_paragraphs(text), url=identity.url), identity)


def _too_long(text: str, capture: Capture, options: ArticleOptions) -> Rejected | None:
    if len(text) <= options.longest:
        return None
    what = f"The page has {len(text):,} characters of text, more than {options.longest:,}, which no article has."
    return _rejected(capture, f"{what} Give its articles one by one, or raise the limit (articles longest).")


def from_text(text: str, *, path: str = "", language: str = "en") -> Article:
    """An article from text as typed or pasted in: a headline, if there is one, and the body; site furniture is told apart too."""
    stored = sound(text.replace("\r\n", "\n").replace("\r", "\n"))
    capture = content_id("capture", content_id("text", stored), path, "")
    return assembled(read_plain(whole_paragraphs(stored), language), Identity(content_id("article", capture), capture, path, None))


def _html(markup: str, capture: Capture, identity: Identity, options: ArticleOptions) -> Article | Rejected:
    wrong = wrong_shape(markup, capture.payload, options)
    if wrong:
        return _rejected(capture, wrong)
    found = read_carefully(markup, identity.url)
    if found is None:
        return _rejected(capture, "The page holds no HTML that can be read.")
    reading, identity.url = found
    return assembled(_linked(reading, identity.url), identity) if reading.layout.blocks else _rejected(capture, _SHOWS_NOTHING)


def _in_bulk(capture: Capture, identity: Identity, options: ArticleOptions) -> Article | Rejected:
    """A page of HTML in bulk: what shows no text is cut out of its bytes before anything else is done with them."""
    payload = with_ascii_tags(capture.payload, capture.charset)
    wrong = too_many_tags(payload, options)
    markup = None if wrong else decoded(cut(payload), True, capture.charset)
    if markup is None or not payload.strip():
        return _rejected(capture, wrong or (_NO_TEXT if payload.strip() else _BLANK))
    reading, identity.url = read_quickly(markup, identity.url, saved_from(payload[:_BEGINNING].decode("utf-8", "replace")))
    return assembled(reading, identity) if reading.layout.blocks else _rejected(capture, _SHOWS_NOTHING)


def _linked(reading: Reading, url: str | None) -> Reading:
    links = tuple(
        link if _is_plain(link.url) else Hyperlink(unwrapped(absolute(link.url, url)), link.anchor, link.span)
        for link in reading.layout.links
        if leads_away(link.url)
    )
    reading.layout = replace(reading.layout, links=links)
    return reading


def _is_plain(link: str) -> bool:
    return link.startswith(("https://", "http://")) and "/http" not in link


def _rejected(capture: Capture, reason: str) -> Rejected:
    return Rejected(path=capture.path, record=capture.record, stage="drafts", reason=reason)
