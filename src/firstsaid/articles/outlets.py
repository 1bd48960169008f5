"""Who published a page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from firstsaid.articles.declared import Declared
from firstsaid.articles.evidence import LineEvidence
from firstsaid.articles.headline import folded
from firstsaid.articles.kinds import Kind
from firstsaid.articles.layout import Layout
from firstsaid.articles.links import host_of, unwrapped
from firstsaid.articles.naming import Surroundings, is_cut_off, name_above_text, name_at_top, name_beside_date, name_in_rights, name_in_title
from firstsaid.articles.vocabulary import Vocabulary
from firstsaid.model import Found

if TYPE_CHECKING:
    from tldextract import TLDExtract

_SUFFIX = re.compile(r"\s(?:[|–—·»:-]|::)\s")
_TOO_LONG = 60
_NAMED_ALL_OVER = 3


@lru_cache(maxsize=1)
def _suffixes() -> "TLDExtract":
    from tldextract import TLDExtract  # noqa: PLC0415 (it brings an HTTP client along, which is never used and which processes that read archives need not load)

    return TLDExtract(suffix_list_urls=(), cache_dir=None)


def registered_domain(url: str) -> str | None:
    """The registered domain of an address ("harbourdaily.co.uk" for "https://www.harbourdaily.co.uk/a"), None when it has none.

    Under a suffix that the public list does not know, the host without "www." stands for it.
    """
    try:
        found = _suffixes()(url[:2_000])
    except (ValueError, UnicodeError):
        return None
    host = ".".join(part for part in (found.subdomain, found.domain, found.suffix) if part).lower().removeprefix("www.")
    unknown = host if not found.suffix and "." in host and not found.ipv4 else ""
    return found.top_domain_under_public_suffix.lower() or unknown or None


@dataclass(frozen=True, slots=True)
class Site:
    """What a page shows of the site around its text."""

    layout: Layout
    lines: Sequence[LineEvidence]
    around: Surroundings
    first: int
    """Position of the first block of the text."""
    words: Vocabulary


def declared_outlet(declared: Declared) -> Found | None:
    """The outlet that an HTML page declares; the archive or proxy that gave the page is none."""
    around = [host_of(url) for url, _ in declared.urls if unwrapped(url) != url]
    given = ((value, rule) for value, rule in declared.outlets if 1 < len(value) <= _TOO_LONG and "://" not in value)
    given = ((value, rule) for value, rule in given if not any(value.lower() in host for host in around))
    return next((Found(value.removeprefix("@"), None, rule) for value, rule in given), None)


def outlet_of_page(declared: Declared, site: Site, url: str | None) -> Found | None:
    """The outlet of an HTML page that declares none: what its title and masthead call the site, else the domain."""
    name = name_in_title(declared.title_tag, site.around)
    if name:
        return Found(name, None, "the part of the page's title that the site around the text repeats")
    ending = _title_ending(declared)
    if ending:
        return Found(ending, None, "end of the page's title")
    return _printed(site) or outlet_of_address(url)


def outlet_of_address(url: str | None) -> Found | None:
    """The registered domain of an address as the outlet, when nothing else tells it."""
    domain = registered_domain(url) if url else None
    return Found(domain, None, "domain of the address") if domain else None


def _printed(site: Site) -> Found | None:
    """The outlet's name as the page prints it above the text."""
    masthead = name_at_top(site.layout, site.lines, site.around, site.words)
    if masthead is not None:
        span = site.layout.blocks[masthead].span
        return Found(span.of(site.layout.text), span, "one of the page's first lines, which its copyright line or a heading of the site repeats")
    beside = name_beside_date(site.layout, site.lines, site.first, site.words)
    if beside is not None:
        span = site.layout.blocks[beside].span
        return Found(span.of(site.layout.text), span, "a line beside the date above the text names a paper")
    holder = name_in_rights(site.around, site.words)
    return Found(holder, None, "the copyright line, and other lines around the text") if holder else None


def _title_ending(declared: Declared) -> str | None:
    if not declared.title_tag:
        return None
    pieces = _SUFFIX.split(declared.title_tag)
    ending = pieces[-1].strip()
    if len(pieces) < 2 or not ending or is_cut_off(ending) or len(ending.split()) > 5 or len(ending) > _TOO_LONG:
        return None
    known = {folded(title) for title, _ in declared.titles}
    return ending if not known or folded(" ".join(pieces[:-1])) in known or folded(pieces[0]) in known else None


def outlet_of_text(site: Site, kinds: Sequence[Sequence[Kind]], agency: Found | None, head: int | None, url: str | None = None) -> Found | None:
    """The outlet of a page of plain text: the agency of its dateline when the site around the text goes by that name too, else the masthead; `head` is the
    position of the name that stands above the headline of a pasted text, if one does.
    """
    if agency is not None and agency.rule == "dateline":
        name = re.compile(rf"(?<!\w){re.escape(agency.value.casefold())}")
        told = [site.layout.words_of(block).casefold() for block, labels in zip(site.layout.blocks, kinds, strict=True) if labels[0].kind == "furniture"]
        mentions = sum(bool(name.search(line)) for line in told)
        if mentions >= _NAMED_ALL_OVER:
            return Found(agency.value, agency.span, f"the dateline names it, and so do {mentions} lines of the site around the text")
    titles = [at for at, labels in enumerate(kinds[: site.first]) if labels[0].kind == "title"]
    above = name_above_text(site.layout, site.first, titles, site.words) if titles else None
    pasted = Found(above.of(site.layout.text), above, "one of the few lines above the text names a paper") if above else None
    if pasted is None and head is not None and titles and head < titles[0]:
        span = site.layout.blocks[head].span
        pasted = Found(span.of(site.layout.text), span, "the name above the headline")
    return _printed(site) or pasted or outlet_of_address(url)
