"""The lineage of many pages: one mark is one page, one strip is one text with its copies, small texts are folded; numbers stand beside."""

from collections import Counter
from dataclasses import dataclass

from markupsafe import Markup

from firstsaid.dossier.drawings.clock import Clock
from firstsaid.dossier.drawings.plan import Lane, Node, Plan
from firstsaid.dossier.drawings.svg import Point, disc, drawing, fit, ghost, maybe, n, path, text
from firstsaid.dossier.wording import count

ROOTS = 8
STRIPS = 4
HIGHEST = 12
"""A column of marks grows no higher; the number beside it goes on counting."""


@dataclass(frozen=True, slots=True)
class Strip:
    """One row: a text and its copies, or several small texts."""

    label: str
    pages: list[Node]
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """Where things stand at one width of the screen."""

    wide: int
    left: float
    right: float
    bins: int
    across: int
    side: float
    tall: bool


DESK = Measure(1120, 430, 1000, 48, 3, 3.4, False)
PHONE = Measure(358, 0, 300, 24, 4, 2.3, True)


def strips(plan: Plan, label: str, tall: bool = False) -> Markup:
    """The drawing of more than sixty pages."""
    return _Strips(plan, PHONE if tall else DESK).drawing(label)


class _Strips:
    def __init__(self, plan: Plan, measure: Measure) -> None:
        self.m = measure
        dated = [node.when for node in plan.nodes if node.when]
        self.clock = Clock(dated, measure.left, measure.right) if dated else None
        self.blocks = _blocks(plan)
        self.y = 30.0
        self.out: list[str] = []

    def drawing(self, label: str) -> Markup:
        """All of it."""
        for number, (lane, rows) in enumerate(self.blocks):
            if number:
                self.out.append(path(f"M0 {n(self.y)}H{self.m.wide}", "hair"))
                self.y += 6
            self._head(lane, sum(len(row.pages) for row in rows))
            for row in rows:
                self._strip(row)
            self.y += 10
        return drawing(f"draw {'tall' if self.m.tall else 'wide'}", (self.m.wide, self.y), label, self._ground() + "".join(self.out))

    def _ground(self) -> str:
        out = []
        if not self.m.tall:
            band = self.m.right + 60
            out.append(f'<rect class="band" x="{n(band)}" y="20" width="{n(self.m.wide - band)}" height="{n(self.y - 20)}"/>')
            out += [text(Point(self.m.wide - 2, 12), "no date", "axis", "end"), text(Point(0, 12), "who said it", "axis")]
        for i, tick in enumerate(self.clock.ticks() if self.clock else ()):
            out.append(path(f"M{n(tick.x)} 20V{n(self.y)}", "hair"))
            if (not self.m.tall or i % 2 == 0) and tick.x < self.m.right - 60:
                out.append(text(Point(tick.x + 5, 12), tick.words, "axis"))
        out.append(text(Point(self.m.wide if self.m.tall else self.m.right + 46, 12), "pages", "axis", "end"))
        return "".join(out)

    def _head(self, lane: Lane | None, pages: int) -> None:
        at = Point(9, self.y + 16)
        if lane is None:
            mark, name, told = maybe(at, 8), "No root shown", f"{pages:,} pages"
        elif lane.voice:
            mark, name, told = disc(at, 8, lane.voice.named), lane.voice.name, f"{lane.voice.told}, through {lane.node.name}"
        else:
            mark, name, told = ghost(at) if lane.node.absent else disc(at, 8), lane.node.name, "not in the pile" if lane.node.absent else "first carrier here"
        self.out += [mark, text(Point(26, at.y - 2), fit(name, 260), "nm"), text(Point(26, at.y + 13), fit(told, 300, 12), "dim")]
        if self.m.tall:
            self.y += 36

    def _strip(self, row: Strip) -> None:
        m, pitch = self.m, self.m.side + 0.6
        width = (m.right - m.left) / m.bins
        columns = Counter(min(m.bins - 1, int((self.clock.x(node.when.middle) - m.left) / width)) for node in row.pages if node.when and self.clock)
        undated = sum(node.when is None for node in row.pages)
        rows = min(HIGHEST, max((-(-c // m.across) for c in columns.values()), default=0))
        high = max(rows * pitch + (26 if m.tall else 12), 40 if m.tall else 32)
        base = self.y + high - 4
        marks = []
        for column in sorted(columns):
            for k in range(min(columns[column], rows * m.across)):
                x, y = m.left + column * width + 1 + (k % m.across) * pitch, base - 2.4 - (k // m.across + 1) * pitch
                marks.append(f"M{n(x)} {n(y)}h{m.side}v{m.side}h-{m.side}z")
        self.out += [path(f"M{n(m.left)} {n(base)}H{n(m.right)}", "base"), path("".join(marks), "unit2" if row.folded else "disc")]
        if m.tall:
            self.out.append(text(Point(0, base - rows * pitch - 6), fit(row.label, 300, 12), "dim halo"))
            self.out.append(text(Point(m.wide, base), f"{len(row.pages):,}", "dim", "end"))
        else:
            self.out.append(text(Point(416, base - 1), fit(row.label, 250), "dim" if row.folded else "", "end"))
            self.out.append(text(Point(m.right + 46, base - 1), f"{len(row.pages):,}", "", "end"))
            if undated:
                self.out.append(text(Point(m.wide - 8, base - 1), str(undated), "", "end"))
        self.y += high


def _blocks(plan: Plan) -> list[tuple[Lane | None, list[Strip]]]:
    blocks: list[list[Lane]] = []
    for lane in plan.lanes:
        if lane.edge is None:
            blocks.append([])
        blocks[-1].append(lane)
    blocks.sort(key=lambda lanes: -sum(_size(lane) for lane in lanes))
    drawn: list[tuple[Lane | None, list[Strip]]] = [(lanes[0], _rows(lanes)) for lanes in blocks[:ROOTS]]
    rest = [node for lanes in blocks[ROOTS:] for lane in lanes for node in _pages(lane)] + plan.alone
    return [*drawn, (None, [Strip("other texts, folded", rest, folded=True)])] if rest else drawn


def _rows(lanes: list[Lane]) -> list[Strip]:
    ranked = sorted((lane for lane in lanes if _pages(lane)), key=lambda lane: -_size(lane))
    drawn = [lane for i, lane in enumerate(ranked[:STRIPS]) if _size(lane) > 1 or i == 0]
    rows = [Strip(f"{lane.node.name}’s wording", _pages(lane)) for lane in drawn]
    rest = [node for lane in ranked[len(drawn) :] for node in _pages(lane)]
    return [*rows, Strip(f"{count(len(ranked) - len(drawn), 'more text')}, folded", rest, folded=True)] if rest else rows


def _pages(lane: Lane) -> list[Node]:
    return [*([] if lane.node.absent else [lane.node]), *lane.copies]


def _size(lane: Lane) -> int:
    return len(_pages(lane))
