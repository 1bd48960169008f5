"""A tiny builder of articles, so that the room is tested without the room that reads pages."""

import re
from collections.abc import Iterable

from firstsaid.model import Article, Found, Match, Part, Pile, Span, Stamp
from firstsaid.model.options import ReuseOptions
from firstsaid.reuse import candidates, fingerprints, matches

QUOTED = re.compile(r"“[^”]{1,2000}”|\"[^\"]{1,2000}\"|(?<!\w)[‘'][^‘’'\n]{1,60}[’'](?!\w)")


def article(id: str, text: str, outlet: str | None = None, title: str | None = None, parts: Iterable[Part] = (), date: str | None = None) -> Article:
    """An article whose text is one body, but for the parts given; a title that begins the text is a part of its own."""
    known = list(parts)
    heading = None
    if title and text.startswith(title):
        heading = Span(0, len(title))
        known.insert(0, Part("title", 0, len(title), "test"))
    if not any(p.kind == "body" for p in known):
        known.append(Part("body", heading.stop if heading else 0, len(text), "test"))
    stamp = Stamp(date, "published", "test", None) if date else None
    return Article(
        id=id, capture=id, path=f"{id}.txt", url=None, text=text,
        title=Found(title, heading, "test") if title else None,
        outlet=Found(outlet, None, "test") if outlet else None,
        byline=None, published=stamp, dates=(stamp,) if stamp else (), dateline=None, agency=None, credit=None, language="en",
        parts=tuple(sorted(known, key=lambda p: (p.start, p.stop))), links=(),
        sentences=tuple(Span(m.start(), m.end()) for m in re.finditer(r"[^.!?\n]+[.!?]*[”\"']?", text)),
        quotations=tuple(Span(m.start(), m.end()) for m in QUOTED.finditer(text)), doubts=(),
    )  # fmt: skip


def shared_between(*articles: Article, options: ReuseOptions | None = None) -> list[Match]:
    """What the three steps of the room say these articles share, sorted as the engine sorts them."""
    options = options or ReuseOptions()
    known = tuple(sorted(articles, key=lambda entry: entry.id))
    prints = tuple(sorted(fingerprints(known, options), key=lambda row: row.article))
    pairs = tuple(sorted(candidates(Pile(articles=known, fingerprints=prints), options), key=lambda row: (row.article_a, row.article_b)))
    found = matches(Pile(articles=known, fingerprints=prints, candidates=pairs), options)
    return sorted(found, key=lambda m: (m.article_a, m.article_b, m.start_a, m.start_b, m.kind))


def of_kind(found: Iterable[Match], *kinds: str) -> list[Match]:
    """The matches of these kinds."""
    return [match for match in found if match.kind in kinds]
