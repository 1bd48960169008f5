"""Reading an HTML page."""

from dataclasses import dataclass, replace

import lxml.html
from resiliparse.parse.html import HTMLTree

from firstsaid.articles.assembly import Reading, reading_of
from firstsaid.articles.bulk import links_of
from firstsaid.articles.bulk_body import body_in_bulk
from firstsaid.articles.bylines import byline_of, sender_in_byline
from firstsaid.articles.channels import channel_of
from firstsaid.articles.choosing import Chosen, View, chosen, disagreement
from firstsaid.articles.completing import completed
from firstsaid.articles.declared import Declared, declared, saved_from
from firstsaid.articles.described import descriptions
from firstsaid.articles.evidence import LineEvidence, remembered_evidence
from firstsaid.articles.extractor import MOST_TEXT
from firstsaid.articles.headline import folded, headlines, without_kicker
from firstsaid.articles.labels import Choice
from firstsaid.articles.language import language_of
from firstsaid.articles.layout import Layout
from firstsaid.articles.links import unwrapped
from firstsaid.articles.main_content import main_lines, placed
from firstsaid.articles.markup import laid_out_markup, parsed
from firstsaid.articles.naming import can_name, surroundings, title_pieces
from firstsaid.articles.nearby import JOINED, weighed_for_authors, weighed_for_outlet
from firstsaid.articles.outlets import Site, declared_outlet, outlet_of_page
from firstsaid.articles.page import AWAY, Page
from firstsaid.articles.printed import printed_stamps
from firstsaid.articles.pruning import pruned
from firstsaid.articles.stamps import declared_stamps, of_a_live_report, searched_stamp, time_stamps, url_stamp
from firstsaid.articles.trimming import trimmed
from firstsaid.articles.unshown import with_declared_text
from firstsaid.articles.upstreams import upstreams_of
from firstsaid.articles.vocabulary import Vocabulary, vocabulary
from firstsaid.model import Found

_LONGEST_TITLE = 500
_RIGHT_BELOW = 3
_SHORT = 200
"""Longest line whose evidence is remembered, in characters."""
_TIMES = 5
_TOLD, _LONGEST_BYLINE, _HEADLINES = 2, 60, ("h1", "h2", "h3")
"""So many paragraphs of a story at least stand above another's headline."""
_DAY = 10
"""Characters of a date that names the day."""


def read_carefully(markup: str, url: str | None) -> tuple[Reading, str | None] | None:
    """The page by its markup, a well-kept extractor, and the evidence of its lines where that finds nothing; and its address. None when it holds no HTML."""
    root = parsed(markup)
    if root is None:
        return None
    head, saved = declared(root), saved_from(markup)
    layout, unshown = with_declared_text(_shown_or_hidden(root), head.text)
    quick = placed(main_lines(HTMLTree.parse(markup), markup), layout) if len(layout.text) <= MOST_TEXT else frozenset()
    return _read(View(root, head, layout, quick, careful=True, declared=unshown), url or _address(head, saved))


def _shown_or_hidden(root: lxml.html.HtmlElement) -> Layout:
    """What the page shows with scripts; where that is next to nothing, what it shows without."""
    layout = laid_out_markup(root)
    without = laid_out_markup(root, scripts=False) if len(layout.text) < _SHORT else layout
    return without if len(without.text) > _TIMES * len(layout.text) else layout


def read_quickly(markup: str, url: str | None, saved: str | None) -> tuple[Reading, str | None]:
    """The same for piles of many thousand pages, from what `cut` left of the page: its tags in one pass, and the evidence of the lines."""
    found = body_in_bulk(markup)
    head = found.page.head
    url = url or _address(head, saved)
    layout = replace(found.layout, links=links_of(found.anchors, url))
    view = View(found.page.root, head, layout, frozenset(), careful=False, declared=found.declared)
    return _reading(view, url, found.code, found.lines_around(), found.choice)


def _read(view: View, url: str | None) -> tuple[Reading, str | None]:
    code = language_of(view.layout.text, view.head.language)
    lines = [remembered_evidence(view.layout.words_of(block), code) for block in view.layout.blocks]
    return _reading(view, url, code, lines, chosen(view, lines, vocabulary(code)))


def _reading(view: View, url: str | None, code: str, lines: list[LineEvidence], choice: Chosen) -> tuple[Reading, str | None]:
    layout, head, words = view.layout, view.head, vocabulary(code)
    telling = frozenset(at for at in choice.body if lines[at].prose and not lines[at].policy) or choice.body
    first = min(telling, default=len(layout.blocks))
    channel = channel_of(head, url)
    outlet = channel or declared_outlet(head) or outlet_of_page(head, Site(layout, lines, surroundings(layout, telling, url, words), first, words), url)
    if outlet:
        lines = weighed_for_outlet(layout, lines, outlet.value, words)
    lines = weighed_for_authors(layout, lines, [name for name, _ in head.bylines], words)
    names = _Names(head, outlet.value if outlet else "", channel is not None)
    titles = _titles(layout, lines, first, names, words)
    body = _settled(choice.body, view, lines, titles, words)
    reading = reading_of(layout, lines, Choice(body, choice.reason, titles, "the page's main heading"), code, words)
    reading.outlet = outlet
    if reading.title:
        reading.title = without_kicker(reading.title, names.titles() | names.pieces())
    reading.doubts += [*choice.doubts, *disagreement(body, choice.others, layout), *_cut_off(head, body, lines), *_further_story(layout, body, words)]
    _declare(reading, view, url)
    return reading, url


