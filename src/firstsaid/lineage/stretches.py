"""Stretches of a page that are another text's: who puts two texts together has from each what the other lacks."""

from firstsaid.lineage.family import Family, in_runs

_STRETCH = 25
"""Words from which what a page has of a third is a text of its own."""
_REST = 10
"""Words that each of the two sources must have beyond the page: else both may be excerpts of it."""
_IN_COMMON = 0.3
"""Share of the lesser of two stretches that may stand in both sources, as a quotation or two does."""


def of_another(family: Family, up: str, down: str) -> int:
    """The words of `down`, as bits, that it has of third pages, where it has others of `up`: of such a page `up` need not explain what is a third's.

    Each source has hardly anything of what the other gave, and both have more than the page: one that is cut into excerpts looks alike, but they have no more.
    """
    ours = family.held(down, up)
    if ours.bit_count() < _STRETCH or not _has_more(family, up, down):
        return 0
    found = 0
    for third in family.thirds(up, down):
        theirs = family.held(down, third)
        alone = in_runs(theirs & ~ours)
        least = min(ours.bit_count(), theirs.bit_count())
        if alone.bit_count() >= _STRETCH and (ours & theirs).bit_count() <= _IN_COMMON * least and _has_more(family, third, down):
            found |= alone
    return found


def _has_more(family: Family, source: str, page: str) -> bool:
    """Whether others have words of a source that a page lacks."""
    return in_runs(family.held_by_others(source)[0] & ~family.held(source, page)).bit_count() >= _REST
