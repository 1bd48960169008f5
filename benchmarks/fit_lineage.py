"""Fits the weights of the lineage rules on simulated piles of the mix "fit".

    python benchmarks/fit_lineage.py            prints for each rule: weight in use, weight that fits, how many pairs have the rule
    python benchmarks/fit_lineage.py --piles 40

A logistic regression with four answers (one upstream, the other upstream, siblings, independent) over the strengths of the evidence, drawn to the weights in
use by a Gaussian of `SPREAD` bits: a rule that the simulation seldom has stays where reasons put it. Nothing is fitted on pages that people wrote. What is
`HELD` is not fitted at all, since simulated outlets tell nothing of how often real ones copy, title or set their pages alike. Printed weights are put into
`lineage/rules.py` by hand; a rule that comes out at nothing is taken out.
"""

import argparse
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.relay.answers import Given
from benchmarks.relay.piles import make_pile
from benchmarks.relay.running import traced
from firstsaid.lineage.direction import PRIORS
from firstsaid.lineage.rules import RULES
from firstsaid.model import Derivation, Evidence

SPREAD = 0.7
HELD = ("two outlets", "same headline", "translated quotation", "same relay", "flattened typography", "agency page", "relayed elsewhere", "signed", "earlier")
_ROUNDS, _STEP = 2500, 0.05
_SAME_PAGE = 4.0

Numbers = NDArray[np.float64]


class Sample(NamedTuple):
    """Pairs of articles with the strengths of their evidence."""

    strengths: Numbers
    """Pair × answer × rule."""
    truth: NDArray[np.int64]
    """Which answer is true."""


def sample(mix: str, piles: int) -> Sample:
    """Every decided pair of so many piles."""
    strengths: list[Numbers] = []
    truth: list[int] = []
    for number in range(piles):
        pile = make_pile(mix, 1, number)
        given = Given(*traced(pile.pages), mix)
        evidence = {e.id: e for e in given.tables["evidence"]}
        for pair in (p for p in pile.truth.pairs if not (p.open or p.moot)):
            found = given.derivations.get(frozenset((pair.a, pair.b)))
            pieces = [evidence[i] for i in found.evidence] if found else []
            inherited = any((e.article_a, e.article_b) != (found.article_a, found.article_b) for e in pieces) if found else True
            if found is None or inherited or sum(e.score for e in pieces if e.favours == "same page") > _SAME_PAGE:
                continue
            upstream = given.article[pair.upstream].id if pair.upstream else None
            strengths.append(_strengths(pieces))
            truth.append(_answer(found, upstream, pair.relation))
    return Sample(np.array(strengths), np.array(truth))


def _answer(found: Derivation, upstream: str | None, relation: str) -> int:
    if upstream is not None:
        return 0 if upstream == found.article_a else 1
    return 2 if relation == "siblings" else 3


def _strengths(pieces: list[Evidence]) -> Numbers:
    column = {rule.name: i for i, rule in enumerate(RULES)}
    table = np.zeros((len(PRIORS), len(RULES)))
    for piece in (p for p in pieces if p.rule in column):
        answers = [i for i, name in enumerate(PRIORS) if piece.favours == name or (piece.favours == "derived" and name.endswith("upstream"))]
        table[answers, column[piece.rule]] += piece.score / abs(RULES[column[piece.rule]].weight)
    return table


def fitted(pairs: Sample) -> tuple[Numbers, float]:
    """The weights (bits, without sign) and the prior of "independent", by Adam (Kingma and Ba 2015)."""
    start = np.array([abs(rule.weight) for rule in RULES] + [PRIORS["independent"]])
    held = np.array([rule.name in HELD for rule in RULES] + [False])
    values, mean, spread = start.copy(), np.zeros_like(start), np.zeros_like(start)
    wanted = np.eye(len(PRIORS))[pairs.truth]
    for turn in range(1, _ROUNDS + 1):
        off = (_probabilities(pairs, values) - wanted) * np.log(2)
        slope = np.append(np.einsum("pa,par->r", off, pairs.strengths), off[:, 3].sum()) + (values - start) / SPREAD**2
        slope[held] = 0.0
        mean, spread = 0.9 * mean + 0.1 * slope, 0.999 * spread + 0.001 * slope**2
        values = values - _STEP * (mean / (1 - 0.9**turn)) / (np.sqrt(spread / (1 - 0.999**turn)) + 1e-8)
        values[:-1] = np.maximum(0.0, values[:-1])
    return values[:-1], float(values[-1])


def _probabilities(pairs: Sample, values: Numbers) -> Numbers:
    bits = pairs.strengths @ values[:-1] + np.array([*list(PRIORS.values())[:3], values[-1]])
    odds = np.exp2(bits - bits.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--piles", type=int, default=110)
    pairs = sample("fit", parser.parse_args().piles)
    weights, independent = fitted(pairs)
    held = np.abs(pairs.strengths).sum(axis=1) > 0
    for index, rule in enumerate(RULES):
        print(f"{rule.name:26} {abs(rule.weight):5.1f} -> {weights[index]:5.1f}   {int(held[:, index].sum()):5} pairs{' (held)' if rule.name in HELD else ''}")
    print(f"{'prior of independent':26} {PRIORS['independent']:5.1f} -> {independent:5.1f}")


if __name__ == "__main__":
    main()
