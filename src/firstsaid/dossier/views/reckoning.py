"""How many articles become how few origins: what takes each article away, which reading could be another, and what would settle it."""

from dataclasses import dataclass

from firstsaid.dossier.index import Index
from firstsaid.dossier.plain import one_line
from firstsaid.dossier.versions import carried
from firstsaid.dossier.views.pairs import evidence_row
from firstsaid.dossier.views.passages import Passage
from firstsaid.dossier.wording import ROLES, count, dash, how_sure, number_of, said_by, to, who
from firstsaid.model import Claim, Derivation, OriginCount, Role

MOST = 12
SURE = 0.95
"""A join that is at least so sure has its rival reading on the page of its pair only."""
ASKED = 3
"""So many joins are named among what would change a count."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the tally: what was taken away, and how many are left."""

    left: str
    """How many are left; at the end the count."""
    told: str
    sigla: tuple[str, ...]
    """Those that are left."""
    struck: tuple[str, ...]
    """Those that were taken away here."""
    counted: bool = False
    """Whether it tells the count, where that is not the number of those that are left."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence: by how many points it speaks for its side, and of which reading it tells."""

    points: str
    sentence: str
    told: str
    """"for" or "against" a reading."""
    spans: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Rivals:
    """A join on which the count rests, and what else could be."""

    article_a: str
    article_b: str
    ours: str
    ours_sure: str
    rival: str
    rival_sure: str
    ours_evidence: tuple[Piece, ...]
    rival_evidence: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Would:
    """Something that would change a count."""

    what: str
    then: str
    pair: tuple[str, str] | None = None
    """The two articles between which it is decided."""


def steps(index: Index, claim: Claim) -> tuple[Step, ...]:
    """From all articles that carry the claim down to its count: copies go first, then what leads to another article, then siblings; who stands behind the
    rest comes last.
    """
    reckoning = index.counts.get(claim.id)
    if reckoning is None:
        return ()
    roles = {role.article: role for role in reckoning.roles}
    left = sorted(claim.articles, key=lambda a: index.rank.get(a, 0))
    carriers = carried(left, index.articles)
    carry = f"{carriers} {'carries' if carriers.partition(' in ')[0] == '1 article' else 'carry'} the claim"
    made = [Step(f"{len(left):,}", carry, _sigla(index, left), ())]
    for told, relations in _WAYS:
        gone = [a for a in left if a in roles and roles[a].role in relations and roles[a].source]
        if gone:
            left = [a for a in left if a not in gone]
            made.append(Step(f"{len(left):,}", f"{told}: {count(len(gone), 'article')}", _sigla(index, left), _sigla(index, gone)))
    counted = dash(reckoning.least, reckoning.most)
    if counted != made[-1].left:
        behind = f": {said_by(reckoning.origins)}" if reckoning.origins else ""
        made.append(Step(counted, f"{'origin' if reckoning.most == 1 else 'origins'} behind what is left{behind}", _sigla(index, left), (), counted=True))
    return tuple(made)


_WAYS = (
    ("copies, word for word, or the same page again", ("republished", "same page")),
    ("takes, editions and excerpts of another text here", ("edition", "excerpted")),
    ("rewrites, quotations and recalls of another text here", ("rewritten", "quotes", "recalls")),
    ("siblings of one text that is not in the pile", ("siblings",)),
)


def _sigla(index: Index, articles: list[str]) -> tuple[str, ...]:
    return tuple(index.sigla.get(article, "?") for article in articles)


def rivals(index: Index, claim: Claim) -> tuple[Rivals, ...]:
    """The joins of this claim that are not certain, the least sure first, each with its rival reading and the evidence of both sides."""
    return tuple(_rivals(index, derivation) for derivation in _doubted(index, claim))


def _doubted(index: Index, claim: Claim) -> list[Derivation]:
    reckoning = index.counts.get(claim.id)
    joins = (_between(index, role) for role in (reckoning.roles if reckoning else ()))
    found = {join.id: join for join in joins if join and join.rival and join.confidence < SURE}
    return sorted(found.values(), key=lambda join: (join.confidence, join.id))[:MOST]


def _between(index: Index, role: Role) -> Derivation | None:
    if role.source is None or role.source not in index.articles:
        return None
    return index.derivations.get((min(role.article, role.source), max(role.article, role.source)))


