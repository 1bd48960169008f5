"""Every block of a page gets its kind: what its own form says, held against its place beside the body."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from firstsaid.articles.dateline import dateline_of
from firstsaid.articles.evidence import LineEvidence
from firstsaid.articles.kinds import Kind
from firstsaid.articles.layout import Layout
from firstsaid.articles.vocabulary import Vocabulary

_OWN_KIND = ("teaser", "caption", "correction", "credit", "note")
_LINKED_STORIES = 10
_REPORTED_FIRST = 3
"""Fewest blocks of reporting above the outlet's comment on it; a page that opens with "Opinion" is an opinion piece as a whole."""
_NOT_ARTICLE = ("hidden", "comments")
_MENUS = ("nav", "footer")
"""Where a copyright line is the site's."""
_FURNITURE = [Kind("furniture", "not part of what is reported")]
_POLICY = [Kind("furniture", "speaks as site rules and notices do")]
_CAPTION = [Kind("caption", "the markup makes it a caption")]


@dataclass(frozen=True, slots=True)
class Choice:
    """What was decided about a page as a whole."""

    body: frozenset[int]
    """Positions of blocks."""
    reason: str
    """By which rule the body was found."""
    titles: tuple[int, ...]
    title_reason: str


def labels(layout: Layout, lines: Sequence[LineEvidence], choice: Choice, words: Vocabulary) -> list[list[Kind]]:
    """For each block its kinds, the wider first; two where one is nested in the other (a note that closes the body)."""
    kinds = [_label(layout, lines, choice, at) for at in range(len(layout.blocks))]
    _datelines_of_their_own(layout, choice, words, kinds)
    _comments(layout, lines, choice, kinds)
    _closing_notes(lines, kinds)
    _linked_stories(lines, kinds)
    return kinds


def _label(layout: Layout, lines: Sequence[LineEvidence], choice: Choice, at: int) -> list[Kind]:
    block, line = layout.blocks[at], lines[at]
    if at in choice.titles:
        return [Kind("title", choice.title_reason)]
    folded_away = block.zone == "hidden" and line.prose and at in choice.body
    if block.zone in _NOT_ARTICLE and not folded_away:
        return _in_zone(block.zone)
    if line.form and line.form.kind in _OWN_KIND and not (line.form.kind == "caption" and block.zone in _MENUS):
        return [line.form]
    if at in choice.body and block.zone != "caption":
        return [Kind("body", choice.reason)]
    if block.zone == "caption":
        return _CAPTION
    if line.policy:
        return _POLICY
    return _in_zone(block.zone) if block.zone else _FURNITURE


@cache
def _in_zone(zone: str) -> list[Kind]:
    if zone in _NOT_ARTICLE:
        return [Kind("furniture", f"stands in a part of the page that is {'hidden' if zone == 'hidden' else 'its comment section'}")]
    return [Kind("furniture", f"the markup puts it in the site's {zone}")]


def _datelines_of_their_own(layout: Layout, choice: Choice, words: Vocabulary, kinds: list[list[Kind]]) -> None:
    first = min(choice.body, default=len(kinds))
    for at in range(max(0, first - 6), min(first + 1, len(kinds))):
        found = dateline_of(layout.words_of(layout.blocks[at]), words)
        if found and found.whole_line and at not in choice.titles:
            kinds[at] = [Kind("dateline", "a line that holds a date and a place")]


def _comments(layout: Layout, lines: Sequence[LineEvidence], choice: Choice, kinds: list[list[Kind]]) -> None:
    """What follows a heading of the outlet's own comment, up to the end of the prose, is comment."""
    first = min(choice.body, default=len(kinds))
    headings = [at for at, line in enumerate(lines) if at > first and line.form is not None and line.form.kind == "comment"]
    reported = list(accumulate(labels[0].kind == "body" for labels in kinds))
    for heading in headings:
        after = heading + 1
        if after == len(lines) or reported[heading] < _REPORTED_FIRST or not _is_telling(lines[after]) or layout.blocks[heading].zone in _NOT_ARTICLE:
            continue
        kinds[heading] = [Kind("furniture", "the heading of a comment")]
        while after < len(lines) and (_is_telling(lines[after]) or after in choice.body) and kinds[after][0].kind in ("body", "furniture"):
            kinds[after] = [Kind("comment", f'stands under "{layout.words_of(layout.blocks[heading])[:60]}"')]
            after += 1


def _is_telling(line: LineEvidence) -> bool:
    return line.prose and not line.policy and not line.ends and not line.form


def _closing_notes(lines: Sequence[LineEvidence], kinds: list[list[Kind]]) -> None:
    """A footnote directly below the body belongs to the article's own text."""
    for at in range(1, len(kinds)):
        if kinds[at][0].kind == "note" and kinds[at - 1][0].kind == "body" and lines[at].form:
            kinds[at] = [Kind("body", "a note that closes the article's own text"), kinds[at][0]]


def _linked_stories(lines: Sequence[LineEvidence], kinds: list[list[Kind]]) -> None:
    """Short lines below a heading such as "Related:" are links to other stories."""
    left = 0
    for at, line in enumerate(lines):
        kind = kinds[at][0].kind
        if line.ends or (kind == "teaser" and line.words <= 4):
            left = _LINKED_STORIES if (line.form and line.form.kind == "teaser") else 0
        elif left and kind == "furniture" and not line.prose and not line.form and 3 <= line.words <= 30:
            kinds[at] = [Kind("teaser", "stands below a heading for other stories")]
            left -= 1
        else:
            left = 0
