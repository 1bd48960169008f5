"""Reading an HTML page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urljoin

import lxml.html
from resiliparse.parse.html import HTMLTree

from firstsaid.articles.assembly import Reading, reading_of
from firstsaid.articles.bulk import laid_out_tree, main_lines, placed
from firstsaid.articles.bulk_head import declaring_elements
from firstsaid.articles.bylines import byline_of, sender_in_byline
from firstsaid.articles.completing import completed
from firstsaid.articles.declared import Declared, declared, saved_from
from firstsaid.articles.described import descriptions
from firstsaid.articles.evidence import LineEvidence, evidence_of
from firstsaid.articles.extractor import MOST_TEXT, extracted_lines, located
from firstsaid.articles.headline import folded, headlines
from firstsaid.articles.labels import Choice
from firstsaid.articles.language import language_of
from firstsaid.articles.layout import Layout
from firstsaid.articles.markup import laid_out_markup, parsed
from firstsaid.articles.naming import surroundings, title_pieces
from firstsaid.articles.nearby import weighed_for_authors, weighed_for_outlet, weighed_nearby
from firstsaid.articles.outlets import Site, outlet_of_page
from firstsaid.articles.page import Page
from firstsaid.articles.prose import body_lines
from firstsaid.articles.pruning import is_list_of_links, pruned
from firstsaid.articles.stamps import declared_stamps, printed_stamps, searched_stamp, time_stamps, url_stamp
from firstsaid.articles.trimming import trimmed
from firstsaid.articles.upstreams import upstreams_of
from firstsaid.articles.vocabulary import Vocabulary, vocabulary
from firstsaid.model import Found

_AWAY = ("nav", "footer", "form", "hidden", "comments")
_LONGEST_TITLE = 500
_SHORT = 200
"""Longest line whose evidence is remembered, in characters."""
_ROOTED = re.compile(r"/(?![/.])(?:[\w%~!$&'()*+,=:@-]|[./](?!\.))*(?:\?[\w%~!$&'()*+,=:@/.-]+)?", re.ASCII)
_HOST = re.compile(r"https?://[A-Za-z0-9.-]+(?=/|\Z)")
"""A link from the site's root and an address of plain form, which are joined without more ado."""
_AGREED = 0.5
_DAY = 10
"""Characters of a date that names the day."""
_LEAST_SHARE = 0.1
"""An extract with less than this share of the text that the lines show is not believed."""


@dataclass(frozen=True, slots=True)
class _View:
    """A parsed page: what it declares, its text, and which of the two ways reads it."""

    root: lxml.html.HtmlElement
    """The tree, or its declaring elements alone."""
    head: Declared
    layout: Layout
    quick: frozenset[int]
    """Where the quick extractor's main content stands."""
    careful: bool


def read_carefully(markup: str, url: str | None) -> tuple[Reading, str | None] | None:
    """The page by its markup, a well-kept extractor, and the evidence of its lines where that finds nothing; and its address. None when it holds no HTML."""
    root = parsed(markup)
    if root is None:
        return None
    layout = laid_out_markup(root)
    quick = placed(main_lines(HTMLTree.parse(markup), markup), layout) if len(layout.text) <= MOST_TEXT else frozenset()
    return _read(_View(root, declared(root), layout, quick, careful=True), url, saved_from(markup))


def read_quickly(markup: str, url: str | None) -> tuple[Reading, str | None] | None:
    """The same for piles of many thousand pages: text and main content by one parser, and the evidence of the lines."""
    tree = HTMLTree.parse(markup)
    root, layout = declaring_elements(tree), laid_out_tree(tree)
    return _read(_View(root, declared(root), layout, placed(main_lines(tree, markup), layout), careful=False), url, saved_from(markup))


def _read(view: _View, given: str | None, saved: str | None) -> tuple[Reading, str | None]:
    layout, head = view.layout, view.head
    url = given or _address(head, saved)
    code = language_of(layout.text, head.language)
    words = vocabulary(code)
    lines = [_evidence(layout.words_of(block), code) for block in layout.blocks]
    run = _run(layout, lines, words)
    body, reason, doubts = _body(view, run, lines)
    telling = frozenset(at for at in body if lines[at].prose and not lines[at].policy) or body
    first = min(telling, default=len(layout.blocks))
    outlet = outlet_of_page(head, Site(layout, lines, surroundings(layout, telling, url), first, words), url)
    if outlet:
        lines = weighed_for_outlet(layout, lines, outlet.value, words)
    lines = weighed_for_authors(layout, lines, [name for name, _ in head.bylines], words)
    titles = _titles(layout, lines, first, _Names(head, outlet.value if outlet else ""), words)
    body = _settled(body, view, lines, titles, words)
    reading = reading_of(layout, lines, Choice(body, reason, titles, "the page's main heading"), code, words)
    reading.outlet = outlet
    reading.doubts += [*doubts, *_disagreement(body, run, view)]
    _declare(reading, view, url)
    return reading, url


