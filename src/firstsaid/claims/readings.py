"""How a conflict of figures may be read: update, rival sources, two events, altered, error, or undetermined."""

from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from firstsaid.claims.comparison import is_slip, thing
from firstsaid.claims.events import Telling, of_one_outlet
from firstsaid.claims.rivals import Rivals

_SAME_PLACE = 75.0
"""Likeness, of 100, from which two place names are two spellings of one (rapidfuzz, best partial alignment)."""
_DAY = 10
"""Characters of a date that tell the day."""
_RISING_FATES = frozenset(("killed", "injured", "missing", "infected", "displaced", "arrested"))


def reading(tellings: Sequence[Telling], copied: bool) -> tuple[str, str]:
    """A reading and its reason for figures of one matter, least value first. `copied`: whether they stand in one passage that two articles share."""
    low, high = tellings[0], tellings[-1]
    update = _update(tellings)
    if copied and not update and of_one_outlet(low, high):
        place = "version" if low.article.url and low.article.url == high.article.url else "article"
        return "update", f"{low.article.name()} has {_words(low)} in one {place} and {_words(high)} in another"
    days = _other_days(low, high)
    if days:
        return "two events", days
    if copied and not _of_strangers(low, high):
        altered = f"the same passage has {_words(low)} in {low.article.name()} and {_words(high)} in {high.article.name()}"
        return ("update", update) if update else ("altered", altered)
    apart = _two_events(low, high)
    if apart:
        return "two events", apart
    grown = _grown(tellings)
    if grown:
        return "update", grown
    return _otherwise(low, high, update)


def _otherwise(low: Telling, high: Telling, update: str) -> tuple[str, str]:
    """The reading where neither the days, the places nor the passage tell it."""
    if is_slip(low.figure, high.figure):
        return "error", f"{low.article.name()} has {_words(low)}, {high.article.name()} {_words(high)}: the same digits, and another number of noughts"
    if _of_two_voices(low, high):
        return "rival sources", f"{_words(low)} comes from {low.voice_name}, {_words(high)} from {high.voice_name}"
    return ("update", update) if update else ("undetermined", _unread(low, high))


def _unread(low: Telling, high: Telling) -> str:
    because = f"{low.article.name()} has {_words(low)} and {high.article.name()} has {_words(high)}"
    if low.voice and low.voice == high.voice:
        return f"{because}, both from {low.voice_name}"
    return f"{because}; nothing near them tells why"


def cited_reading(citing: Telling, cited: Telling) -> tuple[str, str]:
    """The reading of a figure that one article ascribes to another, whose page has a different one."""
    return "error", f"{citing.article.name()} gives {_words(citing)} as what {cited.article.name()} reports, whose page has {_words(cited)}"


def own_reading(lows: Sequence[Telling], highs: Sequence[Telling]) -> tuple[str, str] | None:
    """The reading of figures of which one outlet gave one first and the other on a later day: it corrected itself, and nobody altered anything on the way."""
    for low in lows:
        for high in highs:
            dates = [(telling.article.published.value[:_DAY], telling) for telling in (low, high) if telling.article.published]
            if of_one_outlet(low, high) and low.article.id != high.article.id and len(dates) == 2 and dates[0][0] != dates[1][0]:
                (early, first), (late, then) = sorted(dates, key=lambda dated: dated[0])
                return "update", f"{low.article.name()} has {_words(first)} on {early} and {_words(then)} on {late}"
    return None


def rival_reading(pair: Rivals) -> tuple[str, str]:
    """The reading of two figures that one page gives as two voices'."""
    low, high = _words(pair.low), _words(pair.high)
    return "rival sources", f"{low} comes from {pair.low_voice}, {high} from {pair.high_voice}, both in {pair.low.article.name()}"


