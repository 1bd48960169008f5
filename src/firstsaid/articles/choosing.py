"""Which lines of an HTML page are its body: by an extractor, by our own rules, and how far these agree."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import lxml.html

from firstsaid.articles.declared import Declared
from firstsaid.articles.elements import body_by_elements, evidence_away
from firstsaid.articles.evidence import LineEvidence
from firstsaid.articles.extractor import extracted_lines, located
from firstsaid.articles.layout import Layout
from firstsaid.articles.nearby import weighed_nearby
from firstsaid.articles.page import AWAY
from firstsaid.articles.prose import body_lines
from firstsaid.articles.pruning import is_list_of_links
from firstsaid.articles.unshown import DOUBT
from firstsaid.articles.vocabulary import Vocabulary

_AGREED = 0.5
_SITE = ("nav", "footer", "form")
_LEAST_SHARE = 0.1
"""An extract with less than this share of the text that the lines show is not believed."""


@dataclass(frozen=True, slots=True)
class View:
    """A parsed page: what it declares, its text, and which of the two ways reads it."""

    root: lxml.html.HtmlElement
    """The tree, or its declaring elements alone."""
    head: Declared
    layout: Layout
    quick: frozenset[int]
    """Where the quick extractor's main content stands, if it was asked."""
    careful: bool
    declared: frozenset[int] = frozenset()
    """Where the text stands that the page only declares, if it shows none."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The body by the first way that found one."""

    body: frozenset[int]
    reason: str
    doubts: Sequence[str]
    others: Sequence[frozenset[int]]
    """What other ways take for it."""


def chosen(view: View, lines: Sequence[LineEvidence], words: Vocabulary) -> Chosen:
    """The body by the careful extractor, the quick one, the lines."""
    if view.declared:
        return chosen_from_head(view.declared)
    nearby = weighed_nearby(view.layout, lines, words)
    run = body_lines([line if view.layout.blocks[at].zone not in AWAY else evidence_away(line) for at, line in enumerate(nearby)])
    doubts: list[str] = []
    for found, name in _extracts(view, doubts):
        if found and is_list_of_links(found, run, view.layout, lines):
            doubts.append(f"{name} found a list of links.")
        elif found and run and _length(view.layout, _around(found, view.layout)) > _AGREED * _length(view.layout, found):
            doubts.append(f"{name} found a menu or the foot of the site.")
        elif found and _length(view.layout, found) < _LEAST_SHARE * _length(view.layout, run):
            doubts.append(f"{name} found far less text than the lines show.")
        elif found:
            return Chosen(found, f"{name.lower()} took it for the main text", doubts, (run, view.quick))
    doubts += ["The lines decided what the body is."] if doubts else []
    return Chosen(run, "the run of lines that most looks like reporting", doubts, (run, view.quick))


def chosen_from_head(declared: frozenset[int]) -> Chosen:
    """The text that the page only declares."""
    return Chosen(declared, "the page's metadata give it as the article's text", (DOUBT,), ())


def chosen_in_bulk(layout: Layout, lines: Sequence[LineEvidence], words: Vocabulary) -> Chosen:
    """The body by the lines and their elements alone."""
    return Chosen(body_by_elements(layout, weighed_nearby(layout, lines, words)), "the run of elements that most looks like reporting", (), ())


def _around(positions: frozenset[int], layout: Layout) -> frozenset[int]:
    """Those that the markup puts into a menu, a form or the foot of the site; a text that is folded away may be the article's."""
    return frozenset(at for at in positions if layout.blocks[at].zone in _SITE)


def _extracts(view: View, doubts: list[str]) -> Iterator[tuple[frozenset[int], str]]:
    try:
        yield located(extracted_lines(view.root, view.layout), view.layout), "The extractor"
    except ImportError as error:
        doubts.append(f"The careful extractor is not fully installed ({error.name or 'a module is missing'}), so the body was told without it.")
    yield view.quick, "The quick extractor"


def disagreement(body: frozenset[int], others: Sequence[frozenset[int]], layout: Layout) -> list[str]:
    """A doubt when the ways to find the body agree on less than half of its text."""
    told = [other for other in others if other]
    if not body or not told:
        return []
    shared = [2 * _length(layout, body & other) / (_length(layout, body) + _length(layout, other)) for other in told]
    agreed = sum(shared) / len(shared)
    return [f"The body is uncertain: the ways to find it agree on {agreed:.0%} of the text."] if agreed < _AGREED else []


def _length(layout: Layout, positions: frozenset[int]) -> int:
    """Characters of these blocks."""
    return sum(layout.blocks[at].stop - layout.blocks[at].start for at in positions)
