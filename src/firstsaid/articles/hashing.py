"""The stage `lines`: from drafts to hashes of their lines."""

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b

from firstsaid.articles.headline import folded
from firstsaid.articles.plain_page import is_plain
from firstsaid.articles.sites import FEWEST_AROUND, UNNAMED
from firstsaid.model import Article, Lines, Span
from firstsaid.model.options import ArticleOptions

_TOLD = ("body", "comment")
_CHARACTER = re.compile(r"[^\W_]")


def lines(drafts: Sequence[Article], options: ArticleOptions) -> Iterator[Lines]:
    """The lines of each draft whose outlet is known, and of each page of plain text."""
    for draft in drafts:
        outlet, plain = outlet_key(draft), is_plain(draft)
        if outlet or plain:
            yield _lines_of(draft, outlet, plain)


def outlet_key(article: Article) -> str:
    """By what name an article's outlet is known among the pages of the pile; empty when it is not known."""
    return folded(article.outlet.value).removeprefix("the ") if article.outlet else ""


def line_hash(line: str) -> int | None:
    """The hash of a line without regard to case and white space, in 63 bits; None for a line without a letter or digit."""
    bare = " ".join(line.lower().split())
    if not _CHARACTER.search(bare):
        return None
    return int.from_bytes(blake2b(bare.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1


def hashed_lines(text: str, spans: Sequence[Span]) -> Iterator[tuple[Span, int]]:
    """The lines within the spans, without the white space around them, each with its hash."""
    for span in spans:
        start = span.start
        for line in span.of(text).split("\n"):
            known = line_hash(line)
            if known is not None:
                left = start + len(line) - len(line.lstrip())
                yield Span(left, start + len(line.rstrip())), known
            start += len(line) + 1


def _lines_of(draft: Article, outlet: str, plain: bool) -> Lines:
    told: dict[int, int] = {}
    for span, known in hashed_lines(draft.text, draft.spans(*_TOLD)):
        told.setdefault(known, span.stop - span.start)
    around: dict[int, None] = {}
    if plain:
        around = {known: None for _, known in hashed_lines(draft.text, [Span(0, len(draft.text))]) if known not in told}
    site = UNNAMED if len(around) >= FEWEST_AROUND else None
    return Lines(draft.id, outlet or site, tuple(told), tuple(told.values()), tuple(around), plain)
