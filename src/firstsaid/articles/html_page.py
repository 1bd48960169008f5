"""Reading an HTML page."""

import re
from dataclasses import dataclass
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
from firstsaid.articles.naming import surroundings, title_pieces
from firstsaid.articles.nearby import weighed_for_authors, weighed_for_outlet, weighed_nearby
from firstsaid.articles.outlets import Site, outlet_of_page
from firstsaid.articles.prose import body_lines
from firstsaid.articles.pruning import is_list_of_links, pruned
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
    body, reason, doubts = _body(root, layout, lines, words)
    telling = frozenset(at for at in body if lines[at].prose and not lines[at].policy) or body
    first = min(telling, default=len(layout.blocks))
    outlet = outlet_of_page(head, Site(layout, lines, surroundings(layout, telling, url), first, words), url)
    if outlet:
        lines = weighed_for_outlet(layout, lines, outlet.value, words)
    lines = weighed_for_authors(layout, lines, [name for name, _ in head.bylines], words)
    titles = _titles(layout, lines, first, _Names(head, outlet.value if outlet else ""), words)
    body = pruned(body - set(titles), layout, lines, titles, words)
    reading = reading_of(layout, lines, Choice(body, reason, titles, "the page's main heading"), code, words)
    reading.outlet = outlet
    reading.doubts += doubts
    _declare(reading, root, head, url)
    return reading


def address(root: lxml.html.HtmlElement, head: Declared, base: str | None) -> str | None:
    """The page's own address: what it was saved from, else what it declares."""
    if base:
        return base
    return next((url for url, _ in head.urls if url.startswith(("http://", "https://"))), None)


def _body(root: lxml.html.HtmlElement, layout: Layout, lines: list[LineEvidence], words: Vocabulary) -> tuple[frozenset[int], str, list[str]]:
    doubts: list[str] = []
    found: frozenset[int] = frozenset()
    try:
        found = located(extracted_lines(root, layout), layout)
    except ImportError as error:
        doubts.append(f"The careful extractor is not fully installed ({error.name or 'a module is missing'}), so the body was told by the lines alone.")
    nearby = weighed_nearby(layout, lines, words)
    run = body_lines([line if layout.blocks[at].zone not in _AWAY else evidence_away(line) for at, line in enumerate(nearby)])
    if found and is_list_of_links(found, run, layout, lines):
        doubts.append("The extractor found a list of links, so the lines decided.")
    elif found and _length(layout, found) >= _LEAST_SHARE * _length(layout, run):
        return found, "the extractor took it for the main text", doubts
    elif found:
        doubts.append("The extractor found far less text than the lines show, so the lines decided.")
    return run, "the run of lines that most looks like reporting", doubts


def _length(layout: Layout, positions: frozenset[int]) -> int:
    """Characters of these blocks."""
    return sum(layout.blocks[at].stop - layout.blocks[at].start for at in positions)


def evidence_away(line: LineEvidence) -> LineEvidence:
    """The same line when the markup puts it in a part of the site that holds no articles."""
    return LineEvidence(line.words, False, line.policy, line.ends, line.form, -abs(line.score) / 4 - 4)


@dataclass(frozen=True, slots=True)
class _Names:
    """What a page is called in its head, and by whom."""

    head: Declared
    outlet: str

    def titles(self) -> set[str]:
        """The headline in every form that the head gives, folded; the site's name is none."""
        given = {folded(title) for title, _ in self.head.titles} | ({folded(self.head.title_tag)} if self.head.title_tag else set())
        return given - {folded(self.outlet), ""}

    def headline(self) -> str | None:
        """The title element without the site's name at its ends."""
        pieces = title_pieces(self.head.title_tag or "")
        kept = [piece for piece in pieces if folded(piece) != folded(self.outlet)]
        return max(kept, key=len) if kept and len(kept) < len(pieces) else self.head.title_tag


def _titles(layout: Layout, lines: list[LineEvidence], first: int, names: _Names, words: Vocabulary) -> tuple[int, ...]:
    """Positions of the main heading and its repeats above the body."""
    known, site = names.titles(), folded(names.outlet)
    near = range(min(first + 3, len(layout.blocks)))
    above = [at for at in near if layout.blocks[at].zone not in _AWAY and layout.blocks[at].stop - layout.blocks[at].start <= _LONGEST_TITLE]
    above = [at for at in above if not site or folded(layout.words_of(layout.blocks[at])) != site]
    for forms in (known, {folded(names.headline() or "")}):
        same = tuple(at for at in above if folded(layout.words_of(layout.blocks[at])) in forms and lines[at].words >= 2)
        if same:
            return same
    heading = [at for at in above if layout.blocks[at].tag == "h1" and lines[at].words >= 2]
    in_title = [at for at in heading if any(folded(layout.words_of(layout.blocks[at])) in title for title in known)]
    if in_title or heading:
        return ((in_title or heading)[-1],)
    return headlines(layout, lines, frozenset([first]), words) if first < len(lines) else ()


def _declare(reading: Reading, root: lxml.html.HtmlElement, head: Declared, url: str | None) -> None:
    if reading.title is None and head.titles:
        reading.title = Found(head.titles[0][0], None, head.titles[0][1])
    elif reading.title is None and head.title_tag:
        headline = _Names(head, reading.outlet.value if reading.outlet else "").headline()
        reading.title = Found(headline or head.title_tag, None, "title element")
    reading.byline = _byline(reading, head) or reading.byline
    if reading.facts.agency is None and reading.byline and _is_sender(reading.byline.value, reading, head):
        reading.facts.agency = Found(reading.byline.value, reading.byline.span, f"byline ({reading.byline.rule})")
    printed, doubts = printed_stamps(reading.layout, reading.kinds, reading.words)
    reading.dates = [
        *declared_stamps(head),
        *time_stamps(root),
        *printed,
        *(searched_stamp(root, reading.layout, reading.words) if len(reading.layout.text) <= MOST_TEXT else []),
        *url_stamp(url),
    ]
    reading.doubts += doubts


def _is_sender(byline: str, reading: Reading, head: Declared) -> bool:
    """Whether a byline names an agency: a known one, or an organisation that is not the outlet and of which the text says that it was told."""
    if agency_named(byline, reading.words):
        return True
    outlet = folded(reading.outlet.value) if reading.outlet else ""
    name = folded(byline)
    if not outlet or name in outlet or outlet in name or (byline not in head.organisations and len(byline.split()) > 1):
        return False
    heard = re.compile(rf"\b(?:told|tells|informed) (?:the )?{re.escape(byline)}\b")
    return any(
        heard.search(reading.layout.words_of(block)) for block, labels in zip(reading.layout.blocks, reading.kinds, strict=True) if labels[0].kind == "body"
    )


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
