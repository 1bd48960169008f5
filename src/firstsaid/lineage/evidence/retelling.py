"""The same told in the same order, whatever the words."""

from collections.abc import Iterator

from firstsaid.lineage.finding import Finding
from firstsaid.lineage.pair import Pair
from firstsaid.lineage.retold import retold

_ENOUGH = 1.4
"""Sentences in one order beyond those that chance would put there."""


def same_order(pair: Pair) -> Iterator[Finding]:
    """{number:sentence} of {up} and {down} tell the same in nearly the same words and in the same order, quotations and names apart."""
    if not pair.passages:
        return
    both = (retold(pair.up.page, pair.down.page), retold(pair.down.page, pair.up.page))
    found = max(both, key=lambda r: (r.strength(_ENOUGH), r.number))
    if found.number > 1:
        yield Finding("independent", (), found.strength(_ENOUGH), number=found.number)
