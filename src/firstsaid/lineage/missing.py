"""Relays, agencies and documents that are cited and not in the pile."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from firstsaid.lineage.content import Telling, named_things, wanted_words
from firstsaid.lineage.gather import named_pages, told_together
from firstsaid.lineage.names import NameIndex, core, is_description
from firstsaid.lineage.page import Page, means_itself
from firstsaid.lineage.printed import issuer
from firstsaid.lineage.words import words
from firstsaid.model import ChainLink, MissingUpstream, Pile, Place, Statement, content_id
from firstsaid.model.options import LineageOptions

_BY_DOCUMENT = ("report",)
_REACH = 40
_BEFORE_OF = re.compile(r" (?:of|by|from|at|in|on|to) ")
_ISSUED = re.compile(r"[a-z][\w’' -]{0,80}? (?:by|of|from|at) (?:the )?([A-Z][\w’'-]*(?: (?:of|for|and|the|[A-Z][\w’'-]*))*)")
_SAME_MATTER = 3
"""Names and figures that a page of the outlet cited has too, so that it is of the same matter, whatever story it was put into."""
_PRONOUNS = ("it", "they", "he", "she", "who", "which")
_Citation = tuple[str, str, Place, Statement | None]
"""What a page cites: its name, its kind, the words, and the statement that they stand in."""
_RELATED = ("edition", "republished", "excerpted", "rewritten", "quotes", "recalls", "same page", "undetermined")


@dataclass(slots=True)
class _Cited:
    name: str
    kind: str
    places: set[Place] = field(default_factory=set)


def missing_upstream(pile: Pile, options: LineageOptions) -> list[MissingUpstream]:
    """What the whole pile cites and does not hold, with the words that cite it. Reads articles, statements, derivations."""
    pages = named_pages(pile)
    cited = [(page, list(_citations(page))) for page in pages.values()]
    story = {p.article: p.story for p in pile.placements}
    holders = _Holders(cited, _related(pile), story)
    asking = {story.get(page.id) for page, _ in cited if page.generic and page.id in holders.related}
    agencies = _agencies({page.id: page for page, _ in cited if story.get(page.id) in asking}, pile)
    lacking = [(page, [citation for citation in citations if not holders.has(page, citation)]) for page, citations in cited]
    told = _told(lacking, holders)
    found = _Noted()
    for page, citations in lacking:
        for name, kind, place, statement in citations:
            if statement is None or (name, statement.id) not in told:
                found.note(name, kind, place)
        generic = page.generic
        if generic and generic.span and agencies.isdisjoint(holders.related.get(page.id, ())):
            found.note(generic.value, "unnamed_outlets", Place(page.id, *generic.span))
    return found.missing()


def _agencies(pages: Mapping[str, Page], pile: Pile) -> frozenset[str]:
    """Ids of the pages that are an agency's own."""
    told, _ = told_together(pages, pile)
    return frozenset(page.id for page in told.values() if page.is_agency)


def _related(pile: Pile) -> dict[str, set[str]]:
    related: dict[str, set[str]] = {}
    for d in pile.derivations:
        if d.relation in _RELATED:
            related.setdefault(d.article_a, set()).add(d.article_b)
            related.setdefault(d.article_b, set()).add(d.article_a)
    return related


def _told(cited: Iterable[tuple[Page, Sequence[_Citation]]], holders: "_Holders") -> set[tuple[str, str]]:
    """Of what pages of no story in common cite, by name and statement, what those tell whom they cite."""
    asked = {
        (name, statement.id): (wanted_words(page.article, statement.content), there)
        for page, citations in cited
        for name, _, _, statement in citations
        if statement is not None and (there := holders.named(name))
    }
    pages = frozenset[str]().union(*(there for _, there in asked.values()))
    telling = Telling((holders.articles[page] for page in sorted(pages)), frozenset[str]().union(*(wanted for wanted, _ in asked.values())))
    return {key for key, (wanted, there) in asked.items() if telling.any_tells(wanted, there)}


