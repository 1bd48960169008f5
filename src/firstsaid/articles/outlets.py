"""Who published a page."""

import re
from collections.abc import Sequence
from functools import lru_cache

import tldextract

from firstsaid.articles.declared import Declared
from firstsaid.articles.headline import folded
from firstsaid.articles.kinds import Kind
from firstsaid.articles.layout import Layout
from firstsaid.model import Found

_SUFFIX = re.compile(r"\s(?:[|–—·»:-]|::)\s")
_TOO_LONG = 60
_NAMED_ALL_OVER = 3


@lru_cache(maxsize=1)
def _suffixes() -> tldextract.TLDExtract:
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def registered_domain(url: str) -> str | None:
    """The registered domain of an address ("harbourdaily.example" for "https://www.harbourdaily.example/a"), None when it has none."""
    try:
        found = _suffixes()(url[:2_000])
    except (ValueError, UnicodeError):
        return None
    host = ".".join(part for part in (found.subdomain, found.domain) if part).split(".")
    return (found.top_domain_under_public_suffix or (".".join(host[-2:]) if not found.suffix and len(host) > 1 and not found.ipv4 else "")).lower() or None


def outlet_of_page(declared: Declared, url: str | None) -> Found | None:
    """The outlet of an HTML page: what it declares, else the end of its title, else the domain."""
    for value, rule in declared.outlets:
        if 1 < len(value) <= _TOO_LONG and "://" not in value:
            return Found(value.removeprefix("@"), None, rule)
    ending = _title_ending(declared)
    if ending:
        return Found(ending, None, "end of the page's title")
    domain = registered_domain(url) if url else None
    return Found(domain, None, "domain of the address") if domain else None


def _title_ending(declared: Declared) -> str | None:
    if not declared.title_tag:
        return None
    pieces = _SUFFIX.split(declared.title_tag)
    ending = pieces[-1].strip()
    if len(pieces) < 2 or not ending or len(ending.split()) > 5 or len(ending) > _TOO_LONG:
        return None
    known = {folded(title) for title, _ in declared.titles}
    return ending if not known or folded(" ".join(pieces[:-1])) in known or folded(pieces[0]) in known else None


def outlet_of_text(layout: Layout, kinds: Sequence[Sequence[Kind]], agency: Found | None) -> Found | None:
    """The outlet of a page of plain text: the agency of its dateline when the site around the text goes by that name too, else None."""
    if agency is None or agency.rule != "dateline":
        return None
    name = re.compile(rf"(?<!\w){re.escape(agency.value.casefold())}")
    mentions = sum(
        bool(name.search(layout.words_of(block).casefold())) for block, labels in zip(layout.blocks, kinds, strict=True) if labels[0].kind == "furniture"
    )
    if mentions < _NAMED_ALL_OVER:
        return None
    return Found(agency.value, agency.span, f"the dateline names it, and so do {mentions} lines of the site around the text")
