"""Links from one page to the other."""

import re
from collections.abc import Iterator

from firstsaid.lineage.finding import UPSTREAM, Finding
from firstsaid.lineage.pair import Pair

_SCHEME = re.compile(r"^[a-z]+://(?:www\.|m\.|amp\.)?", re.IGNORECASE)


def address(url: str) -> str:
    """A url without scheme, "www.", query, fragment and closing slash: what two links to one page have in common."""
    bare = _SCHEME.sub("", url.strip())
    bare = bare.split("#", 1)[0]
    path, _, query = bare.partition("?")
    identifying = [q for q in query.split("&") if re.match(r"(?:id|p|article|story|nid|aid)=", q)]
    path = path.rstrip("/")
    host, slash, rest = path.partition("/")
    return host.lower() + slash + rest + ("?" + "&".join(identifying) if identifying else "")


def linked(pair: Pair) -> Iterator[Finding]:
    """{down} links to {up} in its text."""
    up, down = pair.up.page, pair.down.page
    if not up.article.url:
        return
    target = address(up.article.url)
    body = down.article.spans("body", "credit", "dateline", "note")
    for link in down.article.links:
        if link.span is not None and address(link.url) == target and any(b.overlap(link.span) for b in body):
            yield Finding(UPSTREAM, down.place(link.span))
            return
