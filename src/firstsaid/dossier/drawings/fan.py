"""The fan: origins left, pages right; many pages, few dots."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from firstsaid.dossier.drawings.svg import Point, box, cut, disc, drawing, fit, ghost, maybe, measure, n, path, text

MOST_LINES = 30
MOST_ROWS = 10
_MOST_LETTERS, _ROOM = 14, 92
"""Letters of a line beside an origin, and the room for it in px."""
_SIZE = 12
_LINE = 14
"""Height of a line of an origin's name, in px."""


@dataclass(frozen=True, slots=True)
class Root:
    """An origin as it is drawn."""

    mark: str
    """named · unnamed · may · ghost."""
    label: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """An article, or a text with its copies."""

    siglum: str
    name: str
    root: int
    weak: bool
    """Whether the join is not shown, only possible."""
    copies: int = 0
    others: tuple[int, ...] = ()
    """Possible origins of its own."""


def mark(root: Root, at: Point, radius: float) -> str:
    """The drawn mark of an origin."""
    if root.mark == "may":
        return maybe(at, radius * 0.9)
    return ghost(at, radius * 1.9) if root.mark == "ghost" else disc(at, radius, root.mark == "named")


def small_fan(roots: Sequence[Root], leaves: Sequence[Leaf], label: str) -> Markup:
    """The fan of a row: one line a page, of at most thirty."""
    drawn, wide = leaves[:MOST_LINES], 132
    high = max(40, 20 * len(roots) + 6)
    gap = min(12.0, (high - 8) / max(len(drawn) - 1, 1))
    top = high / 2 - gap * (len(drawn) - 1) / 2
    at = [Point(9.5, high / 2 + (i - (len(roots) - 1) / 2) * 20) for i in range(len(roots))]
    out = []
    for i, leaf in enumerate(drawn):
        y = top + i * gap
        if leaf.root < len(at):
            start = at[leaf.root].y
            d = f"M14 {n(start)}C{n(wide * 0.45)} {n(start)} {n(wide * 0.5)} {n(y)} {wide - 16} {n(y)}"
            out.append(path(d, "edge maybe" if leaf.weak else "edge", 1.25, "2.6 2.4" if leaf.weak else ""))
        own = (f"M14 {n(at[i].y)}C{n(wide * 0.45)} {n(at[i].y)} {n(wide * 0.5)} {n(y)} {wide - 16} {n(y)}" for i in leaf.others)
        out += [path(d, "edge maybe", 1.25, "2.6 2.4") for d in own]
        out.append(f'<rect class="disc" x="{wide - 15}" y="{n(y - 1.6)}" width="12" height="3.2"/>')
    out += [mark(root, place, 7) for root, place in zip(roots, at, strict=True)]
    return drawing("fan draw", (wide, high), label, "".join(out))


def big_fan(roots: Sequence[Root], leaves: Sequence[Leaf], label: str) -> Markup:
    """The fan of the first sentence: at most ten rows with their names."""
    rows = list(leaves) if len(leaves) <= MOST_ROWS else list(leaves[: MOST_ROWS - 1])
    ys = [18.0 + i * 29 for i in range(len(rows))]
    anchors = _anchors(roots, rows, ys)
    feet = [y + max(22, len(_label(root.label)) * _LINE / 2) for root, y in zip(roots, anchors, strict=True)]
    high = max([*ys, *feet], default=30) + (38 if len(rows) < len(leaves) else 18)
    out = []
    for leaf, y in zip(rows, ys, strict=True):
        if leaf.root < len(anchors):
            start = anchors[leaf.root]
            d = f"M124 {n(start)}C162 {n(start)} 150 {n(y)} 190 {n(y)}"
            out.append(path(d, "edge maybe" if leaf.weak else "edge", 1.25 if leaf.weak else 1.5, "" if leaf.others or not leaf.weak else "4 3.5"))
        for other in leaf.others:
            start = anchors[other]
            out.append(path(f"M124 {n(start)}C162 {n(start)} 150 {n(y + 5)} 190 {n(y + 5)}", "edge maybe", 1.25, "4 3.5"))
        out.append(box(Point(205, y), leaf.siglum, (27, 21), stack=leaf.copies > 0))
        more = f" +{leaf.copies}" if leaf.copies else ""
        beside = max(228.0, 218 + len(leaf.siglum) * 4)
        out.append(text(Point(beside, y + 4.6), fit(leaf.name, 358 - beside - measure(more)) + more))
    if len(rows) < len(leaves):
        out.append(text(Point(192, ys[-1] + 30), f"and {len(leaves) - len(rows):,} more texts", "dim"))
    for root, y in zip(roots, anchors, strict=True):
        lines = _label(root.label)
        out += [text(Point(92, y + 4 + (i - (len(lines) - 1) / 2) * _LINE), line, "dim", "end") for i, line in enumerate(lines)]
        out.append(mark(root, Point(110, y), 11))
    return drawing("draw bigfan", (360, high), label, "".join(out))


def _label(words: str) -> list[str]:
    """An origin's name in lines that have room beside its mark: a word longer than that is broken."""
    rows = (textwrap.wrap(cut(words, 44), most) for most in range(_MOST_LETTERS, 0, -1))
    return next((row for row in rows if all(measure(line, _SIZE) <= _ROOM for line in row)), []) or [""]


def _anchors(roots: Sequence[Root], rows: Sequence[Leaf], ys: Sequence[float]) -> list[float]:
    """Heights of the origins: amid their rows, and no two so close that their names touch."""
    anchors: list[float] = []
    high = [len(_label(root.label)) * _LINE for root in roots]
    for i in range(len(roots)):
        own = [y for leaf, y in zip(rows, ys, strict=True) if leaf.root == i or i in leaf.others]
        wanted = sum(own) / len(own) if own else (ys[-1] + 40 if ys else 20)
        least = anchors[-1] + max(50.0, (high[i - 1] + high[i]) / 2 + _LINE) if anchors else max(20.0, high[i] / 2 + 6)
        anchors.append(max(wanted, least))
    return anchors
