"""How the texts of one family may hang together, and how probable each reading of two of them is once all are weighed together.

A stemma gives every text its parents: texts of the family, or texts that are not in the pile. Two pages that share words are read one way or another for
themselves; here a reading must agree with those of all other pairs: of three copies of one page none is the sibling of the other two through a text that
nobody has seen, unless such a text is worth its price. Texts that are not there are part of the tree as in Roos and Zou (2011). From the best tree of single
parents stemmas are searched, neighbour by neighbour; those that were seen weigh as their scores say.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from firstsaid.lineage.arborescence import ROOT, Step, heaviest

Bits = tuple[float, float, float, float]
"""Of a pair: a upstream, b upstream, siblings, independent. In bits as evidence, between 0 and 1 as probabilities."""
Shape = tuple[tuple[int, ...], ...]
"""The parents of each text; a number past the last text is a text that is not in the pile."""

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
        self.bits = list(pairs.values())
        self.seen: dict[Shape, float] = {}
        views = [*((b, a, bits[0]) for a, b, bits in self.pairs), *((a, b, bits[1]) for a, b, bits in self.pairs)]
        likely = [sorted((-bits, up) for down, up, bits in views if down == text and bits > _POSSIBLE) for text in range(size)]
        self.candidates = [[up for _, up in found[:_CANDIDATES]] for found in likely]

    def readings(self) -> dict[tuple[int, int], Bits]:
        """The probabilities of each pair's readings."""
        here = self._start()
        best = self._look(here)
        while (found := self._around(here))[0] > best:
            best, here = found
        for shape in sorted(self.seen, key=lambda s: (-self.seen[s], s))[:_BEST]:
            self._around(shape)
        best = max(self.seen.values())
        sums = [[0.0] * 4 for _ in self.pairs]
        for shape in sorted(s for s, score in self.seen.items() if score > best - _WORTH):
            weight = 2.0 ** (self.seen[shape] - best)
            for total, reading in zip(sums, self._readings(_above(shape)), strict=True):
                total[reading] += weight
        whole = sum(sums[0])
        return {(a, b): (t[0] / whole, t[1] / whole, t[2] / whole, t[3] / whole) for t, (a, b, _) in zip(sums, self.pairs, strict=True)}

    def _start(self) -> Shape:
        """The best stemma in which every text has one parent, if any."""
        ways = [*((a, b, bits[0], bits) for a, b, bits in self.pairs), *((b, a, bits[1], bits) for a, b, bits in self.pairs)]
        parents = heaviest([Step(_name(up), _name(down), way - max(bits[2:])) for up, down, way, bits in ways])
        return tuple((int(up),) if (up := parents.get(_name(text), ROOT)) != ROOT else () for text in range(self.size))

    def _around(self, shape: Shape) -> tuple[float, Shape]:
        """The best of the neighbours of a stemma."""
        best = (_NEVER, shape)
        for move in self._moves(shape):
            plain = _plain(move, self.size)
            score = self._look(plain)
            if score > best[0]:
                best = (score, plain)
        return best

    def _look(self, shape: Shape) -> float:
        if shape not in self.seen:
            self.seen[shape] = self._score(shape)
        return self.seen[shape]

    def _score(self, shape: Shape) -> float:
        above = _above(shape)
        if not above:
            return _NEVER
        copied = sum(1 for parents in shape for parent in parents if parent < self.size and shape[parent])
        absent = {parent for parents in shape for parent in parents if parent >= self.size}
        score = _ABSENT * len(absent) + _SECOND * sum(1 for parents in shape if len(parents) > 1) + _FROM_A_COPY * copied
        for bits, reading in zip(self.bits, self._readings(above), strict=True):
            score += bits[reading]
        return score

    def _readings(self, above: Sequence[int]) -> list[int]:
        """Which of the four readings of each pair a stemma gives, by what is above each text."""
        return [0 if above[b] >> a & 1 else 1 if above[a] >> b & 1 else 2 if above[a] & above[b] else 3 for a, b, _ in self.pairs]

    def _moves(self, shape: Shape) -> Iterator[Shape]:
        """A text is given other parents; two are given a text that is not in the pile; a text changes places with what hangs from it."""
        absent = sorted({parent for parents in shape for parent in parents if parent >= self.size})
        fresh = max(absent, default=self.size - 1) + 1
        for text, likely in enumerate(self.candidates):
            some = [*likely[:_OF_TWO], *absent]
            choices: list[tuple[int, ...]] = [(), *((parent,) for parent in (*likely, *absent)), *combinations(some, 2)]
            yield from (_with(shape, {text: choice}) for choice in choices)
        for a, b, bits in self.pairs:
            if bits[2] > _POSSIBLE:
                for one in _joined(shape[a], fresh):
                    yield from (_with(shape, {a: one, b: other}) for other in _joined(shape[b], fresh))
        for parent in (*range(self.size), *absent):
            children = [text for text, parents in enumerate(shape) if parent in parents]
            if children and parent < self.size:
                yield from _stepped_down(shape, parent, children, fresh)
            for child in children:
                yield from _stepped_up(shape, child, parent, children)


