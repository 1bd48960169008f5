"""What an extractor leaves out of a body: paragraphs set as the others are, subheadings, points of a list, the standfirst below the headline."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from firstsaid.articles.evidence import addresses
from firstsaid.articles.page import AWAY, MOSTLY_LINKED, Page, names_of

_AROUND = 3
"""So many elements, its own included, make the setting of a block."""
_LEAST = 0.5
"""A setting that holds this share of the body's sentences is the body's."""
_RUNNING = frozenset(["p", "div", "li", "section", "blockquote", "article", "main", "td", "pre", "dd"])
_SUBHEADINGS = ("h2", "h3", "h4", "h5", "h6")
_SPEAKS_TO_READERS = 0.09
"""A line outside the body in which this share of the words speaks to the site's readers is the site's."""
_SHORTEST = 12
_REACH = 15
_FEWEST, _FEWEST_NAMED = 5, 6
"""Fewest words of a standfirst."""
_STARTS = 40
_CUT = 3
_LONG = 60
_STANDFIRST = re.compile(
    r"(?:^|[\s_-])(?:dek|deck|standfirst|sub-?head(?:line|ing)?|sub-?title|sub-?line|strap-?line|strap|excerpt|summary|lede?|story-?description|intro|"
    r"abstract|kicker)(?=$|[\s_-])",
    re.IGNORECASE,
)


def completed(body: frozenset[int], page: Page) -> frozenset[int]:
    """The body with what belongs to it; an empty one stays empty."""
    if not body:
        return body
    whole = body | _set_alike(body, page)
    whole |= _above_box(min(whole), page)
    whole |= _standfirst(min(whole), page)
    whole |= _subheadings(whole, page)
    return whole | _lists(whole, min(body), page)


def _set_alike(body: frozenset[int], page: Page) -> set[int]:
    """Sentences in elements that are named as those are which hold most of the body, up to the next headline."""
    settings = [(block.tag, block.names[-_AROUND:]) for block in page.layout.blocks]
    held: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for at in sorted(body):
        held[settings[at]] += page.lines[at].words if page.lines[at].prose else 0
    most = {setting for setting, number in held.items() if number >= _LEAST * max(1, held.total()) and setting[0] in _RUNNING and setting[1]}
    first, last = min(body), max(body)
    fitting = {at for at in range(len(settings)) if settings[at] in most and at not in body and _fits(at, page)}
    found = {at for at in fitting if first < at < last}
    for beyond in (range(last + 1, len(settings)), range(first - 1, -1, -1)):
        found.update(at for at in _up_to_headline(beyond, page) if at in fitting and not _is_sites(at, page))
    return found


def _above_box(first: int, page: Page) -> set[int]:
    """Paragraphs between the headline and a box of links to other stories, below which the body goes on."""
    opening = range(max((at for at in page.titles if at < first), default=first) + 1, first)
    told = [at for at in opening if page.layout.blocks[at].tag == "p" and not page.layout.blocks[at].zone and _fits(at, page) and not page.lines[at].policy]
    return set(told) if told and any(page.lines[at].ends for at in range(told[-1] + 1, first)) else set()


def _fits(at: int, page: Page) -> bool:
    block, line = page.layout.blocks[at], page.lines[at]
    told = line.prose and not line.ends and not line.form and at not in page.titles
    return told and block.zone not in (*AWAY, "caption") and page.linked(at) <= MOSTLY_LINKED


def _up_to_headline(positions: Iterable[int], page: Page) -> Iterator[int]:
    for at in positions:
        block = page.layout.blocks[at]
        if block.tag == "h1" or block.zone == "comments" or at in page.titles:
            return
        yield at


def _is_sites(at: int, page: Page) -> bool:
    line, text = page.lines[at], page.text(at)
    if not line.policy:
        return False
    return bool(page.words.furniture_sentences.match(text)) or addresses(text, page.words) > _SPEAKS_TO_READERS * max(_SHORTEST, line.words)


def _standfirst(first: int, page: Page) -> set[int]:
    """Lines above the body that the page's head gives as its description, or that the markup calls by one of the trade's names for a standfirst."""
    described = range(max(0, first - _REACH), first)
    found = {at for at in described if page.lines[at].words >= _FEWEST and _may_open(at, page) and _describes(page.folded(at), page)}
    for at in page.below_headline(first, _REACH):
        block, line = page.layout.blocks[at], page.lines[at]
        named = line.words >= _FEWEST_NAMED and any(_STANDFIRST.search(name) for name in names_of(block, 1))
        if named and _may_open(at, page) and page.linked(at) <= MOSTLY_LINKED and block.zone != "aside" and not page.words.byline_openers.match(page.text(at)):
            found.add(at)
    return found


def _may_open(at: int, page: Page) -> bool:
    form, zone = page.lines[at].form, page.layout.blocks[at].zone
    if at in page.titles or zone in AWAY or zone == "caption" or page.lines[at].ends:
        return False
    return form is None or form.kind not in ("caption", "teaser", "credit")


def _describes(line: str, page: Page) -> bool:
    """Whether a line is a description of the head, its beginning, or begins with it; a long description may break off within a word."""
    return any(
        given.startswith(line) or (len(given) > _STARTS and line.startswith(given[:-_CUT] if len(given) > _LONG else given)) for given in page.descriptions
    )


def _subheadings(body: frozenset[int], page: Page) -> set[int]:
    """Headings between two blocks of the body."""
    found = set()
    for at in range(min(body) + 1, max(body)):
        block, line = page.layout.blocks[at], page.lines[at]
        plain = not block.zone and not line.ends and not line.form and not line.policy and page.linked(at) <= MOSTLY_LINKED
        if at not in body and block.tag in _SUBHEADINGS and plain and at - 1 in body and at + 1 in body:
            found.add(at)
    return found


def _lists(body: frozenset[int], first: int, page: Page) -> set[int]:
    """Lists of which the body holds about half or more, and a list of sentences right above its first paragraph."""
    found: set[int] = set()
    for items in _runs_of_items(page):
        if any(page.linked(at) > MOSTLY_LINKED or page.layout.blocks[at].zone or page.lines[at].ends for at in items):
            continue
        inside, prose = sum(at in body for at in items), sum(page.lines[at].prose for at in items)
        if (inside and inside >= len(items) / 2 - 1) or (items.stop in (first, min(body)) and prose >= len(items) / 2):
            found.update(items)
    return found


def _runs_of_items(page: Page) -> Iterator[range]:
    blocks = page.layout.blocks
    at = 0
    while at < len(blocks):
        start = at
        while at < len(blocks) and blocks[at].tag == "li" and blocks[at].names[:-1] == blocks[start].names[:-1]:
            at += 1
        if at > start:
            yield range(start, at)
        else:
            at += 1
