"""How many independent origins stand behind a claim, as far as the pile shows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from firstsaid.lineage.count import because, certain_roots, roots_of
from firstsaid.lineage.elsewhere import as_one, further, has_more, may_tell_the_same
from firstsaid.lineage.evidence.times import in_line, told_time
from firstsaid.lineage.forms import forms_of
from firstsaid.lineage.gather import pages_of
from firstsaid.lineage.grouping import Grouping, group_carriers, text_behind
from firstsaid.lineage.hearing import Carrier, Hearers, Told
from firstsaid.lineage.names import any_same, is_description, is_generic, same_name
from firstsaid.lineage.owned import joined_by_owner
from firstsaid.lineage.page import NAMED
from firstsaid.lineage.root import Root
from firstsaid.lineage.spelling import heard_alike
from firstsaid.model import AbsentText, Claim, Derivation, Origin, OriginCount, Pile, Role
from firstsaid.model.options import LineageOptions
from firstsaid.model.told_names import ToldNames

_OUTLETS_TOLD = 2
"""Outlets that tell which text is meant where it has no name of its own."""


def origins(pile: Pile, options: LineageOptions) -> list[OriginCount]:
    """One count per claim of one story. Reads claims, articles, statements, voices, evidence, derivations, absent_texts,
    judgements on dates.

    `least` joins whatever may share a root, `most` only what is shown to; no count says that a claim is true. Of a claim that may be one with others `most`
    counts as if they were one.
    """
    reckoner = _Reckoner(pile, ToldNames.read(options.owners, "lineage.owners"))
    claims = {claim.id: claim for claim in sorted(pile.claims, key=lambda claim: claim.id)}
    counts = {claim.id: reckoner.count(claim) for claim in claims.values()}

    def others(claim: Claim) -> list[Claim]:
        return [claims[other] for other in claim.perhaps if other in counts and has_more(counts[other], counts[claim.id])]

    return [reckoner.with_others(counts[claim.id], [claim, *others(claim)]) for claim in claims.values()]


class _Reckoner:
    """Counts the origins of one story's claims."""

    def __init__(self, pile: Pile, owners: ToldNames) -> None:
        pages, self._copies = pages_of(pile)
        stands = self._copies.texts
        self._near: dict[str, list[Derivation]] = {}
        for derivation in pile.derivations:
            if derivation.article_a in stands and derivation.article_b in stands:
                self._near.setdefault(derivation.article_a, []).append(derivation)
        self._hearers = Hearers(pages, self._copies, {statement: voice for voice in pile.voices for statement in voice.statements})
        self._within = {(d.article_a, d.article_b): d for d in pile.derivations if self._copies.of(d.article_a) == self._copies.of(d.article_b)}
        self._texts, self._owners, self._forms = pile.absent_texts, owners, forms_of(pile)
        self._alone: dict[Told, OriginCount] = {}
        self._together: dict[frozenset[str], tuple[Grouping, list[Root]]] = {}

    def count(self, claim: Claim) -> OriginCount:
        """The count of a claim by itself; claims that one text alone carries in the same way have the same."""
        told = self._hearers.carriers(claim)
        same = next(iter(told.values())).told if len(told) == 1 else None
        if same in self._alone:
            return replace(self._alone[same], claim=claim.id)
        grouping = self._grouping(told)
        count = _count(claim, grouping, self._roots(grouping), self._texts)
        count = replace(count, roles=_with_copies(count.roles, grouping.carriers, self._within))
        if same is not None:
            self._alone[same] = count
        return count

    def with_others(self, count: OriginCount, claims: Sequence[Claim]) -> OriginCount:
        """The count of the first of several claims that may be one, with those origins as possible ones that only the others have."""
        if len(claims) == 1:
            return count
        key = frozenset(claim.id for claim in claims)
        if key not in self._together:
            grouping = self._grouping(self._hearers.carriers(as_one(claims)))
            self._together[key] = grouping, self._roots(grouping)
        grouping, roots = self._together[key]
        more = further(roots, grouping, {self._copies.of(article) for article in claims[0].articles}, count.most)
        if not more:
            return count
        members = grouping.members()
        found = [*count.origins, *(_origin(root, grouping, members, self._texts, set()) for root in more)]
        because = f"{count.because} {may_tell_the_same(more, grouping)}"
        return replace(count, most=len(found), origins=tuple(sorted(found, key=_in_order)), because=because)

    def _grouping(self, told: Mapping[str, Carrier]) -> Grouping:
        carriers = heard_alike(self._hearers.settled(told).values())
        between = [d for article in carriers for d in self._near.get(article, ()) if d.article_b in carriers]
        grouping = group_carriers(carriers, between, self._texts, self._forms)
        _leave_open(grouping, self._within)
        return grouping

    def _roots(self, grouping: Grouping) -> list[Root]:
        return joined_by_owner(roots_of(grouping), grouping, self._owners)


def _leave_open(grouping: Grouping, within: Mapping[tuple[str, str], Derivation]) -> None:
    """Let a text be nobody's of whose copies nothing shows which came first."""
    for article, carrier in grouping.carriers.items():
        for copy in carrier.copies:
            known = within.get((min(article, copy), max(article, copy)))
            if known is not None and known.upstream is None and known.relation != "same page":
                grouping.unplaced.setdefault(article, set()).add(copy)


