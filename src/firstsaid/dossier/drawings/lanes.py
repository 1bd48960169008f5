"""The lineage of up to sixty pages: time runs to the right, one lane is one text, copies share a lane."""

import textwrap
from collections.abc import Iterator

from markupsafe import Markup

from firstsaid.dossier.dates import Moment
from firstsaid.dossier.drawings.clock import Clock
from firstsaid.dossier.drawings.plan import Edge, Lane, Node, Plan, told
from firstsaid.dossier.drawings.svg import Point, box, cut, disc, drawing, fit, head, link, measure, n, path, text

WIDE, NAMES, TOP, LANE = 1120, 210, 30, 50
BAND = 212
COPY = 27
LABEL = 260
SMALL = 12.0
"""Size of the second line of a label, in px."""
LAST = 110
"""Room behind the last day, for the names of what stands there."""
_MOST_LETTERS, _ROOM = 23, 172
"""Letters of a line beside a voice's mark, and the room for it in px."""
_BOLD = 14.6
"""Size at which plain letters are as wide as the bold ones of a voice's name, in px."""
LINE_OF = {"quotes": "quotes", "recalls": "quotes", "siblings": "sibling"}


def wide_lanes(plan: Plan, label: str) -> Markup:
    """The drawing for a desk's width. Undated texts stand in a band of their own, absent ones as dashed boxes in brackets."""
    return _Wide(plan).drawing(label)


