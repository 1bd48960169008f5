"""How much alike two wordings of a story are, with all that ties them and all that parts them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from firstsaid.claims.deeds import Deeds
from firstsaid.claims.likeness import APART, Saying, Scales, Tie, likeness
from firstsaid.claims.subjects import Subjects

_OTHER_SUBJECT = 0.6
"""What is left of the likeness of two wordings when one names somebody whom the articles that have the other do not name."""
_NAMES_ONLY = 0.6
"""The same when they share names, and what one of them tells beside its own matter."""

Pair = tuple[int, int]


class Ties(NamedTuple):
    """What ties wordings beside their words, for pairs of them, the lesser index first."""

    bound: Mapping[Pair, float]
    altered: set[Pair]
    """Those that are one quotation, altered or not."""
    nearest: Mapping[Pair, float]
    figure: Mapping[Pair, float]


class Measure:
    """The likeness of any two wordings of a story."""

    def __init__(self, sayings: Sequence[Saying], weighing: Scales, ties: Ties, done: Deeds, subjects: Subjects) -> None:
        self._sayings = sayings
        self._weighing = weighing
        self._ties = ties
        self._done = done
        self._subjects = subjects
        self._originals = _partners(ties.altered)
        self._known: dict[Pair, float] = {}

    def like(self, one: int, other: int, least: float) -> float:
        """The likeness of two wordings, the lesser index first, which are one claim from `least` on; APART when they cannot be one."""
        if (one, other) not in self._known:
            like = self._words(one, other)
            self._known[one, other] = APART if 2 * like >= least and self._contradict(one, other) else self._of_one_matter(one, other, like)
        return self._known[one, other]

    def like_at_least(self, one: int, other: int, least: float) -> float:
        """The same, asking what parts them only where they are alike by `least`."""
        if (one, other) in self._known:
            return self._known[one, other]
        like = self._of_one_matter(one, other, self._words(one, other))
        return APART if like >= least and self._contradict(one, other) else like

    def _words(self, one: int, other: int) -> float:
        """How much alike two wordings are by what they share."""
        like = self._alike(one, other)
        return max([like, *self._through_originals(one, other)]) if like == APART else like

    def _contradict(self, one: int, other: int) -> bool:
        return (one, other) not in self._ties.altered and self._done.contradict(one, other)

    def _of_one_matter(self, one: int, other: int, like: float) -> float:
        """The likeness, less where two wordings share names alone, or speak of somebody whom the other's articles do not name."""
        if like <= 0 or (one, other) in self._ties.bound:
            return like
        if _of_two_voices(self._sayings[one], self._sayings[other]) and self._done.share_names_only(one, other):
            like = round(like * _NAMES_ONLY, 9)
        if not self._subjects.may_be_one(one, other):
            like = round(like * _OTHER_SUBJECT, 9)
        return like

    def _alike(self, one: int, other: int) -> float:
        pair, ties = (min(one, other), max(one, other)), self._ties
        tie = Tie(ties.bound.get(pair, 0.0), pair in ties.altered, ties.nearest.get(pair, 0.0), ties.figure.get(pair, 0.0))
        return likeness(self._sayings[pair[0]], self._sayings[pair[1]], self._weighing, tie)

    def _through_originals(self, one: int, other: int) -> Iterable[float]:
        """What is kept apart from one that was altered may be what another of the same quotation says."""
        yield from (self._alike(same, other) for same in self._originals[one] if same != other)
        yield from (self._alike(one, same) for same in self._originals[other] if same != one)


def _of_two_voices(one: Saying, other: Saying) -> bool:
    """Whether two wordings are ascribed, and no voice says both."""
    return bool(one.voices and other.voices) and one.voices.isdisjoint(other.voices)


def _partners(altered: Iterable[Pair]) -> defaultdict[int, list[int]]:
    """For each wording the others that are the same quotation."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for one, other in sorted(altered):
        found[one].append(other)
        found[other].append(one)
    return found
