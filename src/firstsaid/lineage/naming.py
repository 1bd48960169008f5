"""Whose a text or a matter is, where a page says so in other forms than a credit line or a reporting phrase."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from firstsaid.lineage.names import FILLERS, MASTHEADS, is_agency, is_generic
from firstsaid.lineage.words import words
from firstsaid.model import Article, Found, Span

_LINE = 60
"""Longest line that does nothing but name an author, in characters."""
_REACH = 60
_FIRST = "said to have had it first"
_LISTED = 100
"""Longest credit that may list several authors, in characters."""
_LABEL = 30
_PERSON = re.compile(r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){1,3}")
_PLACED = re.compile(r" (?:in|at|from) [A-Z].*$")
_BETWEEN = re.compile(r"\s*[,;/|·]\s*(?:and\s+)?")
_AND = re.compile(r"\s*(?:[,;/|·]|\band\b|&)\s*(?:and\s+)?")
_COPYRIGHT = re.compile(r"© ?(?:\d{4} )?([^.,;|/]{2,40})(?:[.,;|].*)?")
"""A copyright line; "© Agency / Name" is a picture's."""
_SIGNED_FOR = re.compile(r"[Bb][Yy] [^.;]{2,60}?(?:,| of| for| at| [|/–—-]|/)(?: the)? ([A-Z][^.,;|/]{2,40})")
"""A line at the head that says for whom somebody wrote: "By Ann Lee, Fenland Gazette"."""
_BELOW = re.compile(r"(?:© ?(?:\d{4} )?|By )([A-Zt][^.,;|/]{2,100})")


@dataclass(frozen=True, slots=True)
class Given:
    """Whom a page names as author in forms that the reader of pages does not know."""

    credited: tuple[Found, ...]
    first: tuple[Found, ...]
    """Those who had the matter first."""
    below: tuple[Found, ...] = ()
    """Names in a line below the text ("© Norwire", "By Norwire and Palvera Press") or beside who signs at its head, which are authors if they are outlets."""


def given(article: Article) -> Given:
    """Whom the page names."""
    return Given(tuple(credited(article)), tuple(first_told(article)), (*_signed_for(article), *_below(article)))


def credited(article: Article) -> Iterator[Found]:
    """Authors whom the page names in a dateline or in a line of their own that was not read as a credit; the copyright line of an agency is one."""
    body = article.reported()
    if article.agency is None and body:
        dateline = words().dateline.match(article.text, body[0].start, body[0].stop)
        if dateline:
            yield Found(dateline[1], Span(*dateline.span(1)), "a dateline")
    headline = article.title.span if article.title is not None else None
    for line in _lines(article.text):
        if headline is not None and line.start < headline.stop and headline.start < line.stop:
            continue
        told = line.of(article.text)
        found = words().credited.fullmatch(told) or _COPYRIGHT.fullmatch(told)
        if found and found[1][:1].isupper() and not is_generic(found[1]) and (told[0] != "©" or is_agency(found[1].strip())):
            name = found[1].strip()
            yield Found(name, Span(line.start + found.start(1), line.start + found.start(1) + len(name)), "a line of its own")


def _signed_for(article: Article) -> Iterator[Found]:
    """A name that stands beside that of who signs, in a line of its own above the text."""
    body = article.reported()
    head = article.text[: body[0].start if body else 0]
    for line in _lines(head):
        if (found := _SIGNED_FOR.fullmatch(line.of(head))) is not None:
            name = found[1].strip()
            yield Found(name, Span(line.start + found.start(1), line.start + found.start(1) + len(name)), "a line at the head")


def _below(article: Article) -> Iterator[Found]:
    """Names that stand in a line of their own below the text."""
    text, reported = article.text, article.reported()
    last = text.rfind("\n", 0, reported[-1].stop) + 1 if reported else len(text)
    for line in _lines(text, last):
        found = _BELOW.fullmatch(line.of(text))
        for name in _AND.split(found[1]) if found else ():
            at = text.index(name, line.start)
            yield Found(name.removeprefix("the "), Span(at, at + len(name)), "a line below the text")


def is_staff(found: Found, text: str) -> bool:
    """Whether a credit names persons or desks who worked on the text ("Reporting by Orla Venn in Lisk; editing by …", "Reporting by Lisk newsroom"), and no
    outlet that it is from.
    """
    before = text[max(0, found.span.start - _LABEL) : found.span.start] if found.span else ""
    if not words().worked.search(before):
        return False
    names = [name for name in _AND.split(_PLACED.sub("", found.value)) if name.rsplit(" ", 1)[-1].lower() not in words().desks]
    return all(_PERSON.fullmatch(name) and not (set(name.lower().split()) & (FILLERS | MASTHEADS)) for name in names)


def listed(found: Found, text: str) -> Iterator[Found]:
    """The authors that one credit lists, each with its place: "Norwire, Palvera Press" are two, "Anchor and Lamp" is one unless "Sources:" stands before it."""
    several = found.span is not None and words().several.search(text, max(0, found.span.start - _LABEL), found.span.start)
    names = [name.removeprefix("the ") for name in (_AND if several else _BETWEEN).split(found.value)]
    if len(names) < 2 or len(found.value) > _LISTED or not all(name[:1].isupper() for name in names):
        yield found
        return
    for name in names:
        at = text.find(name, *found.span) if found.span else -1
        yield Found(name, Span(at, at + len(name)) if at >= 0 else None, found.rule)


def first_told(article: Article) -> Iterator[Found]:
    """Outlets of which the page says that they had the matter first."""
    text = article.text
    first = [pattern for hints, pattern in words().first if any(hint in text for hint in hints)]
    for span in article.reported():
        told = (m for m in words().by_name.finditer(text, *span) if _broken(text[max(span.start, m.start() - _REACH) : m.start()]))
        named = chain(told, *(pattern.finditer(text, *span) for pattern in first))
        yield from (Found(m[1], Span(*m.span(1)), _FIRST) for m in named)
        for verb in words().was_first.finditer(text, *span):
            start = max(span.start, verb.start() - _REACH)
            if name := words().named_last.search(text[start : verb.start()]):
                yield Found(name[1], Span(start + name.start(1), start + name.end(1)), _FIRST)


def _broken(before: str) -> bool:
    """Whether what stands before "by" says of the matter that somebody told it."""
    return before.lower().endswith(words().told_by) and words().matter.search(before) is not None


def _lines(text: str, start: int = 0) -> Iterator[Span]:
    """Short lines from a place on where a line starts."""
    for line in text[start:].split("\n"):
        bare = line.strip()
        if bare and len(bare) <= _LINE:
            at = start + line.index(bare)
            yield Span(at, at + len(bare))
        start += len(line) + 1
