"""Reading an HTML page."""

from urllib.parse import urljoin

import lxml.html

from firstsaid.articles.assembly import Reading, reading_of
from firstsaid.articles.declared import Declared, declared
from firstsaid.articles.evidence import LineEvidence, evidence_of
from firstsaid.articles.extractor import MOST_TEXT, extracted_lines, located
from firstsaid.articles.headline import folded, headlines
from firstsaid.articles.kinds import agency_named
from firstsaid.articles.labels import Choice
from firstsaid.articles.language import language_of
from firstsaid.articles.layout import Layout
from firstsaid.articles.markup import laid_out_markup
from firstsaid.articles.outlets import outlet_of_page
from firstsaid.articles.prose import body_lines
from firstsaid.articles.stamps import declared_stamps, printed_stamps, searched_stamp, time_stamps, url_stamp
from firstsaid.articles.vocabulary import Vocabulary, vocabulary
from firstsaid.model import Found, Span

_AWAY = ("nav", "footer", "form", "hidden", "comments")
_LONGEST_TITLE = 500
_LEAST_SHARE = 0.1
"""An extract with less than this share of the text that the lines show is not believed."""
_NOBODY = ("admin", "administrator", "staff", "editor", "newsroom", "webmaster", "news desk", "author", "guest", "contributor")


def read_html(root: lxml.html.HtmlElement, url: str | None) -> Reading:
    """The page by its markup, a well-kept extractor, and the evidence of its lines where that finds nothing."""
    layout = laid_out_markup(root)
    head = declared(root)
    code = language_of(layout.text, head.language)
    words = vocabulary(code)
    lines = [evidence_of(layout.words_of(block), words) for block in layout.blocks]
    body, reason, doubts = _body(root, layout, lines)
    titles = _titles(layout, lines, body, head, words)
    reading = reading_of(layout, lines, Choice(body - set(titles), reason, titles, "the page's main heading"), code, words)
    reading.doubts += doubts
    _declare(reading, root, head, url)
    return reading


def address(root: lxml.html.HtmlElement, head: Declared, base: str | None) -> str | None:
    """The page's own address: what it was saved from, else what it declares."""
    if base:
        return base
    return next((url for url, _ in head.urls if url.startswith(("http://", "https://"))), None)


def _body(root: lxml.html.HtmlElement, layout: Layout, lines: list[LineEvidence]) -> tuple[frozenset[int], str, list[str]]:
    doubts: list[str] = []
    found: frozenset[int] = frozenset()
    try:
        found = located(extracted_lines(root, layout), layout)
    except ImportError as error:
        doubts.append(f"The careful extractor is not fully installed ({error.name or 'a module is missing'}), so the body was told by the lines alone.")
    scored = [line if layout.blocks[at].zone not in _AWAY else evidence_away(line) for at, line in enumerate(lines)]
    run = body_lines(scored)
    if found and _length(layout, found) >= _LEAST_SHARE * _length(layout, run):
        return found, "the extractor took it for the main text", doubts
    if found:
        doubts.append("The extractor found far less text than the lines show, so the lines decided.")
    return run, "the run of lines that most looks like reporting", doubts


def _length(layout: Layout, positions: frozenset[int]) -> int:
    """Characters of these blocks."""
    return sum(layout.blocks[at].stop - layout.blocks[at].start for at in positions)


def evidence_away(line: LineEvidence) -> LineEvidence:
    """The same line when the markup puts it in a part of the site that holds no articles."""
    return LineEvidence(line.words, False, line.policy, line.ends, line.form, -abs(line.score) / 4 - 4)


def _titles(layout: Layout, lines: list[LineEvidence], body: frozenset[int], head: Declared, words: Vocabulary) -> tuple[int, ...]:
    """Positions of the main heading and its repeats above the body."""
    first = min(body, default=len(layout.blocks))
    known = {folded(title) for title, _ in head.titles}
    if head.title_tag:
        known.add(folded(head.title_tag))
    near = range(min(first + 3, len(layout.blocks)))
    above = [at for at in near if layout.blocks[at].zone not in _AWAY and layout.blocks[at].stop - layout.blocks[at].start <= _LONGEST_TITLE]
    same = tuple(at for at in above if folded(layout.words_of(layout.blocks[at])) in known and lines[at].words >= 2)
    if same:
        return same
    heading = [at for at in above if layout.blocks[at].tag == "h1" and lines[at].words >= 2]
    in_title = [at for at in heading if any(folded(layout.words_of(layout.blocks[at])) in title for title in known)]
    if in_title or heading:
        return ((in_title or heading)[-1],)
    return headlines(layout, lines, body, words)


def _declare(reading: Reading, root: lxml.html.HtmlElement, head: Declared, url: str | None) -> None:
    if reading.title is None and head.titles:
        reading.title = Found(head.titles[0][0], None, head.titles[0][1])
    elif reading.title is None and head.title_tag:
        reading.title = Found(head.title_tag, None, "title element")
    reading.outlet = outlet_of_page(head, url)
    reading.byline = _byline(reading, head) or reading.byline
    if reading.facts.agency is None and reading.byline and agency_named(reading.byline.value, reading.words):
        reading.facts.agency = Found(reading.byline.value, reading.byline.span, f"byline ({reading.byline.rule})")
    printed, doubts = printed_stamps(reading.layout, reading.kinds, reading.words)
    reading.dates = [
        *declared_stamps(head),
        *time_stamps(root),
        *printed,
        *(searched_stamp(root) if len(reading.layout.text) <= MOST_TEXT else []),
        *url_stamp(url),
    ]
    reading.doubts += doubts


def _byline(reading: Reading, head: Declared) -> Found | None:
    outlet = reading.outlet.value.casefold() if reading.outlet else ""
    for given, rule in head.bylines:
        name = given.removeprefix("By ").removeprefix("by ").strip()
        if not 2 < len(name) <= 120 or "://" in name or "@" in name or name.casefold() in (*_NOBODY, outlet):
            continue
        at = reading.layout.text.find(name)
        return Found(name, Span(at, at + len(name)) if at >= 0 else None, rule)
    return None


def absolute(link: str, base: str | None) -> str:
    """A link's address in full, as far as the page's own is known."""
    try:
        return urljoin(base, link) if base else link
    except ValueError:
        return link
