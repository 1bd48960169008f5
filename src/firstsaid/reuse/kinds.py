"""Which kind of text each word of an article is, and which kind of sharing two such words are."""

import re
from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from firstsaid.model import Part, Span
from firstsaid.reuse.ordering import stretched
from firstsaid.reuse.words import I64

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


class Layout(NamedTuple):
    """Words of some articles, laid out one after the other. Characters are counted through all texts, with one between two of them."""

    texts: Sequence[Text]
    offsets: I64
    """Article k holds the words from `offsets[k]` to `offsets[k + 1]`."""
    begins: I64
    """Where each text begins."""
    starts: I64
    stops: I64

    @classmethod
    def of(cls, texts: Sequence[Text], offsets: I64, starts: NDArray[np.uint32], stops: NDArray[np.uint32]) -> "Layout":
        """Lay articles out whose words are given by the characters of their own texts."""
        begins = np.cumsum([0, *(len(article.text) + 1 for article in texts)], dtype=np.int64)[:-1]
        begin = np.repeat(begins, np.diff(offsets))
        return cls(texts, offsets, begins, starts + begin, stops + begin)

    def characters(self, spans: Sequence[Sequence[tuple[int, int]]]) -> I64:
        """Spans of each article, from and up to, one article after the other."""
        flat = np.array([span for own in spans for span in own], np.int64).reshape(-1, 2)
        return flat + np.repeat(self.begins, [len(own) for own in spans])[:, None]

    def words_in(self, spans: Sequence[Sequence[tuple[int, int]]]) -> tuple[I64, I64]:
        """The words that begin in each span, from and up to, counted through all articles."""
        edges = self.starts.searchsorted(self.characters(spans))
        sizes = [len(own) for own in spans]
        low, high = np.repeat(self.offsets[:-1], sizes), np.repeat(self.offsets[1:], sizes)
        return np.clip(edges[:, 0], low, high), np.clip(edges[:, 1], low, high)


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


class Speech(NamedTuple):
    """What somebody is quoted with."""

    quoted: NDArray[np.bool_]
    """Which words are somebody's, in quotations or posts."""
    posted: NDArray[np.bool_]
    """Which words stand in posts."""
    stretches: tuple[I64, I64]
    """The words of each post and then of each quotation, from and up to."""


def spoken_words(layout: Layout, quotations: tuple[I64, I64] | None = None) -> NDArray[np.bool_]:
    """Which words of some articles stand in quotations that are somebody's words; `quotations` are the words of all, from and up to, if they are known."""
    first, stop = quotations or layout.words_in([article.quotations for article in layout.texts])
    spans = [(article.text, span) for article in layout.texts for span in article.quotations]
    spoken = stop - first >= _SHORTEST_QUOTATION
    for number in np.flatnonzero(~spoken).tolist():
        spoken[number] = is_spoken(*spans[number], int(stop[number] - first[number]))
    said = np.zeros(len(layout.starts), np.bool_)
    said[stretched(first[spoken], stop[spoken])[1]] = True
    return said


def speech(layout: Layout) -> Speech:
    """What somebody is quoted with in some articles."""
    posts = layout.words_in([embedded_posts(article.text) for article in layout.texts])
    first, stop = quotations = layout.words_in([article.quotations for article in layout.texts])
    posted = np.zeros(len(layout.starts), np.bool_)
    posted[stretched(*posts)[1]] = True
    return Speech(spoken_words(layout, quotations) | posted, posted, (np.append(posts[0], first), np.append(posts[1], stop)))


def quotation_edges(layout: Layout, said: Speech) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """For each word, the words of the last quotation that it stands in, or else post, from and up to, counted from its article's first; 0 and 0 outside all."""
    edges = np.zeros((2, len(layout.starts)), np.int32)
    number, word = stretched(*said.stretches)
    begin = layout.offsets[np.searchsorted(layout.offsets, word, "right") - 1]
    for side, places in zip(edges, said.stretches, strict=True):
        side[word] = places[number] - begin
    return edges[0], edges[1]


def word_kinds(layout: Layout, said: Speech) -> NDArray[np.int8]:
    """The kind of each word. The narrowest part that holds a word decides; words outside all parts are furniture."""
    none = np.array([BOILERPLATE if article.parts else NARRATIVE for article in layout.texts], np.int8)
    kinds = np.repeat(none, np.diff(layout.offsets))
    parts = [[(part.start, part.stop) for part in article.parts] for article in layout.texts]
    kind = np.array([_OF_PART.get(part.kind, BOILERPLATE) for article in layout.texts for part in article.parts], np.int8)
    places = layout.characters(parts)
    order = np.lexsort((places[:, 0], places[:, 0] - places[:, 1]))
    first, stop = (edge[order] for edge in layout.words_in(parts))
    number, word = stretched(first, stop)
    kinds[word] = kind[order][number]
    kinds[said.quoted & (kinds == NARRATIVE)] = QUOTATION
    kinds[said.posted & (kinds == QUOTATION)] = POST
    return kinds