def _count(claim: Claim, grouping: Grouping, roots: list[Root], texts: tuple[AbsentText, ...]) -> OriginCount:
    certain = certain_roots(roots, grouping)
    members = grouping.members()
    found = [_origin(root, grouping, members, texts, certain) for root in roots]
    found.sort(key=_in_order)
    counted = [o for o in found if o.certain] or [o for o in found if o.kind != "outlet"]
    named = any(o.kind in (*NAMED, "outlet") and not _is_described(o) for o in counted)
    return OriginCount(
        claim.id, claim.story, len(certain), len(found), because(roots, certain, grouping, texts), named, tuple(found), _roles(grouping, members)
    )


def _in_order(origin: Origin) -> tuple[bool, str, str, str]:
    return not origin.certain, origin.kind, origin.name, origin.article or ""


def _is_described(origin: Origin) -> bool:
    return origin.kind == "document" and is_description(origin.name)


def _origin(root: Root, grouping: Grouping, members: Mapping[str, tuple[str, ...]], texts: tuple[AbsentText, ...], certain: set[str]) -> Origin:
    ways = [_way(root, members[group], grouping, texts) for group in root.groups]
    first = ways[0] if root.owned else min(ways, key=lambda w: (w[0] is not None, not w[1], w[2]))
    via = first[0] if all(w[0] == first[0] for w in ways) else None
    in_pile = any(w[1] for w in ways)
    text = None if root.hearings or in_pile else text_behind(first[2], texts, grouping.carriers)
    name, kind = (root.name, root.kind) if text is None or text.name else (_unnamed(text, grouping), "unnamed_outlets")
    return Origin(name, kind, via, in_pile, first[2], root.key in certain)


def _unnamed(text: AbsentText, grouping: Grouping) -> str:
    """What to call a text that no page names: by the outlets of the pages that have the claim from it, none of which wrote it as far as is known."""
    there = sorted((a for a in text.articles if a in grouping.carriers), key=lambda a: (in_line(told_time(grouping.carriers[a].page.article)), a))
    names = list(dict.fromkeys(grouping.carriers[a].page.article.name() for a in there))
    rest = len(names) - _OUTLETS_TOLD
    return f"a text behind {', '.join(names[:_OUTLETS_TOLD])} and {rest} more" if rest > 0 else f"a text behind {' and '.join(names)}"


def _way(root: Root, members: tuple[str, ...], grouping: Grouping, texts: tuple[AbsentText, ...]) -> tuple[str | None, bool, str]:
    """Through whom a group has it, whether that text, or a page of theirs on the story, is in the pile, and the group's first article."""
    first = root.article or members[0]
    page = grouping.carriers[first].page
    own = tuple(name for m in members for name in grouping.carriers[m].page.names)
    heard = [h for h in root.hearings if h.article in members and not grouping.is_derived(h.article)] or [h for h in root.hearings if h.article in members]
    relayed = [h for h in heard if h.carried and not any(any_same(r, own) for r in h.carried)]
    if relayed and len(relayed) == len(heard):
        return relayed[0].carried[-1], page.has_page(relayed[0].carried[-1]), first
    text = text_behind(first, texts, grouping.carriers)
    if text is not None:
        printed = root.kind == "organisation" and text.name is not None and same_name(text.name, root.name)
        return None if printed else text.name, False, first
    if page.borrowed and not any(any_same(f.value, own) for f in page.borrowed):
        return page.borrowed[0].value, False, first
    if page.is_agency or (len(members) > 1 and page.own and root.hearings):
        return page.own[-1] if page.is_agency else page.own[0], True, first
    return None, not is_generic(root.name), first


def _roles(grouping: Grouping, members: Mapping[str, tuple[str, ...]]) -> tuple[Role, ...]:
    firsts = {ids[0] for ids in members.values()}
    found: list[Role] = []
    for article in grouping.carriers:
        role = grouping.roles.get(article)
        if role is None:
            origin = article in firsts
            role = Role(article, "origin" if origin else "undetermined", None, 1.0 if origin else 0.5)
        found.append(role)
    return tuple(found)


def _with_copies(roles: tuple[Role, ...], carriers: Mapping[str, Carrier], within: Mapping[tuple[str, str], Derivation]) -> tuple[Role, ...]:
    """The roles of every article that carries a claim, given those of its texts: a copy has it from the article that stands for it where that is shown to come
    first, else as the text has.
    """
    found: list[Role] = []
    for role in roles:
        for article in carriers[role.article].copies:
            known = within.get((min(role.article, article), max(role.article, article)))
            stands = role.role == "origin" and role.article in carriers[role.article].copies
            if article != role.article and (stands or (known is not None and known.upstream == role.article)):
                found.append(Role(article, "republished", role.article, known.confidence if known else 1.0))
            else:
                found.append(role if article == role.article else replace(role, article=article))
    return tuple(sorted(found, key=lambda r: r.article))
