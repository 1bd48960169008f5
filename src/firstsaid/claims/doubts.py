"""Claims of one story that may be one: their wordings are too much alike to be told apart, and too little to be joined."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import islice, product
from typing import NamedTuple

MAY_BE_ONE = 0.3
"""Likeness of two wordings from which on their claims may be one. With one rare word in common about half of such pairs are one, on simulated piles as on real
news; of those less alike one in six.
"""
_FEW = 3
"""In how many claims of a story a word stands at most that tells one matter from another; what more have is what the story is about."""
_SEVERAL = 2
"""So many of these words two wordings have in common at least."""
_NEAREST = 0.8
"""Share that two claims' likeness must have of the greatest that either has with any other."""
_LOOKED_AT = 16
"""How many pairs of two claims' wordings are asked at most whether something tells them apart."""

Pair = tuple[int, int]


class Side(NamedTuple):
    """A claim, as far as it is compared."""

    wordings: Mapping[int, frozenset[str]]
    """In order, each with its content words that are no names."""
    articles: frozenset[str]


def may_be_one(
    sides: Sequence[Side], bounds: Mapping[Pair, float], like: Callable[[int, int, float], float], shared: Collection[Pair] = ()
) -> Mapping[int, list[int]]:
    """For each claim the others with which it may be one, by their places in `sides`, sorted; both ways.

    `bounds` are what the likeness of two wordings, the lesser first, does not exceed; `like` is this likeness as far as it is asked for, negative where
    something tells them apart. Who tells two things in different words tells no one thing twice: claims that one article carries side by side are two. So
    are those that have only words in common which many claims of the story have. Nor is there a doubt where a passage holds words of both (`shared`, the
    lesser first): those are one text's, whether or not the claims are one, so that neither has an origin of its own by them.
    """
    home = {wording: index for index, side in enumerate(sides) for wording in side.wordings}
    telling = _telling(sides)
    most: dict[Pair, float] = {_in_order(home[one], home[other]): math.inf for one, other in shared if one in home and other in home}
    nearest: defaultdict[int, float] = defaultdict(float)
    for one, other in sorted(bounds, key=lambda pair: (-bounds[pair], pair)):
        if one not in home or other not in home or len(telling[one] & telling[other]) < _SEVERAL:
            continue
        a, b = pair = _in_order(home[one], home[other])
        least = max(MAY_BE_ONE, _NEAREST * max(nearest[a], nearest[b]), most.get(pair, 0.0))
        if a == b or bounds[one, other] < least or not sides[a].articles.isdisjoint(sides[b].articles):
            continue
        value = like(one, other, least)
        if value >= least:
            most[pair] = math.inf if pair not in most and _told_apart(sides[a], sides[b], like) else value
            if most[pair] == value:
                nearest[a], nearest[b] = max(nearest[a], value), max(nearest[b], value)
    found: defaultdict[int, list[int]] = defaultdict(list)
    for (a, b), value in sorted(most.items()):
        if math.inf > value >= _NEAREST * max(nearest[a], nearest[b]):
            found[a].append(b)
            found[b].append(a)
    return {index: sorted(others) for index, others in found.items()}


def _in_order(one: int, other: int) -> Pair:
    return min(one, other), max(one, other)


def _telling(sides: Sequence[Side]) -> dict[int, frozenset[str]]:
    """The words of each wording that few claims have."""
    held = Counter(word for side in sides for word in frozenset[str]().union(*side.wordings.values()))
    few = frozenset(word for word, times in held.items() if times <= _FEW)
    return {wording: words & few for side in sides for wording, words in side.wordings.items()}


def _told_apart(one: Side, other: Side, like: Callable[[int, int, float], float]) -> bool:
    """Whether something tells a wording of the one from a wording of the other: another figure, a negation, another deed."""
    between = islice(product(one.wordings, other.wordings), _LOOKED_AT)
    return any(like(*_in_order(*pair), MAY_BE_ONE) < 0 for pair in between)
