"""Stretches of a page that are another text's: who puts two texts together has from each what the other lacks."""

from collections.abc import Iterator

from firstsaid.lineage.family import Family, in_runs

_STRETCH = 25
"""Words from which what a page has of a third is a text of its own."""
_REST = 10
"""Words that each of the two sources must have beyond the page: else both may be excerpts of it."""
_IN_COMMON = 0.3
"""Share of the lesser of two stretches that may stand in both sources, as a quotation or two does."""
_NEARLY_ALL = 0.75
"""Share of a page's words that two texts give of which it is put together."""


def of_another(family: Family, up: str, down: str) -> int:
    """The words of `down`, as bits, that it has of third pages, where it has others of `up`: of such a page `up` need not explain what is a third's.

    Each source has hardly anything of what the other gave, and both have more than the page: one that is cut into excerpts looks alike, but they have no more.
    """
    found = 0
    for third, alone in _beside(family, up, down):
        if _both_more(family, (up, third), down):
            found |= alone
    return found


def _beside(family: Family, up: str, down: str) -> Iterator[tuple[str, int]]:
    """Third texts of which `down` has a stretch that hardly overlaps with what it has of `up`, and the words of that stretch."""
    ours = family.held(down, up)
    if ours.bit_count() < _STRETCH or not (_has_more(family, up, down) or _goes_on(family, up, down)):
        return
    for third in family.thirds(up, down):
        theirs = family.held(down, third)
        alone = in_runs(theirs & ~ours)
        if alone.bit_count() >= _STRETCH and (ours & theirs).bit_count() <= _IN_COMMON * min(ours.bit_count(), theirs.bit_count()):
            yield third, alone


def _both_more(family: Family, sources: tuple[str, str], page: str) -> bool:
    """Whether both have more than what the page has of them: by what others have of each, or, where they give nearly all of the page, by what each has."""
    return all(_has_more(family, source, page) for source in sources) or _filled(family, sources, page)


def _filled(family: Family, sources: tuple[str, str], page: str) -> bool:
    """Whether two texts, each of which goes on, together give nearly all of a page."""
    given = family.held(page, sources[0]) | family.held(page, sources[1])
    return given.bit_count() >= _NEARLY_ALL * family.sizes.get(page, 0) and all(_goes_on(family, source, page) for source in sources)


def _goes_on(family: Family, source: str, page: str) -> bool:
    """Whether a source has more words than a page has of it."""
    return family.sizes.get(source, 0) - family.held(source, page).bit_count() >= _STRETCH


def _has_more(family: Family, source: str, page: str) -> bool:
    """Whether others have words of a source that a page lacks."""
    return in_runs(family.held_by_others(source)[0] & ~family.held(source, page)).bit_count() >= _REST
