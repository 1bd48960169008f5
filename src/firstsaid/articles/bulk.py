"""The quick way to read an HTML page: resiliparse's parser and its rules for main content (Bevendorff et al. 2018)."""

import re
from collections.abc import Sequence

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree

from firstsaid.articles.layout import Layout
from firstsaid.articles.nesting import shape
from firstsaid.articles.writer import Place, Writer

_TOKEN = re.compile(r'<(/?)(h[1-6]|p|ul|ol|li|pre|a)(?: href="([^"]*)")?>')
_SPACE = re.compile(r"[ \r\f]+")
_MOST_LISTS = 200
"""The items of a page with more lists are not told as such, since each is set in by as many spaces as lists may hold it."""
_MANY_TAGS, _MOST_WORK = 10_000, 10_000_000
_RUNNING = Place("div", "")
_PLACES = {tag: Place(tag, "") for tag in ("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "pre")}
_NO_TEXT = [
    "figcaption", ".caption", ".wp-caption-text", ".imageCaption", ".newsletter", ".newsletter-signup", ".related", ".related-articles", ".related-links",
    ".related-content", ".author-bio", ".about-author", ".author-info", ".post-author", ".byline", ".promo", ".social", ".social-share", ".share", ".sharing",
    ".disclosure", ".disclaimer", ".recommended", ".modal", ".popup", ".tags", ".toc",
]  # fmt: skip
"""What pages commonly call the parts that stand within an article and are not its text."""


def laid_out_tree(tree: HTMLTree) -> Layout:
    """The page's text as the quick parser gives it, one block a line, and its outgoing links."""
    lists = len(tree.document.query_selector_all("ul, ol, menu, dir")) if tree.document is not None else 0
    return _laid_out(extract_plain_text(tree, preserve_formatting="minimal_html", links=True, list_bullets=lists <= _MOST_LISTS, alt_texts=False))


def main_lines(tree: HTMLTree, markup: str) -> list[str]:
    """The lines that resiliparse takes for main content; none where its time, which grows with tags and depth together, would be too long."""
    tags = markup.count("<") if len(markup) > _MANY_TAGS else 0
    if tags > _MANY_TAGS and tags * shape(markup, tags).depth > _MOST_WORK:
        return []
    text = extract_plain_text(tree, main_content=True, list_bullets=False, alt_texts=False, skip_elements=_NO_TEXT)
    lines = [line.strip(" \r") for line in text.replace("\t", "\n").split("\n")]
    return [_SPACE.sub(" ", line) if "  " in line else line for line in lines if line]


def _laid_out(reduced: str) -> Layout:
    """Resiliparse's reduced markup as blocks."""
    writer = Writer()
    place = _RUNNING
    for row in reduced.replace("<br>", "\n").replace("\t", "\n").split("\n"):
        if "<" not in row:
            if row and not row.isspace():
                writer.write(_plain(row))
                writer.close(place)
            continue
        pieces = _TOKEN.split(row)
        for at in range(0, len(pieces) - 1, 4):
            text, closes, tag, link = pieces[at : at + 4]
            if text:
                writer.write(_plain(text))
            if tag != "a":
                if writer.pieces:
                    writer.close(place)
                place = _RUNNING if closes else _PLACES.get(tag, _RUNNING)
            elif not closes:
                writer.open_link(_plain(link or ""))
            elif writer.open_links:
                writer.close_link()
        if pieces[-1]:
            writer.write(_plain(pieces[-1]))
        if writer.pieces:
            writer.close(place)
    return writer.layout()


def _plain(text: str) -> str:
    """Without the four escapes that resiliparse writes."""
    if "&" not in text:
        return text
    return text.replace("&quot;", '"').replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


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
        chosen.extend([at for at in places if last < at < limit][:1] or (places if len(places) == 1 else []))
    return frozenset(chosen)
