"""What only one page, or only two, have of a story: a page that came out of another has little that stands nowhere else, and what two have alone joins them."""

from collections.abc import Iterator
from math import log2

from firstsaid.lineage.family import in_runs
from firstsaid.lineage.finding import UPSTREAM, Finding
from firstsaid.lineage.pair import Pair

_FEW_WORDS = 8
_SAME_TEXT = 15
"""Words in common with others from which they have the text too, and could have what the two have alone."""
_DOUBLINGS = 7.0
_SOME = 0.1
"""Share of a page's words from which it is told that it has them alone."""


def words_of_its_own(pair: Pair) -> Iterator[Finding]:
    """Of 100 words of {down}, {number} stand on no other page of the story: so many at least did not come from {up}."""
    page = pair.down.page
    if pair.narrative >= _FEW_WORDS and page.starts and _others_have_it(pair):
        held, _ = pair.family.held_by_others(page.id)
        alone = 1 - held.bit_count() / len(page.starts)
        if alone >= _SOME:
            yield Finding(UPSTREAM, (), alone, number=round(100 * alone))


def on_no_third_page(pair: Pair) -> Iterator[Finding]:
    """{up} and {down} share {number:word} that stand on no third page, though others have of their text: one may have them from the other.

    What two witnesses have against all others joins them (Maas 1927). Nothing where no third page has of the text: then all that two share is theirs alone,
    whether one has it from the other or both from a third. It counts by doublings, since words come in sentences.
    """
    if pair.narrative < _FEW_WORDS or not _others_have_it(pair):
        return
    up, down, family = pair.up.page.id, pair.down.page.id, pair.family
    number = min(in_runs(family.held(one, two) & ~family.held_by_others(one)[1]).bit_count() for one, two in ((up, down), (down, up)))
    if number >= _FEW_WORDS:
        yield Finding("derived", (), min(1.0, log2(1 + number) / _DOUBLINGS), number=number)


def _others_have_it(pair: Pair) -> bool:
    """Whether a third page has words of one of the two."""
    up, down, family = pair.up.page.id, pair.down.page.id, pair.family
    return any(max(family.held(one, third).bit_count() for one in (up, down)) >= _SAME_TEXT for third in family.thirds(up, down))
