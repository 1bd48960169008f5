"""Captures and editions of one page."""

from collections.abc import Iterator

from firstsaid.lineage.evidence.links import address
from firstsaid.lineage.evidence.times import is_before, told_time
from firstsaid.lineage.finding import UPSTREAM, Finding
from firstsaid.lineage.names import any_same
from firstsaid.lineage.page import Page
from firstsaid.lineage.pair import Pair

_SAME = 0.98
_HELD = 0.8
_TAKE = 0.5
_FEW_WORDS = 40
_TAKEN = 25
"""Words that two takes of one day have in common at least."""
_DAY = 10
"""Characters of a stamp that tell the day."""
_FLASH, _WHOLE = 10, 0.9
"""Words of an agency's first take at least, and the share of it that a later one keeps."""


def same_address(pair: Pair) -> Iterator[Finding]:
    """{up} and {down} were captured at one address."""
    a, b = pair.up.page.article.url, pair.down.page.article.url
    if a and b and address(a) == address(b):
        yield Finding("same page")


def same_stored_text(pair: Pair) -> Iterator[Finding]:
    """{up} and {down} are of one outlet, or name none, and have the same text to the letter."""
    a, b = pair.up.page, pair.down.page
    if a.article.text == b.article.text and (same_outlet(a, b) or not (a.own or b.own)):
        yield Finding("same page")


def same_outlet_retold(pair: Pair) -> Iterator[Finding]:
    """{up} and {down} are pages of one outlet with the same headline or most of the same text."""
    a, b = pair.up.page, pair.down.page
    if a.own and same_outlet(a, b) and ((_titles(a, b) and pair.narrative) or min(pair.up.share, pair.down.share) >= 0.5 or _takes(pair)):
        yield Finding("same page", pair.places(*pair.of_kind("headline")[:1]))


def later_version(pair: Pair) -> Iterator[Finding]:
    """{down} is the later version by the outlet's own clock."""
    a, b = pair.up.page, pair.down.page
    one_page = a.article.url and b.article.url and address(a.article.url) == address(b.article.url)
    if not (one_page or any(same_outlet_retold(pair))) or not pair.narrative:
        return
    first, second = told_time(a.article), told_time(b.article)
    updated = [max((d.value for d in page.article.dates if d.role == "updated"), default="") for page in (a, b)]
    if (updated[1] and updated[0] < updated[1]) or (not any(updated) and first and second and is_before(first, second)):
        yield Finding(UPSTREAM)


def is_same_text(pair: Pair) -> bool:
    """Whether both pages report the same words, so that one is a re-capture rather than an edition."""
    if pair.up.page.article.text == pair.down.page.article.text:
        return True
    edited = any(p.edits for p in pair.of_kind("narrative", "quotation"))
    return min(pair.up.share, pair.down.share) >= _SAME and not edited


def same_outlet(a: Page, b: Page) -> bool:
    """Whether both pages are of one outlet."""
    return any(any_same(name, b.names) for name in a.names)


def _takes(pair: Pair) -> bool:
    """Whether one page holds most of the other; takes of one day (write-throughs of a story) need hold but half, and an agency's later one a whole flash."""
    most = max(pair.up.share, pair.down.share)
    if pair.narrative >= _TAKEN and most >= _TAKE and _of_one_day(pair):
        return True
    if not (pair.up.page.is_agency and pair.down.page.is_agency):
        return pair.narrative >= _FEW_WORDS and most >= _HELD
    return (pair.narrative >= _FEW_WORDS and most >= _TAKE) or (pair.narrative >= _FLASH and most >= _WHOLE)


def _of_one_day(pair: Pair) -> bool:
    """Whether both pages are dated the same day."""
    one, other = told_time(pair.up.page.article), told_time(pair.down.page.article)
    return one is not None and other is not None and one.value[:_DAY] == other.value[:_DAY]


def _titles(a: Page, b: Page) -> bool:
    one, other = a.article.title, b.article.title
    return one is not None and other is not None and one.value.casefold().strip() == other.value.casefold().strip()
