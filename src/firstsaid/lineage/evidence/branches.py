"""What third texts show about two pages as a whole: whether one stands between the other and the rest, or both are branches of a text above them.

In terms of stemmatics (Maas 1927): a witness whose agreements with all others are also its parent's hangs from that parent; where a third witness agrees now
with the one, now with the other, against the one left over, neither of the two is the other's parent.
"""

from collections.abc import Iterator

from firstsaid.lineage.content import WORD
from firstsaid.lineage.evidence.relay import cites
from firstsaid.lineage.evidence.speaking import spoken_there
from firstsaid.lineage.family import in_runs
from firstsaid.lineage.finding import UPSTREAM, Finding
from firstsaid.lineage.pair import Pair, Side
from firstsaid.model import Place

_SHOWN = 3
_ENOUGH = 14
"""Words that a third page must have of each of two alone before both are surely branches."""
_LACKS = 4
_BETWEEN = 0.5
_CLEAR = 40


def branches(pair: Pair) -> Iterator[Finding]:
    """Another page has words of {up} that {down} lacks and words of {down} that {up} lacks ({number:word} of each at least): a text stands above both.

    Half as strong where it has all that the two share, since then it may be the text that stands between them.
    """
    up, down, family = pair.up.page.id, pair.down.page.id, pair.family
    turned = pair.turned()
    best, number, ours, theirs = 0.0, 0, 0, 0
    for third in family.thirds(up, down):
        mine, its = _alone(pair, third), _alone(turned, third)
        least = min(mine.bit_count(), its.bit_count())
        lacks = in_runs(family.held(up, down) & ~family.held(up, third)).bit_count()
        strength = min(1.0, least / _ENOUGH) * (1.0 if lacks >= _LACKS else _BETWEEN)
        if strength > best:
            best, number, ours, theirs = strength, least, mine, its
    if best and pair.passages:
        yield Finding("siblings", _places(pair.up, ours) + _places(pair.down, theirs), best, number=number)


def known_elsewhere(pair: Pair) -> Iterator[Finding]:
    """Other pages have {number:word} of {up} that {down} lacks, and fewer of {down} that {up} lacks: {up} did not come through {down}.

    Nothing where {up} says that it has from {down} what both tell, or quotes what {down} gives as it was said: a page that quotes another may go on with words
    of its own, and others have these from it.
    """
    ours, theirs = _elsewhere(pair), _elsewhere(pair.turned())
    if ours > theirs and pair.passages and not cites(pair.turned()) and not any(spoken_there(pair.turned())):
        yield Finding(UPSTREAM, (), (ours - theirs) / (ours + theirs + _CLEAR), number=ours)


def _elsewhere(pair: Pair) -> int:
    """Words of `up` that stand in third pages and not in `down`, and that are not another text's which it took in."""
    up, down, family = pair.up.page.id, pair.down.page.id, pair.family
    held = 0
    for third in family.thirds(up, down):
        held |= family.held(up, third)
    return in_runs(held & ~family.held(up, down) & ~pair.taken_in_up).bit_count()


def _alone(pair: Pair, third: str) -> int:
    """Words of `up` that a third page has and `down` has not."""
    up, down, family = pair.up.page.id, pair.down.page.id, pair.family
    return in_runs(family.held(up, third) & ~family.held(up, down) & ~pair.taken_in_up)


def _places(side: Side, words: int) -> tuple[Place, ...]:
    """Where the first runs of words stand."""
    found: list[Place] = []
    while words and len(found) < _SHOWN:
        first = (words & -words).bit_length() - 1
        length = (~(words >> first) & -~(words >> first)).bit_length() - 1
        last = WORD.match(side.page.article.text, side.page.starts[first + length - 1])
        found.append(Place(side.page.id, side.page.starts[first], last.end() if last else side.page.starts[first + length - 1]))
        words &= words + (1 << first)
    return tuple(found)
