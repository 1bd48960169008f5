"""Lines that feeds hang below an article: "The post HEADLINE appeared first on SITE", "Continue reading" linked to the article itself."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from firstsaid.articles.kinds import Kind
from firstsaid.articles.layout import Block, Layout
from firstsaid.articles.outlets import registered_domain
from firstsaid.model import Found, Hyperlink

_BELOW = 2
_AROUND = 120
"""Most characters that such a line has beside the headline."""
_FEWEST_WORDS = 3
_NEARLY = 0.9


@dataclass(frozen=True, slots=True)
class Footer:
    """A line below the article that is none of its text."""

    kind: Kind
    elsewhere: Found | None = None
    """The site that it names as the first one, where that is not the record's own."""
    address: str | None = None
    """Where the article stood there."""


def footers(layout: Layout, title: str, outlet: str, url: str | None) -> dict[int, Footer]:
    """The footers among the last blocks, told by their links and the headline, whatever the language."""
    first = max(1, len(layout.blocks) - _BELOW)
    found = {at: _footer(layout, layout.blocks[at], title, (outlet, url)) for at in range(first, len(layout.blocks))}
    return {at: footer for at, footer in found.items() if footer}


def _footer(layout: Layout, block: Block, title: str, own: tuple[str, str | None]) -> Footer | None:
    outlet, url = own
    line = layout.words_of(block)
    links = [link for link in layout.links if link.span and block.span.overlap(link.span)]
    to_itself = [link for link in links if url and _page(link.url) == _page(url)]
    if to_itself and block.linked >= _NEARLY * len(line):
        return Footer(Kind("furniture", "a link to the article itself"))
    if len(title.split()) < _FEWEST_WORDS or title not in line or not len(title) < len(line) <= len(title) + _AROUND:
        return None
    titled = next((link for link in links if link.anchor == title), None)
    site = next((link for link in links if link is not titled), None)
    if titled and site and url and _is_elsewhere(titled, url):
        named = Found(site.anchor, site.span, "footer of the feed")
        return Footer(Kind("credit", "links the headline at another site, as feeds do below what they take over"), named, titled.url)
    if titled or to_itself or (outlet and outlet in line.replace(title, "")):
        return Footer(Kind("furniture", "gives the headline and the site once more, as feeds do below the text"))
    return None


def _is_elsewhere(link: Hyperlink, url: str) -> bool:
    there, here = registered_domain(link.url), registered_domain(url)
    return bool(there and here) and there != here


def _page(url: str) -> tuple[str, str] | None:
    """Host and path, which tell a page whatever stands behind them; None for an address that is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return (parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/")) if parts.netloc else None
