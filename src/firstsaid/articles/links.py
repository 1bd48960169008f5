"""Addresses of links."""

import re
from urllib.parse import urljoin

ROOTED = re.compile(r"/(?![/.])(?:[\w%~!$&'()*+,=:@-]|[./](?!\.))*(?:\?[\w%~!$&'()*+,=:@/.-]+)?", re.ASCII)
_LONGEST = 4_000
_HOST = re.compile(r"https?://[A-Za-z0-9.-]+(?=/|\Z)")
"""A link from the site's root and an address of plain form, which are joined without more ado."""
_WRAPPED = re.compile(r"(?:https?://[^/?#]+)?/(?:[^?#]*/)?(?i:(https?):/{1,2})([^/?#.]+\.[^/].*)", re.DOTALL)
_NOWHERE = ("javascript:", "#", "data:")


def leads_away(link: str) -> bool:
    """Whether a link may lead to another page."""
    return link.startswith(("https://", "http://", "/")) or not link[:11].lower().startswith(_NOWHERE)


def host_of(base: str | None) -> str:
    """The scheme and host of an address of plain form, "" of another."""
    host = _HOST.match(base) if base else None
    return host[0] if host else ""


def unwrapped(address: str) -> str:
    """The address that an archive's or a proxy's holds in its path ("https://archive.example/web/2031/https://daily.example/a"); another as it is."""
    found = _WRAPPED.fullmatch(address, 0, _LONGEST) if "/http" in address else None
    return f"{found[1].lower()}://{found[2]}" if found else address


def absolute(link: str, base: str | None) -> str:
    """A link's address in full, as far as the page's own is known."""
    if link.startswith(("https://", "http://")):
        return link
    try:
        if (host := host_of(base)) and ROOTED.fullmatch(link):
            return host + link
        return urljoin(base, link) if base else link
    except ValueError:
        return link
