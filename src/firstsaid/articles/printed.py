"""The dates that a page prints beside its text, as far as one can tell them from the dates of other stories and of the day on which the page was saved."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from firstsaid.articles.dates import Date, dates_in
from firstsaid.articles.kinds import Kind
from firstsaid.articles.layout import Layout
from firstsaid.articles.vocabulary import Vocabulary
from firstsaid.model import Span, Stamp

_REACH_ABOVE, _REACH_BELOW = 40, 6
_OPENING, _SURE_OPENING = 3, 12
"""So many paragraphs may stand above the line of the date: a standfirst, a summary; and above one that says what its date is."""
_MOST_WORDS = 14
"""Most words that a line of a date has beside its dates; a line with more is a paragraph."""
_LONGEST = 200
_TELLING = 3
_FEW = 6
"""Most words beside the date in a line that was taken for the text's."""
_MOST_DATES = 2
_LABEL_WORDS = 3
_ROLES = ("published", "text", "updated")
_POSTED = ("—", "–", "-", "@")
"""How the last line of a post begins that an article shows."""
_APART = 3
"""Dates that stand so many blocks apart belong to different things."""
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?::\d\d)?\s?(?:[ap]\.?m\.?)?\s?(?:[A-Z]{1,4}T\b)?", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")


class _Printed(NamedTuple):
    """A date with what speaks for it being the page's own."""

    rank: int
    at: int
    """Position of its block."""
    stamp: Stamp
    doubt: str


def printed_stamps(layout: Layout, kinds: Sequence[Sequence[Kind]], words: Vocabulary, repeated: Collection[int] = ()) -> tuple[list[Stamp], list[str]]:
    """Dates that short lines around the body print, the likeliest first, and what is doubtful about them.

    A line that says "published" comes first, then one between the headline and the text, then what stands above the headline, the nearest first: the day on
    which the page was saved stands at its very top, and other stories' dates between. A line that tells something besides comes later, and last one that the
    outlet is known to print around other stories too (positions in `repeated`).
    """
    body = [at for at, labels in enumerate(kinds) if labels[0].kind == "body"]
    if not body:
        return [], []
    paragraphs = [at for at in body if _words(layout, at) > _MOST_WORDS] or body
    opening, sure = paragraphs[: _OPENING + 1][-1], paragraphs[: _SURE_OPENING + 1][-1]
    title = max((at for at in range(opening) if kinds[at][0].kind == "title"), default=-1)
    page = _Page(layout, kinds, words, title, range(opening, body[-1] + 1), repeated)
    near = [*range(max(0, body[0] - _REACH_ABOVE), sure), *range(body[-1] + 1, min(len(kinds), body[-1] + 1 + _REACH_BELOW))]
    found = _likeliest([one for at in near for one in page.of_line(at)])
    return [one.stamp for one in found], [one.doubt for one in found if one.doubt]


def _words(layout: Layout, at: int) -> int:
    return len(layout.words_of(layout.blocks[at])[: 2 * _LONGEST].split())


def _likeliest(found: Sequence[_Printed]) -> list[_Printed]:
    """The dates in the order of their ranks; of those above the headline the nearest first, of others those that stand together as they stand."""
    order: dict[int, int] = {}
    last = -_APART
    for at in sorted({one.at for one in found}):
        order[at] = order.get(last, 0) - (at - last >= _APART)
        last = at
    return sorted(found, key=lambda one: (_ROLES.index(one.stamp.role), one.rank, -one.at if one.rank == _ABOVE else order[one.at], one.at))


_SAID, _BELOW_HEADLINE, _ABOVE, _BELOW_TEXT, _TELLS, _SITES = range(6)
"""Ranks."""


@dataclass(frozen=True, slots=True)
class _Page:
    layout: Layout
    kinds: Sequence[Sequence[Kind]]
    words: Vocabulary
    title: int
    text: range
    """From where on the text is surely the article's, to its end."""
    repeated: Collection[int]

    def of_line(self, at: int) -> Iterator[_Printed]:
        """The dates of one line; none where it is a paragraph, or a line of the text that holds more than a date."""
        kind, block, words = self.kinds[at][0], self.layout.blocks[at], self.words
        line = self.layout.words_of(block)
        dates = dates_in(line, words)[:_MOST_DATES] if len(line) <= _LONGEST and kind.kind not in ("title", "teaser", "caption") else ()
        if not dates:
            return
        around = _around(line, dates)
        labelled = bool(words.date_published.match(line) or words.date_updated.match(line))
        number, tells = len(_WORD.findall(around)), _tells_something(around, words)
        in_text = kind.kind == "body" and (tells or number > _FEW or line.startswith(_POSTED))
        if number > _MOST_WORDS or (not labelled and (at >= self.text.start or in_text)):
            return
        start = 0
        for date in dates:
            role, said = self._role(line[start : date.start], at, kind)
            place = _BELOW_TEXT if at >= self.text.stop else _BELOW_HEADLINE if at > self.title >= 0 else _SITES if at in self.repeated else _ABOVE
            rank = _SAID if said else max(place, _TELLS) if tells else place
            span = Span(block.start + date.start, block.start + date.stop)
            where = "dateline" if role == "text" else "printed above the headline" if at < self.title - _APART else "printed beside the text"
            stamp = Stamp(date.value, role, where, span, date.local_day)
            yield _Printed(rank, at, stamp, date.doubt)
            start = date.stop

    def _role(self, before: str, at: int, kind: Kind) -> tuple[str, bool]:
        """What the words before a date call it, on its line or alone on the one above, and whether they say that it is the day of publication."""
        if not before.strip() and at and _words(self.layout, at - 1) <= _LABEL_WORDS:
            before = self.layout.words_of(self.layout.blocks[at - 1])
        near = before.rsplit("|", 1)[-1][-40:]
        if self.words.date_updated.search(near):
            return "updated", False
        return ("text" if kind.kind == "dateline" else "published"), bool(self.words.date_published.search(near))


def _around(line: str, dates: Sequence[Date]) -> str:
    """The line without its dates and times of day."""
    pieces, start = [], 0
    for date in dates:
        pieces.append(line[start : max(start, date.start)])
        start = max(start, date.stop)
    return _CLOCK.sub(" ", " ".join([*pieces, line[start:]]))


def _tells_something(around: str, words: Vocabulary) -> bool:
    """Whether a line says more than who wrote when: three or more small words around its dates."""
    small = [word for word in _WORD.findall(around) if word.islower()]
    return len(small) >= _TELLING and not (words.date_published.match(around.lower()) or words.date_updated.match(around.lower()))