def _settled(body: frozenset[int], view: View, lines: list[LineEvidence], titles: tuple[int, ...], words: Vocabulary) -> frozenset[int]:
    """The body without what stands at its edges, with what belongs to it, and without what stands in it by mistake."""
    layout, head = view.layout, view.head
    given = frozenset(folded(title) for title, _ in head.titles) | {folded(layout.words_of(layout.blocks[at])) for at in titles}
    authors = frozenset(folded(name) for byline, _ in head.bylines for name in JOINED.split(byline[:300])) - {""}
    page = Page(layout, lines, titles, given, descriptions(view.root), words, authors)
    return trimmed(completed(pruned(body - set(titles), layout, lines, titles, words), page), page)


def _cut_off(head: Declared, body: frozenset[int], lines: list[LineEvidence]) -> list[str]:
    """A doubt when the page says that its text is not free, and an offer of the site's stands right below what there is of it."""
    below = lines[max(body) + 1 : max(body) + 1 + _RIGHT_BELOW] if body and head.paid else ()
    return ["The page says that its text is not free to read: what it shows may be only the beginning."] if any(line.policy for line in below) else []


def _further_story(layout: Layout, body: frozenset[int], words: Vocabulary) -> list[str]:
    """A doubt when a headline with a byline of its own stands within the text."""
    for at in range(sorted(body)[_TOLD], max(body)) if len(body) > _TOLD else ():
        line = layout.words_of(layout.blocks[at])
        signed = len(line) <= _LONGEST_BYLINE and layout.blocks[at - 1].tag in _HEADLINES and words.byline_openers.match(line)
        if signed and can_name(line[signed.end() :], words):
            return [f'The page holds more than one story: another begins at "{layout.words_of(layout.blocks[at - 1])[:80]}".']
    return []


def _address(head: Declared, saved: str | None) -> str | None:
    """The page's own address: what it was saved from, else what it declares."""
    return saved or next((unwrapped(url) for url, _ in head.urls if url.startswith(("http://", "https://"))), None)


@dataclass(frozen=True, slots=True)
class _Names:
    """What a page is called in its head, and by whom."""

    head: Declared
    outlet: str
    channel: bool = False
    """Whether it is the page of a channel or account on a site where others publish."""

    def titles(self) -> set[str]:
        """The headline in every form that the head gives, folded; the site's name is none."""
        given = {folded(title) for title, _ in self.head.titles} | ({folded(self.head.title_tag)} if self.head.title_tag else set())
        return given - {folded(self.outlet), ""}

    def pieces(self) -> set[str]:
        """What the title element is made of, folded, and all of it behind the site's name."""
        whole = self.head.title_tag or ""
        return {*map(folded, title_pieces(whole)), folded(whole).removeprefix(f"{folded(self.outlet)} ")} - {folded(self.outlet), ""}

    def only_site(self) -> bool:
        """Whether the head calls the page by nothing but whose it is, as that of a channel does: then no line of it is made a headline."""
        return self.channel and bool(self.head.titles) and self.titles() <= {folded(self.head.title_tag or "")}

    def headline(self) -> str | None:
        """The title element without the site's name at its ends."""
        pieces = title_pieces(self.head.title_tag or "")
        kept = [piece for piece in pieces if folded(piece) != folded(self.outlet)]
        if kept and len(kept) < len(pieces):
            return max(kept, key=len)
        before, mark, behind = (self.head.title_tag or "").partition(": ")
        return behind.strip() if mark and self.outlet and folded(before) == folded(self.outlet) else self.head.title_tag


def _titles(layout: Layout, lines: list[LineEvidence], first: int, names: _Names, words: Vocabulary) -> tuple[int, ...]:
    """Positions of the main heading and its repeats above the body."""
    known, site = names.titles(), folded(names.outlet)
    near = range(min(first + 3, len(layout.blocks)))
    above = [at for at in near if layout.blocks[at].zone not in AWAY and layout.blocks[at].stop - layout.blocks[at].start <= _LONGEST_TITLE]
    above = [at for at in above if not site or folded(layout.words_of(layout.blocks[at])) != site]
    for forms in (known, {folded(names.headline() or "")}):
        same = tuple(at for at in above if folded(layout.words_of(layout.blocks[at])) in forms and lines[at].words >= 2)
        if same:
            return same
    heading = [at for at in above if layout.blocks[at].tag == "h1" and lines[at].words >= 2]
    if names.only_site() and not heading:
        return ()
    in_title = [at for at in heading if any(folded(layout.words_of(layout.blocks[at])) in title for title in known)]
    if in_title or heading:
        return ((in_title or heading)[-1],)
    return headlines(layout, lines, frozenset([first]), words) if first < len(lines) else ()


def _declare(reading: Reading, view: View, url: str | None) -> None:
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
    if head.live:
        reading.dates = of_a_live_report(reading.dates)
        reading.doubts.append("The page is a live report: its date tells the day, and not when each of its sentences was written.")
