"""The address that a page gives as its own (RFC 6596)."""

import re
from html import unescape

import httpx

from firstsaid.collect.faults import RefusedError
from firstsaid.collect.links import web_address

_LOOKED_AT = 256 * 1024
_LINK = re.compile(rb"<link\s([^<>]{1,4000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w-]{1,40})\s{0,9}=\s{0,9}(?:"([^"]{0,3000})"|'([^']{0,3000})'|([^\s"'>]{1,3000}))""")
_HEADER = re.compile(r"""<([^<>]{1,3000})>[^<>,]{0,200};\s{0,9}rel\s{0,9}=\s{0,9}"?canonical\b""", re.IGNORECASE)


def canonical(url: str, headers: httpx.Headers, body: bytes) -> str:
    """The canonical address of a page, from its Link header or its first `<link rel="canonical">`; "" when it gives none or an unsound one."""
    declared = _HEADER.search(headers.get("Link", ""))
    given = declared[1] if declared else _in_page(body)
    if not given:
        return ""
    try:
        return web_address(given, base=url)
    except RefusedError:
        return ""


def _in_page(body: bytes) -> str:
    for link in _LINK.finditer(body, 0, _LOOKED_AT):
        attributes = {found[1].lower(): found[2] or found[3] or found[4] or "" for found in _ATTRIBUTE.finditer(link[1].decode("utf-8", "replace"))}
        if "canonical" in attributes.get("rel", "").lower().split():
            return unescape(attributes.get("href", ""))
    return ""
