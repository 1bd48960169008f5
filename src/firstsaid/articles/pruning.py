"""What the extractor took for the body, without the lines that only stand at its edges."""

import re
from collections.abc import Sequence

from firstsaid.articles.dates import dates_in
from firstsaid.articles.evidence import LineEvidence
from firstsaid.articles.layout import Layout
from firstsaid.articles.vocabulary import Vocabulary

_FAR = 3
"""A line without a sentence that stands so many blocks away from the rest is no subheading of it."""
_FIRST = 4
"""So many paragraphs are the first."""
_LONGEST_DATE = 160
_OWNS = re.compile(r"(?:©|\(c\)|copyright\b)", re.IGNORECASE)
_MENUS, _MOST_INSIDE = ("nav", "footer"), 0.5
"""The foot of the site is no body, unless most of what was found stands in it, as on pages whose markup is wrong."""
_MOST_BELOW = 0.6
_LINK_LIST, _FEW_LINKS, _MOSTLY_PROSE = 0.5, 0.25, 0.6


def is_list_of_links(chosen: frozenset[int], run: frozenset[int], layout: Layout, lines: Sequence[LineEvidence]) -> bool:
    """Whether the extractor took a list of other stories for the body, where the lines show a longer text of sentences."""
    return (
        _linked(chosen, layout) > _LINK_LIST
        and _length(run, layout) > _length(chosen, layout)
        and _linked(run, layout) < _FEW_LINKS
        and sum(lines[at].prose for at in run) > _MOSTLY_PROSE * len(run)
    )


def _length(positions: frozenset[int], layout: Layout) -> int:
    return sum(layout.blocks[at].stop - layout.blocks[at].start for at in positions)


def _linked(positions: frozenset[int], layout: Layout) -> float:
    return sum(layout.blocks[at].linked for at in positions) / max(1, _length(positions, layout))


def pruned(chosen: frozenset[int], layout: Layout, lines: Sequence[LineEvidence], titles: Sequence[int], words: Vocabulary) -> frozenset[int]:
    """The positions that stay body."""
    inside = frozenset(at for at in chosen if layout.blocks[at].zone not in _MENUS)
    chosen = inside if _length(inside, layout) >= _MOST_INSIDE * _length(chosen, layout) else chosen
    headline = max(titles, default=-1)
    below = frozenset(at for at in chosen if at > headline)
    whole = _length(below, layout) >= _MOST_BELOW * _length(chosen, layout)
    kept = [at for at in sorted(chosen) if at > headline or (lines[at].prose and not whole)]
    for number, at in enumerate(kept):
        if lines[at].ends and number * 2 > len(kept):
            kept = kept[:number]
            break
    while kept and (_closes_nothing(kept[-1], layout, lines) or _strays(kept, lines, last=True)):
        kept.pop()
    prose = next((number for number, at in enumerate(kept) if lines[at].prose), 0)
    start = max((number + 1 for number in range(prose) if _above_text(kept[number], layout, lines, words)), default=0)
    while start < len(kept) and (lines[kept[start]].policy or _above_text(kept[start], layout, lines, words) or _strays(kept[start:], lines, last=False)):
        start += 1
    return frozenset(kept[start:]) or chosen


def _closes_nothing(at: int, layout: Layout, lines: Sequence[LineEvidence]) -> bool:
    """Whether a line at the end is a notice, says whose the page is, or has no word ("###")."""
    return not lines[at].words or lines[at].policy or bool(_OWNS.match(layout.words_of(layout.blocks[at])))


def _strays(kept: Sequence[int], lines: Sequence[LineEvidence], last: bool) -> bool:
    edge, inner = (kept[-1], kept[-2:-1]) if last else (kept[0], kept[1:2])
    return len(kept) > 2 and not lines[edge].prose and abs(inner[0] - edge) > _FAR


def without_head(chosen: frozenset[int], layout: Layout, lines: Sequence[LineEvidence], words: Vocabulary) -> frozenset[int]:
    """The positions without bylines and lines of a date that stand among the first paragraphs, as between a standfirst and the text."""
    opening = sorted(at for at in chosen if lines[at].prose)[:_FIRST]
    return frozenset(at for at in chosen if not opening or at > opening[-1] or not _above_text(at, layout, lines, words))


def _above_text(at: int, layout: Layout, lines: Sequence[LineEvidence], words: Vocabulary) -> bool:
    """Whether a line at the top is a byline, a date or a list of sections."""
    line = layout.words_of(layout.blocks[at])
    labelled = len(line) <= _LONGEST_DATE and bool(words.date_published.match(line) or words.date_updated.match(line))
    if labelled and dates_in(line, words):
        return True
    if lines[at].prose or len(line) > 120:
        return False
    if words.byline_openers.match(line) or lines[at].ends:
        return True
    opening = re.match(r"\W*(\w+ \w+)", line)
    return bool(opening and opening[1].lower() in words.end_headings) or (lines[at].words <= 10 and bool(dates_in(line, words)))
