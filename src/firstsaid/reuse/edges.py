"""A passage's edges: it reaches to where its sentence or quotation begins and ends on both sides, across a few words that differ."""

from collections.abc import Callable
from typing import NamedTuple

from firstsaid.reuse.differences import Pair, Step, compared, extent, joined
from firstsaid.reuse.kinds import QUOTATION
from firstsaid.reuse.page import Page
from firstsaid.reuse.splitting import Segment

_MARGIN = 6
"""Words that may lie between a passage and the edge, on either side."""

_OTHER = 3
"""Words among them that may differ, on either side."""


class _Stretch(NamedTuple):
    """Words of a page, from and up to."""

    first: int
    stop: int


def _quotation(page: Page, word: int) -> _Stretch | None:
    """The words of the quotation that a quoted word stands in."""
    stop = page.quotation_stop[word]
    return _Stretch(page.quotation_first[word], stop) if stop and page.quoted[word] else None


def _whole(page: Page, word: int) -> _Stretch:
    """The words of a word's sentence, as far as they are in one quotation with it."""
    sentence, quotation = _Stretch(page.sentence_first[word], page.sentence_stop[word]), _quotation(page, word)
    return _Stretch(max(sentence.first, quotation.first), min(sentence.stop, quotation.stop)) if quotation else sentence


def _margins(around: tuple[_Stretch, _Stretch], inner: tuple[int, int], forward: bool) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """What lies between the passage and the edge on either side; None where one side has nothing, or too much."""
    if forward:
        sides = [(word + 1, stretch.stop) for word, stretch in zip(inner, around, strict=True)]
    else:
        sides = [(stretch.first, word) for word, stretch in zip(inner, around, strict=True)]
    if all(0 < stop - first <= _MARGIN for first, stop in sides):
        return sides[0], sides[1]
    return None


def _few_differ(steps: list[Step]) -> bool:
    other = [step for step in steps if not step.equal]
    return max(sum(step.stop_a - step.a for step in other), sum(step.stop_b - step.b for step in other)) <= _OTHER


def _inner(steps: list[Step], forward: bool) -> tuple[int, int]:
    (a, stop_a), (b, stop_b) = extent(steps)
    return (stop_a - 1, stop_b - 1) if forward else (a, b)


def _at_edge(page: Page, word: int, forward: bool) -> bool:
    """Whether a word is the last one of its sentence, or the first one."""
    return page.sentence_stop[word] == word + 1 if forward else page.sentence_first[word] == word


def _joined(steps: list[Step], more: list[Step], forward: bool) -> list[Step]:
    return joined([*steps, *more] if forward else [*more, *steps])


def _same_word(pair: Pair, a: int, b: int) -> bool:
    """Whether two words can be the same, by all but the lowest byte of their hashes."""
    return pair.a.coded[8 * a + 1 : 8 * a + 8] == pair.b.coded[8 * b + 1 : 8 * b + 8]


Free = Callable[[tuple[int, int], tuple[int, int]], bool]
"""Whether no other passage of the pair holds any of these words."""


def to_equal_edge(pair: Pair, steps: list[Step], free: Free, forward: bool) -> list[Step]:
    """The passage up to the edge of its sentence or quotation, when both sides have the same words there."""
    inner = _inner(steps, forward)
    if _at_edge(pair.a, inner[0], forward) or _at_edge(pair.b, inner[1], forward):
        return steps
    margins = _margins((_whole(pair.a, inner[0]), _whole(pair.b, inner[1])), inner, forward)
    if not margins or not _same_word(pair, margins[0][1] - 1 if forward else margins[0][0], margins[1][1] - 1 if forward else margins[1][0]):
        return steps
    if not free(*margins):
        return steps
    more = compared(pair, *margins)
    outer = more[-1] if forward else more[0]
    return _joined(steps, more, forward) if outer.equal and _few_differ(more) else steps


def to_quotation_edges(pair: Pair, segment: Segment, free: Free) -> Segment:
    """A shared quotation up to the marks on both sides, when only a few words there are others."""
    if segment.kind != QUOTATION:
        return segment
    steps = segment.steps
    for forward in (False, True):
        a, b = _inner(steps, forward)
        if _at_mark(pair.a, a, forward) or _at_mark(pair.b, b, forward):
            continue
        quotations = _quotation(pair.a, a), _quotation(pair.b, b)
        if not (quotations[0] and quotations[1]):
            continue
        margins = _margins((quotations[0], quotations[1]), (a, b), forward)
        if margins and free(*margins):
            more = compared(pair, *margins)
            steps = _joined(steps, more, forward) if _few_differ(more) else steps
    return segment if steps is segment.steps else Segment(segment.kind, steps)


def _at_mark(page: Page, word: int, forward: bool) -> bool:
    """Whether a word is the last one of its quotation, or the first one, or stands in none."""
    stop = page.quotation_stop[word]
    return not stop or (stop == word + 1 if forward else page.quotation_first[word] == word)
