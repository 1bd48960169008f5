"""Which of two editions of one page is the earlier one.

What tells a copy from its source, the fuller text above all, tells nothing here: a story grows as it is told.
"""

import re
from collections.abc import Iterable
from math import fsum

from firstsaid.lineage.page import Page
from firstsaid.lineage.pair import Pair, Side
from firstsaid.lineage.words import words
from firstsaid.model import Evidence

_TOLD = ("later version", "earlier", "odd reading", "known elsewhere", "fuller for others")
"""Rules that hold between editions too: the outlet's own clock, and what other pages have of each."""
_WHOLE = 0.9
_WHOLE_BITS = 2.0
_NOTE_BITS = 4.0
_RISEN_BITS = 3.0
_FIGURE = re.compile(r"\d[\d.,]*")


def first_edition(pair: Pair, pieces: Iterable[Evidence]) -> str | None:
    """The earlier of two editions: by the outlet's own clock, what the pages say, figures that rise, other pages, and which stands whole in the other."""
    up, down = pair.up.page, pair.down.page
    told = [e.score if e.favours == "a upstream" else -e.score for e in pieces if e.rule in _TOLD]
    told.append(_NOTE_BITS * (_says_updated(down) - _says_updated(up)))
    told.append(_RISEN_BITS * _risen(pair))
    told.append(_WHOLE_BITS * (_grew(pair.up, pair.down) - _grew(pair.down, pair.up)))
    balance = fsum(told)
    return up.id if balance > 0 else down.id if balance < 0 else None


def _says_updated(page: Page) -> bool:
    """Whether the page says that it was changed: a correction stands on it, or it says so in its text."""
    text = page.article.text
    changed = (words().updated.search(text, span.start, span.stop) for span in page.article.spans("body", "note", "credit"))
    return bool(page.article.spans("correction")) or any(changed)


def _risen(pair: Pair) -> int:
    """1 where every figure that differs is higher in `down`, -1 where every one is higher in `up`, else 0."""
    ours, theirs = pair.up.page.article.text, pair.down.page.article.text
    changes = [(_figure(e.a.of(ours)), _figure(e.b.of(theirs))) for p in pair.passages for e in p.edits if e.kind == "number"]
    known = [(one, other) for one, other in changes if one is not None and other is not None]
    return (all(one < other for one, other in known) - all(one > other for one, other in known)) if known else 0


def _figure(text: str) -> int | None:
    found = _FIGURE.search(text)
    return int(re.sub(r"\D", "", found[0])) if found else None


def _grew(small: Side, large: Side) -> bool:
    """Whether the one stands whole in the other, which has sentences more."""
    return small.share >= _WHOLE and large.share < small.share and bool(large.lacking)
