"""What one page has and the other lacks.

Of two pages of one outlet the fuller is no sign of the first: an outlet writes its own story through, while others cut what they take over.
"""

from collections.abc import Iterator
from math import log2

from firstsaid.lineage.evidence.versions import same_outlet
from firstsaid.lineage.finding import UPSTREAM, Finding
from firstsaid.lineage.pair import Pair, Side
from firstsaid.model import Place, Span

_WHOLE = 0.9
_SHOWN = 4
_FEW = 8
_SMOOTH = 0.05
_LEAST_RATIO = 0.25
_CLOSE = 0.75
"""Share of the stretch between first and last shared word that must be shared before a missing sentence is one that was cut, not one that was never there."""


def contained(pair: Pair) -> Iterator[Finding]:
    """All of {down} stands in {up}, which has {number:sentence} more."""
    if _between(pair, 1) and pair.down.share >= _WHOLE and pair.up.lacking and not pair.down.lacking:
        yield Finding(UPSTREAM, _places(pair.up), min(1.0, len(pair.up.lacking) / 3), number=len(pair.up.lacking))


def trimmed(pair: Pair) -> Iterator[Finding]:
    """{down} stops where {up} goes on: {number:sentence} stand after that."""
    up, down = pair.up, pair.down
    after = [s for s in up.lacking if up.shared and s.start >= up.shared[-1].stop - 1]
    stops = bool(down.shared) and not any(s.start >= down.shared[-1].stop - 1 for s in down.lacking)
    if stops and len(after) > 1 and _between(pair):
        yield Finding(UPSTREAM, tuple(Place(up.page.id, *s) for s in after[:_SHOWN]), min(1.0, len(after) / 3), number=len(after))


def condensed(pair: Pair) -> Iterator[Finding]:
    """More of {down} stands in {up} than the other way round ({number:word} in a hundred): of two tellings of one text the fuller comes first."""
    mine, theirs = pair.down.share, pair.up.share
    if _between(pair) and theirs < mine and theirs < _WHOLE and (mine < _WHOLE or pair.down.lacking):
        ratio = log2((mine + _SMOOTH) / (theirs + _SMOOTH))
        if ratio >= _LEAST_RATIO:
            yield Finding(UPSTREAM, _places(pair.up), min(1.0, ratio), number=round(100 * mine))


def each_lacks(pair: Pair) -> Iterator[Finding]:
    """Inside what both have, each of {up} and {down} lacks sentences of the other (at least {number:sentence}): both cut one text."""
    if pair.narrative >= _FEW and min(pair.up.unbroken, pair.down.unbroken) >= _CLOSE:
        ours, theirs = _inside(pair.up), _inside(pair.down)
        number = min(len(ours), len(theirs))
        if number:
            spans = tuple(Place(s.page.id, *x) for s, found in ((pair.up, ours), (pair.down, theirs)) for x in found[:_SHOWN])
            yield Finding("siblings", spans, min(1.0, number / 3) * min(1.0, pair.narrative / 40), number=number)


def _between(pair: Pair, words: int = _FEW) -> bool:
    """Whether pages of two outlets share so many words of narrative at least."""
    return pair.narrative >= words and not same_outlet(pair.up.page, pair.down.page)


def _inside(side: Side) -> list[Span]:
    return [s for s in side.lacking if side.shared[0].start < s.start and s.stop < side.shared[-1].stop]


def _places(side: Side) -> tuple[Place, ...]:
    return tuple(Place(side.page.id, s.start, s.stop) for s in side.lacking[:_SHOWN])
