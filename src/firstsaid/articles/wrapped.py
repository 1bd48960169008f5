"""Plain text whose lines were broken at a width, as printouts and old message boards have it, is read by its paragraphs."""

import re
from itertools import groupby, pairwise

_NARROWEST, _WIDEST = 50, 100
"""Characters of the longest line of prose in a text that was broken at a width."""
_PROSE, _FEWEST_WORDS = 6, 3
"""Words of a line of prose, and fewest words of a line that goes on in the next."""
_FEWEST = 4
"""So many breaks at least tell that a text was broken at a width, and half of them stand before a small letter."""
_COLUMNS = re.compile(r"\S\s{3,}\S")
_ITEM = re.compile(r"(?:[•·▪●◦‣■*–>|-]|\(?\d{1,3}[.)])\s|[ \t>]")


def whole_paragraphs(text: str) -> str:
    """The text with a space for each break within a paragraph, place for place, if each was made only because the next word did not fit."""
    lines = text.split("\n")
    width = max((len(line.rstrip()) for line in lines if line.count(" ") >= _PROSE - 1 and not _COLUMNS.search(line)), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return text
    joined: set[int] = set()
    for blank, run in groupby(range(len(lines)), key=lambda at: not lines[at].strip()):
        paragraph = list(run)
        if not blank and all(_goes_on(lines[above], lines[below], width) for above, below in pairwise(paragraph)):
            joined.update(paragraph[:-1])
    small = sum(lines[at + 1][:1].islower() for at in joined)
    if len(joined) < _FEWEST or 2 * small < len(joined):
        return text
    return "".join(line + (" " if at in joined else "\n") for at, line in enumerate(lines))[:-1]


def _goes_on(line: str, following: str, width: int) -> bool:
    """Whether the next line's first word had no room on a line of prose."""
    told = line.count(" ") >= _FEWEST_WORDS - 1 and not _COLUMNS.search(line) and not _ITEM.match(following)
    return told and len(line.rstrip()) + 1 + len(following.split(maxsplit=1)[0]) > width
