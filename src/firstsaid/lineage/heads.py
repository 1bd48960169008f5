"""Pages that tell their outlet only in a line at their head, which nothing but other pages shows to be an outlet's name."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from firstsaid.lineage.names import NameIndex, core, is_generic, same_name
from firstsaid.lineage.naming import Given, listed
from firstsaid.lineage.words import words
from firstsaid.model import Article, ChainLink, Found, Span, Statement

_HEAD = 300
_LONGEST = 60
_FURTHER = re.compile(r"(?:(?: (?:and|of|for))?(?: the)? [A-Z][\w’'-]{0,30}){1,6}")
_NAME_LINE = re.compile(r"[A-Z][\w’'&-]{0,30}(?: (?:and|of|for|the|de|[A-Z][\w’'&-]{0,30})){0,5}")
_BEHIND_NAME = re.compile(r"\s*[,;(|–—]")
"""What stands between an outlet's name and the day, which one line may hold."""
_SPEAKING = ("named_person", "organisation")
_ENDS = '.!?:;,…”"'


def with_outlets(articles: Iterable[Article], statements: Iterable[Statement], names: Mapping[str, Given]) -> tuple[Article, ...]:
    """The articles; one that names no outlet has the name that stands alone at its head, when the pile cites an outlet of that name or somebody spoke to it.
    `names` are by id.
    """
    known = list(articles)
    if all(article.outlet for article in known):
        return tuple(known)
    index = NameIndex()
    for name in sorted(_cited(known, list(statements), names)):
        index.add(name)
    return tuple(article if article.outlet else _with_outlet(article, index) for article in known)


def signed_by_outlets(articles: Iterable[Article], statements: Iterable[Statement], names: Mapping[str, Given]) -> dict[str, Given]:
    """The names, by article, with those in a byline or below the text that the pile knows as an outlet's: they say whose text the page has."""
    known = list(articles)
    outlets = {core(link.name) for statement in statements for link in statement.chain if link.kind == "outlet"}
    outlets |= {core(article.outlet.value) for article in known if article.outlet}
    found = dict(names)
    for article in known:
        told = names[article.id]
        signed = tuple(name for name in (article.byline, *told.below) if name is not None and core(name.value) in outlets)
        if signed:
            found[article.id] = replace(told, credited=(*told.credited, *signed))
    return found


def _cited(articles: Sequence[Article], statements: Sequence[Statement], given: Mapping[str, Given]) -> set[str]:
    text = {article.id: article.text for article in articles}
    links = [(statement.article, link) for statement in statements for link in statement.chain if link.kind == "outlet"]
    names = {link.name for _, link in links} | {whole_name(text.get(article, ""), link) for article, link in links}
    credits = [(article, found) for article in articles for found in (article.credit, article.agency, *given[article.id].credited) if found is not None]
    names |= {one.value for article, credit in credits for one in (credit, *listed(credit, article.text))}
    names |= {found.value for told in given.values() for found in told.first} | _told_to(articles, statements)
    return {name for name in names if not is_generic(name) and core(name)}


def _told_to(articles: Iterable[Article], statements: Iterable[Statement]) -> set[str]:
    """Names of several words to whose bearers somebody spoke ("told Sound & Strait"), but for persons and bodies: those say something themselves, or are called
    what bodies are called.
    """
    speaking = {core(link.name) for statement in statements for link in statement.chain if link.kind in _SPEAKING}
    names = {name for article in articles for name in words().told_to.findall(article.text)}
    return {n for n in names if " " in n and core(n) not in speaking and words().bodies.isdisjoint(n.lower().split())}


def whole_name(text: str, link: ChainLink) -> str:
    """The name of a link with the words of it that stand right behind ("Anchor" of "Anchor and Lamp reported")."""
    found = _FURTHER.match(text, link.span.stop) if link.span is not None else None
    return link.name + found[0] if found else link.name


def _with_outlet(article: Article, index: NameIndex) -> Article:
    for span in head_lines(article.text):
        if name := outlet_in(span.of(article.text), index):
            return replace(article, outlet=Found(name, Span(span.start, span.start + len(name)), "a line at the head, cited as an outlet"))
    return article


def outlet_in(line: str, index: NameIndex) -> str:
    """The outlet's name with which a line at the head begins, when one of the names is of that outlet; "" else."""
    return _BEHIND_NAME.split(line, maxsplit=1)[0] if any(core(line) == core(name) for name in index.like(line)) else ""


def headed_by_another(article: Article, name: str) -> bool:
    """Whether a line at the head, between headline and text, names somebody else than `name`: an outlet that is not known as one, or who signs."""
    title = article.title.value if article.title else ""
    lines = (span.of(article.text) for span in head_lines(article.text))
    return any(line != title and _NAME_LINE.fullmatch(line) is not None and not same_name(line, name) for line in lines)


def head_lines(text: str) -> Iterator[Span]:
    """Short lines at the head that are no sentence."""
    start = 0
    for line in text[:_HEAD].split("\n")[:-1]:
        bare = line.strip()
        if bare and len(bare) <= _LONGEST and bare[0].isupper() and bare[-1] not in _ENDS:
            at = start + line.index(bare)
            yield Span(at, at + len(bare))
        start += len(line) + 1
