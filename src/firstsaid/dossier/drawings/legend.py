"""What the marks of a drawing mean: those that it has, and no others."""

from collections.abc import Iterator

from markupsafe import Markup

from firstsaid.dossier.drawings.plan import Edge, Plan
from firstsaid.dossier.drawings.svg import Point, box, disc, head, path

_RING = '<circle class="end" cx="5" cy="9" r="3.4"/><circle class="end" cx="39" cy="9" r="3.4"/>'
_MARKS = {
    "made": (path("M2 9H34", "edge", 3) + head(Point(43, 9)), "rewritten or republished"),
    "quotes": (path("M2 9H34", "edge quotes", 3) + head(Point(43, 9)), "quotes it and says so, or recalls it"),
    "sibling": (path("M3 9H34", "edge sibling", 3) + head(Point(43, 9)), "sibling, from a text not in the pile"),
    "leaning": (path("M2 9H34", "edge maybe", 1.25) + head(Point(43, 9), hollow=True), "leaning: not decided"),
    "open": (path("M6 9H38", "edge maybe", 1.5) + _RING, "direction undetermined"),
    "named": (disc(Point(22, 9), 8), "voice, named"),
    "unnamed": (disc(Point(22, 9), 8, named=False), "voice, unnamed"),
    "absent": (box(Point(22, 9), "", (28, 15), absent=True), "[not in the pile]"),
    "date": (path("M2 9H42", "prec"), "how exact the date is; dotted: open"),
    "width": (path("M2 5H42", "edge", 1.25) + path("M2 13H42", "edge", 3), "the thicker, the surer"),
}
_STRIPS = (
    ('<rect class="disc" x="20" y="7" width="4" height="4"/>', "a page"),
    ('<rect class="unit2" x="20" y="7" width="4" height="4"/>', "a page of a folded text"),
)
_KEY_OF = {"quotes": "quotes", "recalls": "quotes", "siblings": "sibling"}
_FAN = path("M5 10C13 10 14 2.5 23 2.5M5 10C13 10 14 7.5 23 7.5M5 10C13 10 14 12.5 23 12.5M5 10C13 10 14 17.5 23 17.5", "edge", 1.5)
_BRAND = f'<svg viewBox="0 0 26 20" aria-hidden="true" class="draw">{_FAN}<circle class="disc" cx="5" cy="10" r="4.4"/></svg>'
BRAND = Markup(_BRAND)  # noqa: S704


def legend(drawn: Plan, many: bool) -> Markup:
    """The marks that a drawing has, those of strips when it shows `many` pages."""
    used = set(_used(drawn))
    marks = _STRIPS if many else tuple(mark for key, mark in _MARKS.items() if key in used)
    items = "".join(f'<li><svg class="draw" viewBox="0 0 44 18" aria-hidden="true">{mark}</svg>{words}</li>' for mark, words in marks)
    return Markup(f'<ul class="legend" aria-label="Marks">{items}</ul>')  # noqa: S704


def _used(drawn: Plan) -> Iterator[str]:
    edges: list[Edge] = [lane.edge for lane in drawn.lanes if lane.edge] + drawn.more
    for edge in edges:
        yield _KEY_OF.get(edge.relation, "made")
        if edge.leaning:
            yield "leaning"
    for lane in drawn.lanes:
        if lane.voice:
            yield "named" if lane.voice.named else "unnamed"
        if lane.copies:
            yield "made"
        if lane.node.absent:
            yield "absent"
        if lane.node.absent or (lane.node.when and lane.node.when.exact != "minute"):
            yield "date"
    if drawn.open:
        yield "open"
    if len({edge.width for edge in edges}) > 1:
        yield "width"
