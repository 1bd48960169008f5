"""What firstsaid says of a pile, held against the truth."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.relay.answers import Given, claim_id, find
from benchmarks.relay.records import Pile, TrueClaim, TruePair
from benchmarks.relay.running import again, traced
from firstsaid.model import Derivation, OriginCount

_FLAGGED = ("not found", "contradicted")
_APART = ("independent", "same quotation only")
_OPEN = ("siblings", "undetermined")
"""What a careful reader may say of a shared text that no page says whose it is."""
_DIRECT = 0.5
"""Probability from which a derivation is told as direct."""
_COUNTED = ("outlet", "organisation")


@dataclass
class Tally:
    """Sums over piles."""

    pages: int = 0
    right: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    width: list[int] = field(default_factory=list)
    told_width: list[int] = field(default_factory=list)
    confidences: list[tuple[float, bool]] = field(default_factory=list)
    pairs: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """By operator."""
    claims: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def expect(self, figure: str, right: bool, what: str = "") -> bool:
        """Count one question; note it when the answer is wrong."""
        self.of[figure] += 1
        self.right[figure] += right
        if not right and what:
            self.errors.append(f"{figure}: {what}")
        return right

    def share(self, figure: str) -> float:
        """Right of all asked."""
        return self.right[figure] / self.of[figure] if self.of[figure] else float("nan")

    def f1(self, figure: str) -> float:
        """Harmonic mean of recall and precision."""
        p, r = self.share(f"{figure} precision"), self.share(f"{figure} recall")
        return 2 * p * r / (p + r) if p + r else 0.0

    def calibration(self, bins: int = 10) -> float:
        """Expected calibration error of the derivations' confidences, over bins of equal width (Guo et al. 2017)."""
        groups: dict[int, list[tuple[float, bool]]] = defaultdict(list)
        for confidence, right in self.confidences:
            groups[min(bins - 1, int(confidence * bins))].append((confidence, right))
        off = sum(abs(sum(c for c, _ in g) - sum(r for _, r in g)) for g in groups.values())
        return off / len(self.confidences) if self.confidences else float("nan")


def score(pile: Pile, mix: str, tally: Tally) -> Given:
    """Run the pass over the pile and add what is right and wrong to the tally."""
    given = Given(*traced(pile.pages), mix)
    score_pages(pile, given, tally)
    return given


def score_pages(pile: Pile, given: Given, tally: Tally) -> None:
    """Add what is right and wrong in the tables of a run to the tally."""
    tally.pages += len(pile.pages)
    _pairs(pile, given, tally)
    _ancestry(pile, given, tally)
    _claims(pile, given, tally)
    _missing(pile, given, tally)
    _absent(pile, given, tally)
    _citations(pile, given, tally)
    _edits(pile, given, tally)
    _conflicts(pile, given, tally)


def _is_right(pair: TruePair, found: Derivation | None) -> bool:
    return (found.relation if found else "independent") in (pair.relation, *pair.also)


def _pairs(pile: Pile, given: Given, tally: Tally) -> None:
    for pair in (p for p in pile.truth.pairs if not p.open):
        found = given.derivations.get(frozenset((pair.a, pair.b)))
        relation = found.relation if found else "independent"
        right = _is_right(pair, found)
        trap = pair.traps[0] if pair.traps else ""
        upstream = given.upstream(found) if found else None
        what = f"{pile.name}: {pair.a} | {pair.b}: {relation} upstream {upstream}, not {pair.relation} upstream {pair.upstream} [{trap}]"
        if pair.relation != "independent" or relation != "independent":
            tally.expect("relation", right, what)
            tally.expect("relation or open", right or (pair.hidden and relation in _OPEN))
            tally.confusion[pair.relation, relation] += 1
            tally.pairs[trap] += Counter(n=1, right=right)
        if pair.upstream is not None and not pair.moot:
            tally.expect("coverage", upstream is not None)
            tally.pairs[trap] += Counter(directed=1, decided=upstream is not None)
            if upstream is not None:
                tally.pairs[trap] += Counter(way=tally.expect("direction", upstream == pair.upstream, what))
        if found and found.relation != "undetermined":
            tally.confidences.append((found.confidence, right and (pair.moot or upstream in (None, pair.upstream))))
    events = {name: number for number, pages in enumerate(pile.truth.events) for name in pages}
    for names, found in given.derivations.items():
        a, b = sorted(names)
        if events[a] != events[b] and found.relation not in (*_APART, "undetermined"):
            tally.expect("relation", False, f"{pile.name}: {a} | {b}: {found.relation}, though they tell of different events")
            tally.expect("relation or open", False)


