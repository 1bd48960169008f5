"""Where a page's own metadata says that its text comes from."""

from urllib.parse import urlsplit

from firstsaid.articles.declared import Declared, Origin
from firstsaid.articles.headline import folded
from firstsaid.articles.kinds import agency_named
from firstsaid.articles.outlets import registered_domain
from firstsaid.articles.vocabulary import Vocabulary
from firstsaid.model import DeclaredUpstream, Found

_AGENCIES_ONLY = ("copyrightHolder", "creditText", "provider")
"""Fields that mostly hold the outlet's owner; only an agency in them is an upstream."""
_TELLING = 4
"""Letters of a name at least, for it to be found in a domain."""


def upstreams_of(head: Declared, outlet: Found | None, url: str | None, words: Vocabulary) -> tuple[DeclaredUpstream, ...]:
    """What the page declares to be its upstream, each once: an item it is based on, its syndicator's or first outlet's address, a canonical address elsewhere.

    Only what names somebody else: another registered domain, or a name that is neither the outlet's nor its publisher's. Fields of schema.org and the
    meta elements that Google News read (syndication-source, original-source).
    """
    own = registered_domain(url) if url else None
    names = [name for name, _ in head.outlets] + ([outlet.value] if outlet else []) + ([own.partition(".")[0]] if own else [])
    site = {letters for name in names if (letters := _letters(name))}
    found = [_elsewhere(address, rule, own, site) for address, rule in head.urls if rule in ("link canonical", "meta og:url")]
    found += [_another(origin, own, site, words) for origin in head.origins]
    kept: dict[tuple[str | None, str], DeclaredUpstream] = {}
    for upstream in found:
        if upstream:
            kept.setdefault((upstream.name, registered_domain(upstream.url or "") or ""), upstream)
    return tuple(kept.values())


def credited_address(credit: Found | None, url: str | None) -> tuple[DeclaredUpstream, ...]:
    """The address that a credit line gives in place of a name ("Source: https://…"), if it is not the site's own."""
    if credit is None or not credit.value.startswith(("http://", "https://")):
        return ()
    domain = registered_domain(credit.value)
    own = domain is None or (url is not None and domain == registered_domain(url))
    return () if own else (DeclaredUpstream(None, credit.value, "credit line"),)


def _elsewhere(address: str, rule: str, own: str | None, site: set[str]) -> DeclaredUpstream | None:
    """An article's address on another domain than the page's; a domain that has the outlet's name is the outlet's too."""
    domain = registered_domain(address) if address.startswith(("http://", "https://")) else None
    if not own or not domain or domain == own or not _path(address):
        return None
    theirs = _letters(domain.partition(".")[0])
    return None if any(len(name) >= _TELLING and (name in theirs or theirs in name) for name in site) else DeclaredUpstream(None, address, rule)


def _path(address: str) -> str:
    try:
        return urlsplit(address).path.strip("/")
    except ValueError:
        return ""


def _another(origin: Origin, own: str | None, site: set[str], words: Vocabulary) -> DeclaredUpstream | None:
    domain = registered_domain(origin.url) if origin.url else None
    if origin.url and (domain is None or domain == own):
        return None
    name = _letters(origin.name or "")
    if origin.name and (not name or any(name in known or known in name for known in site if known)):
        return None
    if origin.rule.rpartition(" ")[2] in _AGENCIES_ONLY and not (origin.name and agency_named(origin.name, words)):
        return None
    return DeclaredUpstream(origin.name, origin.url, origin.rule) if origin.name or origin.url else None


def _letters(name: str) -> str:
    return folded(name).removeprefix("the ").replace(" ", "")
