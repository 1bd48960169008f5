"""Pages that tell their outlet only in a line at their head, which nothing but other pages shows to be an outlet's name."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from firstsaid.lineage.names import NameIndex, core, is_generic
from firstsaid.model import Article, Found, Span, Statement

_HEAD = 300
_LONGEST = 60
_ENDS = '.!?:;,…”"'


def with_outlets(articles: Iterable[Article], statements: Iterable[Statement]) -> tuple[Article, ...]:
    """The articles; one that names no outlet has the name that stands alone at its head, when the pile cites an outlet of that name."""
    known = list(articles)
    index = NameIndex()
    for name in sorted(_cited(known, statements)):
        index.add(name)
    return tuple(article if article.outlet else _with_outlet(article, index) for article in known)


def _cited(articles: Iterable[Article], statements: Iterable[Statement]) -> set[str]:
    names = {link.name for statement in statements for link in statement.chain if link.kind == "outlet"}
    names |= {found.value for article in articles for found in (article.credit, article.agency) if found is not None}
    return {name for name in names if not is_generic(name) and core(name)}


def _with_outlet(article: Article, index: NameIndex) -> Article:
    title = article.title.value.strip() if article.title else ""
    for span in _lines(article.text):
        line = span.of(article.text)
        if line != title and any(core(line) == core(name) for name in index.like(line)):
            return replace(article, outlet=Found(line, span, "a line at the head, cited as an outlet"))
    return article


def _lines(text: str) -> Iterator[Span]:
    """Short lines at the head that are no sentence."""
    start = 0
    for line in text[:_HEAD].split("\n")[:-1]:
        bare = line.strip()
        if bare and len(bare) <= _LONGEST and bare[0].isupper() and bare[-1] not in _ENDS:
            at = start + line.index(bare)
            yield Span(at, at + len(bare))
        start += len(line) + 1
