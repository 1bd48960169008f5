"""Edits: every difference inside a shared passage, with its class and its exact spans."""

from collections.abc import Iterator

from firstsaid.model import Edit, Span
from firstsaid.reuse.changes import Change, changes
from firstsaid.reuse.differences import Pair, Step
from firstsaid.reuse.marks import bracketed, enclosed, in_quotation, marked, omission_marked, scare_quotes
from firstsaid.reuse.page import Page


def _split_at_brackets(page: Page, first: int, stop: int) -> list[tuple[int, int, Span | None]]:
    """Words as stretches inside and outside square brackets, each inside one with its brackets' extent."""
    if first == stop:
        return []
    parts: list[tuple[int, int, Span | None]] = []
    here = first
    for span in bracketed(page, first, stop):
        a = max(here, int(page.starts.searchsorted(span.start)))
        b = min(stop, int(page.starts.searchsorted(span.stop)))
        if a < b:
            if here < a:
                parts.append((here, a, None))
            parts.append((a, b, span))
            here = b
    if here < stop:
        parts.append((here, stop, None))
    return parts


def _marked_apart(pair: Pair, change: Change) -> Iterator[tuple[str, Step, Span | None, Span | None]]:
    """The change, its bracketed words apart from their neighbours: only they are marked."""
    step = change.step
    parts_a, parts_b = _split_at_brackets(pair.a, step.a, step.stop_a), _split_at_brackets(pair.b, step.b, step.stop_b)
    if len(parts_a) <= 1 and len(parts_b) <= 1:
        yield change.kind, step, parts_a[0][2] if parts_a else None, parts_b[0][2] if parts_b else None
        return
    plain_a, plain_b = [p for p in parts_a if p[2] is None], [p for p in parts_b if p[2] is None]
    for first, stop, span in parts_a:
        if span:
            yield "cut", Step(False, first, stop, step.b, step.b), span, None
    for first, stop, span in parts_b:
        if span:
            yield "added", Step(False, step.a, step.a, first, stop), None, span
    a = (plain_a[0][0], plain_a[-1][1]) if plain_a else (step.a, step.a)
    b = (plain_b[0][0], plain_b[-1][1]) if plain_b else (step.b, step.b)
    if plain_a or plain_b:
        kind = change.kind if plain_a and plain_b else "cut" if plain_a else "added"
        yield kind, Step(False, *a, *b), None, None


def _span(page: Page, first: int, stop: int, brackets: Span | None) -> Span:
    span = page.span(first, stop)
    return Span(min(span.start, brackets.start), max(span.stop, brackets.stop)) if brackets else span


def _omission(pair: Pair, step: Step) -> bool:
    """Whether the side that lacks the words shows it by an ellipsis which the other side does not have."""
    if step.a == step.stop_a:
        return omission_marked(pair.a, step.a) and not (omission_marked(pair.b, step.b) or omission_marked(pair.b, step.stop_b))
    if step.b == step.stop_b:
        return omission_marked(pair.b, step.b) and not (omission_marked(pair.a, step.a) or omission_marked(pair.a, step.stop_a))
    return False


def _worded(pair: Pair, step: Step) -> Iterator[Edit]:
    """Edits of one change in the words."""
    for change in changes(pair, step):
        for kind, part, brackets_a, brackets_b in _marked_apart(pair, change):
            yield Edit(
                kind=kind,
                a=_span(pair.a, part.a, part.stop_a, brackets_a),
                b=_span(pair.b, part.b, part.stop_b, brackets_b),
                in_quotation=in_quotation(pair.a, pair.b, part),
                marked=brackets_a is not None or brackets_b is not None or _omission(pair, part),
            )


def _unscared(pair: Pair, step: Step) -> Iterator[Edit]:
    """Scare quotes round equal words on one side only."""
    shift = step.b - step.a
    for span, first, stop in scare_quotes(pair.a, step.a, step.stop_a):
        if not enclosed(pair.b, first + shift, stop + shift):
            words = Step(True, first, stop, first + shift, stop + shift)
            yield Edit("scare quotes dropped", span, pair.b.span(words.b, words.stop_b), in_quotation(pair.a, pair.b, words), False)
    for span, first, stop in scare_quotes(pair.b, step.b, step.stop_b):
        if not enclosed(pair.a, first - shift, stop - shift):
            words = Step(True, first - shift, stop - shift, first, stop)
            yield Edit("scare quotes added", pair.a.span(words.a, words.stop_a), span, in_quotation(pair.a, pair.b, words), False)


