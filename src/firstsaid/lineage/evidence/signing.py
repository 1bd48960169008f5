"""Who signs a text."""

from collections.abc import Iterator

from firstsaid.lineage.finding import UPSTREAM, Finding
from firstsaid.lineage.names import any_same, is_agency, is_generic
from firstsaid.lineage.page import Page
from firstsaid.lineage.pair import Pair
from firstsaid.lineage.words import words

_FEW_WORDS = 8
_SHOWN = 3


def signed(pair: Pair) -> Iterator[Finding]:
    """{name} signs for {up}, which credits nobody else; {down} has the same words, nobody signs for them, and it names no other author."""
    up, down = pair.up.page, pair.down.page
    byline = up.article.byline
    another = any(not any_same(found.value, up.names) for found in down.borrowed)
    if byline is not None and pair.narrative >= _FEW_WORDS and _own_byline(up) and not (_own_byline(down) or another or down.is_agency):
        yield Finding(UPSTREAM, up.place(byline.span), min(1.0, 0.3 + pair.down.share), byline.value)


def heard_itself(pair: Pair) -> Iterator[Finding]:
    """{up} was told itself what {down} has in the same words ({number:place}); {down} says neither that it was told nor by whom, nor names another author."""
    up, down = pair.up.page, pair.down.page
    if down.borrowed or any(any_same(m.name, up.names) for m in down.mentions):
        return
    shared = [p for p in pair.of_kind("narrative", "quotation") if any(p.up.overlap(span) for span in up.heard)]
    told = [p for p in shared if not any(p.down.overlap(span) for span in down.heard)]
    if told:
        yield Finding(UPSTREAM, pair.places(*told[:_SHOWN]), min(1.0, (1 + len(told)) / 3), number=len(told))


def _own_byline(page: Page) -> bool:
    """Whether a person of the outlet's own signs."""
    byline = page.article.byline
    if byline is None or page.borrowed or page.generic or is_agency(byline.value) or is_generic(byline.value):
        return False
    return words().desks.isdisjoint(byline.value.lower().split()[-1:])