def part_reading(part: Telling, beside: Telling, copied: bool) -> tuple[str, str]:
    """The reading of "26 people, including three children" against "26 people and three children"."""
    because = (
        f"{part.article.name()} counts {_words(part)} {part.figure.object} within the total, {beside.article.name()} counts {_words(beside)} "
        f"{beside.figure.object} besides it"
    )
    return ("altered" if copied else "undetermined"), because


def error_reading(part: Telling, whole: Telling) -> tuple[str, str]:
    """The reading of a part that is larger than its whole."""
    return "error", f"{part.article.name()} gives {_words(part)} as a part of {_words(whole)}"


def _words(telling: Telling) -> str:
    return f"“{telling.article.text[telling.figure.start : telling.figure.stop]}”"


def _of_two_voices(low: Telling, high: Telling) -> bool:
    return bool(low.voice and high.voice) and low.voice != high.voice


def _of_strangers(low: Telling, high: Telling) -> bool:
    """Whether two voices share no word of their names, as "Navy spokesman" and "Navy spokesperson" do."""
    return _of_two_voices(low, high) and set(low.voice.split()).isdisjoint(high.voice.split())


def _other_days(low: Telling, high: Telling) -> str:
    """A sentence when the two name different days or years."""
    if low.years and high.years and low.years.isdisjoint(high.years):
        return f"they speak of different years: {_list(low.years)} in {low.article.name()}, {_list(high.years)} in {high.article.name()}"
    if low.days and high.days and low.days.isdisjoint(high.days):
        return f"they speak of different days: {_list(low.days)} in {low.article.name()}, {_list(high.days)} in {high.article.name()}"
    return ""


def _two_events(low: Telling, high: Telling) -> str:
    """A sentence when the two name different places."""
    mine, theirs = low.places - high.places, high.places - low.places
    if low.places.isdisjoint(high.places) and mine and theirs and not _mentioned(mine, high) and not _mentioned(theirs, low):
        return f"they name different places: {_list(mine)} in {low.article.name()}, {_list(theirs)} in {high.article.name()}"
    return ""


def _mentioned(places: frozenset[str], telling: Telling) -> bool:
    """Whether the other sentence holds one of the names in any position."""
    held = set(telling.terms.stems)
    return any(
        set(place.replace("-", " ").split()) <= held or any(fuzz.partial_ratio(place, other) >= _SAME_PLACE for other in telling.places) for place in places
    )


def _list(names: frozenset[str]) -> str:
    return ", ".join(name.title() for name in sorted(names))


def _update(tellings: Sequence[Telling]) -> str:
    """A sentence when counts that can only grow do grow with the pages' dates, or a page says that its count rose."""
    low, high = tellings[0], tellings[-1]
    telling = high if high.rising else low
    if not telling.rising or not _can_grow(tellings):
        return _grown(tellings)
    return _grown(tellings) or f"{telling.article.name()} speaks of a count that changes: {_words(low)}, then {_words(high)}"


def _grown(tellings: Sequence[Telling]) -> str:
    """A sentence when counts that can only grow do grow with the pages' dates."""
    low, high = tellings[0], tellings[-1]
    dates = [telling.article.published.value if telling.article.published else "" for telling in tellings]
    if not _can_grow(tellings) or dates[0] == dates[-1] or not all(_before(one, other) for one, other in pairwise(dates)):
        return ""
    return f"the count grows with the pages' dates, from {_words(low)} ({dates[0]}) to {_words(high)} ({dates[-1]})"


def grows(tellings: Sequence[Telling]) -> bool:
    """Whether counts that can only grow, least first, do grow with the pages' dates."""
    return bool(_grown(tellings))


def _can_grow(tellings: Sequence[Telling]) -> bool:
    fates = thing(tellings[0].figure.object).fates | thing(tellings[-1].figure.object).fates
    return not fates.isdisjoint(_RISING_FATES)


def _before(one: str, other: str) -> bool:
    """Whether one date is surely before the other, or the same, as far as both are precise."""
    shared = min(len(one), len(other), 19)
    return shared >= 4 and one[:shared] <= other[:shared] and (one[:shared] < other[:shared] or one == other)
