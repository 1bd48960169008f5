"""Pairs whose sharing is explained by a third article of the pile from which both come."""

from collections.abc import Iterable, Iterator, Mapping
from math import log2

from firstsaid.lineage.direction import group, read
from firstsaid.lineage.page import Page
from firstsaid.lineage.pair import Pair, Side
from firstsaid.lineage.rules import COMMON_UPSTREAM, label
from firstsaid.lineage.tree import Edge, Tree, arrange
from firstsaid.model import Evidence, Place, Span, content_id
from firstsaid.model.options import LineageOptions

_EXPLAINED = 0.8
"""Share of what two articles have in common that a third must have too before it explains the pair."""
_BITS = 8.0
_SHOWN = 4

Pairs = Mapping[tuple[str, str], Pair]


def common_upstream(pairs: Iterable[Pair], found: Iterable[Evidence], options: LineageOptions) -> Iterator[Evidence]:
    """Evidence that two articles are siblings through an article of the pile, given the evidence of the pairs alone."""
    by_pair = {(p.up.page.id, p.down.page.id): p for p in pairs}
    pages = {side.page.id: side.page for p in by_pair.values() for side in (p.up, p.down)}
    tree = arrange(edges_of(by_pair, found, options))
    for (a, b), pair in by_pair.items():
        parent = tree.nearest_common(a, b)
        if parent is not None and pair.passages and not _in_line(tree, a, b) and explains(by_pair, parent, pair):
            yield _both_come_from(pair, pages[parent])


def edges_of(by_pair: Pairs, found: Iterable[Evidence], options: LineageOptions) -> list[Edge]:
    """The decided directions, each weighed by its odds and by how much of the downstream article it explains."""
    edges: list[Edge] = []
    for (a, b), pieces in group(found).items():
        pair = by_pair.get((a, b))
        if pair is None:
            continue
        reading = read(pieces)
        for up, side, p in ((a, pair.down, reading.a_upstream), (b, pair.up, reading.b_upstream)):
            if p >= options.decided:
                edges.append(Edge(up, side.page.id, round(log2(1 + p / max(1e-4, 1 - p)) * (0.2 + side.share), 4), p))
    return edges


def explains(by_pair: Pairs, parent: str, pair: Pair) -> bool:
    """Whether most words that the two share stand in what each is known to share with `parent`."""
    return all(_held(by_pair, parent, side) >= _EXPLAINED * side.covered for side in (pair.up, pair.down))


def _held(by_pair: Pairs, parent: str, side: Side) -> int:
    child = side.page.id
    known = by_pair.get((min(parent, child), max(parent, child)))
    if known is None:
        return side.covered
    mine = known.up if known.up.page.id == child else known.down
    return sum(side.page.words_in(_cut(one, other)) for one in side.shared for other in mine.shared if one.overlap(other))


def _cut(one: Span, other: Span) -> Span:
    return Span(max(one.start, other.start), min(one.stop, other.stop))


def _in_line(tree: Tree, a: str, b: str) -> bool:
    return a in tree.line(b) or b in tree.line(a)


def _both_come_from(pair: Pair, parent: Page) -> Evidence:
    a, b = pair.up.page.id, pair.down.page.id
    sentence = f"What {label(pair, 'up')} and {label(pair, 'down')} share, both have from {parent.article.name()}."
    spans = tuple(Place(side.page.id, *s) for side in (pair.up, pair.down) for s in side.shared[:_SHOWN])
    identity = content_id("evidence", pair.story, a, b, COMMON_UPSTREAM, parent.id)
    return Evidence(identity, pair.story, a, b, COMMON_UPSTREAM, "siblings", _BITS, sentence, spans, None)
