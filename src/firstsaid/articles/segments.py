"""Sentences and stretches between quotation marks, in any house style. Both are linear in the text, whatever it holds.

Abbreviations are data (`abbreviations.toml`).
"""

import itertools
import re
import tomllib
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import NamedTuple

from firstsaid.model import Span

_FILE = files("firstsaid.articles").joinpath("abbreviations.toml")
_LINE = re.compile("[^\n\r\x0b\x0c\x85\u2028\u2029]+")


def _pieces(text: str, extents: Sequence[Span]) -> Iterator[Span]:
    """Lines of the extents, in order, cut wherever an extent starts or stops and given once where extents overlap."""
    steps: dict[int, int] = {}
    for start, stop in extents:
        if start < stop:
            steps[start] = steps.get(start, 0) + 1
            steps[stop] = steps.get(stop, 0) - 1
    marks = sorted(steps)
    depth = 0
    for start, stop in itertools.pairwise(marks):
        depth += steps[start]
        if depth > 0:
            yield from (Span(*line.span()) for line in _LINE.finditer(text, start, stop))


# ---------------------------------------------------------------------------------------------------------------- sentences

_END = re.compile(
    r"""[.!?…。！？](?<![.!?…。！？].)(?:(?<=[.!?…])[.!?…]*(?P<closing>[)\]”’"'»“*]*)\s+|(?<=[。！？])[。！？]*[」』”"]*\s*)""",
)
"""It begins with a set of characters, which a search finds quickly, and only then asks whether another stood before it."""
_OPENING = "“\"'‘(«„[`—–-*•"
_WORDS = {name: tuple(map(re.escape, words.split())) for name, words in tomllib.loads(_FILE.read_text("utf-8")).items()}
_EITHER_CASE = "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in _WORDS["ranking"])
_NEVER = re.compile(rf"(?:^|[^\w.])(?:{'|'.join(_WORDS['never'])}|[^\W\d_])$")
_RANK = re.compile(rf"(?:^|[^\w.])(?:{_EITHER_CASE})\s\d{{1,3}}$")
"""A German number behind an article, which tells a place in a row: in der 4. Brigade."""
_MONTH = re.compile(rf"\s(?:{'|'.join(_WORDS['months'])})\b")
_DAY = re.compile(r"(?:^|[^\w.])\d{1,2}$")
_NUMBERED = re.compile(rf"(?:^|\W)(?:{'|'.join(_WORDS['numbered'])})$")
_SELDOM = re.compile(rf"(?:^|[^\w.])(?:(?:[^\W\d_]\.)+[^\W\d_]|{'|'.join(_WORDS['seldom'])})$")
_OPENER = re.compile(rf"""["“'‘(]*(?:{"|".join(_WORDS["openers"])})\b""")


def sentences(text: str, extents: Sequence[Span]) -> tuple[Span, ...]:
    """Sentences inside the extents, in order, without the white space around them.

    None crosses a line break or an extent; closing marks belong to the sentence they end. A stop ends no sentence after a title ("Gen."), an initial, "No." and
    a number; after other abbreviations ("U.S.", "Inc.") only before a word that opens sentences ("The").
    """
    found: list[Span] = []
    for start, stop in _pieces(text, extents):
        left = start
        for end in _END.finditer(text, start, stop):
            if _ends_sentence(text, left, end):
                found.append(_trimmed(text, left, end.end()))
                left = end.end()
        found.append(_trimmed(text, left, stop))
    return tuple(span for span in found if span.start < span.stop)


def _ends_sentence(text: str, left: int, end: re.Match[str]) -> bool:
    after = end.end()
    while after < len(text) and after < end.end() + 4 and text[after] in _OPENING:
        after += 1
    if after >= len(text) or text[after].islower():
        return False
    if end["closing"] or text[end.start()] != "." or text[end.start() + 1] == ".":
        return True
    head = text[max(left, end.start() - 14) : end.start()]
    if _NUMBERED.search(head):
        return not text[after].isdigit()
    if _NEVER.search(head) or _RANK.search(head) or (_DAY.search(head) and _MONTH.match(text, end.start() + 1)):
        return False
    return not _SELDOM.search(head) or bool(_OPENER.match(text, end.end()))


def _trimmed(text: str, start: int, stop: int) -> Span:
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return Span(start, stop)


# --------------------------------------------------------------------------------------------------------------- quotations


class _Mark(NamedTuple):
    start: int
    stop: int
    sign: str
    """The mark itself; `` and '' for doubled single ones."""
    opens: bool
    """Its surroundings look like those of an opening mark."""
    closes: bool


_DOUBLE = re.compile("``|''|’’|‘‘|[“”\"„‟«»＂〝〞「」『』]")
_SINGLE = re.compile(r"[‘’'‚‹›`](?:(?![^\W_])|(?<![^\W_].))")
"""One between two letters is an apostrophe, which neither opens nor closes."""
_ANY_MARK = re.compile("[“”\"„‟«»＂〝〞「」『』‘’'‚‹›`]")
_ALWAYS_OPENS = frozenset(("„", "‟", "``", "〝", "「", "『", "‘‘"))
_ALWAYS_CLOSES = frozenset(("〞", "」", "』"))
_CLIPPED = re.compile(rf"(?:\d\ds?|{'|'.join(_WORDS['clipped'])})\b(?!-)", re.IGNORECASE)
_SHORTEST_UNCLOSED = 20


