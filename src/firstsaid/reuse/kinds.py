"""Which kind of text each word of an article is, and which kind of sharing two such words are."""

import numpy as np
from numpy.typing import NDArray

from firstsaid.model import Article, Span

NARRATIVE, QUOTATION, HEADLINE, CAPTION, CREDIT, BOILERPLATE = range(6)
NAMES = ("narrative", "quotation", "headline", "caption", "credit", "boilerplate")

_OF_PART = {
    "title": HEADLINE, "body": NARRATIVE, "note": CREDIT, "comment": NARRATIVE, "caption": CAPTION, "teaser": BOILERPLATE,
    "correction": NARRATIVE, "credit": CREDIT, "dateline": CREDIT, "furniture": BOILERPLATE,
}  # fmt: skip

SHORTEST_QUOTATION = 4
"""Words between quotation marks from which on they count as somebody's words and not as scare quotes or a name."""


def _shared_kinds() -> NDArray[np.int8]:
    """The kind of sharing by the kinds on both sides: the first of these that either side is; a quotation only where both are."""
    table = np.full((6, 6), NARRATIVE, np.int8)
    table[QUOTATION, QUOTATION] = QUOTATION
    for kind in (CAPTION, CREDIT, BOILERPLATE, HEADLINE):
        table[kind, :] = kind
        table[:, kind] = kind
    return table


SHARED = _shared_kinds()


def _words_in(span: Span, starts: NDArray[np.uint32]) -> slice:
    return slice(int(np.searchsorted(starts, span.start)), int(np.searchsorted(starts, span.stop)))


def quoted_words(article: Article, starts: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Which words stand inside a quotation of SHORTEST_QUOTATION words or more."""
    quoted = np.zeros(len(starts), np.bool_)
    for quotation in article.quotations:
        words = _words_in(quotation, starts)
        if words.stop - words.start >= SHORTEST_QUOTATION:
            quoted[words] = True
    return quoted


def word_kinds(article: Article, starts: NDArray[np.uint32], quoted: NDArray[np.bool_]) -> NDArray[np.int8]:
    """The kind of each word. The narrowest part that holds a word decides; words outside all parts are furniture."""
    kinds = np.full(len(starts), BOILERPLATE if article.parts else NARRATIVE, np.int8)
    for part in sorted(article.parts, key=lambda p: (p.start - p.stop, p.start)):
        kinds[_words_in(part.span, starts)] = _OF_PART.get(part.kind, BOILERPLATE)
    kinds[quoted & (kinds == NARRATIVE)] = QUOTATION
    return kinds
