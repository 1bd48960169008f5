"""Which kind of text each word of an article is, and which kind of sharing two such words are."""

import re
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

SHORTEST_QUOTATION = 4
"""Words between quotation marks from which on they count as somebody's words and not as scare quotes or a name."""


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


def _words_in(span: Span, starts: NDArray[np.uint32]) -> slice:
    return slice(int(np.searchsorted(starts, span.start)), int(np.searchsorted(starts, span.stop)))


_POST = re.compile(r"^([^\s—–][^\n]*)\n\s{0,5}(?:—|–|--)[ \u00a0]?[^\n@()]{1,80}\(@\w{1,30}\)[^\n]{0,40}$", re.MULTILINE)
"""A line, and below it a dash with the name and the handle of who posted it, as pages show posts."""


def embedded_posts(text: str) -> tuple[Span, ...]:
    """Lines that a page shows as somebody's post: below each stands "— Name (@handle) date"."""
    if "(@" not in text:
        return ()
    return tuple(Span(*found.span(1)) for found in _POST.finditer(text))


def quoted_words(article: Text, starts: NDArray[np.uint32], posts: tuple[Span, ...] = ()) -> NDArray[np.bool_]:
    """Which words stand inside a quotation of SHORTEST_QUOTATION words or more, or in a post."""
    quoted = np.zeros(len(starts), np.bool_)
    for quotation in (*article.quotations, *posts):
        words = _words_in(quotation, starts)
        if words.stop - words.start >= SHORTEST_QUOTATION:
            quoted[words] = True
    return quoted


def quotation_edges(article: Text, starts: NDArray[np.uint32], posts: tuple[Span, ...]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """For each word, the words of the post or narrowest quotation it stands in, from and up to; 0 and 0 outside all."""
    first, stop = np.zeros(len(starts), np.intp), np.zeros(len(starts), np.intp)
    for quotation in (*posts, *article.quotations):
        words = _words_in(quotation, starts)
        first[words], stop[words] = words.start, words.stop
    return first, stop


def word_kinds(article: Text, starts: NDArray[np.uint32], quoted: NDArray[np.bool_], posts: tuple[Span, ...] = ()) -> NDArray[np.int8]:
    """The kind of each word. The narrowest part that holds a word decides; words outside all parts are furniture."""
    kinds = np.full(len(starts), BOILERPLATE if article.parts else NARRATIVE, np.int8)
    for part in sorted(article.parts, key=lambda p: (p.start - p.stop, p.start)):
        kinds[_words_in(part.span, starts)] = _OF_PART.get(part.kind, BOILERPLATE)
    kinds[quoted & (kinds == NARRATIVE)] = QUOTATION
    for post in posts:
        words = _words_in(post, starts)
        kinds[words][kinds[words] == QUOTATION] = POST
    return kinds
