"""Pages of plain text that name no outlet, put together by the site around their text."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from firstsaid.model import Lines, Repeat

UNNAMED = "?"
"""Stands for the outlet of a page that names none; no name is folded to it."""
FEWEST_AROUND = 8
"""Fewest lines around a text by which its site can be told: any two sites have a "Home" and a "Contact us" in common."""
_SHARE = 0.4
"""Share of the lines around a text that two pages of one site have in common, of the page that has fewer. Of 380 news pages nineteen in twenty pairs from one
site have so many; of 72,000 pairs under different names 70 do, which are one site under two names or sites of one publisher."""
_MOST_HOLDERS = 64
"""A line around the texts of so many sites tells none of them."""


def sites(pages: Sequence[Lines]) -> dict[str, list[Lines]]:
    """The pages by site, under a name made of the id of the first page of each; a page is held against the first page of every site."""
    held: defaultdict[int, list[Lines]] = defaultdict(list)
    found: dict[str, list[Lines]] = {}
    for page in sorted(pages, key=lambda page: (-len(page.around), page.article)):
        shared = Counter(first.article for line in page.around for first in held[line])
        best = min(shared, key=lambda first: (-shared[first], first), default=None)
        if best is not None and shared[best] >= max(FEWEST_AROUND, _SHARE * len(page.around)):
            found[f"{UNNAMED} {best}"].append(page)
            continue
        found[f"{UNNAMED} {page.article}"] = [page]
        for line in page.around:
            if len(held[line]) < _MOST_HOLDERS:
                held[line].append(page)
    return found


def repeated_on_sites(repeats: Sequence[Repeat]) -> Mapping[int, list[str]]:
    """For each line that sites without a name repeat, these sites; the repeats are in the order of their outlets."""
    first, last = (bisect_left(repeats, name, key=lambda row: row.outlet) for name in (f"{UNNAMED} ", f"{UNNAMED}!"))
    held: defaultdict[int, list[str]] = defaultdict(list)
    for row in repeats[first:last]:
        held[row.line].append(row.outlet)
    return held


def site_of(lines: Collection[int], repeated: Mapping[int, Sequence[str]]) -> str:
    """The site without a name whose repeated lines most often stand on a page; empty when there are too few of them to tell."""
    shared = Counter(site for line in lines for site in repeated.get(line, ()))
    best = min(shared, key=lambda site: (-shared[site], site), default="")
    return best if best and shared[best] >= FEWEST_AROUND else ""
