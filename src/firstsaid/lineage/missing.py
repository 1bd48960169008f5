"""Relays, agencies and documents that are cited and not in the pile."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from firstsaid.lineage.content import Telling
from firstsaid.lineage.holders import Agencies, Holders, Outlets, Own, found, own_names
from firstsaid.lineage.names import NameIndex, core, is_generic
from firstsaid.lineage.page import other_authors
from firstsaid.model import Found, MissingUpstream, Place, Span, content_id
from firstsaid.model.columns import Columns, rows
from firstsaid.model.options import LineageOptions

_SAME_MATTER = 3
"""Names and figures that a page of the outlet cited has too, so that it is of the same matter, whatever story it was put into."""
_RELATED = pa.array(("edition", "republished", "excerpted", "rewritten", "quotes", "recalls", "same page", "undetermined"))
_SEEN = ("borne out", "contradicted")
"""Verdicts on a citation for which a page of the one cited speaks of what is ascribed."""
_LAST = 1 << 32
_AT_ONCE = 1 << 14
"""Articles whose names and figures are held at once."""


class _Citation(NamedTuple):
    """Something that a page cites."""

    article: str
    number: int
    """Which of the page's references it is, authors behind all others."""
    name: str
    kind: str
    place: Place
    statement: str | None
    check: str = ""
    """The id under which it is held against pages of the pile."""
    pronoun: bool = False
    """Whether the page says only "it said", which is too weak to miss another page for."""

    @property
    def key(self) -> tuple[str, str | None]:
        """The same for places that cite the same."""
        return self.name, self.statement


class _Lacking(NamedTuple):
    """What pages cite and do not have beside them."""

    citations: list[_Citation]
    doubtful: list[_Citation]
    """Those of outlets that have pages, but in other stories."""
    credits: dict[str, Found]
    """Credits to agencies in general, by page."""


class _Page(NamedTuple):
    """Whom a page cites and credits, itself left out."""

    article: str
    cites: list[_Citation]
    authors: tuple[Found, ...]
    generic: Found | None
    """A credit to agencies in general."""


class _Text(NamedTuple):
    """What is read of an article."""

    text: str
    sentences: tuple[Span, ...]


@dataclass(slots=True)
class _Cited:
    name: str
    kind: str
    places: set[Place] = field(default_factory=set)


def missing_upstream(columns: Columns, options: LineageOptions) -> list[MissingUpstream]:
    """What the whole pile cites and does not hold, with the words that cite it. Reads citing, placements, derivations, citations; of articles the texts of
    pages that are cited from other stories.
    """
    del options
    stories = dict(rows(columns, "placements", "article", "story"))
    outlets = Outlets(columns)
    own = own_names(columns, outlets)
    holders = Holders(own, stories)
    beside = _related(columns)
    authors: dict[str, tuple[str, ...]] = {}
    lacking, seen = _Lacking([], [], {}), _seen(columns)
    for page in _pages(columns, own, outlets):
        authors |= {page.article: tuple(one.value for one in page.authors)} if page.authors else {}
        _sort_out(page._replace(cites=[cited for cited in page.cites if cited.check not in seen]), holders, beside.get(page.article, set()), lacking)
    agencies = Agencies(own, stories, authors)
    elsewhere = _of_the_matter(columns, lacking.doubtful, holders)
    away = [citation for citation in lacking.doubtful if (citation.article, citation.name) not in elsewhere]
    told = _told(columns, away, holders)
    bodies = _Bodies(own, stories)
    noted: dict[tuple[str, ...], _Noted] = {}
    missed = [*lacking.citations, *(citation for citation in away if citation.key not in told)]
    unnamed = ((page, credit) for page, credit in lacking.credits.items() if not any(map(agencies.is_one, beside.get(page, ()))))
    missed += [_Citation(page, _LAST, credit.value, "unnamed_outlets", Place(page, *credit.span), None) for page, credit in unnamed if credit.span]
    for citation in sorted(missed, key=lambda one: (one.article, one.number)):
        perhaps = bodies.perhaps(citation) if citation.kind == "organisation" else ()
        noted.setdefault(perhaps, _Noted()).note(citation.name, citation.kind, citation.place)
    return [row for perhaps in sorted(noted) for row in noted[perhaps].missing(perhaps)]


