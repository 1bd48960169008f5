"""Edits: every difference inside a shared passage, with its class and its exact spans."""

from collections.abc import Iterable, Iterator
from operator import attrgetter

from firstsaid.model import Edit, Span
from firstsaid.reuse.changes import Change, changes
from firstsaid.reuse.differences import Pair, Step
from firstsaid.reuse.marks import bracketed, enclosed, in_quotation, omission_marked, scare_quotes
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
    if not (pair.a.bracketed or pair.b.bracketed):
        yield change.kind, step, None, None
        return
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


_BRACKETS = 140
"""Characters around a wording within which a square bracket may matter."""

_LONGEST = 2_000
"""Characters of a wording that is kept, with what stands around it."""

_IN_ORDER = attrgetter("a", "b", "kind")


_Wording = tuple[str, bytes]
"""What the edits of a change hang on, on one side: the characters from the word before the changed ones to the word after them, and which of all these words
are quoted."""

_Known = tuple[str, int, int, int, int, bool, bool]
"""An edit with its spans counted from the word before."""


class KnownEdits:
    """Edits of wordings that were compared before. Copies of one text are compared with others over and over."""

    def __init__(self, most: int = 50_000) -> None:
        self._most = most
        self._known: dict[tuple[_Wording, _Wording], tuple[_Known, ...]] = {}

    def edits(self, pair: Pair, steps: list[Step], a: Span, b: Span) -> tuple[Edit, ...]:
        """Every difference between the two sides of an alignment, which are `a` and `b`, in the order in which they stand.

        `steps` are those of the alignment that differ, and equal ones near which scare quotes may stand.
        """
        if a.stop - a.start == b.stop - b.start and a.of(pair.a.article.text) == b.of(pair.b.article.text):
            return ()
        found: list[Edit] = []
        for step in steps:
            found.extend(_unscared(pair, step) if step.equal else self._worded(pair, step))
        return tuple(sorted(found, key=_IN_ORDER)) if len(found) > 1 else tuple(found)

    def _worded(self, pair: Pair, step: Step) -> Iterable[Edit]:
        """Edits of one change in the words."""
        _, a, stop_a, b, stop_b = step
        side_a, side_b = _wording(pair.a, a, stop_a), _wording(pair.b, b, stop_b)
        if not (side_a and side_b):
            return _worded(pair, step)
        known = self._known.get((side_a, side_b))
        at_a, at_b = pair.a.stop_of[a - 1], pair.b.stop_of[b - 1]
        if known is None:
            if len(self._known) >= self._most:
                self._known.clear()
            known = self._known[side_a, side_b] = tuple(
                (edit.kind, edit.a.start - at_a, edit.a.stop - at_a, edit.b.start - at_b, edit.b.stop - at_b, edit.in_quotation, edit.marked)
                for edit in _worded(pair, step)
            )
        new = tuple.__new__
        return [
            Edit(kind, new(Span, (first_a + at_a, last_a + at_a)), new(Span, (first_b + at_b, last_b + at_b)), in_quotation, marked)
            for kind, first_a, last_a, first_b, last_b, in_quotation, marked in known
        ]


def _wording(page: Page, first: int, stop: int) -> _Wording | None:
    """Changed words as what their edits hang on; None where that is more than should be kept, and at the page's first and last words."""
    if not 0 < first <= stop < len(page.quoted):
        return None
    begin, end = page.stop_of[first - 1], page.start_of[stop]
    if end - begin > _LONGEST or (page.bracketed and _bracket_near(page.article.text, begin, end)):
        return None
    return page.article.text[begin:end], page.quoted[first - 1 : stop + 1]


def _bracket_near(text: str, begin: int, end: int) -> bool:
    near = text[max(0, begin - _BRACKETS) : end + _BRACKETS]
    return "[" in near or "]" in near