def _evidence(line: str, code: str) -> LineEvidence:
    """The evidence of a line; that of short lines is remembered, as the pages of a site share most of them."""
    return _remembered(line, code) if len(line) <= _SHORT else evidence_of(line, vocabulary(code))


@lru_cache(maxsize=20_000)
def _remembered(line: str, code: str) -> LineEvidence:
    return evidence_of(line, vocabulary(code))


def _settled(body: frozenset[int], view: _View, lines: list[LineEvidence], titles: tuple[int, ...], words: Vocabulary) -> frozenset[int]:
    """The body without what stands at its edges, with what belongs to it, and without what stands in it by mistake."""
    layout, head = view.layout, view.head
    given = frozenset(folded(title) for title, _ in head.titles) | {folded(layout.words_of(layout.blocks[at])) for at in titles}
    page = Page(layout, lines, titles, given, descriptions(view.root), words)
    return trimmed(completed(pruned(body - set(titles), layout, lines, titles, words), page), page)


def _address(head: Declared, saved: str | None) -> str | None:
    """The page's own address: what it was saved from, else what it declares."""
    return saved or next((url for url, _ in head.urls if url.startswith(("http://", "https://"))), None)


def _body(view: _View, run: frozenset[int], lines: list[LineEvidence]) -> tuple[frozenset[int], str, list[str]]:
    """The first of the ways to find the body that finds one: the careful extractor, the quick one, the lines."""
    doubts: list[str] = []
    for found, name in _extracts(view, doubts):
        if found and is_list_of_links(found, run, view.layout, lines):
            doubts.append(f"{name} found a list of links.")
        elif found and _length(view.layout, found) < _LEAST_SHARE * _length(view.layout, run):
            doubts.append(f"{name} found far less text than the lines show.")
        elif found:
            return found, f"{name.lower()} took it for the main text", doubts
    return run, "the run of lines that most looks like reporting", [*doubts, "The lines decided what the body is."] if doubts else []


def _extracts(view: _View, doubts: list[str]) -> Iterator[tuple[frozenset[int], str]]:
    if view.careful:
        try:
            yield located(extracted_lines(view.root, view.layout), view.layout), "The extractor"
        except ImportError as error:
            doubts.append(f"The careful extractor is not fully installed ({error.name or 'a module is missing'}), so the body was told without it.")
    yield view.quick, "The quick extractor"


def _run(layout: Layout, lines: list[LineEvidence], words: Vocabulary) -> frozenset[int]:
    """The run of lines that most looks like reporting."""
    nearby = weighed_nearby(layout, lines, words)
    return body_lines([line if layout.blocks[at].zone not in _AWAY else evidence_away(line) for at, line in enumerate(nearby)])


def _disagreement(body: frozenset[int], run: frozenset[int], view: _View) -> list[str]:
    """A doubt when the ways to find the body agree on less than half of its text."""
    others = [other for other in ((run, view.quick) if view.careful else (run,)) if other]
    if not body or not others:
        return []
    shared = [2 * _length(view.layout, body & other) / (_length(view.layout, body) + _length(view.layout, other)) for other in others]
    agreed = sum(shared) / len(shared)
    return [f"The body is uncertain: the ways to find it agree on {agreed:.0%} of the text."] if agreed < _AGREED else []


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


def _declare(reading: Reading, view: _View, url: str | None) -> None:
    head = view.head
    if reading.title is None and head.titles:
        reading.title = Found(head.titles[0][0], None, head.titles[0][1])
    elif reading.title is None and head.title_tag:
        headline = _Names(head, reading.outlet.value if reading.outlet else "").headline()
        reading.title = Found(headline or head.title_tag, None, "title element")
    reading.byline = byline_of(reading, head)
    if reading.facts.agency is None and reading.byline:
        reading.facts.agency = sender_in_byline(reading.byline, reading, head.organisations)
    reading.declared_upstreams = upstreams_of(head, reading.outlet, url, reading.words)
    printed, doubts = printed_stamps(reading.layout, reading.kinds, reading.words)
    told = [*declared_stamps(head, reading.words), *time_stamps(view.root, reading.words), *printed]
    # where a day is declared or printed, what a search of the whole tree finds could not outweigh it
    seek = view.careful and len(reading.layout.text) <= MOST_TEXT and not any(stamp.role == "published" and len(stamp.value) >= _DAY for stamp in told)
    reading.dates = [*told, *(searched_stamp(view.root, reading.layout, reading.words) if seek else []), *url_stamp(url)]
    reading.doubts += doubts


def absolute(link: str, base: str | None) -> str:
    """A link's address in full, as far as the page's own is known."""
    if link.startswith(("https://", "http://")):
        return link
    try:
        if base and _ROOTED.fullmatch(link) and (host := _HOST.match(base)):
            return host[0] + link
        return urljoin(base, link) if base else link
    except ValueError:
        return link
