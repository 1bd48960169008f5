"""Times as the pages tell them; weak, since recorded dates are often wrong."""

from collections.abc import Iterator

from firstsaid.lineage.finding import UPSTREAM, Finding
from firstsaid.lineage.pair import Pair
from firstsaid.model import Article, Stamp
from firstsaid.model.judgement import DECIDED

_MINUTE = 16
"""Characters of a stamp that is exact to the minute."""
_UNTOLD = "~"
"""Behind every digit and letter of a stamp."""
_BY_DAY = 0.3
"""Strength of days alone: of 31 pairs that were read by hand, days told the way in 2 and the wrong way in 5."""


def earlier(pair: Pair) -> Iterator[Finding]:
    """{up} is dated before {down}."""
    first, second = told_time(pair.up.page.article), told_time(pair.down.page.article)
    if first is None or second is None:
        return
    if is_before(first, second):
        strength = 1.0 if min(len(first.value), len(second.value)) >= _MINUTE else _BY_DAY
        yield Finding(UPSTREAM, pair.up.page.place(first.span) + pair.down.page.place(second.span), strength)


def is_before(first: Stamp, second: Stamp) -> bool:
    """Whether one time is before another as far as both are told: a day alone is not before an hour of that day."""
    precision = min(len(first.value), len(second.value), _MINUTE)
    return first.value[:precision] < second.value[:precision]


def in_line(stamp: Stamp | None) -> str:
    """What puts pages in the line of their times: a day without an hour comes behind the hours of that day, since it is not shown to be before them; no time at
    all comes last.
    """
    if stamp is None:
        return _UNTOLD
    return stamp.value if len(stamp.value) >= _MINUTE else stamp.value + _UNTOLD


def too_late(pair: Pair) -> bool:
    """Whether `up` cannot be the page that `down` cites: it is dated later, and its outlet has other pages in the story."""
    first, second = told_time(pair.up.page.article), told_time(pair.down.page.article)
    return not pair.up.page.only and first is not None and second is not None and is_before(second, first)


def contradicted(pair: Pair) -> Iterator[Finding]:
    """{up} is dated {name}: the two contradict each other, and its date tells nothing here."""
    page, text = _told_twice(pair.up.page.article)
    if page is not None and text is not None and pair.passages and told_time(pair.up.page.article) is None:
        yield Finding(UPSTREAM, pair.up.page.place(text.span) + pair.up.page.place(page.span), 0.0, f"{page.day} by its page and {text.day} in its text")


def told_time(article: Article) -> Stamp | None:
    """The time a reviewer decided, else the one the text itself tells, else the page's date; None when these two contradict each other by more than a day."""
    if article.published and article.published.rule.startswith(DECIDED):
        return article.published
    page, told = _told_twice(article)
    if told is None or page is None or len(page.value) < 10:
        return page or told
    return page if _near(told.value, page.value) else None


def _told_twice(article: Article) -> tuple[Stamp | None, Stamp | None]:
    """The date of a page, and the day that its text tells."""
    told = next((d for d in article.dates if d.role == "text" and len(d.value) >= 10), None)
    return article.published or next((d for d in article.dates if d.role == "published"), None), told


def _near(one: str, other: str) -> bool:
    return abs(_days(one) - _days(other)) <= 1


def _days(value: str) -> int:
    """Days on a calendar of 31-day months: exact enough to tell neighbours from strangers."""
    year, month, day = (int(x) if x.isdigit() else 0 for x in (value[:4], value[5:7], value[8:10]))
    return (year * 12 + month) * 31 + day
