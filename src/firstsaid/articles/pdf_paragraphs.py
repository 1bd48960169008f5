"""Printed lines become paragraphs: by the gaps between them, their indents, and whether the next word would have fitted."""

import re
import statistics
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from firstsaid.articles.pdf_lines import Line

_LIKE = 1.08
"""Font sizes that differ by less are one size."""
_HEADING = 1.15
"""So many times the size of most text is a heading's."""
_WIDE_GAP, _WIDEST_GAP = 1.25, 1.9
"""A gap of more than so many usual leadings, or font sizes, parts paragraphs."""
_INDENT = 0.5
"""Font sizes by which a first line stands in."""
_NEAR = 4
"""So many lines above and below tell how far lines reach."""
_HYPHENATED = 0.04
"""A document in which more than this share of the lines ends in a hyphen breaks words; written compounds alone end far fewer lines."""
_ENDS = re.compile(r"[.!?:…][\"”’'»)\]]*$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST, _FIRST = re.compile(r"[^\W\d_]+$"), re.compile(r"[^\W\d_]+")


def paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines, those of one paragraph together, in order."""
    if not lines:
        return []
    body, leading, near, far = _body_size(lines), _leading(lines), _reach(lines, _NEAR), _reach(lines, None)
    made = [[lines[0]]]
    for at in range(1, len(lines)):
        line, before = lines[at], lines[at - 1]
        reach = far if _ENDS.search(before.text) else near
        if _goes_on(before, line, made[-1], _Setting(body, leading, reach[at - 1])):
            made[-1].append(line)
        else:
            made.append([line])
    return made


@dataclass(frozen=True, slots=True)
class _Setting:
    """How the text around a line end is set."""

    body: float
    leading: dict[int, float]
    reach: float
    """How far lines go to the right here."""


def _body_size(lines: Sequence[Line]) -> float:
    """The size in which most characters are set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return min(sizes, key=lambda size: (-sizes[size], size))


def _leading(lines: Sequence[Line]) -> dict[int, float]:
    """The usual distance of baselines for each size: the lower quartile, since gaps between paragraphs are the larger ones."""
    found: dict[int, list[float]] = defaultdict(list)
    for above, below in pairwise(lines):
        distance = above.baseline - below.baseline
        if above.page == below.page and _alike(above, below) and 0 < distance <= _WIDEST_GAP * above.size:
            found[round(above.size)].append(distance)
    return {size: statistics.quantiles(given, n=4)[0] if len(given) > 1 else given[0] for size, given in found.items()}


def _reach(lines: Sequence[Line], distance: int | None) -> list[float]:
    """For each line the right edge of the lines of its size in its column: of all, or of those at most so many above and below it."""
    starts = [0] + [at for at in range(1, len(lines)) if _starts_column(lines[at - 1], lines[at])] + [len(lines)]
    reach: list[float] = []
    for first, stop in pairwise(starts):
        widest: dict[int, float] = {}
        for line in lines[first:stop]:
            widest[round(line.size)] = max(line.right, widest.get(round(line.size), line.right))
        for at in range(first, stop):
            size = round(lines[at].size)
            near = lines[max(first, at - distance) : min(stop, at + distance + 1)] if distance is not None else ()
            reach.append(max((line.right for line in near if round(line.size) == size), default=widest[size]))
    return reach


def _starts_column(before: Line, line: Line) -> bool:
    return before.page != line.page or line.baseline > before.baseline + line.size / 2


def _alike(one: Line, other: Line) -> bool:
    return max(one.size, other.size) < _LIKE * min(one.size, other.size)


def _goes_on(before: Line, line: Line, paragraph: list[Line], setting: _Setting) -> bool:
    """Whether a line belongs to the paragraph of the line before it."""
    if not _alike(before, line):
        return False
    ended = _ENDS.search(before.text) is not None
    runs_on = before.hyphen or (not ended and line.text[0].islower())
    if _starts_column(before, line):
        return runs_on or (not ended and _is_full(before, line, setting) and _is_body(line, setting))
    distance = before.baseline - line.baseline
    if not line.size / 2 < distance <= min(_WIDE_GAP * setting.leading.get(round(line.size), line.size * _WIDEST_GAP), _WIDEST_GAP * line.size):
        return False
    if runs_on or (line.size > setting.body and not _is_body(line, setting)):
        return True
    return not _stands_in(line, paragraph, ended) and _is_full(before, line, setting)


def _stands_in(line: Line, paragraph: list[Line], ended: bool) -> bool:
    """Whether the line is indented as the first of a paragraph; below a single line that goes on, as in a list, an indent tells nothing."""
    here = [paragraph[-1]]
    for at in range(len(paragraph) - 1, max(0, len(paragraph) - 2 * _NEAR), -1):
        if _starts_column(paragraph[at - 1], paragraph[at]):
            break
        here.append(paragraph[at - 1])
    return line.left > min(other.left for other in here) + _INDENT * line.size and (ended or len(here) > 1)


def _is_body(line: Line, setting: _Setting) -> bool:
    return setting.body / _HEADING < line.size < setting.body * _HEADING


def _is_full(before: Line, line: Line, setting: _Setting) -> bool:
    """Whether the first word of `line` had no room at the end of the line before it."""
    word = line.text.split()[0]
    width = (line.right - line.left) / len(line.text) * (len(word) + 1)
    return before.right + 0.9 * width > setting.reach


@dataclass(slots=True)
class Joiner:
    """Puts a paragraph's lines together, with what the document shows of its words."""

    whole: frozenset[str]
    """Words that stand unbroken in some line, in lower case."""
    breaks_words: bool
    """Whether the document breaks words at line ends."""
    unsure: list[str] = field(default_factory=list)
    """Words of which the document does not show whether the hyphen belongs to them."""

    def joined(self, paragraph: Sequence[Line]) -> str:
        """The paragraph as running text. A hyphen goes that only the line's end put there; every other character stays."""
        text = ""
        for at, line in enumerate(paragraph):
            text += line.text
            if at + 1 == len(paragraph):
                return text + ("-" if line.hyphen else "")
            if line.hyphen:
                text += "" if self._is_broken(line.text, paragraph[at + 1].text) else "-"
            elif not re.search(r"\S[—–]$", line.text):
                text += " "
        return text

    def _is_broken(self, above: str, below: str) -> bool:
        """Whether two pieces around a hyphen are one word."""
        last, first = _LAST.search(above), _FIRST.match(below)
        if not last or not first or not first[0][0].islower():
            return False
        together, apart = (last[0] + first[0]).lower(), f"{last[0]}-{first[0]}".lower()
        if together in self.whole or apart in self.whole:
            return together in self.whole
        self.unsure.append(f"{last[0]}-{first[0]}")
        return self.breaks_words


def joiner(lines: Sequence[Line]) -> Joiner:
    """What the document shows of its words and its way with them."""
    whole: set[str] = set()
    for line in lines:
        found = [match[0].lower() for match in _WORD.finditer(line.text)]
        whole.update(found[:-1] if line.hyphen else found)
    long = sorted(len(line.text) for line in lines)
    full = len(long) - bisect_left(long, 25)
    return Joiner(frozenset(whole), sum(line.hyphen for line in lines) > _HYPHENATED * max(full, 1))
