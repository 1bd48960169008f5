"""How much alike two wordings are, and what keeps two like wordings apart."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import NamedTuple

from firstsaid.claims.comparison import PERHAPS, SAME_SORT, agree, comparable, thing
from firstsaid.claims.days import of_other_dates, of_other_days
from firstsaid.claims.language import WordingWords
from firstsaid.claims.terms import Terms
from firstsaid.model import Figure

APART = -1.0
"""The likeness of two wordings that must not be one claim, however many words they share."""
_WEAK = 0.35
"""Weight of words that are common in any news."""
_FEW = 4
"""Two wordings that share fewer content words than this are judged with reserve."""
_ALL_ELSE = 0.7
"""Share of both wordings' words by weight that must be alike for figures to contradict each other that are perhaps comparable."""
_SAME_VOICE, _NEAREST_OF_VOICE = 0.15, 0.4
_SAME_FIGURE = 0.35
_LIKE_FIGURE = 0.08
_SMALL, _DOZEN = 3, 12
"""Numbers that stand in many sentences, and in some."""
_OTHER_MODALITY = 0.6
"""What is left of the likeness when one wording is hedged and the other plain."""
_PLANNED = 0.75
"""The same when one tells of a plan and the other of a thing done."""
_OTHER_DAY = 0.7
"""The same when both name days, and none in common, without a shared passage."""
_OWN_VOICE = 0.7
"""The same when one article ascribes it and the other says it in its own voice, without a shared passage: mostly an echo or a summary."""
_OTHER_NAMES = 0.75
"""The same when both name somebody or some place and no name is common to them."""
_OTHER_MATTER = 0.6
"""The same when one counts victims and the other tells something else of the event: what they share is when and where."""
_NAMES_ONLY = 0.6
"""The same when they share names and nothing of what is told of these, or one word where neither is ascribed to anybody or only one denies something."""
_NUMBERS_ONLY = 0.6
"""The same when they share numbers only, none of which counts the same things ("at ten past four"), and no voice says both."""
_CURVE = 0.85
"""Exponent that sets wordings judged the same by readers above 0.5."""
_BONDED = 0.55
"""Likeness of two wordings that a match bonds; the rest of the way to 1 is the share of them that it covers."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A wording as it stands in one or more articles to the word."""

    terms: Terms
    figures: tuple[Figure, ...]
    voices: frozenset[str]
    denied: bool
    ascribed: bool
    """Whether somebody is named who says it; else an article says it in its own voice."""
    stems: frozenset[str]
    weight: float
    """Of all its content words."""
    of_title: tuple[Figure, ...] = ()
    """What a title counts, which is no figure of it otherwise."""


@dataclass(frozen=True, slots=True)
class Scales:
    """Weighs content words by their rarity among a story's wordings (inverse document frequency, Spärck Jones 1972)."""

    weights: Mapping[str, float]

    def sum(self, stems: Iterable[str]) -> float:
        """Weight of stems, the same in whatever order they come."""
        return math.fsum(map(self.weights.get, stems, repeat(1.0)))


def weighed(terms: Terms, figures: tuple[Figure, ...], scales: Scales) -> Saying:
    """A wording, weighed; whose it is can be told by `dataclasses.replace`."""
    return Saying(terms, figures, frozenset(), False, False, frozenset(terms.stems), scales.sum(terms.stems))


def scales(wordings: Sequence[Terms], words: WordingWords) -> Scales:
    """Weights from a story's wordings, each once however often it was copied: what every sentence repeats counts little."""
    held = Counter(chain.from_iterable([wording.stems for wording in wordings]))
    weak = words.weak
    weights = {count: math.log1p(len(wordings) / count) for count in set(held.values())}
    return Scales({stem: weights[count] * (_WEAK if stem in weak else 1.0) for stem, count in held.items()})


class Tie(NamedTuple):
    """What ties two wordings beside their words."""

    bond: float = 0.0
    """The share of both that a match covers."""
    altered: bool = False
    """Whether they are one quotation in which a number was changed: an alteration of the claim, not another claim."""
    nearest: float = 0.0
    """How much it tells that of all that their voice says in either article nothing is nearer to the other, from 0 to 1."""
    figure: float = 0.0
    """How much a figure tells that both give, and neither article again."""


UNTIED = Tie()


