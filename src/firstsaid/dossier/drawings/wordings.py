"""The wordings of a claim over time: one row is one wording, one box is an article that has it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from firstsaid.dossier.dates import Moment
from firstsaid.dossier.drawings.clock import Clock
from firstsaid.dossier.drawings.svg import Point, box, drawing, fit, link, n, path, text

WIDE, NAMES, TOP, ROW = 1120.0, 300.0, 26.0, 52.0
BAND = 150.0
STEP = 34.0
"""Boxes stand at least so far apart; where they would cover one another they move on to the right, and where there is no room for all, strokes stand for all
but the first."""
_UNDATED = 4
"""Boxes that the band for articles without a date has room for."""


@dataclass(frozen=True, slots=True)
class Carried:
    """An article that has a wording."""

    siglum: str
    title: str
    """What a reader hears of it: its name and date."""
    when: Moment | None


@dataclass(frozen=True, slots=True)
class WordingLane:
    """A wording, its name, what is to be said of it, and where its row of the table is."""

    name: str
    note: str
    target: str
    carried: tuple[Carried, ...]


def wording_lanes(rows: Sequence[WordingLane], label: str) -> Markup:
    """Outlet by time, for a desk's width. Articles without a date stand in a band of their own."""
    moments = [c.when for row in rows for c in row.carried if c.when]
    undated = any(c.when is None for row in rows for c in row.carried)
    right = WIDE - BAND - 16 if undated and moments else NAMES if undated else WIDE
    clock = Clock(moments, NAMES, right - 60) if moments else None
    band = right + 16 if undated else WIDE
    bottom = TOP + ROW * len(rows)
    ground = "".join(_ground(clock, band, right, bottom))
    return drawing("draw wide", (WIDE, bottom), label, ground + "".join(_row(row, number, clock, band) for number, row in enumerate(rows)))


def _ground(clock: Clock | None, band: float, right: float, bottom: float) -> Iterator[str]:
    if band < WIDE:
        yield f'<rect class="band" x="{n(band)}" y="20" width="{n(WIDE - band)}" height="{n(bottom - 20)}"/>'
        yield text(Point(band + 8, 13), "no date", "axis")
    if clock is None:
        return
    yield path(f"M{n(NAMES)} 20H{n(right)}", "base")
    for tick in clock.ticks():
        yield path(f"M{n(tick.x)} 20V{n(bottom)}", "hair") + (text(Point(tick.x + 6, 13), tick.words, "axis") if tick.words else "")
    for x in clock.breaks():
        yield path(f"M{n(x - 6)} 26L{n(x)} 14M{n(x)} 26L{n(x + 6)} 14", "base")


def _row(row: WordingLane, number: int, clock: Clock | None, band: float) -> str:
    y, at = TOP + ROW * number + ROW / 2, NAMES - STEP
    out = [path(f"M0 {n(y - ROW / 2)}H{n(WIDE)}", "hair")]
    out.append(link(row.target, f"{row.name}: {row.note}", text(Point(0, y - 2), fit(row.name, NAMES - 24), "nm")))
    out.append(text(Point(0, y + 15), fit(row.note, NAMES - 24, 12), "dim"))
    dated = [c for c in row.carried if c.when and clock]
    undated = [c for c in row.carried if not (c.when and clock)]
    room = int((WIDE - NAMES) / STEP) if not undated else int((band - NAMES) / STEP)
    if clock and len(dated) > room:
        marks = {n(clock.x(c.when.middle)) for c in dated if c.when}
        out += [path(f"M{mark} {n(y - 9)}V{n(y + 9)}", "base") for mark in sorted(marks, key=float)]
        dated = [min(dated, key=lambda c: c.when.middle if c.when else 0)]
    if len(undated) > _UNDATED:
        out.append(text(Point(band + 26 + STEP * (_UNDATED - 1) - 14, y + 5), f"+{len(undated) - _UNDATED + 1:,}", "dim"))
        undated = undated[: _UNDATED - 1]
    for carried in [*sorted(dated, key=lambda c: c.when.middle if c.when else 0), *undated]:
        when = carried.when if clock else None
        x = clock.x(when.middle) if clock and when else band + 26
        at = min(max(x, at + STEP), WIDE - 16)
        if clock and when and when.exact != "minute":
            css = "prec" if when.exact == "day" else "prec openleft"
            out.append(path(f"M{n(clock.x(when.start) + 1)} {n(y + 19)}H{n(max(clock.x(when.stop), clock.x(when.start) + 6) - 1)}", css))
        out.append(link(row.target, carried.title, box(Point(at, y), carried.siglum)))
    return "".join(out)