def _seen(columns: Columns) -> frozenset[str]:
    """Ids of the citations that a page of the pile bears out or contradicts: whatever story it was put into, it is what they cite."""
    return frozenset(check for check, verdict in rows(columns, "citations", "id", "verdict") if verdict in _SEEN)


def _check(cite: Mapping[str, Any]) -> str:
    """The id under which a reference is held against pages of the pile; "" for one that stands in no statement."""
    return content_id("citation", cite["statement"], cite["called"]) if cite["statement"] else ""


def _related(columns: Columns) -> dict[str, set[str]]:
    """The pages that each page is related to."""
    related: dict[str, set[str]] = {}
    for batch in columns.batches("derivations", ("article_a", "article_b", "relation")):
        kept = batch.filter(pc.is_in(batch.column(2), _RELATED))
        for one, other in zip(kept.column(0).to_pylist(), kept.column(1).to_pylist(), strict=True):
            related.setdefault(one, set()).add(other)
            related.setdefault(other, set()).add(one)
    return related


def _pages(columns: Columns, own: Mapping[str, Own], outlets: Outlets) -> Iterator[_Page]:
    """What every page cites, one after the other."""
    for article, cites, told, signed, first in rows(columns, "citing", "article", "cites", "authors", "signed", "first"):
        who = own[article]
        named = [*map(found, told), *(found(one) for name in signed if outlets.is_outlet(name["name"]) for one in name["authors"])]
        authors, traced = other_authors(named, who.names), other_authors(map(found, first), who.names)
        citations = [
            _Citation(article, number, cite["name"], cite["kind"], Place(article, **cite["span"]), cite["statement"], _check(cite), cite["pronoun"])
            for number, cite in enumerate(cites)
            if not who.is_meant(cite["called"]) and (who.telling or not cite["heading"])
        ]
        places = ((one.value, Place(article, *one.span)) for one in (*authors, *traced) if one.span is not None)
        citations += [_Citation(article, len(cites) + number, name, "outlet", place, None) for number, (name, place) in enumerate(places)]
        yield _Page(article, citations, authors, next((one for one in named if is_generic(one.value)), None))


def _sort_out(page: _Page, holders: Holders, beside: Set[str], lacking: _Lacking) -> None:
    """Add what a page cites and does not have: a page of that name in its story, or one that it is related to."""
    for cited in page.cites:
        there = holders.named(cited.name)
        if not there:
            lacking.citations.append(cited)
        elif not (cited.pronoun or not there.isdisjoint(beside) or holders.in_story(cited.name, page.article)):
            lacking.doubtful.append(cited)
    if page.generic is not None:
        lacking.credits[page.article] = page.generic


def _of_the_matter(columns: Columns, doubtful: Iterable[_Citation], holders: Holders) -> set[tuple[str, str]]:
    """By article and name, which citations have a page of that name on the same matter in another story: it has the same names and figures."""
    asking: dict[str, set[str]] = {}
    for cited in doubtful:
        asking.setdefault(cited.article, set()).add(cited.name)
    pages = sorted(asking)
    some = [_alike(columns, {page: asking[page] for page in pages[at : at + _AT_ONCE]}, holders) for at in range(0, len(pages), _AT_ONCE)]
    return set[tuple[str, str]]().union(*some)


