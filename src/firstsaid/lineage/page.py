"""An article prepared once for every pair it takes part in."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from firstsaid.lineage.content import WORD
from firstsaid.lineage.heads import headed_by_another
from firstsaid.lineage.names import NameIndex, any_same, is_agency, is_generic, is_short_for, same_name
from firstsaid.lineage.naming import Given, is_staff, listed
from firstsaid.model import Article, ChainLink, Found, Place, Span, Statement

NAMED = ("named_person", "organisation", "document")
"""Kinds of voice that are one speaker wherever they are named."""
_WORD = re.compile(r"\w+")
_SHORTEST_SENTENCE = 5
_SHORTEST_NAME = 3
LONGEST_NAME = 60
"""Characters of a name that a line of a menu may be."""
_SUPPLIED = 2
_BEFORE = 4
_OPENING = re.compile(r"(?:[.!?:\n][^\w\n]*|\A[^\w\n]*)$")
"""What stands before the first word of a sentence, which has its capital for that."""


@dataclass(frozen=True, slots=True)
class Citation:
    """An outlet, body or document that a statement of the page comes through or from."""

    link: ChainLink
    statement: Statement
    last: bool
    """Whether it is the chain's last link: it said so itself."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An outlet that a page names."""

    name: str
    span: Span
    sentence: Span
    alone: bool
    """Whether it stands in a short line of its own, as an author's name does."""
    told_by: tuple[str, ...] = ()
    """Those of the outlet's pages, where it has several, that tell what the sentence tells."""
    acts: bool = False
    """Whether the story's pages let it speak as a body or person does (a company, a ministry), and none as an outlet does."""


