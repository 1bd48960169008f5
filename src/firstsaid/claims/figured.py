"""Wordings of different articles that give one figure, which neither article gives again: what it counts may be told in other words."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from operator import itemgetter

from firstsaid.claims.comparison import SAME_SORT, comparable, measured, thing
from firstsaid.claims.likeness import Saying, is_exact
from firstsaid.claims.wordings import Unit
from firstsaid.model import Figure

_OF_A_VOICE, _OF_ANYBODY = 0.6, 0.5
"""How much of what is wanting in two wordings' likeness such a figure makes up for."""
_DOZEN, _ROUND = 12, 10
"""Up to a dozen and in round tens, numbers stand in many sentences."""
_MOST = 12
"""Wordings with one figure that are held against each other; a number that more have is told throughout the story."""

Key = tuple[float, str]
"""A figure's value and unit."""


def figured(found: Sequence[Unit], nodes: Sequence[Sequence[int]], sayings: Sequence[Saying]) -> dict[tuple[int, int], float]:
    """Pairs of nodes that give the same figure, which each of two articles that hold them gives once, and how much that tells."""
    once = _told_once(found, nodes)
    ties: dict[tuple[int, int], float] = {}
    for holding in once.values():
        if not 1 < len(holding) <= _MOST:
            continue
        for (one, (a, held_a)), (other, (b, held_b)) in combinations(sorted(holding.items(), key=itemgetter(0)), 2):
            if held_a & held_b or (tie := _tie(sayings[one], sayings[other], a, b)) == 0:
                continue
            ties[one, other] = max(tie, ties.get((one, other), 0.0))
    return ties


def _told_once(found: Sequence[Unit], nodes: Sequence[Sequence[int]]) -> dict[Key, dict[int, tuple[Figure, set[str]]]]:
    """For each figure the nodes that give it, with the articles whose only wording with it that is; headlines count as told again by nobody."""
    telling: defaultdict[tuple[str, Key], set[int]] = defaultdict(set)
    figures: dict[tuple[int, Key], Figure] = {}
    for node, members in enumerate(nodes):
        for unit in [found[index] for index in members]:
            for figure in unit.figures if unit.kind != "headline" else ():
                key = measured(figure)
                figures.setdefault((node, key), figure)
                telling[unit.article, key].add(node)
    once: defaultdict[Key, dict[int, tuple[Figure, set[str]]]] = defaultdict(dict)
    for (article, key), holding in telling.items():
        if len(holding) == 1:
            (node,) = holding
            once[key].setdefault(node, (figures[node, key], set()))[1].add(article)
    return once


def _tie(one: Saying, other: Saying, a: Figure, b: Figure) -> float:
    """How much a figure ties two wordings: a number that a voice hardly gives twice by chance, or one of the same things of which both tell more in common.
    Percentages are given of many things, and one toll may be that of two days of a war: they tie none.
    """
    sort = comparable(a, b)
    if measured(a)[1] == "percent":
        return 0.0
    telling = is_exact(a.value) or (a.value > _DOZEN and a.value % _ROUND != 0)
    of_a_voice = not one.voices.isdisjoint(other.voices)
    if of_a_voice and telling and not a.unit:
        return _OF_A_VOICE
    common = [stem for stem in one.terms.stems if stem in other.stems and not stem.isdigit() and stem != a.unit]
    if not common or not sort:
        return 0.0
    if of_a_voice and a.value > 1 and sort == SAME_SORT:
        return _OF_A_VOICE
    return _OF_ANYBODY if telling and (is_exact(a.value) or sort == SAME_SORT) and len(common) > 1 and not thing(a.object).fates else 0.0
