"""From evidence to probabilities: which reading of a pair the sum of its evidence speaks for."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum

from firstsaid.model import Evidence

PRIORS = {"a upstream": -1.0, "b upstream": -1.0, "siblings": -3.0, "independent": 5}
"""Bits before any evidence. That two pages share words does not tell by itself whether one has them from the other or both from a third text."""

CLEAR = 0.8
"""Probability from which a direction holds against the tree, in which a page made of two texts has but one parent."""
_MOST = 40.0


@dataclass(frozen=True, slots=True)
class Reading:
    """Probabilities of the four readings of a pair; they sum to 1."""

    a_upstream: float
    b_upstream: float
    siblings: float
    independent: float
    same_page: bool
    """Whether both are captures or editions of one page, whichever came first."""

    @property
    def derived(self) -> float:
        """Probability that one came from the other."""
        return self.a_upstream + self.b_upstream

    @property
    def related(self) -> float:
        """Probability that both share a text."""
        return 1.0 - self.independent


def read(evidence: Iterable[Evidence]) -> Reading:
    """The probabilities that one pair's evidence gives (log2 odds add up; then they are normed)."""
    pieces = sorted(evidence, key=lambda e: e.id)
    sums = {reading: prior + fsum(e.score for e in pieces if e.favours == reading) for reading, prior in PRIORS.items()}
    derived = fsum(e.score for e in pieces if e.favours == "derived")
    sums["a upstream"] += derived
    sums["b upstream"] += derived
    top = max(sums.values())
    odds = {reading: 2.0 ** max(-_MOST, bits - top) for reading, bits in sums.items()}
    total = fsum(odds.values())
    same = fsum(e.score for e in pieces if e.favours == "same page") > 4
    a, b, siblings, independent = (round(odds[r] / total, 6) for r in PRIORS)
    return Reading(a, b, siblings, independent, same)


def group(evidence: Iterable[Evidence]) -> dict[tuple[str, str], list[Evidence]]:
    """Evidence by pair, strongest first; pairs sorted."""
    pairs: dict[tuple[str, str], list[Evidence]] = {}
    for piece in evidence:
        pairs.setdefault((piece.article_a, piece.article_b), []).append(piece)
    for pieces in pairs.values():
        pieces.sort(key=lambda e: (-abs(e.score), e.id))
    return dict(sorted(pairs.items()))
