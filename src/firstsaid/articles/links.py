"""Addresses of links."""

import re
from urllib.parse import urljoin

_ROOTED = re.compile(r"/(?![/.])(?:[\w%~!$&'()*+,=:@-]|[./](?!\.))*(?:\?[\w%~!$&'()*+,=:@/.-]+)?", re.ASCII)
_HOST = re.compile(r"https?://[A-Za-z0-9.-]+(?=/|\Z)")
"""A link from the site's root and an address of plain form, which are joined without more ado."""
_NOWHERE = ("javascript:", "#", "data:")


def leads_away(link: str) -> bool:
    """Whether a link may lead to another page."""
    return link.startswith(("https://", "http://", "/")) or not link[:11].lower().startswith(_NOWHERE)


def absolute(link: str, base: str | None) -> str:
    """A link's address in full, as far as the page's own is known."""
    if link.startswith(("https://", "http://")):
        return link
    try:
        if base and _ROOTED.fullmatch(link) and (host := _HOST.match(base)):
            return host[0] + link
        return urljoin(base, link) if base else link
    except ValueError:
        return link
