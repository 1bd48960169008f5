"""Passages of a cited page, and how near they are to what is ascribed."""

from dataclasses import dataclass
from itertools import pairwise

from firstsaid.claims.likeness import Saying, Scales
from firstsaid.claims.terms import Terms, content_words
from firstsaid.model import Span

SAME_MATTER = 0.34
"""Share of the ascribed words, by weight, that a passage must hold to speak of the matter at all, or to say it in the words of the same voice."""
_TWO_SENTENCES = 0.05
"""By how much two sentences must be better than one."""
FEWEST, AT_LEAST = 3, 2
"""Content words that a passage must share with what is ascribed; of what is shorter all, and no fewer than the second."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a cited page, or two neighbouring ones."""

    spans: tuple[Span, ...]
    saying: Saying
    share: float = 0.0
    """How much of what is ascribed it holds, by weight, or by characters where it is copied."""
    copied: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence's worth of what is ascribed."""

    span: Span
    terms: Terms


@dataclass(frozen=True, slots=True)
class Page:
    """A cited page, read."""

    sentences: tuple[tuple[Span, frozenset[str]], ...]
    """Where they stand, and their content words."""
    scales: Scales
    """The rarity of its words in it."""


def in_common(piece: Piece, passage: Passage) -> tuple[int, float, float]:
    """How many words two sides share, and what share of either that is."""
    said, there = content_words(piece.terms), content_words(passage.saying.terms)
    shared = len(said & there)
    return shared, shared / max(1, len(said)), shared / max(1, len(there))


def only_names(piece: Piece, passage: Passage) -> bool:
    """Whether the passage shares with what is ascribed hardly more than the names in it ("the director of the Ferrin clinic has resigned")."""
    told = set(piece.terms.stems) - piece.terms.names
    return len(told & passage.saying.stems) <= 1 < len(told) and bool(piece.terms.names)


def of_its_matter(saying: Saying, scales: Scales) -> bool:
    """Whether the page has words enough, anywhere, for one of its passages to speak of what is said."""
    shared = saying.stems & scales.weights.keys()
    return len(shared) >= FEWEST and scales.sum(shared) >= SAME_MATTER * saying.weight


def nearest_passage(saying: Saying, page: Page) -> tuple[tuple[Span, ...], float]:
    """The passage that holds the largest share of what is said, by weight; a single sentence before two."""
    fewest = max(AT_LEAST, min(FEWEST, len(saying.terms.stems)))
    known = saying.stems & page.scales.weights.keys()
    held = [known & stems for _, stems in page.sentences] if len(known) >= fewest else []
    passages: list[tuple[tuple[int, ...], frozenset[str]]] = [((at,), shared) for at, shared in enumerate(held)]
    passages += [((at, at + 1), mine | theirs) for at, (mine, theirs) in enumerate(pairwise(held))]
    best, strength = tuple[int, ...](), 0.0
    for places, shared in passages:
        if len(shared) < fewest:
            continue
        share = round(page.scales.sum(shared) / saying.weight - (_TWO_SENTENCES if len(places) > 1 else 0.0), 9)
        if share > strength:
            best, strength = places, share
    return tuple([page.sentences[at][0] for at in best]), strength