class Reported:
    """The words that an article reports, each found when it is first asked for: most pages share none with another."""

    def __init__(self, article: Article, statements: tuple[Statement, ...]) -> None:
        self._article = article
        self._statements = statements
        self._heard: dict[tuple[str, ...], tuple[Span, ...]] = {}

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """First characters of the words, ascending."""
        text = self._article.text
        return tuple([m.start() for span in self._article.reported() for m in WORD.finditer(text, span.start, span.stop)])

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """The words, as no house style changes them."""
        text = self._article.text
        return tuple([as_in_copies(text[start : m.end()]) for start in self.starts if (m := WORD.match(text, start))])

    @cached_property
    def held(self) -> frozenset[str]:
        """Every word of the page, reported or not."""
        return frozenset(_WORD.findall(self._article.text))

    @cached_property
    def telling(self) -> tuple[int, ...]:
        """The same of those that are no names and stand in no source or cue."""
        text = self._article.text
        parts = sorted({p for s in self._statements for p in (s.source, s.cue) if p is not None})
        kept: list[int] = []
        at, reach = 0, 0
        for start in self.starts:
            while at < len(parts) and parts[at].start <= start:
                reach = max(reach, parts[at].stop)
                at += 1
            if start >= reach and (not text[start].isupper() or _OPENING.search(text, max(0, start - _BEFORE), start)):
                kept.append(start)
        return tuple(kept)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Sentences that lie in what is reported and are long enough to be missed."""
        return tuple(self._missable(self.between))

    @cached_property
    def lede(self) -> Span | None:
        """The first of these, for which no more is read than need be."""
        text, reported = self._article.text, self._article.reported()

        def between(span: Span) -> int:
            near = (r for r in reported if r.start < span.stop and span.start < r.stop)
            return sum(span.start <= m.start() < span.stop for r in near for m in WORD.finditer(text, r.start, min(r.stop, span.stop)))

        return next(self._missable(between), None)

    @cached_property
    def voiced(self) -> tuple[tuple[str, tuple[Span, ...]], ...]:
        """The named voices of its statements, each with what it says."""
        return tuple([(s.chain[-1].name, s.content) for s in self._statements if s.chain and s.chain[-1].kind in NAMED])

    @cached_property
    def introduced(self) -> dict[str, Span]:
        """Surnames of persons whom the page names in full, sorted, with the place where it does so first."""
        kept: dict[str, Span] = {}
        for link in (link for statement in self._statements for link in statement.chain):
            parts = link.name.split()
            if link.kind == "named_person" and link.span is not None and len(parts) > 1 and len(parts[-1]) >= _SHORTEST_NAME:
                at = self._article.text.find(link.name)
                if at >= 0:
                    kept.setdefault(parts[-1], Span(at, at + len(link.name)))
        return dict(sorted(kept.items()))

    def heard(self, own: tuple[str, ...]) -> tuple[Span, ...]:
        """What the page, whose outlet goes by these names, says that somebody told it itself."""
        if own not in self._heard:
            self._heard[own] = _heard(own, self._statements)
        return self._heard[own]

    def _missable(self, between: Callable[[Span], int]) -> Iterator[Span]:
        """Both sentences and what is reported are in order, so one walk does."""
        at, reported = 0, self._article.reported()
        for sentence in sorted(self._article.sentences):
            while at < len(reported) and reported[at].stop <= sentence.start:
                at += 1
            if at < len(reported) and reported[at].overlap(sentence) and between(sentence) >= _SHORTEST_SENTENCE:
                yield sentence

    def between(self, span: Span) -> int:
        """Number of words that begin inside `span`."""
        return bisect_left(self.starts, span.stop) - bisect_left(self.starts, span.start)


@dataclass(frozen=True, slots=True)
class Page:
    """An article with what lineage asks of it."""

    article: Article
    statements: tuple[Statement, ...]
    words: Reported
    own: tuple[str, ...]
    """Names under which others would cite it: its outlet, and the agency whose own page it is."""
    borrowed: tuple[Found, ...]
    """Authors other than itself that its credit, byline or dateline names."""
    generic: Found | None
    """A credit to agencies in general."""
    citations: tuple[Citation, ...]
    """Relays and outlets that its statements name, itself left out."""
    supplies: bool = False
    """Whether two other outlets of the story name it as author of their texts, as they do with an agency."""
    only: bool = True
    """Whether it is its outlet's only page in the story."""
    also: tuple[str, ...] = ()
    """Outlets that print the same text word for word."""
    mentions: tuple[Mention, ...] = ()
    """Other outlets that it names."""
    here: tuple[str, ...] = ()
    """Those of the outlets that it names which have a page of their own in the story."""
    traced: tuple[Found, ...] = ()
    """Other outlets of which it says that they had the matter first."""

    @property
    def starts(self) -> tuple[int, ...]:
        """First characters of the reported words, ascending."""
        return self.words.starts

    @property
    def sentences(self) -> tuple[Span, ...]:
        """Reported sentences long enough to be missed."""
        return self.words.sentences

    @property
    def heard(self) -> tuple[Span, ...]:
        """What it says that somebody told it itself ("the mayor told the Gazette")."""
        return self.words.heard(self.own)

    @property
    def id(self) -> str:
        """The article's id."""
        return self.article.id

    @property
    def names(self) -> tuple[str, ...]:
        """Every name under which others would cite the text."""
        return self.own + self.also

    @property
    def is_agency(self) -> bool:
        """Whether it is an agency's own page: the agency that it names as author is itself, or its outlet is known as one or supplies others."""
        agency = self.article.agency
        return self.supplies or (agency is not None and any_same(agency.value, self.own)) or any(is_agency(name) for name in self.own)

    def named(self) -> tuple[str, ...]:
        """Authors and relays that the page names."""
        return tuple(sorted(self.authors() | {c.link.name for c in self.citations} | {m.name for m in self.mentions}))

    def has_page(self, name: str) -> bool:
        """Whether an outlet that the page names has a page of its own in the story."""
        return any_same(name, self.here)

    def authors(self) -> set[str]:
        """Other outlets that it names as author of its text or as the first to tell."""
        return {found.value for found in (*self.borrowed, *self.traced)}

    def words_in(self, span: Span) -> int:
        """Number of reported words that begin inside `span`."""
        return self.words.between(span)

    def telling_words(self, span: Span) -> int:
        """Number of reported words inside `span` that are no names and do not tell who speaks."""
        telling = self.words.telling
        return bisect_left(telling, span.stop) - bisect_left(telling, span.start)

    def voices_at(self, span: Span) -> tuple[str, ...]:
        """Named voices to which the page ascribes at least half of `span`."""
        half = (span.stop - span.start) / 2
        return tuple(sorted({name for name, content in self.words.voiced if sum([c.overlap(span) for c in content]) >= half}))

    def place(self, span: Span | None) -> tuple[Place, ...]:
        """`span` in this article, as evidence names it; nothing for a fact that stands in metadata only."""
        return (Place(self.id, span.start, span.stop),) if span is not None else ()


def as_in_copies(word: str) -> str:
    """A word as no house style changes it."""
    return word.casefold().replace("’", "'")