def _name(text: int) -> str:
    return f"{text:02d}"


def _stepped_down(shape: Shape, parent: int, children: Sequence[int], fresh: int) -> Iterator[Shape]:
    """What hangs from a text hangs beside it."""
    for above in ((fresh,), shape[parent]) if shape[parent] else ((fresh,),):
        yield _with(shape, {parent: above} | {child: _instead(shape[child], parent, above) for child in children})


def _stepped_up(shape: Shape, child: int, parent: int, children: Sequence[int]) -> Iterator[Shape]:
    """A text takes the place of its parent, with or without what else hangs from that."""
    top = shape[parent] if parent < len(shape) else ()
    moved = {child: top} | ({parent: (child,)} if parent < len(shape) else {})
    yield _with(shape, moved)
    yield _with(shape, moved | {other: _instead(shape[other], parent, (child,)) for other in children if other != child})


def _with(shape: Shape, changed: Mapping[int, tuple[int, ...]]) -> Shape:
    made = list(shape)
    for text, parents in changed.items():
        made[text] = parents
    return tuple(made)


def _instead(parents: tuple[int, ...], old: int, new: tuple[int, ...]) -> tuple[int, ...]:
    """The parents with others in the place of one of them, two at most."""
    return (*(p for p in parents if p != old), *(p for p in new if p not in parents))[:2]


def _joined(parents: tuple[int, ...], fresh: int) -> tuple[tuple[int, ...], ...]:
    """A further text in the place of the parents, or beside the only one."""
    return ((fresh,), (*parents, fresh)) if len(parents) == 1 else ((fresh,),)


def _plain(shape: Shape, size: int) -> Shape:
    """The same without texts from which one page alone would come; those that are left are numbered in order."""
    absent = [parent for parents in shape for parent in parents if parent >= size]
    if not absent and max(map(len, shape)) == 1:
        return shape
    numbers = {old: size + at for at, old in enumerate(dict.fromkeys([parent for parent in absent if absent.count(parent) > 1]))}
    return tuple([_numbered(parents, numbers, size) if parents and (len(parents) > 1 or parents[0] >= size) else parents for parents in shape])


def _numbered(parents: tuple[int, ...], numbers: Mapping[int, int], size: int) -> tuple[int, ...]:
    """Parents in order, of the texts that are not in the pile those that have a number."""
    return tuple(sorted([numbers.get(parent, parent) for parent in parents if parent < size or parent in numbers]))


def _above(shape: Shape) -> list[int]:
    """All texts above each, as bits; nothing where one is above itself."""
    size = len(shape)
    found: list[int | None] = [None] * size
    waiting = list(range(size))
    while waiting:
        left: list[int] = []
        for text in waiting:
            line = 0
            for parent in shape[text]:
                above = found[parent] if parent < size else 0
                if above is None:
                    left.append(text)
                    break
                line |= 1 << parent | above
            else:
                found[text] = line
        if len(left) == len(waiting):
            return []
        waiting = left
    return [line or 0 for line in found]