def likeness(a: Saying, b: Saying, scales: Scales, tie: Tie = UNTIED) -> float:
    """From 0 to 1; APART where negation, a hedge, a denial or a figure tells them apart."""
    bond, altered, nearest, figure = tie
    if _said_otherwise(a, b) or (not altered and figures_contradict(a.figures or a.of_title, b.figures or b.of_title)):
        return APART
    shared = [stem for stem in a.terms.stems if stem in b.stems]
    if not shared or not a.weight or not b.weight:
        return 0.0
    common = scales.sum(shared)
    if not altered and a.figures and b.figures and (bond or _all_else_alike(a, b, scales)) and figures_contradict(a.figures, b.figures, PERHAPS):
        return APART
    if not altered and of_other_dates(a.terms.days, b.terms.days):
        return APART
    score = _in_common(common, a, b) * min(1.0, (len(shared) + 1) / _FEW)
    score += (1 - score) * (max(_SAME_VOICE, _NEAREST_OF_VOICE * nearest) if not a.voices.isdisjoint(b.voices) else 0.0)
    counted = max(figure, _shared_figure(a.figures, b.figures))
    score += (1 - score) * counted
    if bond < _BONDED and {a.terms.modality, b.terms.modality} == {"plain", "hedged"}:
        score *= _OTHER_MODALITY
    if bond < _BONDED and {a.terms.modality, b.terms.modality} == {"plain", "planned"}:
        score *= _PLANNED
    if bond < _BONDED and of_other_days(a.terms.days, b.terms.days):
        score *= _OTHER_DAY
    if bond < _BONDED and a.ascribed != b.ascribed:
        score *= _OWN_VOICE
    if bond < _BONDED and _counts_victims(a) != _counts_victims(b):
        score *= _OTHER_MATTER
    if a.terms.names and b.terms.names and a.terms.names.isdisjoint(b.terms.names):
        score *= _OTHER_NAMES
    if bond < _BONDED and _only_names(shared, a, b, 1 if not (a.ascribed or b.ascribed) or bool(a.terms.negated) != bool(b.terms.negated) else 0):
        score *= _NAMES_ONLY
    if not (bond or counted) and a.voices.isdisjoint(b.voices) and all(stem[0].isdigit() for stem in shared):
        score *= _NUMBERS_ONLY
    score = math.pow(score, _CURVE)
    if bond:
        score = max(score, _BONDED + (1 - _BONDED) * bond)
    return round(score, 9)


_ROUNDING = 1e-6


def at_most(a: Saying, b: Saying, scales: Scales) -> float:
    """What the likeness of two wordings that no match binds does not exceed, from the words that they share: far cheaper than the likeness itself."""
    shared = a.stems & b.stems
    if not shared or not a.weight or not b.weight:
        return 0.0
    score = _in_common(scales.sum(shared), a, b) * min(1.0, (len(shared) + 1) / _FEW)
    score += (1 - score) * (_SAME_VOICE if not a.voices.isdisjoint(b.voices) else 0.0)
    score += (1 - score) * (_SAME_FIGURE if a.figures and b.figures else 0.0)
    score *= _OWN_VOICE if a.ascribed != b.ascribed else 1.0
    return math.pow(score, _CURVE) + _ROUNDING


def _in_common(common: float, a: Saying, b: Saying) -> float:
    """How much of both wordings their common words are, between the share of the lighter one and that of both."""
    return (common / min(a.weight, b.weight) + 2 * common / (a.weight + b.weight)) / 2


def contradict(a: Saying, b: Saying) -> bool:
    """Whether one wording denies what the other says, hedges the very word that the other asserts, or has another figure for the same object."""
    return _said_otherwise(a, b) or figures_contradict(a.figures, b.figures)


def _said_otherwise(a: Saying, b: Saying) -> bool:
    left, right = a.terms, b.terms
    if (left.modality == "asked") != (right.modality == "asked"):
        return True
    if a.denied != b.denied or _one_sided(left.negated, right.negated, left, right):
        return True
    return "open" not in (left.modality, right.modality) and _one_sided(left.hedged, right.hedged, left, right)


def _only_names(shared: Sequence[str], a: Saying, b: Saying, besides: int) -> bool:
    """Whether two wordings share names and not more than `besides` words of what is told of them, and each tells more."""
    names = a.terms.names | b.terms.names
    told = [stem for stem in shared if stem not in names]
    return len(told) <= besides and min(len(a.stems), len(b.stems)) > len(shared) > len(told)


def _counts_victims(saying: Saying) -> bool:
    return any(thing(figure.object).fates for figure in saying.figures)


def _one_sided(marked_a: frozenset[str], marked_b: frozenset[str], a: Terms, b: Terms) -> bool:
    """Whether a word that both hold is marked in one only."""
    return any(stem in a.stems and stem in b.stems for stem in marked_a ^ marked_b)


def figures_contradict(a: Sequence[Figure], b: Sequence[Figure], least: int = SAME_SORT) -> bool:
    """Whether a figure of one side has figures on the other that are comparable by `least`, none of which agrees with it."""
    return any(_contradicted(figure, b, least) for figure in a) and any(_contradicted(figure, a, least) for figure in b)


def _contradicted(figure: Figure, others: Sequence[Figure], least: int) -> bool:
    alike = [other for other in others if comparable(figure, other) >= least]
    return bool(alike) and not any(agree(figure, other) for other in alike)


def _all_else_alike(a: Saying, b: Saying, scales: Scales) -> bool:
    """Whether two wordings have most words in common, numbers apart."""
    left, right = ([stem for stem in saying.terms.stems if not stem.isdigit()] for saying in (a, b))
    return scales.sum([stem for stem in left if stem in b.stems]) >= _ALL_ELSE * max(scales.sum(left), scales.sum(right))


def _shared_figure(a: Sequence[Figure], b: Sequence[Figure]) -> float:
    """How much a figure that both give adds: most, when it counts the same sort of thing, or perhaps does and is a number that few sentences have, or is so
    exact that they hardly give it by chance.
    """
    alike = [(one, comparable(one, other)) for one in a for other in b if one.value == other.value and one.unit == other.unit]
    if any((sort == SAME_SORT and one.value > _SMALL) or (sort and one.value > _DOZEN) or is_exact(one.value) for one, sort in alike):
        return _SAME_FIGURE
    return _LIKE_FIGURE if any(sort for _, sort in alike) else 0.0


def is_exact(value: float) -> bool:
    """Whether a number has three digits that tell, as 4,879 and 403 have and 12,000 has not."""
    return len(str(int(value)).rstrip("0")) >= 3
