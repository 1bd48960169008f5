"""Quotation marks, brackets and ellipses around a change."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from firstsaid.model import Span
from firstsaid.reuse.differences import Step
from firstsaid.reuse.page import Page
from firstsaid.reuse.scares import OPENING, REACH_AFTER, REACH_BEFORE, SCARE

_ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.|\[\s{0,5}\]|\(\s{0,5}\)|\[(?:…|\.\.\.)\]")
_CLOSED = re.compile(r"[*.,;:!?\s]{0,3}[”\"’'“»›´]")
_BRACKET = re.compile(r"\[[^\[\]]{1,120}\]")
_FAR = 130
"""Characters around a change in which its brackets are sought."""

SCARE_WORDS = 3
"""Scare quotes hold up to so many words."""


def scare_quotes(page: Page, first: int, stop: int) -> Iterator[tuple[Span, int, int]]:
    """Quotation marks round one to three of the words from `first` up to `stop`: their extent, and the words inside."""
    words = Span(page.start_of[first], page.stop_of[stop - 1])
    begin = max(0, words.start - REACH_BEFORE)
    piece, reached = page.article.text[begin : words.stop + REACH_AFTER], 0
    for place in page.scares_near(words):
        found = SCARE.match(piece, place - begin) if place - begin >= reached else None
        if not found:
            continue
        reached = found.end()
        span = Span(begin + found.start(), begin + found.end())
        a, b = bisect_left(page.start_of, span.start), bisect_left(page.start_of, span.stop)
        if first <= a < b <= stop and b - a <= SCARE_WORDS:
            yield span, a, b


def enclosed(page: Page, first: int, stop: int) -> bool:
    """Whether quotation marks stand directly round the words from `first` up to `stop`."""
    text = page.article.text
    before = text[max(0, page.start_of[first] - 2) : page.start_of[first]].rstrip()
    return before[-1:] in tuple(OPENING) and bool(_CLOSED.match(text, page.stop_of[stop - 1]))


def omission_marked(page: Page, word: int) -> bool:
    """Whether the page shows by an ellipsis that it left something out before a word."""
    return bool(_ELLIPSIS.search(page.between(word)))


def bracketed(page: Page, first: int, stop: int) -> list[Span]:
    """Square brackets that hold words from `first` up to `stop`."""
    text = page.article.text
    begin, end = page.start_of[first], page.stop_of[stop - 1]
    if not page.bracketed or "[" not in text[max(0, begin - _FAR) : end]:
        return []
    offset = max(0, begin - _FAR)
    spans = (Span(offset + m.start(), offset + m.end()) for m in _BRACKET.finditer(text[offset : end + _FAR]))
    return [span for span in spans if span.overlap(Span(begin, end))]


def in_quotation(a: Page, b: Page, step: Step) -> bool:
    """Whether a change lies between quotation marks on both sides.

    Where the changed words of only one side do, the other side's words next to the change must: a quotation may end there.
    """
    inside_a, inside_b = _inside(a, step.a, step.stop_a), _inside(b, step.b, step.stop_b)
    if inside_a and inside_b:
        return True
    if inside_a and step.stop_a > step.a:
        return _beside(b, step.b, step.stop_b)
    return inside_b and step.stop_b > step.b and _beside(a, step.a, step.stop_a)


def _inside(page: Page, first: int, stop: int) -> bool:
    if first < stop:
        return 0 not in page.quoted[first:stop]
    return 0 < first < len(page.quoted) and bool(page.quoted[first - 1] and page.quoted[first])


def _beside(page: Page, first: int, stop: int) -> bool:
    return bool((first > 0 and page.quoted[first - 1]) or (stop < len(page.quoted) and page.quoted[stop]))
