"""What third texts show about a place where two pages differ."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from firstsaid.lineage.evidence.relay import cites
from firstsaid.lineage.finding import UPSTREAM, Finding
from firstsaid.lineage.pair import Pair
from firstsaid.model import Place, Span

_INNOVATIONS = 2
_LOOKED_AT = 200
_ASKED = 8
"""Places asked about for one pair."""


def odd_reading(pair: Pair) -> Iterator[Finding]:
    """Where the two differ, other pages have {down}'s words and none has {up}'s ({number:place}): {down} did not come through {up}.

    Nothing where {down} says that it has from {up} what both tell: who quotes may change words, and others have these from it.
    """
    if cites(pair):
        return
    up, down, family = pair.up.page.id, pair.down.page.id, pair.family
    places: list[Place] = []
    asked = 0
    for passage in pair.of_kind("narrative", "quotation"):
        for edit in passage.edits:
            if edit.marked or asked == _ASKED or edit.a.start == edit.a.stop or edit.b.start == edit.b.stop:
                continue
            asked += 1
            if family.agreeing(down, edit.b, up) and not family.agreeing(up, edit.a, down):
                places += [Place(up, edit.a.start, edit.a.stop), Place(down, edit.b.start, edit.b.stop)]
    if places:
        yield Finding(UPSTREAM, tuple(places), min(1.0, len(places) / 4), number=len(places) // 2)


def fuller_for_others(pair: Pair) -> Iterator[Finding]:
    """Pages that share words with both have sentences of {up} that {down} lacks ({number:sentence}), and none has a sentence that only {down} has."""
    theirs = _known_elsewhere(pair, kin=True) if pair.narrative else []
    if theirs and not _known_elsewhere(pair.turned(), kin=True):
        yield Finding(UPSTREAM, tuple(Place(pair.up.page.id, *s) for s in theirs), min(1.0, len(theirs) / 3), number=len(theirs))


def composed(pair: Pair) -> Iterator[Finding]:
    """What {down} has beyond {up} stands in pages that have nothing of {up} ({number:sentence}): {down} is made of several texts."""
    mine = _known_elsewhere(pair.turned(), kin=False) if pair.narrative else []
    if mine and not _known_elsewhere(pair, kin=False):
        yield Finding(UPSTREAM, tuple(Place(pair.down.page.id, *s) for s in mine), min(1.0, len(mine) / 2), number=len(mine))


def shared_innovation(pair: Pair) -> Iterator[Finding]:
    """Where other pages have other words, {up} and {down} have the same ones ({number:place}): neither has them from those pages.

    The shared innovations of textual criticism (Maas 1927): common errors join witnesses, common truth does not. A reading counts as one when fewer pages
    have it than have the other.
    """
    places = _innovations(pair)
    if len(places) >= _INNOVATIONS:
        shown = tuple(Place(pair.up.page.id, *place) for place in places[:_ASKED])
        yield Finding("derived", shown, min(1.0, len(places) / 4), number=len(places))


def _innovations(pair: Pair) -> list[Span]:
    up, down = pair.up.page.id, pair.down.page.id
    found: list[Span] = []
    for place, _, fewer in islice((one for one in pair.family.disputed(up) if one.sole != down), _LOOKED_AT):
        if down in fewer and not (found and found[-1].overlap(place)):
            found.append(place)
    return found


def _known_elsewhere(pair: Pair, kin: bool) -> list[Span]:
    """Sentences of `up` that `down` lacks and a third page has: one that shares narrative with `down`, too, or one that does not. What `up` took from a third
    text, where it put two together, is not asked of the kin of `down`: that they have it too tells nothing of these two.
    """
    up, down, family = pair.up, pair.down.page.id, pair.family
    related = family.kin.get(down, frozenset())
    return [
        s for s in up.lacking[:_ASKED] if not (kin and _taken_in(pair, s))
        and any((other in related) == kin for other in family.agreeing(up.page.id, Span(s.start + 2, max(s.start + 3, s.stop - 2)), down))
    ]  # fmt: skip


def _taken_in(pair: Pair, sentence: Span) -> bool:
    """Whether most of a sentence of `up` is of a third text that it took in."""
    if not pair.taken_in_up:
        return False
    starts = pair.up.page.starts
    first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.stop)
    return 2 * (pair.taken_in_up >> first & (1 << (last - first)) - 1).bit_count() > last - first
