"""The tree: of all pairs in which a direction is decided, those that stand together without a circle."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edge:
    """A possible step of the line."""

    upstream: str
    downstream: str
    weight: float
    """Greater is better supported; comparable among the parents of one article."""
    certainty: float
    """Probability of this direction."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The chosen parent of each article that has one."""

    parents: Mapping[str, str]
    refused: frozenset[tuple[str, str]]
    """Upstream–downstream pairs that would close a circle."""

    def line(self, article: str) -> tuple[str, ...]:
        """The article's ancestors, nearest first."""
        found: list[str] = []
        here = self.parents.get(article)
        while here is not None:
            found.append(here)
            here = self.parents.get(here)
        return tuple(found)

    def nearest_common(self, one: str, other: str) -> str | None:
        """The nearest article from which both come, or None; an article is no ancestor of its own."""
        lines = set(self.line(other))
        return next((a for a in self.line(one) if a in lines), None)


def arrange(edges: Iterable[Edge]) -> Tree:
    """Best-supported parent of each article, taken in order of support; a step that would close a circle is refused.

    Greedy over a virtual root: an article with no decided parent hangs from the root. Ties fall to the smaller id.
    """
    parents: dict[str, str] = {}
    refused: set[tuple[str, str]] = set()
    for edge in sorted(edges, key=lambda e: (-e.weight, -e.certainty, e.upstream, e.downstream)):
        if edge.downstream in parents:
            continue
        if _reaches(parents, edge.upstream, edge.downstream):
            refused.add((edge.upstream, edge.downstream))
        else:
            parents[edge.downstream] = edge.upstream
    return Tree(parents, frozenset(refused))


def _reaches(parents: Mapping[str, str], start: str, target: str) -> bool:
    here: str | None = start
    while here is not None:
        if here == target:
            return True
        here = parents.get(here)
    return False
