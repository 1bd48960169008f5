"""What one page has and the other lacks."""

from collections.abc import Iterator

from firstsaid.lineage.finding import UPSTREAM, Finding
from firstsaid.lineage.pair import Pair, Side
from firstsaid.model import Place

_WHOLE = 0.9
_MOST = 0.5
_TIMES = 4
_SHOWN = 4


def contained(pair: Pair) -> Iterator[Finding]:
    """All of {down} stands in {up}, which has {number:sentence} more."""
    if pair.narrative and pair.down.share >= _WHOLE and pair.up.lacking and not pair.down.lacking:
        yield Finding(UPSTREAM, _places(pair.up), min(1.0, len(pair.up.lacking) / 3), number=len(pair.up.lacking))


def trimmed(pair: Pair) -> Iterator[Finding]:
    """{down} stops where {up} goes on: {number:sentence} stand after that."""
    up, down = pair.up, pair.down
    if pair.narrative and down.share >= _WHOLE and up.lacking and up.shared and up.lacking[0].start >= up.shared[-1].stop - 1:
        yield Finding(UPSTREAM, _places(up), min(1.0, len(up.lacking) / 2), number=len(up.lacking))


def mostly_contained(pair: Pair) -> Iterator[Finding]:
    """Most of {down} stands in {up}, which has {number:sentence} that {down} lacks, many more than the other way round."""
    mine, theirs = len(pair.down.lacking), len(pair.up.lacking)
    if pair.narrative and mine and _MOST <= pair.down.share < _WHOLE and pair.up.share < pair.down.share / 2 and theirs >= _TIMES * mine:
        yield Finding(UPSTREAM, _places(pair.up), min(1.0, theirs / (2 * _TIMES * mine)), number=theirs)


def each_lacks(pair: Pair) -> Iterator[Finding]:
    """Each of {up} and {down} has sentences that the other lacks (at least {number:sentence})."""
    number = min(len(pair.up.lacking), len(pair.down.lacking))
    if pair.narrative and number:
        yield Finding("siblings", _places(pair.up) + _places(pair.down), min(1.0, number / 4) * min(1.0, pair.narrative / 40), number=number)


def added_around(pair: Pair) -> Iterator[Finding]:
    """{up} stands almost whole in {down}, which adds {number:sentence} of its own."""
    if pair.narrative and pair.up.share >= _WHOLE and pair.down.share < _WHOLE and pair.down.lacking:
        yield Finding(UPSTREAM, _places(pair.down), 1.0, number=len(pair.down.lacking))


def _places(side: Side) -> tuple[Place, ...]:
    return tuple(Place(side.page.id, s.start, s.stop) for s in side.lacking[:_SHOWN])
