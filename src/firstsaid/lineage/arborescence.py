"""The best tree over a virtual root, and how probable each of its possible steps is.

Every text has one parent: another text, or the root, which stands for what nothing shows. Of all such trees the heaviest is found by Chu and Liu (1965) and
Edmonds (1967), all circles of a round contracted at once. The probability of a step is its share of the weight of all trees, by Tutte's matrix-tree theorem
for directed graphs, as Koo, Globerson, Carreras and Collins (2007) use it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firstsaid.model.unions import Unions

ROOT = ""
_LEAST_BITS = -40.0
_ZERO = 1e-12


@dataclass(frozen=True, slots=True)
class Step:
    """A possible step from one text to the next."""

    upstream: str
    downstream: str
    bits: float
    """How well it is supported; each point doubles the weight of every tree that has it. The root's own steps weigh nothing unless given."""


@dataclass(frozen=True, slots=True)
class _Arc:
    tail: int
    head: int
    bits: float
    step: int
    """Which of the given steps it stands for."""


def heaviest(steps: Sequence[Step]) -> dict[str, str]:
    """The parent of each text in the heaviest tree, ROOT for those that hang from nothing. Ties fall to the smaller parent."""
    known = _with_root(steps)
    names = sorted({s.downstream for s in known} | {s.upstream for s in known} - {ROOT})
    index = {name: i + 1 for i, name in enumerate(names)} | {ROOT: 0}
    arcs = [_Arc(index[s.upstream], index[s.downstream], s.bits, i) for i, s in enumerate(known)]
    chosen = _best_arcs(arcs, len(names) + 1)
    return {known[i].downstream: known[i].upstream for i in sorted(chosen)}


def _with_root(steps: Sequence[Step]) -> list[Step]:
    texts = {s.downstream for s in steps} | {s.upstream for s in steps} - {ROOT}
    rooted = {s.downstream for s in steps if s.upstream == ROOT}
    best: dict[tuple[str, str], Step] = {}
    for step in (*steps, *(Step(ROOT, text, 0.0) for text in sorted(texts - rooted))):
        key = (step.upstream, step.downstream)
        if step.upstream != step.downstream and (key not in best or best[key].bits < step.bits):
            best[key] = step
    return [best[key] for key in sorted(best)]


def _best_arcs(arcs: list[_Arc], size: int) -> set[int]:
    """Indices of the steps of the heaviest tree over nodes 0 (the root) to size - 1: contracted round by round, then opened again from the last."""
    rounds: list[tuple[list[_Arc], list[_Arc | None], list[int]]] = []
    entering = _entering(arcs, size)
    while (home := _circles(entering)) is not None:
        rounds.append((arcs, entering, home))
        number = {name: i for i, name in enumerate(dict.fromkeys(home))}
        arcs = [_moved(arc, number[home[arc.tail]], number[home[arc.head]], entering, home) for arc in arcs if home[arc.tail] != home[arc.head]]
        entering = _entering(arcs, len(number))
    chosen = {arc.step for arc in entering if arc is not None}
    for known, inner, home in reversed(rounds):
        chosen |= {arc.step for arc in _kept(known, chosen, inner, home)}
    return chosen


def _entering(arcs: Iterable[_Arc], size: int) -> list[_Arc | None]:
    """The heaviest arc into each node."""
    best: list[_Arc | None] = [None] * size
    for arc in arcs:
        held = best[arc.head]
        if held is None or (arc.bits, -arc.step) > (held.bits, -held.step):
            best[arc.head] = arc
    return best


def _moved(arc: _Arc, tail: int, head: int, entering: Sequence[_Arc | None], home: Sequence[int]) -> _Arc:
    """The arc between contracted nodes: into a circle it weighs what it gains over the circle's own arc there."""
    inner = entering[arc.head]
    inside = inner is not None and home[inner.tail] == home[arc.head]
    return _Arc(tail, head, arc.bits - inner.bits if inner is not None and inside else arc.bits, arc.step)


