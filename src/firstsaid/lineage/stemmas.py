"""How the texts of one family may hang together, and how probable each reading of two of them is once all are weighed together.

A stemma gives every text its parents: texts of the family, or texts that are not in the pile. Two pages that share words are read one way or another for
themselves; here a reading must agree with those of all other pairs: of three copies of one page none is the sibling of the other two through a text that
nobody has seen, unless such a text is worth its price. Texts that are not there are part of the tree as in Roos and Zou (2011). From the best tree of single
parents stemmas are searched, neighbour by neighbour; those that were seen weigh as their scores say.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from operator import itemgetter
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from firstsaid.lineage.arborescence import ROOT, Step, heaviest
from firstsaid.lineage.shapes import Change, Shape, changed, lines_above, of_parents, packed, plain, unpacked

T = TypeVar("T", np.float64, np.int64)
Bits = tuple[float, float, float, float]
"""Of a pair: a upstream, b upstream, siblings, independent. In bits as evidence, between 0 and 1 as probabilities."""

_ABSENT = -3.0
"""Bits for a text that nobody has seen, paid once however many come from it."""
_SECOND = -3.0
"""Bits for a page that is made of two texts."""
_FROM_A_COPY = -3.0
"""Bits for a page that has its text from a page that has it from elsewhere: most are taken from where a text began."""
_NEVER = -1e9
_POSSIBLE = -9.0
_CANDIDATES = 5
_OF_TWO = 3
"""Of how many most likely parents a page of two texts may be made."""
_BEST = 4
"""Stemmas all of whose neighbours are weighed."""
_WORTH = 14.0
"""Bits below the best stemma up to which another one is weighed."""


def probabilities(names: Sequence[str], evidence: Mapping[tuple[str, str], Bits]) -> dict[tuple[str, str], Bits]:
    """The probabilities of each pair's readings over the stemmas of the texts that `names` lists, given the bits of each pair (the smaller name first)."""
    index = {name: number for number, name in enumerate(names)}
    search = _Search(len(names), {(index[a], index[b]): bits for (a, b), bits in sorted(evidence.items())})
    return {(names[a], names[b]): found for (a, b), found in search.readings().items()}


