"""The lineage for a phone: one block a root, time downwards, what comes from a text stands to its right."""

import textwrap

from markupsafe import Markup

from firstsaid.dossier.drawings.lanes import LINE_OF, SMALL, note_of, target_of
from firstsaid.dossier.drawings.plan import Lane, Node, Plan
from firstsaid.dossier.drawings.svg import Point, box, cut, disc, drawing, fit, head, link, measure, n, path, text

WIDE, ROW, LEFT, STEP, DEEPEST = 358, 48, 18, 34, 4
BOXES = 7


def tall_lanes(plan: Plan, label: str) -> Markup:
    """The drawing below 1000 px of width."""
    return _Tall(plan).drawing(label)


class _Tall:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.y = 22.0
        self.at: dict[str, Point] = {}
        self.under: list[str] = []
        self.over: list[str] = []

    def drawing(self, label: str) -> Markup:
        """All of it."""
        for number, lane in enumerate(self.plan.lanes):
            if number and lane.edge is None:
                self.under.append(path(f"M0 {n(self.y - 24)}H{WIDE}", "hair"))
                self.y += 8
            if lane.voice:
                self._voice(lane)
            self._lane(lane)
        for a, b in self.plan.open:
            self._line(f"{self._siglum(a)} and {self._siglum(b)}: direction undetermined")
        if self.plan.alone:
            self._row(self.plan.alone, LEFT, f"{len(self.plan.alone)} pages tied to no other")
        return drawing("draw tall", (WIDE, max(self.y - 14, 30)), label, "".join(self.under) + "".join(self.over))

    def _siglum(self, key: str) -> str:
        return next((lane.node.siglum for lane in self.plan.lanes if lane.node.key == key), "?")

    def _voice(self, lane: Lane) -> None:
        voice = lane.voice
        if voice is None:
            return
        lines = textwrap.wrap(cut(voice.name, 80), 42)
        top = self.y
        self.over.append(disc(Point(LEFT, top), 9, voice.named))
        self.over += [text(Point(LEFT + 22, top - 2 + i * 16), line, "nm") for i, line in enumerate(lines)]
        self.over.append(text(Point(LEFT + 22, top - 2 + len(lines) * 16), voice.told, "dim"))
        self.y += ROW + (len(lines) - 1) * 16
        self.under.append(path(f"M{LEFT} {n(top + 9)}V{n(self.y - 20)}", "edge", 1.5, "4 3" if lane.node.absent else "") + head(Point(LEFT, self.y - 13), "d"))

    def _lane(self, lane: Lane) -> None:
        node, at = lane.node, Point(LEFT + min(lane.depth, DEEPEST) * STEP, self.y)
        self.at[node.key] = at
        if lane.edge and lane.edge.upstream in self.at:
            self._edge(lane, self.at[lane.edge.upstream], at)
        start = at.x + 26
        labels = text(Point(start, at.y - 2), fit(node.name, WIDE - start), "nm halo")
        labels += text(Point(start, at.y + 13), fit(note_of(lane), WIDE - start, SMALL), "dim halo")
        mark = box(at, node.siglum, (34, 24) if node.absent else (28, 24), absent=node.absent)
        self.over.append(link(target_of(node), f"{node.name}, {note_of(lane)}", mark + labels))
        self.y += ROW
        if lane.copies:
            x = at.x + STEP
            self.under.append(path(f"M{n(at.x)} {n(at.y + 12)}V{n(self.y - 8)}Q{n(at.x)} {n(self.y)} {n(at.x + 7)} {n(self.y)}H{n(x - 12)}", "edge", 3))
            self._row(lane.copies, x, "1 copy" if len(lane.copies) == 1 else f"{len(lane.copies)} copies")

    def _row(self, nodes: list[Node], x: float, label: str) -> None:
        most = min(BOXES, int((WIDE - x - measure(label, SMALL) - 30) / 27))
        for i, node in enumerate(nodes[: max(1, most)]):
            self.over.append(link(target_of(node), f"{node.name}, word-for-word copy", box(Point(x + i * 27, self.y), node.siglum, (22, 19))))
        end = x + min(len(nodes), max(1, most)) * 27 - 8
        self.over.append(text(Point(end, self.y + 4), label, "dim halo"))
        self.y += ROW

    def _line(self, words: str) -> None:
        self.over.append(text(Point(LEFT - 14, self.y), words, "dim"))
        self.y += 24

    def _edge(self, lane: Lane, start: Point, stop: Point) -> None:
        edge = lane.edge
        if edge is None:
            return
        css = f"edge {LINE_OF.get(edge.relation, '')}{' maybe' if edge.leaning else ''}".rstrip()
        if stop.x <= start.x:
            start = Point(stop.x - STEP + 12, start.y)
        d = f"M{n(start.x)} {n(start.y + 12)}V{n(stop.y - 7)}Q{n(start.x)} {n(stop.y)} {n(start.x + 7)} {n(stop.y)}H{n(stop.x - 22)}"
        self.under.append(path(d, css, edge.width) + head(Point(stop.x - 14, stop.y), hollow=edge.leaning))
