"""Relays, agencies and documents that are cited and not in the pile."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from firstsaid.lineage.content import told_in
from firstsaid.lineage.gather import pages_of
from firstsaid.lineage.names import any_same, core, same_name
from firstsaid.lineage.page import Page
from firstsaid.model import MissingUpstream, Pile, Place, Statement, content_id
from firstsaid.model.options import LineageOptions

_BY_DOCUMENT = ("report",)
_RELATED = ("edition", "republished", "excerpted", "rewritten", "quotes", "recalls", "same page", "undetermined")


@dataclass(slots=True)
class _Cited:
    name: str
    kind: str
    places: set[Place] = field(default_factory=set)


def missing_upstream(pile: Pile, options: LineageOptions) -> list[MissingUpstream]:
    """What the whole pile cites and does not hold, with the words that cite it. Reads articles, statements, derivations."""
    pages = pages_of(pile)
    holders: dict[str, list[str]] = {}
    for page in pages.values():
        for name in page.own:
            holders.setdefault(name, []).append(page.id)
    related: dict[str, set[str]] = {}
    for d in pile.derivations:
        if d.relation in _RELATED:
            related.setdefault(d.article_a, set()).add(d.article_b)
            related.setdefault(d.article_b, set()).add(d.article_a)
    found: dict[tuple[str, ...], _Cited] = {}
    answers: dict[str, tuple[str, ...]] = {}
    for page in pages.values():
        for name, kind, place, statement in _citations(page):
            if name not in answers:
                answers[name] = tuple(i for own, ids in holders.items() if same_name(own, name) for i in ids)
            if not any(_holds(pages[i], page, statement, related) for i in answers[name]):
                _note(found, name, kind, place)
        generic = page.generic
        if generic and generic.span and not any(pages[i].is_agency for i in related.get(page.id, ()) if i in pages):
            _note(found, generic.value, "unnamed_outlets", Place(page.id, *generic.span))
    return [_missing(found[key]) for key in sorted(found)]


def _citations(page: Page) -> Iterator[tuple[str, str, Place, Statement | None]]:
    """Name, kind, words and statement of everything the page cites, other than itself and persons."""
    for statement in page.statements:
        for index, link in enumerate(statement.chain):
            by_document = link.kind == "organisation" and statement.way in _BY_DOCUMENT
            relaying = link.kind == "organisation" and index < len(statement.chain) - 1
            if (link.kind in ("outlet", "unnamed_outlets", "document") or by_document or relaying) and not any_same(link.name, page.own):
                span = link.span or statement.source or statement.cue or (statement.content[0] if statement.content else None)
                if span is not None:
                    yield link.name, link.kind, Place(page.id, span.start, span.stop), statement
    for found in page.borrowed:
        if found.span is not None:
            yield found.value, "outlet", Place(page.id, found.span.start, found.span.stop), None


def _holds(holder: Page, page: Page, statement: Statement | None, related: dict[str, set[str]]) -> bool:
    """Whether `holder`, a page of the outlet cited, has the matter for which it is cited."""
    if holder.id == page.id or holder.id in related.get(page.id, ()):
        return True
    return statement is not None and told_in(page.article, statement.content, holder)


def _note(found: dict[tuple[str, ...], _Cited], name: str, kind: str, place: Place) -> None:
    key = core(name)
    cited = found.get(key) or next((c for k, c in found.items() if k and key and k[0][0] == key[0][0] and same_name(c.name, name)), None)
    if cited is None:
        cited = found[key] = _Cited(name, kind)
    elif kind == "outlet" and cited.kind != "outlet":
        cited.kind = kind
    cited.places.add(place)


def _missing(cited: _Cited) -> MissingUpstream:
    return MissingUpstream(content_id("missing", cited.name, cited.kind), cited.name, cited.kind, tuple(sorted(cited.places)))
