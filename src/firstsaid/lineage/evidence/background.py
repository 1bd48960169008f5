"""Paragraphs that go round: who has one such paragraph in common has no text in common."""

from bisect import bisect_left
from collections.abc import Iterator

from firstsaid.lineage.family import in_runs
from firstsaid.lineage.finding import Finding
from firstsaid.lineage.pair import Pair, Side
from firstsaid.model import Span

_MOST = 0.9
_FEW_WORDS = 8
_PARAGRAPH = 30
"""Words of a paragraph at least: a sentence or two that several pages have is more often cut from one text."""


def stock_paragraph(pair: Pair) -> Iterator[Finding]:
    """All narrative that {up} and {down} share is one whole paragraph, and {number:page} that share nothing else with either have it too: it is background."""
    if pair.narrative < _PARAGRAPH:
        return
    ours, theirs = _paragraph(pair.up, pair, "up"), _paragraph(pair.down, pair, "down")
    if ours is None or theirs is None:
        return
    up, down, family = pair.up.page.id, pair.down.page.id, pair.family
    known = 0
    for third in family.thirds(up, down):
        mine, other = family.held(up, third), family.held(down, third)
        carried = _has(pair.up, ours, mine) or _has(pair.down, theirs, other)
        known += carried and not (_more(pair.up, ours, mine) or _more(pair.down, theirs, other))
    if known:
        yield Finding("independent", pair.places(*pair.of_kind("narrative")[:1]), number=known)


def _paragraph(side: Side, pair: Pair, which: str) -> Span | None:
    """The paragraph that all shared narrative of a side fills; None where that is part of one or stands in several."""
    shared = [p.up if which == "up" else p.down for p in pair.of_kind("narrative")]
    text = side.page.article.text
    start = text.rfind("\n", 0, min(s.start for s in shared) + 1) + 1
    stop = text.find("\n", max(s.stop for s in shared))
    span = Span(start, stop if stop >= 0 else len(text))
    whole = sum(side.page.words_in(s) for s in shared) >= _MOST * side.page.words_in(span)
    return span if whole and "\n" not in span.of(text) else None


def _has(side: Side, paragraph: Span, alike: int) -> bool:
    """Whether the words alike, as bits, are nearly all of the paragraph."""
    inside = _bits(side, paragraph)
    return (alike & inside).bit_count() >= _MOST * inside.bit_count()


def _more(side: Side, paragraph: Span, alike: int) -> bool:
    """Whether they are more than the paragraph, quotations apart."""
    apart = _bits(side, paragraph)
    for quotation in side.page.article.quotations:
        apart |= _bits(side, quotation)
    return in_runs(alike & ~apart).bit_count() > _FEW_WORDS


def _bits(side: Side, span: Span) -> int:
    start, stop = bisect_left(side.page.starts, span.start), bisect_left(side.page.starts, span.stop)
    return (1 << stop) - (1 << start)
