"""A shared passage cut where the kind of text changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from firstsaid.reuse.differences import Pair, Step, joined, same_words
from firstsaid.reuse.kinds import POST, QUOTATION, SHARED

_SHORT = 3
"""Equal words below which a stretch of another kind between two of one kind is taken with them."""

_KINDS = SHARED.tolist()


class Segment(NamedTuple):
    """Part of an alignment that is of one kind."""

    kind: int
    steps: list[Step]


@dataclass(slots=True)
class _Part:
    """A segment in the making."""

    kind: int
    steps: list[Step]
    before: Step | None
    """What differs between it and the one before, where that is of neither's kind."""


def _of_one_kind(pair: Pair, step: Step) -> Iterator[tuple[int, Step]]:
    """An equal step cut where the kind on either side changes."""
    in_a, in_b = pair.a, pair.b
    _, a, stop_a, b, _ = step
    while a < stop_a:
        length = min(in_a.kind_stop[a] - a, in_b.kind_stop[b] - b, stop_a - a)
        yield _KINDS[in_a.kinds[a]][in_b.kinds[b]], step if length == stop_a - step.a else Step(True, a, a + length, b, b + length)
        a, b = a + length, b + length


def _as_shared(kind: int) -> int:
    return QUOTATION if kind == POST else kind


def _gap_kind(pair: Pair, step: Step) -> int | None:
    """The kind of the words in a gap, when they are all of one."""
    kinds = {_as_shared(kind) for kind in (*pair.a.kinds[step.a : step.stop_a], *pair.b.kinds[step.b : step.stop_b])}
    return kinds.pop() if len(kinds) == 1 else None


def _begun(last: _Part, gap: Step | None, kind: int, piece: Step, own: int | None) -> _Part:
    """A part of another kind than the last one; what differs between them goes to the one whose kind it is of itself."""
    if gap and own == last.kind:
        last.steps.append(gap)
        return _Part(kind, [piece], None)
    return _Part(kind, [gap, piece], None) if gap and own == kind else _Part(kind, [piece], gap)


def _parts(pair: Pair, steps: list[Step]) -> list[_Part]:
    """Equal words of one kind, with what differs between them."""
    parts: list[_Part] = []
    gap = None
    for step in steps:
        if not step.equal:
            gap = step
            continue
        for kind, piece in _of_one_kind(pair, step):
            if parts and parts[-1].kind == kind:
                parts[-1].steps.extend((gap, piece) if gap else (piece,))
            elif parts:
                parts.append(_begun(parts[-1], gap, kind, piece, _gap_kind(pair, gap) if gap else None))
            else:
                parts.append(_Part(kind, [piece], None))
            gap = None
    return parts


def _smooth(parts: list[_Part]) -> None:
    """Very short stretches between two of one kind take that kind."""
    for number in range(1, len(parts) - 1):
        between = parts[number - 1].kind
        if between == parts[number + 1].kind and same_words(parts[number].steps) < _SHORT:
            parts[number].kind = between


def split(pair: Pair, steps: list[Step]) -> list[Segment]:
    """The alignment as segments of one kind each, in order. Its first and last step are equal ones."""
    first, last = steps[0], steps[-1]
    if pair.a.kind_stop[first.a] >= last.stop_a and pair.b.kind_stop[first.b] >= last.stop_b:
        return [Segment(_KINDS[pair.a.kinds[first.a]][pair.b.kinds[first.b]], steps)]
    parts = _parts(pair, steps)
    _smooth(parts)
    segments: list[Segment] = []
    for part in parts:
        if segments and segments[-1].kind == part.kind:
            segments[-1].steps.extend((part.before, *part.steps) if part.before else part.steps)
        else:
            segments.append(Segment(part.kind, part.steps))
    return [Segment(segment.kind, joined(segment.steps)) for segment in segments]
