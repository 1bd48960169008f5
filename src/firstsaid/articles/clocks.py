"""What day it was where a page was published: its own clock beside its times in UTC."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from firstsaid.model import Stamp

_DAY = 10
_WEST, _EAST = 12, 10
"""Clocks are at most 12 hours behind UTC and 14 ahead: before 12:00 UTC it may still be the day before, from 10:00 UTC already the day after."""
_SHOWN = ("address", "printed beside the text", "dateline")


def on_the_pages_clock(stamp: Stamp, shown: str) -> Stamp:
    """The stamp with the day that the page shows for it, if some clock of the world can have shown it at that time."""
    if shown == stamp.value[:_DAY]:
        return replace(stamp, local_day=None)
    return replace(stamp, local_day=shown) if _can_be(stamp.value, shown) else stamp


def with_local_days(dates: Sequence[Stamp]) -> list[Stamp]:
    """Times of publication in UTC with the day that the page prints, has in its address, or gives elsewhere with its zone or without any.

    What speaks for the same day as UTC speaks too: the best witness decides.
    """
    witnesses = sorted((stamp for stamp in dates if stamp.role != "updated" and stamp.rule != "htmldate"), key=_worth)
    shown = [day for stamp in witnesses if (day := _shown(stamp))]
    placed: list[Stamp] = []
    for stamp in dates:
        told = next((day for day in shown if day == stamp.value[:_DAY] or _can_be(stamp.value, day)), None) if stamp.role == "published" else None
        placed.append(on_the_pages_clock(stamp, told) if told else stamp)
    return placed


def _worth(stamp: Stamp) -> int:
    """The address and the page's words before its metadata; a time with its offset comes right after what the page prints."""
    return _SHOWN.index(stamp.rule) * 2 if stamp.rule in _SHOWN else 3 if stamp.local_day else 5


def _shown(stamp: Stamp) -> str:
    """The day on the page's clock, if a stamp tells it."""
    zoneless = len(stamp.value) >= _DAY and not stamp.value.endswith("Z")
    return stamp.local_day or (stamp.value[:_DAY] if zoneless or stamp.rule in _SHOWN else "")


def _can_be(value: str, day: str) -> bool:
    """Whether a time in UTC can fall on a neighbouring day somewhere."""
    if not value.endswith("Z") or len(day) != _DAY:
        return False
    apart = (date.fromisoformat(day) - date.fromisoformat(value[:_DAY])).days
    hour = int(value[11:13])
    return (apart == -1 and hour < _WEST) or (apart == 1 and hour >= _EAST)
