"""In which succession two pages have what they share."""

from collections.abc import Iterator
from itertools import pairwise

from firstsaid.lineage.finding import Finding
from firstsaid.lineage.pair import Pair, Passage, Side
from firstsaid.model import Span

_FEWEST = 3
"""Stretches that can stand in an order at all; of two, one moved up says nothing."""
_WORDS = 5
"""Equal words of a stretch that is counted."""
_ONE_MOVE = 3
"""Neighbourhoods that are broken where a page moves a single stretch elsewhere."""
_EDGE = 15
"""Characters behind the end of a sentence from which on a stretch goes on into the next."""
_FORM, _TEXT = 12, 20
"""Words in a row up to which a turn may be one that any pen uses, and from which on it is a text."""


def scattered(pair: Pair) -> Iterator[Finding]:
    """{up} and {down} share {number:stretch} of narrative, none longer than a sentence, which follow one another differently on either page: these may be
    turns that any pen uses, and not parts of one text.

    Who takes a text over moves a stretch or two and leaves the others as they followed one another; what two pens hit on alike stands in no common order
    (breakpoints of a permutation: Sankoff and Blanchette 1998).
    """
    shared = sorted((p for p in pair.of_kind("narrative") if p.same >= _WORDS), key=lambda p: (p.up.start, p.down.start))
    if len(shared) < _FEWEST:
        return
    place = {i: rank for rank, i in enumerate(sorted(range(len(shared)), key=lambda i: (shared[i].down.start, i)))}
    broken = sum(place[later] != place[first] + 1 for first, later in pairwise(range(len(shared))))
    whole = sum(min(_ends(pair.up, p.up), _ends(pair.down, p.down)) for p in shared)
    share = broken / (len(shared) - 1 + whole)
    short = (_TEXT - max(_longest(pair, p) for p in shared)) / (_TEXT - _FORM)
    strength = min(1.0, max(0.0, short)) * share * min(1.0, max(0.0, broken - 1) / _ONE_MOVE)
    if strength > 0:
        yield Finding("independent", pair.places(*shared), strength, number=len(shared))


def _ends(side: Side, span: Span) -> int:
    """Ends of sentences that lie inside a stretch."""
    return sum(span.start < sentence.stop and sentence.stop + _EDGE < span.stop for sentence in side.page.sentences)


def _longest(pair: Pair, passage: Passage) -> int:
    """Most words in a row that both pages have in a passage."""
    edges = [passage.up.start, *(edge for edit in passage.edits for edge in (edit.a.start, edit.a.stop)), passage.up.stop]
    return max(pair.up.page.words_in(Span(start, max(start, stop))) for start, stop in zip(edges[::2], edges[1::2], strict=True))