def _ancestry(pile: Pile, given: Given, tally: Tally) -> None:
    """Direct edges, as firstsaid calls them, and the whole of who comes from whom."""
    open_pairs = {frozenset((p.a, p.b)) for p in pile.truth.pairs if p.open or p.moot}
    true = {(p.a, p.b) if p.upstream == p.a else (p.b, p.a): p for p in pile.truth.pairs if p.upstream and not (p.open or p.moot)}
    found = {(up, next(iter(names - {up}))): d for names, d in given.derivations.items() if (up := given.upstream(d))}
    lines = {edge for edge in _closure(set(found)) if frozenset(edge) not in open_pairs}
    steps = {edge for edge, d in found.items() if d.direct >= _DIRECT and frozenset(edge) not in open_pairs}
    direct = {edge for edge, pair in true.items() if pair.direct}
    for figure, wanted, got in (("edge", direct, steps), ("ancestry", set(true), lines)):
        for edge in sorted(wanted):
            tally.expect(f"{figure} recall", edge in got)
        for edge in sorted(got):
            tally.expect(f"{figure} precision", edge in wanted)


def _closure(edges: set[tuple[str, str]]) -> set[tuple[str, str]]:
    found = set(edges)
    while True:
        more = {(a, d) for a, b in found for c, d in found if b == c and a != d} - found
        if not more:
            return found
        found |= more


def _claims(pile: Pile, given: Given, tally: Tally) -> None:
    told = again({**given.tables, "claims": given.told_claims(pile.truth.claims)}, "derivations")
    counts = {count.claim: count for count in told["counts"]}
    for wanted in pile.truth.claims:
        pages = {t.page for t in wanted.told}
        if len(pages) < 2:
            continue
        claim = given.claim_for(wanted)
        found = given.counts.get(claim.id) if claim else None
        what = f"{pile.name}: {wanted.fact} {wanted.value} on {len(pages)} pages"
        if tally.expect("claim found", found is not None, what) and claim is not None and found is not None:
            whole = {given.page_of[a] for a in claim.articles} == pages
            tally.expect("claim whole", whole)
            _count(tally, "count", wanted, found, what)
            if whole:
                _count(tally, "count of whole claims", wanted, found, "")
        if (sure := counts.get(claim_id(wanted))) is not None:
            _count(tally, "count of told claims", wanted, sure, what)


def _count(tally: Tally, figure: str, wanted: TrueClaim, found: OriginCount, what: str) -> None:
    true = len(wanted.origins)
    told = f"{what}: {found.least} to {found.most}, not {true} ({'; '.join(wanted.origins)}), found {'; '.join(o.name + ('' if o.certain else '?') for o in found.origins)}"
    inside = tally.expect(f"{figure}: in range", found.least <= true <= found.most, told if what else "")
    tally.of[f"{figure}: width"] += 1
    tally.right[f"{figure}: width"] += found.most - found.least
    exact = found.least == found.most
    tally.expect(f"{figure}: decided", exact)
    if exact:
        tally.expect(f"{figure}: exact", found.least == true)
    if figure == "count of told claims":
        for trap in wanted.traps:
            tally.claims[trap] += Counter(n=1, inside=inside, decided=exact, exact=exact and found.least == true, width=found.most - found.least)


def _missing(pile: Pile, given: Given, tally: Tally) -> None:
    found = {given.canonical(m.name): m for m in given.tables["missing"]}
    neutral = {given.canonical(name) for name in pile.truth.may_miss}
    wanted = {given.canonical(name) for name in pile.truth.missing}
    for name in sorted(wanted):
        tally.expect("missing recall", name in found, f"{pile.name}: {name}")
    for name, record in sorted(found.items()):
        if name in wanted or (record.kind in _COUNTED and name not in neutral):
            cited = ", ".join(sorted({given.page_of[place.article] for place in record.cited_by}))
            tally.expect("missing precision", name in wanted, f"{pile.name}: {record.name} ({record.kind}) in {cited}")