def prepare(article: Article, statements: Iterable[Statement], names: Given) -> Page:
    """The page of `article`, given the statements found in it and whom it names as author."""
    mine = tuple(statements)
    own = _own_names(article)
    given = (f for f in (article.agency, article.credit, *names.credited) if f is not None and not is_staff(f, article.text))
    named = [one for f in given for one in listed(f, article.text)]
    generic = next((f for f in named if is_generic(f.value)), None)
    citations = _citations(article, own, mine)
    return Page(article, mine, Reported(article, mine), own, other_authors(named, own), generic, citations, traced=other_authors(names.first, own))


@dataclass(frozen=True, slots=True)
class Outlets:
    """What the texts of one story tell of its outlets."""

    supplying: frozenset[str]
    """Those that two other outlets name as the author of different texts."""
    once: frozenset[str]
    """Those that have one text in the story."""

    def tell(self, page: Page) -> Page:
        """The page with what is known of its outlet."""
        supplies, only = any(n in self.supplying for n in page.names), all(n in self.once for n in page.own)
        return page if (supplies, only) == (page.supplies, page.only) else replace(page, supplies=supplies, only=only)


def outlets_of(texts: Iterable[Page]) -> Outlets:
    """The outlets of one story, given one page for every text."""
    known = list(texts)
    holders: Counter[str] = Counter(name for page in known for name in page.names)
    authors = [(page.own, page.names, [found.value for found in page.borrowed]) for page in known]
    return Outlets(supplying(authors), frozenset(name for name, times in holders.items() if times == 1))


def supplying(pages: Iterable[tuple[Sequence[str], Sequence[str], Sequence[str]]]) -> frozenset[str]:
    """Names under which pages are known and which two other outlets name as author; given each page's own names, all its names, and its authors."""
    credited: dict[str, set[str]] = {}
    index = NameIndex()
    holders: set[str] = set()
    for own, names, authors in pages:
        holders.update(names)
        for author in authors if own else ():
            credited.setdefault(author, set()).add(own[0])
            index.add(author)
    return frozenset(name for name in holders if len({outlet for like in index.like(name) for outlet in credited[like]}) >= _SUPPLIED)


def _own_names(article: Article) -> tuple[str, ...]:
    """Its outlet; with it the agency of its dateline when that is the outlet itself or no outlet is known."""
    outlet, agency = article.outlet, article.agency
    names = [outlet.value] if outlet else []
    if agency and not is_generic(agency.value):
        dated = outlet is None and "dateline" in agency.rule and not headed_by_another(article, agency.value)
        if dated or (outlet and same_name(outlet.value, agency.value)):
            names.append(agency.value)
    return tuple(names)


def other_authors(named: Iterable[Found], own: tuple[str, ...]) -> tuple[Found, ...]:
    """Those named as author that are not the page itself nor agencies in general, each once."""
    kept: list[Found] = []
    for found in named:
        if not is_generic(found.value) and not any_same(found.value, own) and not any(same_name(found.value, k.value) for k in kept):
            kept.append(found)
    return tuple(kept)


def _citations(article: Article, own: tuple[str, ...], statements: tuple[Statement, ...]) -> tuple[Citation, ...]:
    return tuple(
        Citation(link, statement, index == len(statement.chain) - 1)
        for statement in statements
        for index, link in enumerate(statement.chain)
        if (link.kind in ("outlet", "unnamed_outlets", "document") or (link.kind == "organisation" and index < len(statement.chain) - 1))
        and not means_itself(article, own, link.name)
    )


def _heard(own: tuple[str, ...], statements: tuple[Statement, ...]) -> tuple[Span, ...]:
    relayed = (s for s in statements if len(s.chain) > 1 and own)
    itself = (s for s in relayed if any(any_same(link.name, own) or any(is_short_for(link.name, one) for one in own) for link in s.chain[:-1]))
    return tuple(sorted({span for s in itself for span in s.content}))


def means_itself(article: Article, own: tuple[str, ...], name: str) -> bool:
    """Whether a page that cites `name` means itself: its own name, a short form of it ("the Gazette"), or, where it tells no outlet, the name over its menu."""
    if any_same(name, own) or any(is_short_for(name, one) for one in own):
        return True
    if article.outlet is not None or len(name) > LONGEST_NAME:
        return False
    lines = (line for span in article.spans("furniture") for line in span.of(article.text).split("\n"))
    return any(len(line) <= 2 * LONGEST_NAME and line.strip().casefold() == name.casefold() for line in lines)