def _rivals(index: Index, derivation: Derivation) -> Rivals:
    rival = derivation.rival
    pieces = [index.evidence[e] for e in derivation.evidence if e in index.evidence]
    ours = [p for p in pieces if _speaks_for(p.favours, p.score, derivation.relation, derivation.upstream, derivation)]
    others = [p for p in pieces if p not in ours]
    rows = [tuple(_piece(index, p.id) for p in side[:MOST]) for side in (ours, others)]
    return Rivals(
        derivation.article_a,
        derivation.article_b,
        reading(index, derivation, derivation.relation, derivation.upstream),
        how_sure(derivation.relation, derivation.confidence),
        reading(index, derivation, rival.relation, rival.upstream) if rival else "",
        number_of(rival.confidence) if rival else "",
        *rows,
    )


def _speaks_for(favours: str, score: float, relation: str, upstream: str | None, pair: Derivation) -> bool:
    side = {"a upstream": pair.article_a, "b upstream": pair.article_b}.get(favours)
    agrees = side == upstream if side else (favours == "derived" and upstream is not None) or favours == relation
    return agrees if score > 0 else not agrees


def _piece(index: Index, evidence: str) -> Piece:
    row = evidence_row(index, evidence)
    return Piece(row.points.lstrip("+−"), row.sentence, f"{row.side} {row.favours}", row.spans)


def reading(index: Index, pair: Derivation, relation: str, upstream: str | None) -> str:
    """A reading of a pair as a sentence."""
    a, b = index.told_apart(pair.article_a, pair.article_b)
    if upstream:
        up, down = (a, b) if upstream == pair.article_a else (b, a)
        told = ROLES.get(relation, relation)
        return f"{down} {told} {up}." if relation in ("rewritten", "quotes", "recalls") else f"{down} has its text from {up} ({told})."
    if relation == "siblings":
        absent = pair.absent_upstream if pair.relation == "siblings" else None
        return f"{a} and {b} both have it from a third text{f', {index.name(absent)}, which is not in the pile' if absent else ''}."
    if relation == "independent":
        return f"{a} and {b} had it each from elsewhere."
    if relation == "same quotation only":
        return f"{a} and {b} quote the same words, and nothing else joins them."
    return f"How {a} and {b} are related is {relation}."


def would_change(index: Index, claim: Claim) -> tuple[Would, ...]:
    """What would move the count: a sentence, what would follow from it, and the pair where it is decided."""
    reckoning = index.counts.get(claim.id)
    if reckoning is None:
        return ()
    made = [*_from_origins(reckoning), *_from_absent(index, claim, reckoning)]
    for join in _doubted(index, claim)[:ASKED]:
        if join.rival:
            other = _inner(reading(index, join, join.rival.relation, join.rival.upstream))
            made.append(Would(f"Showing that {other}", "may move the count", (join.article_a, join.article_b)))
    return tuple(dict.fromkeys(made))


def _from_origins(reckoning: OriginCount) -> list[Would]:
    made = []
    sure = [origin for origin in reckoning.origins if origin.certain]
    if len(sure) > 1:
        after = f"{dash(reckoning.least, reckoning.most)} becomes {dash(max(1, reckoning.least - 1), reckoning.most - 1)}"
        made.append(Would(f"Showing that {one_line(who(sure[0]))}, and {one_line(who(sure[1]))}, have it from one source", after))
    for origin in reckoning.origins:
        if not origin.certain:
            called = one_line(who(origin))
            apart = f"{called}{',' if ', ' in called else ''} is an origin of its own"
            made.append(Would(f"Showing whether {apart}", f"settles {to(reckoning.least, reckoning.most)}"))
        if not origin.in_pile and origin.via:
            made.append(Would(f"Adding the text of {one_line(origin.via)} to the pile", "the first carrier moves, and the join is shown or falls"))
    return made


def _from_absent(index: Index, claim: Claim, reckoning: OriginCount) -> list[Would]:
    sources = {role.source for role in reckoning.roles}
    named = {origin.via for origin in reckoning.origins if origin.via and not origin.in_pile}
    behind = [t for t in index.dossier.absent_texts if t.id in sources and t.name not in named]
    shared = [(index.name(text.id), len(set(text.articles) & set(claim.articles))) for text in behind]
    return [Would(f"Adding the text {name} to the pile", f"{count(many, 'sibling')} become shown copies, or fall apart") for name, many in shared]


def _inner(sentence: str) -> str:
    return f"how{sentence[3:]}".rstrip(".") if sentence.startswith("How ") else sentence.rstrip(".")
