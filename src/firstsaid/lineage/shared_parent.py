"""Pairs whose sharing is explained by a third article of the pile from which both come."""

from collections.abc import Iterable, Iterator, Mapping
from math import log2

from firstsaid.lineage.arborescence import Step
from firstsaid.lineage.direction import CLEAR, group, read
from firstsaid.lineage.editions import first_edition
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
_OWN_PAGE = 6.0
"""Bits more for an earlier edition as parent: an outlet changes its own page and does not take the text over again."""
_NAMED = 3.0
"""Bits more for a page that the downstream article names: who says from whom a text is has it from there, and not from another that has it too."""
_NAMING = ("credited outlet", "named alone", "named in text", "relayed", "linked")
_EARLIER = 0.99

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

    A direction with at least the probability `least` is possible, unless the opposite one is clear. It weighs its odds against the two being unrelated, and
    `_WORD` bits for every word of the downstream article that it explains: what is not taken over had to be written anew. A page that the
    article names weighs `_NAMED` bits more.
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
        forward, backward = editions_in_order(pair, pieces) if reading.same_page else (reading.a_upstream, reading.b_upstream)
        for up, side, p, opposite in ((a, pair.down, forward, backward), (b, pair.up, backward, forward)):
            if p >= least and opposite < CLEAR:
                own = _OWN_PAGE if reading.same_page else _NAMED * _named(pieces, up == a)
                steps.append(Step(up, side.page.id, round(log2(p / max(_DOUBT, reading.independent)) + _WORD * side.covered + own, 4)))
    return steps, same


def _named(pieces: list[Evidence], first: bool) -> bool:
    """Whether the downstream article says whose text it has: that of the first article of the pair, or of the second."""
    way = "a upstream" if first else "b upstream"
    return any(p.rule in _NAMING and p.favours == way and p.score > 0 for p in pieces)


def editions_in_order(pair: Pair, pieces: list[Evidence]) -> tuple[float, float]:
    """How probable each of two editions is to be the earlier one."""
    first = first_edition(pair, pieces)
    forward = _EARLIER if first == pair.up.page.id else 1 - _EARLIER if first else 0.5
    return forward, 1 - forward


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
