"""What resiliparse's rules take for a page's main content (Bevendorff et al. 2018), and where it stands in the page."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree

from firstsaid.articles.layout import Layout
from firstsaid.articles.nesting import shape

_SPACE = re.compile(r"[ \r\f]+")
_MANY_TAGS, _MOST_WORK = 10_000, 10_000_000
_NO_TEXT = [
    "figcaption", ".caption", ".wp-caption-text", ".imageCaption", ".newsletter", ".newsletter-signup", ".related", ".related-articles", ".related-links",
    ".related-content", ".author-bio", ".about-author", ".author-info", ".post-author", ".byline", ".promo", ".social", ".social-share", ".share", ".sharing",
    ".disclosure", ".disclaimer", ".recommended", ".modal", ".popup", ".tags", ".toc",
]  # fmt: skip
"""What pages commonly call the parts that stand within an article and are not its text."""


def main_lines(tree: HTMLTree, markup: str) -> list[str]:
    """The lines that resiliparse takes for main content; none where its time, which grows with tags and depth together, would be too long."""
    tags = markup.count("<") if len(markup) > _MANY_TAGS else 0
    if tags > _MANY_TAGS and tags * shape(markup, tags).depth > _MOST_WORK:
        return []
    text = extract_plain_text(tree, main_content=True, list_bullets=False, alt_texts=False, skip_elements=_NO_TEXT)
    lines = [line.strip(" \r") for line in text.replace("\t", "\n").split("\n")]
    return [_SPACE.sub(" ", line) if "  " in line else line for line in lines if line]


def placed(lines: Sequence[str], layout: Layout) -> frozenset[int]:
    """Where lines of the main content stand in the page; lines that stand there more than once are sought between those that do not."""
    where: dict[str, list[int]] = {}
    for at, block in enumerate(layout.blocks):
        where.setdefault(layout.words_of(block), []).append(at)
    found = [where.get(line, []) for line in lines]
    upper = [len(layout.blocks)] * len(lines)
    for number in range(len(lines) - 2, -1, -1):
        upper[number] = found[number + 1][0] if len(found[number + 1]) == 1 else upper[number + 1]
    chosen: list[int] = []
    for places, limit in zip(found, upper, strict=True):
        last = chosen[-1] if chosen else -1
        following = bisect_right(places, last)
        if following < len(places) and places[following] < limit:
            chosen.append(places[following])
        elif len(places) == 1:
            chosen.append(places[0])
    return frozenset(chosen)