def _absent(pile: Pile, given: Given, tally: Tally) -> None:
    texts = [({given.page_of[a] for a in text.articles}, text) for text in given.tables["absent_texts"]]
    for wanted in pile.truth.absent:
        pages = set(wanted.pages)
        if len(pages) < 2:
            continue
        hits = [text for held, text in texts if len(held & pages) >= 2 and 2 * len(held & pages) >= len(pages)]
        if tally.expect("absent found", bool(hits), f"{pile.name}: {wanted.outlet} behind {', '.join(wanted.pages)}") and wanted.named:
            tally.expect(
                "absent named",
                any(t.name and given.canonical(t.name) == wanted.outlet for t in hits),
                f"{pile.name}: {wanted.outlet}: {[t.name for t in hits]}",
            )
    below = {page for wanted in pile.truth.absent for page in wanted.pages}
    kin = {frozenset((p.a, p.b)) for p in pile.truth.pairs if p.absent}
    for held, text in texts:
        tally.expect(
            "absent precision", any(pair <= held for pair in kin) or len(held & below) > 1, f"{pile.name}: {text.name} behind {', '.join(sorted(held))}"
        )


def _citations(pile: Pile, given: Given, tally: Tally) -> None:
    for wanted in pile.truth.citations:
        article = given.article[wanted.page]
        place = find(article.text, wanted.words)
        checks = [c for c in given.tables["citations"] if c.article == article.id and given.canonical(c.cites) == wanted.outlet]
        hits = [c for c in checks if place is None or (c.start < place.stop and place.start < c.stop)]
        told = [c.verdict for c in hits]
        what = f"{pile.name}: {wanted.page} on {wanted.outlet}: {wanted.words[:60]!r}: {told}, not {wanted.verdict}"
        tally.expect("citation seen", bool(hits), what)
        if hits:
            tally.expect(
                f"citation {'flagged' if wanted.verdict in _FLAGGED else 'borne out'}", any((v in _FLAGGED) == (wanted.verdict in _FLAGGED) for v in told), what
            )


def _edits(pile: Pile, given: Given, tally: Tally) -> None:
    for wanted in pile.truth.edits:
        one, other = given.article[wanted.against], given.article[wanted.page]
        found = list(_quotation_edits(given, one.id, other.id))
        was, now = set(wanted.was.lower().split()), set(wanted.now.lower().split())
        hits = [marked for old, new, marked in found if was & set(old.lower().split()) or now & set(new.lower().split()) or (wanted.marked and marked)]
        what = f"{pile.name}: {wanted.page}: {wanted.was!r} became {wanted.now!r}"
        if tally.expect("quotation edit", bool(hits), what):
            tally.expect("edit marked or not", any(marked == wanted.marked for marked in hits), what)


def _quotation_edits(given: Given, one: str, other: str) -> Iterator[tuple[str, str, bool]]:
    """Words before, words after and whether it is marked, for each edit inside quotation marks."""
    texts = {a.id: a.text for a in given.tables["articles"]}
    for match in given.tables["matches"]:
        if {match.article_a, match.article_b} == {one, other}:
            for edit in match.edits:
                a, b = edit.a.of(texts[match.article_a]), edit.b.of(texts[match.article_b])
                if edit.in_quotation:
                    yield (a, b, edit.marked) if match.article_a == one else (b, a, edit.marked)


def _conflicts(pile: Pile, given: Given, tally: Tally) -> None:
    for wanted in pile.truth.conflicts:
        sides = [(float(value), set(pages)) for value, pages in zip(wanted.values, wanted.pages, strict=True)]
        hits = [
            c for c in given.tables["conflicts"] if all(any(f.value == value and given.page_of[f.article] in pages for f in c.figures) for value, pages in sides)
        ]  # fmt: skip
        what = f"{pile.name}: {wanted.fact} {' against '.join(wanted.values)}"
        if tally.expect("conflict", bool(hits), what):
            tally.expect("conflict reading", any(c.reading == wanted.reading for c in hits), f"{what}: {[c.reading for c in hits]}, not {wanted.reading}")
