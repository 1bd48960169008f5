"""What third texts show about a place where two pages differ."""

from collections.abc import Iterator

from firstsaid.lineage.finding import UPSTREAM, Finding
from firstsaid.lineage.pair import Pair
from firstsaid.model import Place, Span

_ASKED = 8
"""Places asked about for one pair."""


def odd_reading(pair: Pair) -> Iterator[Finding]:
    """Where the two differ, other pages have {down}'s words and none has {up}'s ({number:place}): {down} did not come through {up}."""
    up, down, family = pair.up.page.id, pair.down.page.id, pair.family
    places: list[Place] = []
    asked = 0
    for passage in pair.of_kind("narrative", "quotation"):
        for edit in passage.edits:
            if edit.marked or asked == _ASKED:
                continue
            asked += 1
            if family.agreeing(down, edit.b, up) and not family.agreeing(up, edit.a, down):
                places += [Place(up, edit.a.start, edit.a.stop), Place(down, edit.b.start, edit.b.stop)]
    if places:
        yield Finding(UPSTREAM, tuple(places), min(1.0, len(places) / 4), number=len(places) // 2)


def fuller_for_others(pair: Pair) -> Iterator[Finding]:
    """Other pages have sentences of {up} that {down} lacks ({number:sentence}), and none has a sentence that only {down} has."""
    theirs, mine = _known_elsewhere(pair), _known_elsewhere(pair.turned())
    if theirs and not mine and pair.narrative:
        yield Finding(UPSTREAM, tuple(Place(pair.up.page.id, *s) for s in theirs), min(1.0, len(theirs) / 3), number=len(theirs))


def _known_elsewhere(pair: Pair) -> list[Span]:
    up, down = pair.up, pair.down.page.id
    return [s for s in up.lacking[:_ASKED] if pair.family.agreeing(up.page.id, Span(s.start + 2, max(s.start + 3, s.stop - 2)), down)]
