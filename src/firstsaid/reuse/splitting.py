"""A shared passage cut where the kind of text changes."""

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


def _of_one_kind(pair: Pair, step: Step) -> list[Segment]:
    """An equal step cut where the kind changes."""
    in_a, in_b = pair.a, pair.b
    _, a, stop_a, b, _ = step
    found: list[Segment] = []
    while a < stop_a:
        kind = _KINDS[in_a.kinds[a]][in_b.kinds[b]]
        length = min(in_a.kind_stop[a] - a, in_b.kind_stop[b] - b, stop_a - a)
        if found and found[-1].kind == kind:
            before = found[-1].steps[0]
            found[-1] = Segment(kind, [Step(True, before.a, a + length, before.b, b + length)])
        else:
            found.append(Segment(kind, [Step(True, a, a + length, b, b + length)]))
        a, b = a + length, b + length
    return found


def _as_shared(kind: int) -> int:
    return QUOTATION if kind == POST else kind


def _gap_kind(pair: Pair, step: Step) -> int | None:
    """The kind of the words in a gap, when they are all of one."""
    kinds = {_as_shared(kind) for kind in (*pair.a.kinds[step.a : step.stop_a], *pair.b.kinds[step.b : step.stop_b])}
    return kinds.pop() if len(kinds) == 1 else None


def _merged(segments: list[Segment]) -> list[Segment]:
    whole: list[Segment] = []
    for segment in segments:
        if whole and whole[-1].kind == segment.kind:
            whole[-1] = Segment(segment.kind, [*whole[-1].steps, *segment.steps])
        else:
            whole.append(segment)
    return whole


def _smoothed(segments: list[Segment]) -> list[Segment]:
    """Very short stretches between two of one kind take that kind."""
    smooth = list(segments)
    for number in range(1, len(smooth) - 1):
        between = smooth[number - 1].kind
        if between == smooth[number + 1].kind and same_words(smooth[number].steps) < _SHORT:
            smooth[number] = Segment(between, smooth[number].steps)
    return _merged(smooth)


def _placed(pair: Pair, pieces: list[Segment | Step]) -> list[Segment]:
    """Each gap given to the stretch before or after it: to both sides' kind, or to the one whose kind its own words are of."""
    segments: list[Segment] = []
    for number, piece in enumerate(pieces):
        if isinstance(piece, Segment):
            segments.append(piece)
            continue
        before, after = segments[-1], pieces[number + 1]
        if not isinstance(after, Segment):
            continue
        own = _gap_kind(pair, piece)
        if before.kind in (after.kind, own):
            segments[-1] = Segment(before.kind, [*before.steps, piece])
        elif own == after.kind:
            segments.append(Segment(after.kind, [piece]))
    return segments


def split(pair: Pair, steps: list[Step]) -> list[Segment]:
    """The alignment as segments of one kind each, in order. Its first and last step are equal ones."""
    first, last = steps[0], steps[-1]
    if pair.a.kind_stop[first.a] >= last.stop_a and pair.b.kind_stop[first.b] >= last.stop_b:
        return [Segment(_KINDS[pair.a.kinds[first.a]][pair.b.kinds[first.b]], steps)]
    pieces: list[Segment | Step] = []
    for step in steps:
        if step.equal:
            pieces.extend(_of_one_kind(pair, step))
        else:
            pieces.append(step)
    return [Segment(segment.kind, joined(segment.steps)) for segment in _smoothed(_merged(_placed(pair, pieces)))]
