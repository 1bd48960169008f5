"""Time across a drawing: days to scale, empty weeks shortened and marked as such."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from firstsaid.dossier.dates import DAY, MONTHS, WEEKDAYS, Moment, date_of
from firstsaid.dossier.drawings.svg import measure

BREAK = 46.0
HOUR = 60


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time without a break, from minute to minute and from px to px."""

    start: int
    stop: int
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the drawing, with what the axis says there."""

    x: float
    words: str


class Clock:
    """Minutes to px. Times more than a quarter of the whole and three days apart are pulled together."""

    def __init__(self, moments: Sequence[Moment], left: float, right: float) -> None:
        spans = sorted((m.start, max(m.stop, m.start + 1)) for m in moments if m.exact in ("minute", "day")) or sorted((m.start, m.stop) for m in moments)
        self.left, self.right = left, right
        self.stretches = _laid_out(_clusters(spans), left, right)

    def x(self, minute: int) -> float:
        """Where a minute stands; times outside stand at the edge."""
        for stretch in self.stretches:
            if minute <= stretch.stop:
                share = max(0, minute - stretch.start) / (stretch.stop - stretch.start)
                return stretch.left + share * (stretch.right - stretch.left)
        return self.right

    def ticks(self) -> list[Tick]:
        """Lines of the axis, at least 60 px apart; one whose words would run into the next has none."""
        found: list[Tick] = []
        for stretch in self.stretches:
            step = _step(stretch)
            for minute in range(stretch.start, stretch.stop, step):
                at, first = date_of(minute), not found
                x = self.x(minute)
                if found and x - found[-1].x < 60:
                    continue
                day = f"{WEEKDAYS[at.weekday()]} {at.day} {MONTHS[at.month - 1]}" if step <= 3 * DAY and not first else f"{at.day} {MONTHS[at.month - 1]}"
                if first or at.year != date_of(max(minute - step, 1)).year or minute == stretch.start:
                    day = f"{at.day} {MONTHS[at.month - 1]} {at.year}"
                found.append(Tick(x, f"{at:%H:%M}" if step < DAY and at.hour else day))
        room = [later.x - tick.x for tick, later in pairwise(found)] + [self.right - found[-1].x + 200] if found else []
        return [tick if measure(tick.words, 12.5) + 10 <= wide else Tick(tick.x, "") for tick, wide in zip(found, room, strict=True)]

    def breaks(self) -> list[float]:
        """Where time was shortened."""
        return [(a.right + b.left) / 2 for a, b in pairwise(self.stretches)]


def _clusters(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    if not spans:
        return []
    gap = max(3 * DAY, (max(stop for _, stop in spans) - spans[0][0]) // 4)
    clusters = [spans[0]]
    for start, stop in spans[1:]:
        first, last = clusters[-1]
        if start - last > gap:
            clusters.append((start, stop))
        else:
            clusters[-1] = (first, max(last, stop))
    return [(start - start % DAY, stop + -stop % DAY) for start, stop in clusters]


def _laid_out(clusters: Sequence[tuple[int, int]], left: float, right: float) -> list[Stretch]:
    room = right - left - BREAK * max(0, len(clusters) - 1)
    weights = [(stop - start) / DAY + 1 for start, stop in clusters]
    stretches, at = [], left
    for (start, stop), weight in zip(clusters, weights, strict=True):
        wide = room * weight / sum(weights)
        stretches.append(Stretch(start, stop, at, at + wide))
        at += wide + BREAK
    return stretches


def _step(stretch: Stretch) -> int:
    per_minute = (stretch.right - stretch.left) / (stretch.stop - stretch.start)
    steps = (6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 3 * DAY, 7 * DAY, 14 * DAY, 28 * DAY, 91 * DAY, 182 * DAY)
    fitting = (step for step in steps if step * per_minute >= 110)
    return next(fitting, max(365 * DAY, int(110 / per_minute) // DAY * DAY))
