"""Claims: how many articles carry each, how many origins stand behind it, and how each article came by it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from firstsaid.dossier.dates import published
from firstsaid.dossier.drawings import Leaf, Root, big_fan, small_fan
from firstsaid.dossier.excerpt import shortened
from firstsaid.dossier.index import Index
from firstsaid.dossier.plain import one_line
from firstsaid.dossier.versions import carried
from firstsaid.dossier.views.passages import Passage, passage
from firstsaid.dossier.views.reckoning import Would, would_change
from firstsaid.dossier.wording import ROLES, UNNAMED_KINDS, count, dash, how_sure, in_words, namedness, said_by, shown, to, who
from firstsaid.model import Claim, Origin, OriginCount, Role, Span

CLAIMS = 20
ROWS = 40


@dataclass(frozen=True, slots=True)
class RoleRow:
    """An article that carries a claim."""

    article: str
    siglum: str
    name: str
    date: str
    role: str
    came_from: str
    sure: str
    words: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class OriginLine:
    """An origin, in words."""

    who: str
    told: str


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim as the report shows it."""

    id: str
    number: int
    text: str
    denied: bool
    """Whether those who speak of it say that it is not so."""
    language: str
    range: str
    unit: str
    why: str
    because: str
    carried: str
    tags: tuple[str, ...]
    fan: Markup
    origins: tuple[OriginLine, ...]
    rows: tuple[RoleRow, ...]
    rows_note: str
    would: tuple[Would, ...]
    """What would change the count."""


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim in one line."""

    id: str
    text: str
    range: str
    unit: str
    carried: str


def claim_lines(index: Index, claims: Sequence[Claim]) -> list[ClaimLine]:
    """Claims in one line each, where they stand in a list that leads to them."""
    return [_line(index, claim, index.counts.get(claim.id)) for claim in claims]


def _line(index: Index, claim: Claim, reckoning: OriginCount | None) -> ClaimLine:
    text = claim.told(shortened(claim.text, 40).rstrip(",;: "))
    if reckoning is None:
        return ClaimLine(claim.id, text, "?", "origins not counted", carried(claim.articles, index.articles))
    unit = "origin" if reckoning.most == 1 else "origins"
    return ClaimLine(claim.id, text, dash(reckoning.least, reckoning.most), unit, carried(claim.articles, index.articles))


def claim_views(index: Index) -> tuple[list[ClaimView], str]:
    """The claims that more than one article carries, at most twenty, and what the list says of itself."""
    shared = [claim for claim in index.dossier.claims if len(claim.articles) > 1]
    lone = len(index.dossier.claims) - len(shared)
    views = [claim_view(index, number, claim) for number, claim in enumerate(shared[:CLAIMS], 1)]
    notes = [shown(len(views), len(shared)), f"{count(lone, 'claim')} that one article alone carries, not listed" if lone else ""]
    return views, "; ".join(note for note in notes if note)


def hero_fan(index: Index) -> Markup | None:
    """The drawing beside the first sentence; None where no claim is shared or counted."""
    claim = next((c for c in index.dossier.claims if len(c.articles) > 1), None)
    return claim_fan(index, claim) if claim else None


def claim_fan(index: Index, claim: Claim) -> Markup | None:
    """The articles that carry a claim, led back to its origins; None where these were not counted."""
    reckoning = index.counts.get(claim.id)
    if reckoning is None:
        return None
    roots, leaves = _fan(index, claim, reckoning, fold=len(claim.articles) > 10)
    return big_fan(roots, leaves, _fan_label(index, claim, reckoning))


def claim_view(index: Index, number: int, claim: Claim) -> ClaimView:
    """A claim with its range, its origins and every article that carries it."""
    reckoning = index.counts.get(claim.id)
    place = index.articles.get(claim.place.article)
    texts = len({index.texts[a] for a in claim.articles if a in index.texts})
    rows = _rows(index, claim, reckoning)
    return ClaimView(
        id=claim.id,
        number=number,
        text=shortened(claim.text, 60).rstrip(",;: "),
        denied=claim.denied,
        language=place.language if place else "",
        range=dash(reckoning.least, reckoning.most) if reckoning else "?",
        unit="origin" if reckoning and reckoning.least == reckoning.most == 1 else "origins",
        why=_why(reckoning),
        because=one_line(reckoning.because) if reckoning else "",
        carried=f"{carried(claim.articles, index.articles)}, {count(texts, 'text')}",
        tags=_tags(index, claim, texts),
        fan=small_fan(*_fan(index, claim, reckoning), _fan_label(index, claim, reckoning)),
        origins=tuple(_origin_line(o) for o in reckoning.origins) if reckoning else (),
        rows=tuple(rows[:ROWS]),
        rows_note=shown(min(ROWS, len(rows)), len(rows)),
        would=would_change(index, claim),
    )


def _why(reckoning: OriginCount | None) -> str:
    if reckoning is None:
        return "Its origins were not counted."
    sure = [origin for origin in reckoning.origins if origin.certain]
    if not sure:
        return "Undetermined." if reckoning.most else "No source stands behind it in any body."
    how = namedness(sure[0]) if len(sure) == 1 else ""
    one = f"One origin, {how}" if how else "One origin"
    rest = [origin for origin in reckoning.origins if not origin.certain]
    perhaps = f" Perhaps also {said_by(rest)}." if rest else ""
    return f"{one if len(sure) == 1 else f'{in_words(len(sure)).capitalize()} origins shown'}: {said_by(sure)}.{perhaps}"


def _origin_line(origin: Origin) -> OriginLine:
    told = [namedness(origin) or "an outlet’s own telling"]
    if not origin.in_pile:
        told.append("not in the pile")
    if not origin.certain:
        told.append("possible only, counted in “at most”")
    return OriginLine(who(origin), ", ".join(told))


def _tags(index: Index, claim: Claim, texts: int) -> tuple[str, ...]:
    copies = len(claim.articles) - texts
    tags = [count(copies, "word-for-word copy", "word-for-word copies")] if copies > 0 else []
    conflicts = sum(conflict.claim == claim.id for conflict in index.dossier.conflicts)
    tags += ["figures differ"] if conflicts else []
    reckoning = index.counts.get(claim.id)
    if reckoning and reckoning.origins:
        tags.append("a named origin" if reckoning.named else "no origin is named")
    tags += ["an origin is not in the pile"] if reckoning and any(not o.in_pile for o in reckoning.origins) else []
    return tuple(tags)


def _rows(index: Index, claim: Claim, reckoning: OriginCount | None) -> list[RoleRow]:
    roles = {role.article: role for role in reckoning.roles} if reckoning else {}
    spans: dict[str, list[Span]] = {}
    for wording in claim.wordings:
        spans.setdefault(wording.article, []).extend(wording.spans)
    order = sorted(claim.articles, key=lambda a: (roles[a].role != "origin" if a in roles else True, _date(index, a), index.rank.get(a, 0), a))
    return [_row(index, article, roles.get(article), spans.get(article, ())) for article in order]


def _row(index: Index, article: str, role: Role | None, spans: Sequence[Span]) -> RoleRow:
    held = index.articles.get(article)
    when = published(held) if held else None
    return RoleRow(
        article=article,
        siglum=index.sigla.get(article, "?"),
        name=index.name(article),
        date=when.words if when else "no date",
        role=ROLES.get(role.role, role.role) if role else "not placed",
        came_from=index.name(role.source) if role and role.source else "",
        sure=how_sure(role.role, role.confidence) if role else "undetermined",
        words=tuple(passage(index, article, span) for span in _different(held.text if held else "", spans)[:3]),
    )


def _different(text: str, spans: Sequence[Span]) -> list[Span]:
    """Spans in order, without those that say again what an earlier one said."""
    said: dict[str, Span] = {}
    for span in sorted(set(spans)):
        said.setdefault(span.of(text), span)
    return list(said.values())


def _date(index: Index, article: str) -> int:
    held = index.articles.get(article)
    when = published(held) if held else None
    return when.middle if when else 1 << 60


def _fan(index: Index, claim: Claim, reckoning: OriginCount | None, fold: bool = False) -> tuple[list[Root], list[Leaf]]:
    origins = list(reckoning.origins) if reckoning else []
    roots = [Root(_mark(o), f"{one_line(o.name)}{', unnamed' if o.kind in UNNAMED_KINDS else ', perhaps' if not o.certain else ''}") for o in origins]
    roles = {role.article: role for role in reckoning.roles} if reckoning else {}
    order = sorted(claim.articles, key=lambda a: (_date(index, a), index.rank.get(a, 0)))
    leaves = []
    for article in order:
        root, weak = _root_of(index, article, roles, origins)
        others = tuple(i for i, origin in enumerate(origins) if origin.article == article and not origin.certain and i != root)
        leaves.append((article, Leaf(index.sigla.get(article, "?"), index.name(article), root, weak, others=others)))
    if fold:
        copies: dict[str, int] = {}
        for article in order:
            head = index.texts.get(article, article)
            copies[head] = copies.get(head, -1) + 1
        leaves = [(a, replace(leaf, copies=copies[a])) for a, leaf in leaves if a in copies]
    leaves.sort(key=lambda pair: (pair[1].root, bool(pair[1].others)))
    return roots, [leaf for _, leaf in leaves]


def _mark(origin: Origin) -> str:
    if not origin.certain:
        return "may"
    if not origin.in_pile and origin.kind in ("outlet", "unnamed_outlets"):
        return "ghost"
    return "unnamed" if origin.kind in UNNAMED_KINDS else "named"


def _root_of(index: Index, article: str, roles: dict[str, Role], origins: Sequence[Origin]) -> tuple[int, bool]:
    """Which origin an article leads back to, and whether that is only possible; past the last origin when nothing shows it."""
    weak, at, seen = False, article, set()
    while at not in seen:
        seen.add(at)
        own = [i for i, origin in enumerate(origins) if origin.article == at]
        absent = index.absent.get(at)
        if absent and absent.name:
            own = [i for i, origin in enumerate(origins) if absent.name in (origin.via, origin.name)] or own
        role = roles.get(at)
        sure = [i for i in own if origins[i].certain]
        if sure or (own and (role is None or role.source is None)):
            chosen = (sure or own)[0]
            return chosen, weak or not origins[chosen].certain
        if role is None or role.source is None:
            break
        weak = weak or role.confidence < 0.8
        at = role.source
    certain = [i for i, origin in enumerate(origins) if origin.certain]
    first = at in index.absent or (at in roles and roles[at].role == "origin")
    return (certain[0] if len(certain) == 1 else len(origins)), weak or not (first and certain and len(origins) == 1)


def _fan_label(index: Index, claim: Claim, reckoning: OriginCount | None) -> str:
    told = carried(claim.articles, index.articles)
    if reckoning is None:
        return f"{told}, origins not counted"
    lead = "leads" if told == "1 article" else "lead"
    return f"{told} {lead} back to {to(reckoning.least, reckoning.most)} {'origin' if reckoning.most == 1 else 'origins'}"
