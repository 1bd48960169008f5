"""Pairs whose sharing is explained by a third article of the pile from which both come."""

from collections.abc import Iterable, Iterator, Mapping
from math import log2

from firstsaid.lineage.arborescence import Step
from firstsaid.lineage.direction import group, read
from firstsaid.lineage.page import Page
from firstsaid.lineage.pair import Pair, Side
from firstsaid.lineage.relation import page_relation
from firstsaid.lineage.rules import COMMON_UPSTREAM, label
from firstsaid.lineage.tree import Tree, arrange
from firstsaid.model import Evidence, Place, Span, content_id
from firstsaid.model.options import LineageOptions

_EXPLAINED = 0.8
"""Share of what two articles have in common that a third must have too before it explains the pair."""
_BITS = 3.5
_SHOWN = 4
_WORD = 0.1
_DOUBT = 0.001

Pairs = Mapping[tuple[str, str], Pair]


def common_upstream(pairs: Iterable[Pair], found: Iterable[Evidence], options: LineageOptions) -> Iterator[Evidence]:
    """Evidence that two articles are siblings through an article of the pile, given the evidence of the pairs alone."""
    by_pair = {(p.up.page.id, p.down.page.id): p for p in pairs}
    pages = {side.page.id: side.page for p in by_pair.values() for side in (p.up, p.down)}
    tree = arrange(*steps_of(by_pair, found, options.decided))
    for (a, b), pair in by_pair.items():
        parent = tree.nearest_common(a, b)
        if parent is not None and pair.passages and not _in_line(tree, a, b) and explains(by_pair, parent, pair):
            yield _both_come_from(pair, pages[parent])


def steps_of(by_pair: Pairs, found: Iterable[Evidence], least: float) -> tuple[list[Step], list[tuple[str, str]]]:
    """The possible steps between articles, and the pairs that are captures of one page.

    A direction with at least the probability `least` is possible. It weighs its odds against the two being unrelated, and `_WORD` bits for every word of the
    downstream article that it explains: what is not taken over had to be written anew.
    """
    steps: list[Step] = []
    same: list[tuple[str, str]] = []
    for key, pieces in group(found).items():
        pair = by_pair.get(key)
        if pair is None:
            continue
        reading = read(pieces)
        if reading.same_page and page_relation(pair) == "same page":
            same.append(key)
            continue
        a, b = key
        for up, side, p in ((a, pair.down, reading.a_upstream), (b, pair.up, reading.b_upstream)):
            if p >= least:
                steps.append(Step(up, side.page.id, round(log2(p / max(_DOUBT, reading.independent)) + _WORD * side.covered, 4)))
    return steps, same


def explains(by_pair: Pairs, parent: str, pair: Pair) -> bool:
    """Whether most words that the two share stand in what each is known to share with `parent`."""
    return all(_held(by_pair, parent, side) >= _EXPLAINED * side.covered for side in (pair.up, pair.down))


def _held(by_pair: Pairs, parent: str, side: Side) -> int:
    child = side.page.id
    known = by_pair.get((min(parent, child), max(parent, child)))
    if known is None:
        return side.covered
    return held_too(side, known.up if known.up.page.id == child else known.down)


def held_too(side: Side, mine: Side) -> int:
    """Words of what `side` shares that the same article shares in another pair, too, of which `mine` is the article's side."""
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
