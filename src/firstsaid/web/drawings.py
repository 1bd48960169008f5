"""Drawings of the pair reader: the two texts end to end, and how much each piece of evidence weighs. Classes only; what they show is told beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from firstsaid.dossier.changes import unmarked
from firstsaid.dossier.drawings.svg import n
from firstsaid.model import Match, Span

WIDE, TALL = 1000.0, 104.0
UPPER, LOWER, THICK = 6.0, 84.0, 14.0
"""Where the two bars lie and how thick they are."""
RIBBONS = 80
"""So many passages are drawn, the longest."""
STEPS = 100.0


@dataclass(frozen=True, slots=True)
class Sides:
    """Two texts by length in characters, and which of them is drawn above."""

    above: int
    below: int
    swap: bool
    """Whether article_b of a match is above."""


def text_map(sides: Sides, matches: Sequence[Match], label: str) -> Markup:
    """The shared passages of two texts, as ribbons between two bars; quotations in their own ground, unmarked changes inside them as strokes."""
    longest = max(sides.above, sides.below, 1)
    bars = [f'<rect class="bar" x="0" y="{y}" width="{n(length * WIDE / longest)}" height="{THICK}"/>' for y, length in _bars(sides)]
    drawn = sorted(sorted(matches, key=lambda m: (-m.words, m.start_a))[:RIBBONS], key=lambda m: m.start_a)
    inner = bars + [_ribbon(match, sides.swap, WIDE / longest) for match in drawn]
    inner += [_stroke(edit.a if sides.swap else edit.b, WIDE / longest) for match in drawn for edit in match.edits if unmarked(edit)]
    return _drawing("map", (WIDE, TALL), label, "".join(inner))


def _bars(sides: Sides) -> tuple[tuple[float, int], ...]:
    return ((UPPER, sides.above), (LOWER, sides.below))


def _ribbon(match: Match, swap: bool, scale: float) -> str:
    above, below = (match.b, match.a) if swap else (match.a, match.b)
    a, b, c, d = (value * scale for value in (above.start, above.stop, below.start, below.stop))
    top, low, middle = UPPER + THICK, LOWER, (UPPER + THICK + LOWER) / 2
    said = match.kind == "quotation"
    curve = f"M{n(a)} {top}C{n(a)} {middle} {n(c)} {middle} {n(c)} {low}H{n(d)}C{n(d)} {middle} {n(b)} {middle} {n(b)} {top}Z"
    ends = ((UPPER, a, b), (LOWER, c, d))
    bars = "".join(f'<rect class="{"qbar" if said else "nbar"}" x="{n(x)}" y="{y}" width="{n(max(1.0, to - x))}" height="{THICK}"/>' for y, x, to in ends)
    return f'<path class="rib{" qt" if said else ""}" d="{curve}"/>{bars}'


def _stroke(span: Span, scale: float) -> str:
    return f'<rect class="hot" x="{n(span.start * scale)}" y="{LOWER - 4}" width="4" height="{THICK + 8}"/>'


def weights(points: Sequence[float]) -> list[Markup]:
    """A bar for each piece of evidence, from zero: filled for what it speaks for, hollow against.

    They are not added up: pieces speak for several readings (one first, the other first, both from a third), so one sum would mean nothing.
    """
    low, high = min([0.0, *points]), max([0.0, *points])
    scale = STEPS / max(high - low, 1e-9)
    return [_bar(point, low, scale) for point in points]


def _bar(point: float, low: float, scale: float) -> Markup:
    left, right = ((value - low) * scale for value in sorted((0.0, point)))
    zero = n(-low * scale)
    line = f'<line class="zero" x1="{zero}" x2="{zero}" y1="0" y2="18"/>'
    css = "neg" if point < 0 else "pos"
    return _drawing("wf", (STEPS, 18), "", f'{line}<rect class="{css}" x="{n(left)}" y="4" width="{n(max(0.8, right - left))}" height="10"/>')


def _drawing(css: str, size: tuple[float, float], label: str, inner: str) -> Markup:
    told = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return Markup(f'<svg class="{css}" viewBox="0 0 {n(size[0])} {n(size[1])}" preserveAspectRatio="none" {told}>{inner}</svg>')  # noqa: S704
