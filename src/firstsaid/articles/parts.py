"""Labelled blocks become the parts of an article."""

from collections.abc import Sequence

from firstsaid.articles.kinds import Kind
from firstsaid.articles.layout import Layout
from firstsaid.model import Part, Span

_JOINED = ("body", "comment", "furniture")
"""Neighbouring blocks of these kinds make one part when the same rule decided."""
_WIDTH = {"body": 0, "comment": 0}


def parts_of(layout: Layout, kinds: Sequence[Sequence[Kind]], nested: Sequence[Part]) -> tuple[Part, ...]:
    """Parts in order of start, the wider before the narrower."""
    parts: list[Part] = []
    run, start, stop = Kind("", ""), 0, 0
    for block, labels in zip(layout.blocks, kinds, strict=True):
        kind = labels[0]
        if not (run.kind == kind.kind and kind.kind in _JOINED and (run.reason == kind.reason or kind.kind == "body")):
            if run.kind:
                parts.append(Part(run.kind, start, stop, run.reason))
            run, start = kind, block.start
        stop = block.stop
        if len(labels) > 1:
            parts.extend(Part(inner.kind, block.start, block.stop, inner.reason) for inner in labels[1:])
    if run.kind:
        parts.append(Part(run.kind, start, stop, run.reason))
    return tuple(sorted([*parts, *nested], key=lambda part: (part.start, -part.stop, _WIDTH.get(part.kind, 1), part.kind)))


def told(parts: Sequence[Part], *kinds: str) -> list[Span]:
    """Extents of the parts of these kinds without the datelines and credits nested in them."""
    holes = [part.span for part in parts if part.kind in ("dateline", "credit")]
    extents: list[Span] = []
    at = 0
    for part in parts:
        if part.kind not in kinds:
            continue
        start = part.start
        while at < len(holes) and holes[at].stop <= part.start:
            at += 1
        while at < len(holes) and holes[at].start < part.stop:
            hole = holes[at]
            if hole.start > start:
                extents.append(Span(start, hole.start))
            start = max(start, hole.stop)
            at += 1
        if start < part.stop:
            extents.append(Span(start, part.stop))
    return extents