class _Wide:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        dated = [node.when for node in plan.nodes if node.when]
        undated = any(node.when is None and not node.absent for node in plan.nodes)
        self.left = NAMES + 8 if any(lane.voice for lane in plan.lanes) else 34
        self.right = (WIDE - BAND - 16 if dated else self.left) if undated else WIDE - 20
        self.clock = Clock(dated, self.left, self.right - LAST) if dated else None
        self.band = self.right + 16 if undated else None
        self.x: dict[str, float] = {}
        self.y: dict[str, float] = {}
        self.under: list[str] = []
        self.over: list[str] = []

    def drawing(self, label: str) -> Markup:
        """All of it."""
        bottom = self._place()
        for lane in self.plan.lanes:
            self._lane(lane)
        for edge in self.plan.more:
            self._edge(edge, shift=-5)
        for number, (a, b) in enumerate(self.plan.open):
            self._open(a, b, number)
        if self.plan.alone:
            self._copies(self.plan.alone, bottom - 24, f"{len(self.plan.alone)} pages that nothing here ties to another")
        ground = "".join(self._ground(bottom))
        return drawing("draw wide", (WIDE, bottom), label, ground + "".join(self.under) + "".join(self.over))

    def _place(self) -> float:
        y, below = TOP + 26.0, {lane.node.key: lane for lane in self.plan.lanes}
        for number, lane in enumerate(self.plan.lanes):
            if number and lane.edge is None:
                y += 18
                self.under.append(path(f"M0 {n(y - LANE / 2 - 10)}H{WIDE}", "hair"))
            self.y[lane.node.key] = y
            self.x[lane.node.key] = self._x(lane)
            y += LANE + (LANE - 12 if lane.copies else 0)
        for lane in self.plan.lanes:
            if lane.node.absent:
                first = [self.x[k] for k, other in below.items() if other.edge and other.edge.upstream == lane.node.key]
                self.x[lane.node.key] = max(self.left + 24, min(first, default=self.left + 90) - 70)
        return y + (56 if self.plan.alone else 0) - 10

    def _x(self, lane: Lane) -> float:
        """Where a text stands: at its time, within what its date leaves open to the right of what it comes from."""
        parent = self.x.get(lane.edge.upstream) if lane.edge else None
        when = lane.node.when
        if when is None or self.clock is None:
            if lane.node.absent:
                return self.left + 40
            deeper = parent + 36 if parent is not None and self.band is not None and parent >= self.band else 0
            return min(max((self.band or self.left) + 22, deeper), WIDE - 120)
        if when.exact in ("month", "year"):
            return min(self.right - LAST, parent + 60 if parent is not None else self.left + 40)
        middle = self.clock.x(when.middle)
        if when.exact == "minute" or parent is None:
            return max(middle, self.left + 14)
        return max(self.left + 14, min(max(middle, parent + 40), self.clock.x(when.stop) - 16))

    def _ground(self, bottom: float) -> Iterator[str]:
        if self.band is not None:
            yield f'<rect class="band" x="{n(self.band)}" y="22" width="{n(WIDE - self.band)}" height="{n(bottom - 22)}"/>'
            yield text(Point(self.band + 8, 14), "no date", "axis")
        if self.left > NAMES:
            yield text(Point(0, 14), "who said it", "axis")
        if self.clock:
            yield path(f"M{n(self.left)} 22H{n(self.right)}", "base")
            for tick in self.clock.ticks():
                yield path(f"M{n(tick.x)} 22V{n(bottom)}", "hair")
                if tick.words and tick.x < self.right - 60:
                    yield text(Point(tick.x + 6, 14), tick.words, "axis")
            for x in self.clock.breaks():
                yield path(f"M{n(x - 6)} 28L{n(x)} 16M{n(x)} 28L{n(x + 6)} 16", "base")

    def _lane(self, lane: Lane) -> None:
        node, x, y = lane.node, self.x[lane.node.key], self.y[lane.node.key]
        if lane.voice:
            reach = "4 3" if node.absent else ""
            self.under.append(path(f"M196 {n(y)}H{n(x - 23)}", "edge", 1.5, reach) + head(Point(x - 15 - (8 if node.absent else 0), y)))
            self.over.append(disc(Point(186, y), 9, lane.voice.named))
            lines = _wrapped(lane.voice.name)
            top = y - 3 - (len(lines) - 1) * 8
            self.over += [text(Point(0, top + i * 16), line, "nm") for i, line in enumerate(lines)]
            self.over.append(text(Point(0, top + len(lines) * 16), lane.voice.told, "dim"))
        if lane.edge:
            self._edge(lane.edge)
        if node.when and node.when.exact != "minute":
            self._bar(node.when, y + 21)
        elif node.absent:
            self.under.append(path(f"M{n(self.left)} {n(y + 21)}H{n(x + 20)}", "prec openleft"))
        self._node(lane)
        if lane.copies:
            yc = y + LANE - 8
            self.under.append(path(f"M{n(x)} {n(y + 12)}V{n(yc - 8)}Q{n(x)} {n(yc)} {n(x + 8)} {n(yc)}", "edge", 3))
            known = "1 word-for-word copy" if len(lane.copies) == 1 else f"{len(lane.copies)} word-for-word copies"
            self._copies(lane.copies, yc, known, x)

    def _bar(self, when: Moment, y: float) -> None:
        if self.clock:
            css = "prec" if when.exact == "day" else "prec openleft"
            self.under.append(path(f"M{n(self.clock.x(when.start) + 1)} {n(y)}H{n(self.clock.x(when.stop) - 1)}", css))

    def _node(self, lane: Lane) -> None:
        node, x, y = lane.node, self.x[lane.node.key], self.y[lane.node.key]
        title, note = node.name, note_of(lane)
        size = 30 if node.absent else 22
        in_band = self.band is not None and self.clock is not None and x > self.band
        room = WIDE - x - size - 6 if in_band else LABEL
        name, below = fit(title, room), fit(note, room, SMALL) if in_band else note
        if x + size + max(measure(name), measure(below, SMALL)) <= WIDE + 1:
            labels = text(Point(x + size, y - 2), name, "nm halo") + text(Point(x + size, y + 13), below, "dim halo")
        else:
            labels = text(Point(x - 26, y - 6), name, "nm halo", "end") + text(Point(x - 26, y + 17), below, "dim halo", "end")
        mark = box(Point(x, y), node.siglum, (40, 26) if node.absent else (28, 24), absent=node.absent)
        self.over.append(link(target_of(node), f"{title}, {note}", mark + labels))

    def _copies(self, copies: list[Node], y: float, label: str, start: float | None = None) -> None:
        """Copies on one line, each at its time; where they would cover one another they move on to the right."""
        taken, boxes = (start or self.left) + 6, []
        for node in copies:
            at = self.clock.x(node.when.middle) if node.when and self.clock else (self.band or self.left) + 22
            step = COPY if len(copies) <= 12 else 9
            x = min(max(at, taken + step), WIDE - 14)
            taken = x
            if len(copies) <= 12:
                boxes.append(link(target_of(node), f"{node.name}, {_when(node)}, word-for-word copy", box(Point(x, y), node.siglum, (24, 20))))
            else:
                boxes.append(f'<rect class="disc" x="{n(x - 2)}" y="{n(y - 7)}" width="4" height="14"><title>{cut(node.siglum, 4)}</title></rect>')
        if start is not None:
            self.under.append(path(f"M{n(start + 8)} {n(y)}H{n(taken)}", "edge", 3))
        room = taken + 22
        if room + measure(label, SMALL) < WIDE:
            self.over.append(text(Point(room, y + 4), label, "dim halo"))
        else:
            self.over.append(text(Point((start or self.left) + 14, y - 14 if start is None else y + 22), label, "dim halo"))
        self.over += boxes

    def _edge(self, edge: Edge, shift: float = 0) -> None:
        if edge.upstream not in self.x or edge.downstream not in self.x:
            return
        xa, ya, y = self.x[edge.upstream], self.y[edge.upstream], self.y[edge.downstream] + shift
        x, way = self.x[edge.downstream] - 15, 1 if self.y[edge.downstream] > self.y[edge.upstream] else -1
        css = f"edge {LINE_OF.get(edge.relation, '')}{' maybe' if edge.leaning else ''}".rstrip()
        trunk = min(xa, x - 20)
        turn = "" if trunk == xa else f"V{n(ya + way * 17)}H{n(trunk)}"
        d = f"M{n(xa)} {n(ya + way * 12)}{turn}V{n(y - way * 8)}Q{n(trunk)} {n(y)} {n(trunk + 8)} {n(y)}H{n(x - 8)}"
        self.under.append(path(d, css, edge.width) + head(Point(x, y), hollow=edge.leaning))

    def _open(self, a: str, b: str, number: int) -> None:
        """A pair whose direction is undetermined: rings at both ends, and the words."""
        if self.y[a] > self.y[b]:
            a, b = b, a
        xa, xb, ya, yb = self.x[a] + 6, self.x[b] + 6, self.y[a] + 12, self.y[b] - 12
        bend = 24 + 10 * number
        self.under.append(path(f"M{n(xa)} {n(ya)}C{n(xa)} {n(ya + bend)} {n(xb)} {n(yb - bend)} {n(xb)} {n(yb)}", "edge maybe", 1.5))
        self.over += [f'<circle class="end" cx="{n(x)}" cy="{n(y)}" r="3.4"/>' for x, y in ((xa, ya + 1), (xb, yb - 1))]
        self.over.append(text(Point(xb + 12, yb - 6), "direction undetermined", "dim halo"))


def _when(node: Node) -> str:
    if node.absent:
        return "not in the pile"
    return node.when.words if node.when else "no date"


def note_of(lane: Lane) -> str:
    """What stands under a text's name: its date and how it came by its words."""
    when = "not in the pile" if lane.node.absent else lane.node.when.words.removesuffix(" UTC") if lane.node.when else ""
    return "; ".join(part for part in (when, told(lane.edge)) if part) or "no date"


def target_of(node: Node) -> str:
    """The row of the table behind the drawing."""
    return f"x-{node.key}" if node.absent else f"a-{node.key}"


def _wrapped(name: str) -> list[str]:
    """A voice's name in lines that end before its mark."""
    rows = [textwrap.wrap(cut(name, 46), most) for most in range(_MOST_LETTERS, 5, -1)]
    return next((row for row in rows if all(measure(line, _BOLD) <= _ROOM for line in row)), rows[-1])