_AROUND = 8
"""Characters around two wordings that can tell what their differences are, where no square bracket stands near."""

_BRACKETS = 140
"""Characters around a wording within which a square bracket may matter."""

Wording = tuple[str, str, bytes, bytes, tuple[Step, ...]]
"""Two wordings with the characters around them, which of their words are quoted, and their alignment, all counted from their first words."""


class KnownEdits:
    """Edits of wordings that were compared before. Copies of one text are compared with others over and over."""

    def __init__(self, most: int = 20_000) -> None:
        self._most = most
        self._known: dict[Wording, tuple[Edit, ...]] = {}

    def edits(self, pair: Pair, steps: list[Step]) -> tuple[Edit, ...]:
        """Every difference between the two sides of an alignment, in the order in which they stand."""
        a, b = pair.a.span(steps[0].a, steps[-1].stop_a), pair.b.span(steps[0].b, steps[-1].stop_b)
        if a.of(pair.a.article.text) == b.of(pair.b.article.text) or (len(steps) == 1 and not (marked(pair.a, a) or marked(pair.b, b))):
            return ()
        if _bracket_near(pair.a, a) or _bracket_near(pair.b, b):
            return edits(pair, steps)
        key = _wording(pair, steps, (a, b))
        if key not in self._known:
            if len(self._known) >= self._most:
                self._known.clear()
            self._known[key] = tuple(_moved(edit, -a.start, -b.start) for edit in edits(pair, steps))
        return tuple(_moved(edit, a.start, b.start) for edit in self._known[key])


def _bracket_near(page: Page, span: Span) -> bool:
    near = page.article.text[max(0, span.start - _BRACKETS) : span.stop + _BRACKETS]
    return "[" in near or "]" in near


def _with_marks(page: Page, span: Span, words: tuple[int, int]) -> str:
    """A wording with what stands between it and the words around, up to _AROUND characters, and one letter for each of those words."""
    before = max(page.stop_of[words[0] - 1], span.start - _AROUND) if words[0] else max(0, span.start - _AROUND)
    after = min(page.start_of[words[1]], span.stop + _AROUND) if words[1] < len(page.start_of) else span.stop + _AROUND
    text = page.article.text
    return f"{words[0] > 0:d}{text[before : span.start]}\0{text[span.start : after]}{words[1] < len(page.start_of):d}"


def _wording(pair: Pair, steps: list[Step], spans: tuple[Span, Span]) -> Wording:
    first, last = steps[0], steps[-1]
    texts = _with_marks(pair.a, spans[0], (first.a, last.stop_a)), _with_marks(pair.b, spans[1], (first.b, last.stop_b))
    quoted = pair.a.quoted[max(0, first.a - 1) : last.stop_a + 1].tobytes(), pair.b.quoted[max(0, first.b - 1) : last.stop_b + 1].tobytes()
    moved = tuple(Step(step.equal, step.a - first.a, step.stop_a - first.a, step.b - first.b, step.stop_b - first.b) for step in steps)
    return texts[0], texts[1], *quoted, moved


def _moved(edit: Edit, a: int, b: int) -> Edit:
    return Edit(edit.kind, Span(edit.a.start + a, edit.a.stop + a), Span(edit.b.start + b, edit.b.stop + b), edit.in_quotation, edit.marked)


def edits(pair: Pair, steps: list[Step]) -> tuple[Edit, ...]:
    """Every difference between the two sides of an alignment, in the order in which they stand."""
    span_a, span_b = pair.a.span(steps[0].a, steps[-1].stop_a), pair.b.span(steps[0].b, steps[-1].stop_b)
    if span_a.of(pair.a.article.text) == span_b.of(pair.b.article.text):
        return ()
    found: list[Edit] = []
    for step in steps:
        found.extend(_unscared(pair, step) if step.equal else _worded(pair, step))
    return tuple(sorted(found, key=lambda edit: (edit.a, edit.b, edit.kind)))