def _kept(arcs: Sequence[_Arc], chosen: set[int], entering: Sequence[_Arc | None], home: Sequence[int]) -> Iterator[_Arc]:
    """The arcs of the circles that stay: all but those into a node that an arc from outside enters."""
    entered = {arc.head for arc in arcs if arc.step in chosen and home[arc.tail] != home[arc.head]}
    for arc in entering:
        if arc is not None and home[arc.tail] == home[arc.head] and arc.head not in entered:
            yield arc


def _circles(entering: Sequence[_Arc | None]) -> list[int] | None:
    """For each node the circle it lies in, by its smallest node, or itself; None when there is no circle."""
    home = list(range(len(entering)))
    state = [0] * len(entering)
    found = False
    for start in range(len(entering)):
        path: list[int] = []
        node = start
        while state[node] == 0:
            state[node] = start + 1
            path.append(node)
            arc = entering[node]
            if arc is None:
                break
            node = arc.tail
        if state[node] == start + 1 and entering[node] is not None and node in path:
            circle = path[path.index(node) :]
            found = True
            for member in circle:
                home[member] = min(circle)
    return home if found else None


def probabilities(steps: Sequence[Step]) -> dict[tuple[str, str], float]:
    """Probability of each step between two texts, over all trees in proportion to their weight; they add up to 1 with the root's for each text."""
    known = _with_root(steps)
    names = sorted({s.downstream for s in known})
    index = {name: i for i, name in enumerate(names)}
    top = {name: max(s.bits for s in known if s.downstream == name) for name in names}
    weight = {(s.upstream, s.downstream): 2.0 ** max(_LEAST_BITS, s.bits - top[s.downstream]) for s in known}
    laplacian = np.zeros((len(names), len(names)))
    for (up, down), w in sorted(weight.items()):
        laplacian[index[down], index[down]] += w
        if up != ROOT:
            laplacian[index[up], index[down]] -= w
    inverse = _inverse(laplacian)
    found: dict[tuple[str, str], float] = {}
    for (up, down), w in sorted(weight.items()):
        m = index[down]
        share = inverse[m, m] if up == ROOT else inverse[m, m] - inverse[m, index[up]]
        found[up, down] = min(1.0, max(0.0, float(w * share)))
    return found


def _inverse(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """Gauss–Jordan, element by element, so that no library's order of summing shows in the result."""
    size = len(matrix)
    work = np.concatenate([matrix, np.eye(size)], axis=1)
    for column in range(size):
        pivot = column + int(np.argmax(np.abs(work[column:, column])))
        if abs(work[pivot, column]) < _ZERO:
            work[column, column] += _ZERO
            pivot = column
        work[[column, pivot]] = work[[pivot, column]]
        work[column] /= work[column, column]
        factors = work[:, column].copy()
        factors[column] = 0.0
        work -= factors[:, None] * work[column][None, :]
    return work[:, size:]


def families(steps: Iterable[Step]) -> list[list[Step]]:
    """The steps by connected family, the root left out."""
    kept, joined = list(steps), Unions[str]()
    for step in kept:
        if step.upstream != ROOT:
            joined.join(step.upstream, step.downstream)
    held: dict[str, list[Step]] = {}
    for step in kept:
        held.setdefault(joined.of(step.downstream), []).append(step)
    return [held[key] for key in sorted(held)]


def parentwise(steps: Sequence[Step]) -> Mapping[tuple[str, str], float]:
    """What `probabilities` gives when every text chooses for itself: for families too large for a matrix."""
    total: dict[str, float] = {}
    known = _with_root(steps)
    top: dict[str, float] = {}
    for s in known:
        top[s.downstream] = max(top.get(s.downstream, s.bits), s.bits)
    for s in known:
        total[s.downstream] = total.get(s.downstream, 0.0) + 2.0 ** max(_LEAST_BITS, s.bits - top[s.downstream])
    return {(s.upstream, s.downstream): 2.0 ** max(_LEAST_BITS, s.bits - top[s.downstream]) / total[s.downstream] for s in known}