class _Search:
    """The stemmas of one family that were looked at, with their scores."""

    def __init__(self, size: int, pairs: Mapping[tuple[int, int], Bits]) -> None:
        self.size = size
        self.pairs = [(a, b, bits) for (a, b), bits in pairs.items()]
        self._a, self._b = np.array(list(pairs)).T
        self._bits = np.array(list(pairs.values()))
        self.seen: dict[bytes, float] = {}
        views = [*((b, a, bits[0]) for a, b, bits in self.pairs), *((a, b, bits[1]) for a, b, bits in self.pairs)]
        likely = [sorted((-bits, up) for down, up, bits in views if down == text and bits > _POSSIBLE) for text in range(size)]
        self.candidates = [[up for _, up in found[:_CANDIDATES]] for found in likely]

    def readings(self) -> dict[tuple[int, int], Bits]:
        """The probabilities of each pair's readings."""
        here, best = self._start()
        passed = {here}
        while (found := self._around([here]))[1] > best:
            here, best = found
            passed.add(here)
        near = [shape for shape in sorted(self.seen, key=lambda s: (-self.seen[s], s))[:_BEST] if shape not in passed]
        if near:
            self._around(near)
        best = max(self.seen.values())
        worth = sorted(s for s, score in self.seen.items() if score > best - _WORTH)
        weights = [2.0 ** (self.seen[shape] - best) for shape in worth]
        cells = self._told(lines_above(unpacked(worth, self.size)), np.arange(4 * len(self.pairs)).reshape(-1, 4))
        sums = np.bincount(cells.ravel(), np.repeat(weights, len(self.pairs)), 4 * len(self.pairs)).reshape(-1, 4).tolist()
        whole = sum(sums[0])
        return {(a, b): (t[0] / whole, t[1] / whole, t[2] / whole, t[3] / whole) for t, (a, b, _) in zip(sums, self.pairs, strict=True)}

    def _start(self) -> tuple[bytes, float]:
        """The best stemma in which every text has one parent, if any, and its score."""
        ways = [*((a, b, bits[0], bits) for a, b, bits in self.pairs), *((b, a, bits[1], bits) for a, b, bits in self.pairs)]
        parents = heaviest([Step(_name(up), _name(down), way - max(bits[2:])) for up, down, way, bits in ways])
        shape = tuple((int(up),) if (up := parents.get(_name(text), ROOT)) != ROOT else () for text in range(self.size))
        return self._look(changed(shape, [{}]))

    def _around(self, keys: Sequence[bytes]) -> tuple[bytes, float]:
        """The best of the neighbours of some stemmas, with its score."""
        shapes = [tuple(tuple(parent for parent in parents if parent >= 0) for parents in shape) for shape in unpacked(keys, self.size).tolist()]
        return self._look(np.concatenate([changed(shape, list(self._moves(shape))) for shape in shapes]))

    def _look(self, shapes: NDArray[np.int64]) -> tuple[bytes, float]:
        """The best of the stemmas of some shapes, with its score."""
        plainly = plain(shapes, self.size)
        looked = dict(zip(packed(plainly), self._scores(plainly), strict=True))
        self.seen.update(looked)
        return max(looked.items(), key=itemgetter(1))

    def _scores(self, shapes: NDArray[np.int64]) -> list[float]:
        one, two = np.moveaxis(shapes >= 0, 2, 0)
        absent = np.maximum(shapes.max(axis=(1, 2)) - self.size + 1, 0)
        copied = of_parents(one, shapes).sum(axis=(1, 2))
        above = lines_above(shapes)
        scores = _ABSENT * absent + _SECOND * two.sum(axis=1) + _FROM_A_COPY * copied
        for bits in self._told(above, self._bits).T:  # one after the other, so that equal scores are equal to the last bit
            scores = scores + bits
        circular = (above >> np.arange(self.size) & 1).any(axis=1)
        found: list[float] = np.where(circular, _NEVER, scores).tolist()
        return found

    def _told(self, above: NDArray[np.int64], readings: NDArray[T]) -> NDArray[T]:
        """For each stemma and pair the one of the pair's four `readings` that the stemma gives, by what is above each text."""
        a, b = self._a, self._b
        over_a, over_b = above[:, a], above[:, b]
        first, second, third, fourth = readings.T
        told: NDArray[T] = np.where(over_b >> a & 1, first, np.where(over_a >> b & 1, second, np.where(over_a & over_b, third, fourth)))
        return told

    def _moves(self, shape: Shape) -> Iterator[Change]:
        """A text is given other parents; two are given a text that is not in the pile; a text changes places with what hangs from it."""
        absent = sorted({parent for parents in shape for parent in parents if parent >= self.size})
        fresh = max(absent, default=self.size - 1) + 1
        for text, likely in enumerate(self.candidates):
            some = [*likely[:_OF_TWO], *absent]
            choices: list[tuple[int, ...]] = [(), *((parent,) for parent in (*likely, *absent)), *combinations(some, 2)]
            yield from ({text: choice} for choice in choices)
        for a, b, bits in self.pairs:
            if bits[2] > _POSSIBLE:
                for one in _joined(shape[a], fresh):
                    yield from ({a: one, b: other} for other in _joined(shape[b], fresh))
        for parent in (*range(self.size), *absent):
            children = [text for text, parents in enumerate(shape) if parent in parents]
            if children and parent < self.size:
                yield from _stepped_down(shape, parent, children, fresh)
            for child in children:
                yield from _stepped_up(shape, child, parent, children)


def _name(text: int) -> str:
    return f"{text:02d}"


def _stepped_down(shape: Shape, parent: int, children: Sequence[int], fresh: int) -> Iterator[Change]:
    """What hangs from a text hangs beside it."""
    for above in ((fresh,), shape[parent]) if shape[parent] else ((fresh,),):
        yield {parent: above} | {child: _instead(shape[child], parent, above) for child in children}


def _stepped_up(shape: Shape, child: int, parent: int, children: Sequence[int]) -> Iterator[Change]:
    """A text takes the place of its parent, with or without what else hangs from that."""
    top = shape[parent] if parent < len(shape) else ()
    moved = {child: top} | ({parent: (child,)} if parent < len(shape) else {})
    yield moved
    yield moved | {other: _instead(shape[other], parent, (child,)) for other in children if other != child}


def _instead(parents: tuple[int, ...], old: int, new: tuple[int, ...]) -> tuple[int, ...]:
    """The parents with others in the place of one of them, two at most."""
    return (*(p for p in parents if p != old), *(p for p in new if p not in parents))[:2]


def _joined(parents: tuple[int, ...], fresh: int) -> tuple[tuple[int, ...], ...]:
    """A further text in the place of the parents, or beside the only one."""
    return ((fresh,), (*parents, fresh)) if len(parents) == 1 else ((fresh,),)
