"""The stage `repeats`: from the lines of one outlet to those that it repeats on pages of several stories."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from firstsaid.articles.sites import UNNAMED, sites
from firstsaid.model import Lines, Pile, Repeat
from firstsaid.model.options import ArticleOptions

_SAME_TEXT = 0.5
"""Share of a page's told letters that a longer page of the outlet holds in the same lines when the two are takes of one text."""
_MOST_HOLDERS = 64
"""A line that so many stories hold says nothing any more about which of them a page tells."""
_LEAST_SHARE = 0.02
"""A line on fewer of the outlet's stories than this share is not worth keeping."""


def repeats(pile: Pile, options: ArticleOptions) -> Iterator[Repeat]:
    """The lines that pages about distinct stories of one outlet have in common."""
    outlets: defaultdict[str, list[Lines]] = defaultdict(list)
    for page in pile.lines:
        if page.outlet is not None:
            outlets[page.outlet].append(page)
    outlets |= sites(outlets.pop(UNNAMED, []))
    for outlet in sorted(outlets):
        yield from _repeats_of(outlet, outlets[outlet], options.repeated_stories)


def _repeats_of(outlet: str, pages: Sequence[Lines], fewest: int) -> Iterator[Repeat]:
    if len(pages) < fewest:
        return
    story = stories_told(pages)
    of = len(set(story.values()))
    least = max(fewest, _LEAST_SHARE * of)
    held = Counter(line for page in pages for line in {*page.told, *page.around})
    often = {line for line, holders in held.items() if holders >= least}
    told_in: defaultdict[int, set[str]] = defaultdict(set)
    for page in pages:
        if page.article in story:
            for line in often.intersection((*page.told, *page.around)):
                told_in[line].add(story[page.article])
    for line in sorted(told_in):
        if len(told_in[line]) >= least:
            yield Repeat(outlet, line, held[line], len(told_in[line]), of)


def stories_told(pages: Sequence[Lines]) -> dict[str, str]:
    """For each page by its article's id, the id that stands for its story; a page that tells nothing is left out.

    Longer pages come first. A page that shares most of its text with one of those before it is a take of the same story. A line counts the less the more pages
    hold it, so that what an outlet prints everywhere joins nothing; and only the first page of a story is compared with, so that one page without a text of
    its own does not join the others.
    """
    holders = Counter(line for page in pages for line in page.told)
    several = {line: count - 1 for line, count in holders.items() if count > 1}
    weights = {page.article: [size / several.get(line, 1) for line, size in zip(page.told, page.sizes, strict=True)] for page in pages}
    totals = {article: sum(of_lines) for article, of_lines in weights.items()}
    first_holders: defaultdict[int, list[str]] = defaultdict(list)
    story: dict[str, str] = {}
    for page in sorted((page for page in pages if page.told), key=lambda page: (-totals[page.article], page.article)):
        shared: defaultdict[str, float] = defaultdict(float)
        for line, weight in zip(page.told, weights[page.article], strict=True):
            for other in first_holders.get(line, ()):
                shared[other] += weight
        same = max(sorted(shared), key=shared.__getitem__, default=None)
        if same is not None and shared[same] >= _SAME_TEXT * totals[page.article]:
            story[page.article] = same
            continue
        story[page.article] = page.article
        for line in page.told:
            if line in several and len(first_holders[line]) < _MOST_HOLDERS:
                first_holders[line].append(page.article)
    return story