class _Holders:
    """The pages that a name means, and whether they are of the matter that they are cited for."""

    def __init__(self, pages: Sequence[tuple[Page, Sequence[_Citation]]], related: Mapping[str, set[str]], story: Mapping[str, str]) -> None:
        self.related = related
        self._story = story
        self.articles = {page.id: page.article for page, _ in pages}
        self._things: dict[str, frozenset[str]] = {}
        self._by_name: dict[str, list[str]] = {}
        self._names = NameIndex()
        for page, _ in pages:
            for name in page.own:
                self._by_name.setdefault(name, []).append(page.id)
                self._names.add(name)
        self._outlets = frozenset(word for name in self._by_name for word in name.lower().split())
        self._named: dict[str, frozenset[str]] = {}
        self._in_stories: dict[str, frozenset[str | None]] = {}

    def named(self, name: str) -> frozenset[str]:
        """Ids of the pages that the name means."""
        if name not in self._named:
            self._named[name] = frozenset(i for own in self._names.like(name) for i in self._by_name[own])
        return self._named[name]

    def has(self, page: Page, citation: _Citation) -> bool:
        """Whether the outlet cited has a page in the story, or one elsewhere that shares the text of `page` or is of the same matter. "It said" is too weak
        to miss another page for.
        """
        name, _, _, statement = citation
        there = self.named(name)
        if not there:
            return False
        if statement is not None and statement.source is not None and statement.source.of(page.article.text).lower() in _PRONOUNS:
            return True
        if not there.isdisjoint(self.related.get(page.id, ())):
            return True
        if page.id in self._story and self._story[page.id] in self._stories(name):
            return True
        mine = self._of_the_matter(page.id) - set(name.lower().split())
        return any(len(mine & self._of_the_matter(other)) >= _SAME_MATTER for other in sorted(there))

    def _of_the_matter(self, page: str) -> frozenset[str]:
        """Names and figures of a page, without the names of outlets."""
        if page not in self._things:
            self._things[page] = named_things(self.articles[page]) - self._outlets
        return self._things[page]

    def _stories(self, name: str) -> frozenset[str | None]:
        """The stories of the pages that the name means."""
        if name not in self._in_stories:
            self._in_stories[name] = frozenset(self._story.get(page) for page in self.named(name))
        return self._in_stories[name]


def _citations(page: Page) -> Iterator[_Citation]:
    """Everything the page cites, other than itself and persons."""
    for statement in page.statements:
        for index, link in enumerate(statement.chain):
            if means_itself(page.article, page.own, link.name) or (link.kind == "document" and not _is_paper(link.name)):
                continue
            by_document = _wrote_it(page, link) or (statement.way in _BY_DOCUMENT and link.kind == "organisation")
            relaying = link.kind == "organisation" and index < len(statement.chain) - 1
            if link.kind in ("outlet", "unnamed_outlets", "document") or by_document or relaying:
                span = link.span or statement.source or statement.cue or (statement.content[0] if statement.content else None)
                if span is not None:
                    kind = "document" if by_document and link.kind == "named_person" else link.kind
                    body = _body_of(link.name) if kind == "document" else ""
                    yield body or link.name, "organisation" if body else kind, Place(page.id, span.start, span.stop), statement
    yield from _issuers(page)
    if (printed := issuer(page)) is not None:
        yield printed[0].name, "organisation", printed[1], None
    for found in (*page.borrowed, *page.traced):
        if found.span is not None:
            yield found.value, "outlet", Place(page.id, found.span.start, found.span.stop), None


def _issuers(page: Page) -> Iterator[_Citation]:
    """Bodies of which the page cites what they wrote, in whatever form ("a survey by the Harbour Office has it that …")."""
    text = page.article.text
    for span in page.article.reported():
        for found in words().issuer.finditer(text, span.start, span.stop):
            before = text[max(0, found.start(1) - _REACH) : found.start(1)]
            is_body = not words().bodies.isdisjoint(found[1].lower().split())
            if is_body and words().written.search(before) and not means_itself(page.article, page.own, found[1]):
                yield found[1], "organisation", Place(page.id, *found.span(1)), None


def _body_of(document: str) -> str:
    """The body whose document it is ("a study by the Harm Institute"), under whose name other pages cite it too; "" where none is told."""
    found = _ISSUED.fullmatch(document)
    return found[1] if found and not words().bodies.isdisjoint(found[1].lower().split()) else ""


def _is_paper(name: str) -> bool:
    """Whether a document is one that could be had: it has a title or an issuer, or is of a kind that is written down, and is not only "the second letter"."""
    if is_description(name):
        return False
    kind = _BEFORE_OF.split(name)[0]
    return any(c.isupper() for c in name) or not words().papers.isdisjoint(kind.lower().split())


def _wrote_it(page: Page, link: ChainLink) -> bool:
    """Whether the page speaks of a report by this person or body, or of a letter by this body, so that what they wrote is what it cites."""
    if link.span is None or link.kind not in ("named_person", "organisation"):
        return False
    around = page.article.text[max(0, link.span.start - _REACH) : link.span.stop]
    at = around.rfind(link.name)
    kind = words().issued if link.kind == "named_person" else words().written
    return at >= 0 and bool(kind.search(around[:at]))


class _Noted:
    """What is missing so far, by name."""

    def __init__(self) -> None:
        self._cited: dict[tuple[str, ...], _Cited] = {}
        self._names = NameIndex()

    def note(self, name: str, kind: str, place: Place) -> None:
        """Note that a place cites a name; another form of a name that is known goes with it."""
        key = core(name)
        cited = self._cited.get(key) or next((self._cited[core(like)] for like in self._names.like(name)), None)
        if cited is None:
            cited = self._cited[key] = _Cited(name, kind)
            self._names.add(name)
        elif kind == "outlet":
            cited.kind = kind
        cited.places.add(place)

    def missing(self) -> list[MissingUpstream]:
        """The records, by name."""
        return [MissingUpstream(content_id("missing", c.name, c.kind), c.name, c.kind, tuple(sorted(c.places))) for _, c in sorted(self._cited.items())]
