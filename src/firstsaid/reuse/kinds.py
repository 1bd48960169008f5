"""Which kind of text each word of an article is, and which kind of sharing two such words are."""

import re
from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from firstsaid.model import Part, Span

NARRATIVE, QUOTATION, HEADLINE, CAPTION, CREDIT, BOILERPLATE, POST = range(7)
"""Kinds of words. A post is what somebody published under a name of their own and a page shows whole: it needs no quotation marks to be their words."""

NAMES = ("narrative", "quotation", "headline", "caption", "credit", "boilerplate")
"""Kinds of sharing, in the same order. To share a post is to share a quotation."""

_OF_PART = {
    "title": HEADLINE, "body": NARRATIVE, "note": CREDIT, "comment": NARRATIVE, "caption": CAPTION, "teaser": BOILERPLATE,
    "correction": NARRATIVE, "credit": CREDIT, "dateline": CREDIT, "furniture": BOILERPLATE,
}  # fmt: skip

_SHORTEST_QUOTATION = 4
"""Words between quotation marks from which on they count as somebody's words and not as scare quotes or a name."""

_SENTENCE = re.compile(r"""["“”„«»'‘’‹›]\s*[^\W\d_]\S*\s+\S[^\n]*[.,!?…]\s*["“”„«»'‘’‹›]""")
"""What is said in fewer words, but as a sentence: “Nobody answered us.”"""


def _shared_kinds() -> NDArray[np.int8]:
    """The kind of sharing by the kinds on both sides: the first of these that either side is; a quotation only where both are, or one side is a post."""
    table = np.full((7, 7), NARRATIVE, np.int8)
    table[QUOTATION, QUOTATION] = table[POST, :] = table[:, POST] = QUOTATION
    for kind in (CAPTION, CREDIT, BOILERPLATE, HEADLINE):
        table[kind, :] = kind
        table[:, kind] = kind
    return table


SHARED = _shared_kinds()


class Text(Protocol):
    """What the room needs of an article to align it: an Article, or what a table holds of one."""

    @property
    def id(self) -> str:
        """The article's id."""

    @property
    def text(self) -> str:
        """Its stored text."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """What stretches of it are."""

    @property
    def sentences(self) -> tuple[Span, ...]:
        """Its sentences."""

    @property
    def quotations(self) -> tuple[Span, ...]:
        """Its quotations, marks included."""


Stretches = Sequence[tuple[int, int]]
"""Words from and up to."""


def words_in(spans: Sequence[tuple[int, int]], starts: NDArray[np.uint32]) -> Stretches:
    """The words that begin in each span."""
    if not spans:
        return ()
    return [(first, stop) for first, stop in starts.searchsorted(np.array(spans, np.int64)).tolist()]


_POST = re.compile(r"^([^\s—–][^\n]*)\n\s{0,5}(?:—|–|--)[ \u00a0]?[^\n@()]{1,80}\(@\w{1,30}\)[^\n]{0,40}$", re.MULTILINE)
"""A line, and below it a dash with the name and the handle of who posted it, as pages show posts."""


def embedded_posts(text: str) -> tuple[Span, ...]:
    """Lines that a page shows as somebody's post: below each stands "— Name (@handle) date"."""
    if "(@" not in text:
        return ()
    return tuple(Span(*found.span(1)) for found in _POST.finditer(text))


def is_spoken(text: str, quotation: Span, words: int) -> bool:
    """Whether so many words between quotation marks are somebody's words: four and more, or a sentence of their own that begins with a capital."""
    if words >= _SHORTEST_QUOTATION:
        return True
    said = quotation.of(text)
    return words > 1 and any(mark.isupper() for mark in said[1:3]) and _SENTENCE.fullmatch(said) is not None


def spoken_in(article: Text, quotations: Stretches) -> Stretches:
    """Those of an article's quotations, given by their words, that are somebody's words."""
    return [words for span, words in zip(article.quotations, quotations, strict=True) if is_spoken(article.text, span, words[1] - words[0])]


def quoted_words(count: int, spoken: Stretches) -> NDArray[np.bool_]:
    """Which of so many words stand inside these quotations and posts."""
    quoted = np.zeros(count, np.bool_)
    for first, stop in spoken:
        quoted[first:stop] = True
    return quoted


def quotation_edges(count: int, quotations: Stretches) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """For each of so many words, the words of the last of these that it stands in, from and up to; 0 and 0 outside all."""
    edges = np.zeros((2, count), np.intp)
    for first, stop in quotations:
        edges[0, first:stop] = first
        edges[1, first:stop] = stop
    return edges[0], edges[1]


def word_kinds(article: Text, starts: NDArray[np.uint32], quoted: NDArray[np.bool_], posts: Stretches) -> NDArray[np.int8]:
    """The kind of each word. The narrowest part that holds a word decides; words outside all parts are furniture."""
    kinds = np.full(len(starts), BOILERPLATE if article.parts else NARRATIVE, np.int8)
    parts = sorted(article.parts, key=lambda p: (p.start - p.stop, p.start))
    for part, (first, stop) in zip(parts, words_in([(part.start, part.stop) for part in parts], starts), strict=True):
        kinds[first:stop] = _OF_PART.get(part.kind, BOILERPLATE)
    kinds[quoted & (kinds == NARRATIVE)] = QUOTATION
    for first, stop in posts:
        own = kinds[first:stop]
        own[own == QUOTATION] = POST
    return kinds