def quotations(text: str, extents: Sequence[Span]) -> tuple[Span, ...]:
    """Stretches between quotation marks inside the extents, marks included, by start (the outer one first where they nest).

    A paragraph whose mark is left open counts to its end; if the next paragraph opens a mark anew, that goes on as a span of its own. Marks that find
    no partner are passed over: a page with an odd number of them is normal. Apostrophes are no marks.
    """
    found: list[Span] = []
    lines = [piece for piece in _pieces(text, extents) if not text[piece.start : piece.stop].isspace()]
    for number, line in enumerate(lines):
        if not _ANY_MARK.search(text, line.start, line.stop):
            continue
        doubles = _doubles(text, line, lines[number + 1] if number + 1 < len(lines) else None)
        found += doubles
        found += _singles(text, line, doubles)
    return tuple(sorted(found, key=lambda span: (span.start, -span.stop)))


def _reopens(text: str, line: Span) -> bool:
    """Whether a paragraph begins with an opening double mark."""
    start = _trimmed(text, line.start, line.stop).start
    mark = _DOUBLE.match(text, start, line.stop)
    return mark is not None and mark[0] not in _ALWAYS_CLOSES


def _mark(text: str, line: Span, match: re.Match[str]) -> _Mark:
    start, stop = match.span()
    before = text[start - 1] if start > line.start else " "
    after = text[stop] if stop < line.stop else " "
    opens = (before.isspace() or before in "([{—–-―/\"“‘'„«…:>*") and not after.isspace()
    closes = not before.isspace() and (after.isspace() or not (after.isalnum() or after in "([{$£€#@"))
    return _Mark(start, stop, match[0], opens, closes)


def _doubles(text: str, line: Span, follows: Span | None) -> list[Span]:
    found: list[Span] = []
    stack: list[_Mark] = []
    last = -1
    for match in _DOUBLE.finditer(text, line.start, line.stop):
        mark = _mark(text, line, match)
        if stack and _closes(mark, stack[-1]):
            opened = stack.pop()
            found.append(Span(opened.start, mark.stop))
            last = max(last, opened.start)
        elif _may_open(mark, bool(stack)):
            stack.append(mark)
    if stack:
        goes_on = follows is not None and _reopens(text, follows)
        opened = stack[0] if goes_on else stack[-1]
        stop = _trimmed(text, opened.start, line.stop).stop
        if goes_on or (stop - opened.start > _SHORTEST_UNCLOSED and last < opened.start):
            found.append(Span(opened.start, stop))
    return found


def _closes(mark: _Mark, opened: _Mark) -> bool:
    """Whether `mark` closes what `opened` opened."""
    sign, first = mark.sign, opened.sign
    if sign in _ALWAYS_OPENS:
        return False
    if sign in _ALWAYS_CLOSES:
        return True
    if sign == "“":
        return first == "„" or (mark.closes and not mark.opens)
    if sign in "«»":
        return (sign == "«") == (first == "»") if first in "«»" else mark.closes and not mark.opens
    if sign in ('"', "＂", "''"):
        return first in (sign, "“", "``", "''", "”", '"') and not (mark.opens and not mark.closes and first == sign)
    return True


def _may_open(mark: _Mark, inside: bool) -> bool:
    """Whether `mark` can open a stretch; `inside` when one is open already."""
    if mark.sign in _ALWAYS_CLOSES:
        return False
    if mark.sign in _ALWAYS_OPENS or mark.sign in "“«":
        return True
    if mark.sign in ("”", "’’", "''", "»"):
        return mark.opens and not mark.closes and not inside
    return mark.opens or not mark.closes


def _singles(text: str, line: Span, doubles: Sequence[Span]) -> list[Span]:
    """Single marks; a pair must stand in the same double stretch, and a possessive ("the workers’ rights") closes only when nothing better does."""
    found: list[Span] = []
    waiting: dict[int, tuple[_Mark, _Mark | None]] = {}
    enclosing = _Enclosing(doubles)
    for match in _SINGLE.finditer(text, line.start, line.stop):
        mark = _mark(text, line, match)
        if _DOUBLE.match(text, mark.start) or (mark.start and _DOUBLE.match(text, mark.start - 1) and text[mark.start - 1] in "'`’‘"):
            continue
        where = enclosing.at(mark.start)
        opened, possessive = waiting.get(where, (None, None))
        if opened is not None and _closes_single(mark):
            if text[mark.start - 1] == "s" and text[mark.stop : mark.stop + 1] not in ("", ",", ".") and mark.sign != "‘":
                waiting[where] = (opened, possessive or mark)
            else:
                found.append(Span(opened.start, mark.stop))
                del waiting[where]
        elif _opens_single(text, mark):
            if opened is not None and possessive is not None:
                found.append(Span(opened.start, possessive.stop))
            waiting[where] = (mark, None)
    found += [Span(opened.start, possessive.stop) for opened, possessive in waiting.values() if possessive is not None]
    return found


def _closes_single(mark: _Mark) -> bool:
    return mark.sign in "’'‘›" and mark.closes and not (mark.opens and mark.sign == "‘")


def _opens_single(text: str, mark: _Mark) -> bool:
    if mark.sign in "’›" or not mark.opens or mark.closes:
        return False
    return mark.sign in "‚‹" or not _CLIPPED.match(text, mark.stop)


class _Enclosing:
    """For growing positions: the index of the innermost double stretch that holds them, or -1."""

    def __init__(self, doubles: Sequence[Span]) -> None:
        self._events = sorted([(span.start, 1, n) for n, span in enumerate(doubles)] + [(span.stop, 0, n) for n, span in enumerate(doubles)])
        self._next = 0
        self._open: list[int] = []

    def at(self, position: int) -> int:
        """The stretch that holds `position`, which must not be smaller than at the last call."""
        while self._next < len(self._events) and self._events[self._next][0] <= position:
            _, opening, number = self._events[self._next]
            if opening:
                self._open.append(number)
            elif self._open:
                self._open.pop()
            self._next += 1
        return self._open[-1] if self._open else -1
