"""The tree: of all steps that the evidence allows, those that stand together best, and how probable each is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from firstsaid.lineage.arborescence import ROOT, Step, families, heaviest, parentwise, probabilities
from firstsaid.model.unions import Unions

_LARGEST = 48
"""Texts of a family up to which every tree is weighed; in a larger one each text weighs its own possible parents."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The arrangement of one story."""

    parents: Mapping[str, str]
    """The parent of each text that has one in the best arrangement."""
    probability: Mapping[tuple[str, str], float]
    """Of each possible step, by upstream and downstream text: that the one is the direct parent of the other."""
    folded: Mapping[str, str]
    """Which text stands for an article that is a capture of the same page as another."""

    def of(self, article: str) -> str:
        """The text that an article is a capture of."""
        return self.folded.get(article, article)

    def line(self, article: str) -> tuple[str, ...]:
        """The article's ancestors in the best arrangement, nearest first."""
        found: list[str] = []
        here = self.parents.get(self.of(article))
        while here is not None:
            found.append(here)
            here = self.parents.get(here)
        return tuple(found)

    def contradicts(self, upstream: str, downstream: str) -> bool:
        """Whether the best arrangement has the two the other way round."""
        return self.of(downstream) in self.line(upstream)

    def direct(self, upstream: str, downstream: str) -> float:
        """Probability (0 to 1) that `downstream` has its text from `upstream` without another text between."""
        return self.probability.get((self.of(upstream), self.of(downstream)), 0.0)

    def nearest_common(self, one: str, other: str) -> str | None:
        """The nearest article from which both come, or None; an article is no ancestor of its own."""
        lines = set(self.line(other))
        return next((a for a in self.line(one) if a in lines), None)


def arrange(steps: Iterable[Step], same: Iterable[tuple[str, str]] = ()) -> Tree:
    """The best arrangement of possible steps; pairs in `same` are captures of one page and count as one text."""
    folded = _fold(same)
    moved = [Step(folded.get(s.upstream, s.upstream), folded.get(s.downstream, s.downstream), s.bits) for s in steps]
    parents: dict[str, str] = {}
    probability: dict[tuple[str, str], float] = {}
    for family in families(s for s in moved if s.upstream != s.downstream):
        parents |= {child: parent for child, parent in heaviest(family).items() if parent != ROOT}
        size = len({s.downstream for s in family} | {s.upstream for s in family})
        probability |= probabilities(family) if size <= _LARGEST else parentwise(family)
    return Tree(parents, probability, folded)


def _fold(same: Iterable[tuple[str, str]]) -> dict[str, str]:
    unions = Unions[str]()
    for one, other in same:
        unions.join(one, other)
    return unions.stands()