def _alike(columns: Columns, asking: Mapping[str, Set[str]], holders: Holders) -> set[tuple[str, str]]:
    """The same for some articles, given the names that each asks for."""
    shared: dict[str, str] = {}
    things = {page: frozenset([shared.setdefault(one, one) for one in told if one not in holders.words]) for page, told in _of(columns, "things", asking)}
    open_: dict[str, set[str]] = {}
    for page, names in asking.items():
        for name in names:
            open_.setdefault(name, set()).add(page)
    meant = _names_of(open_, holders)
    found: set[tuple[str, str]] = set()
    for page, told in _of(columns, "things", meant):
        theirs = frozenset(told)
        for name in meant[page]:
            others = theirs.difference(name.lower().split())
            alike = {one for one in open_[name] if len(things[one] & others) >= _SAME_MATTER}
            open_[name] -= alike
            found.update((one, name) for one in alike)
    return found


def _names_of(names: Iterable[str], holders: Holders) -> dict[str, list[str]]:
    """The names that mean each page."""
    found: dict[str, list[str]] = {}
    for name in names:
        for page in holders.named(name):
            found.setdefault(page, []).append(name)
    return found


def _of(columns: Columns, column: str, pages: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """What some pages tell, one after the other."""
    wanted = pa.array(sorted(pages), pa.string())
    for batch in columns.batches("citing", ("article", column)):
        kept = batch.filter(pc.is_in(batch.column(0), wanted))
        yield from zip(kept.column(0).to_pylist(), kept.column(1).to_pylist(), strict=True)


def _told(columns: Columns, away: Iterable[_Citation], holders: Holders) -> set[tuple[str, str | None]]:
    """Of what pages of no story in common cite, by name and statement, what those tell whom they cite."""
    asked: dict[str, list[_Citation]] = {}
    for cited in away:
        if cited.statement is not None:
            asked.setdefault(cited.article, []).append(cited)
    wants: dict[str, dict[frozenset[str], set[tuple[str, str | None]]]] = {}
    shared: dict[str, str] = {}
    for page, wanted in _of(columns, "wanted", asked):
        for cited in asked[page]:
            words = frozenset([shared.setdefault(word, word) for word in wanted[cited.number]])
            wants.setdefault(cited.name, {}).setdefault(words, set()).add(cited.key)
    names = _names_of(wants, holders)
    telling = Telling(words for by_words in wants.values() for words in by_words)
    told: set[tuple[str, str | None]] = set()
    for page, text in _texts(columns, names.keys()):
        for name in names[page]:
            open_ = [words for words, keys in wants[name].items() if not keys <= told]
            told.update(key for words in telling.told(text, open_) for key in wants[name][words])
    return told


def _texts(columns: Columns, pages: Iterable[str]) -> Iterator[tuple[str, _Text]]:
    """The texts of some articles, one after the other."""
    wanted = pa.array(sorted(pages), pa.string())
    for batch in columns.batches("articles", ("id", "text", "sentences")):
        kept = batch.filter(pc.is_in(batch.column(0), wanted))
        for row in kept.to_pylist():
            yield row["id"], _Text(row["text"], tuple(Span(**sentence) for sentence in row["sentences"]))


class _Bodies:
    """Pages that may be those of a body which is cited by a short name ("police", "the pension fund")."""

    def __init__(self, own: Mapping[str, Own], stories: Mapping[str, str]) -> None:
        self._own = own
        self._stories = stories
        self._named: dict[str, list[str]] = {}
        for page, story in stories.items():
            if page in own and own[page].full:
                self._named.setdefault(story, []).append(page)

    def perhaps(self, cited: _Citation) -> tuple[str, ...]:
        """The pages of its story, sorted."""
        pages = self._named.get(self._stories.get(cited.article, ""), ())
        return tuple(sorted(page for page in pages if page != cited.article and self._own[page].may_be(cited.name)))


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

    def missing(self, perhaps: tuple[str, ...]) -> Iterator[MissingUpstream]:
        """The records, by name; `perhaps` are the pages that may be their own."""
        for _, cited in sorted(self._cited.items()):
            identity = content_id("missing", cited.name, cited.kind, *perhaps)
            yield MissingUpstream(identity, cited.name, cited.kind, tuple(sorted(cited.places)), perhaps)
