"""Pairs: relation, direction, edges, ancestry."""

from typing import Any

from benchmarks.foreign.edges import DERIVED, score_edges
from benchmarks.foreign.held import Held
from benchmarks.foreign.model import PairTruth, PileTruth
from benchmarks.foreign.tally import Fault, Tally
from benchmarks.foreign.told import Told

OPEN = ("nothing to see", "cousins", "cited through another")


def score_pairs(name: str, truth: PileTruth, told: Told) -> Tally:
    tally = Tally()
    given = {
        frozenset((told.page_of[d["article_a"]], told.page_of[d["article_b"]])): d
        for d in told.case["derivations"]
        if d["article_a"] in told.page_of and d["article_b"] in told.page_of
    }
    for pair in truth.pairs:
        derivation = given.get(frozenset((pair.page_a, pair.page_b)))
        _relation(Held(tally, name, truth, told), pair, derivation)
        _direction(tally, name, pair, derivation, told)
    score_edges(tally, name, truth, told, given)
    _ancestry(tally, truth, told, given)
    return tally


def _relation(held: Held, pair: PairTruth, derivation: dict[str, Any] | None) -> None:
    tally, name, told, truth = held.tally, held.name, held.told, held.truth
    said = derivation["relation"] if derivation else "independent"
    right = said == pair.relation or said in pair.also
    tally.confusion[(pair.relation, said)] += 1
    if pair.relation in OPEN:
        return
    if pair.relation == "independent":
        tally.counts["unrelated pairs"] += 1
        wrong = said in DERIVED or said == "siblings"
        tally.counts["unrelated pairs called related"] += wrong
        if wrong:
            tally.faults.append(
                _fault(f"relation: independent ({pair.how}) told as {said}{_cause(pair, derivation, told, truth)}", name, pair, derivation, told)
            )
        if pair.shared < 3:
            return
    tally.counts["relations"] += 1
    tally.counts["relations right"] += right
    tally.counts["relations right or open"] += right or (not pair.clues and bool(pair.upstream) and said in ("siblings", "undetermined"))
    if derivation and said != "undetermined":
        bin_ = f"sureness {min(9, int(10 * derivation['confidence']))}"
        tally.counts[bin_] += 1
        tally.counts[f"{bin_} right"] += right
        tally.counts[f"{bin_} sum x1000"] += round(1000 * derivation["confidence"])
    tally.by_way[(pair.how, "right" if right else "wrong")] += 1
    if not right and pair.relation != "independent":
        tally.faults.append(_fault(f"relation: {pair.relation} told as {said}{_cause(pair, derivation, told, truth)}", name, pair, derivation, told))


def _cause(pair: PairTruth, derivation: dict[str, Any] | None, told: Told, truth: PileTruth) -> str:
    """What went wrong before: pages in different stories are not compared, an outlet that is not known cannot be found again."""
    story_of = {told.page_of[a]: number for number, story in enumerate(told.case["stories"]) for a in story["articles"] if a in told.page_of}
    if derivation is None:
        return "" if story_of.get(pair.page_a) == story_of.get(pair.page_b) else " (in different stories)"
    if pair.upstream and (told.articles[pair.upstream]["outlet"] or "").lower() != truth.pages[pair.upstream].outlet.name.lower():
        return " (the upstream outlet’s name not told)"
    if not pair.upstream and all("share one code of conduct" in told.body(page) for page in (pair.page_a, pair.page_b)):
        return " (the owner’s furniture taken for body)"
    return "" if pair.clues or not pair.upstream else " (no clue)"


def _fault(sort: str, name: str, pair: PairTruth, derivation: dict[str, Any] | None, told: Told) -> Fault:
    truth = f"{pair.relation} [{pair.how}] upstream {pair.upstream or '–'} absent {pair.absent or '–'} clues {', '.join(pair.clues) or 'none'}; {pair.shared} runs shared"
    if derivation is None:
        return Fault(sort, name, (pair.page_a, pair.page_b), truth, "no derivation")
    upstream = told.page_of.get(derivation["upstream"] or "", "–")
    rival = derivation["rival"]
    said = f"{derivation['relation']} {derivation['confidence']:.2f} upstream {upstream} absent {bool(derivation['absent_upstream'])}" + (
        f"; rival {rival['relation']} {rival['confidence']:.2f}" if rival else ""
    )
    words = " / ".join(f"{e['rule']} {e['score']:+.1f}: {e['sentence']}" for e in derivation["evidence"][:7])
    return Fault(sort, name, (pair.page_a, pair.page_b), truth, said, words)


def _direction(tally: Tally, name: str, pair: PairTruth, derivation: dict[str, Any] | None, told: Told) -> None:
    if not pair.upstream or pair.relation in OPEN or pair.how == "false citation":
        return
    seen = bool(pair.clues)
    tally.counts["directions"] += 1
    tally.counts["directions with a clue"] += seen
    upstream = told.page_of.get((derivation or {}).get("upstream") or "")
    if upstream is None:
        if seen and derivation is not None and derivation["relation"] in DERIVED:
            tally.faults.append(_fault(f"direction: not decided ({', '.join(pair.clues)})", name, pair, derivation, told))
        return
    right = upstream == pair.upstream
    tally.counts["directions decided"] += 1
    tally.counts["directions decided with a clue"] += seen
    tally.counts["directions right"] += right
    if not right:
        sort = "direction: wrong in spite of a clue" if seen else "direction: wrong, nothing shows it"
        tally.faults.append(_fault(sort, name, pair, derivation, told))


def _ancestry(tally: Tally, truth: PileTruth, told: Told, given: dict[frozenset[str], dict[str, Any]]) -> None:
    true = {
        (p.upstream, p.page_b if p.upstream == p.page_a else p.page_a)
        for p in truth.pairs
        if p.upstream and p.relation not in OPEN and p.how != "false citation"
    }
    closed = {frozenset((p.page_a, p.page_b)) for p in truth.pairs if p.relation in ("nothing to see", "cited through another") or p.how == "false citation"}
    said = {
        (told.page_of[d["upstream"]], *(key - {told.page_of[d["upstream"]]})) for key, d in given.items() if key not in closed and d["upstream"] in told.page_of
    }
    tally.counts["ancestors true"] += len(true)
    tally.counts["ancestors told"] += len(said)
    tally.counts["ancestors right"] += len(true & said)
