"""What reviewers decided about claims: two passages that say the same, two that do not."""

from collections.abc import Iterable, Sequence

from firstsaid.claims.wordings import Unit
from firstsaid.model import Judgement, Place


def judged(groups: Iterable[Sequence[int]], found: Sequence[Unit], judgements: Iterable[Judgement]) -> list[list[int]]:
    """Indices of wordings, claim by claim, as reviewers decided; groups and their members are sorted.

    A passage that was rejected stands alone with the wordings it holds; groups whose passages were accepted are one.
    """
    made = [set(group) for group in groups]
    asked = sorted((j for j in judgements if j.about == "same claim"), key=lambda j: (j.verdict != "reject", j.id))
    for judgement in asked:
        one, other = (_wordings(found, place) for place in sorted(judgement.places))
        if not one or not other or one & other:
            continue
        if judgement.verdict == "reject":
            made = _apart(made, one, other)
        elif judgement.verdict == "accept":
            made = _together(made, one | other)
    return sorted(sorted(group) for group in made if group)


def parted(groups: Sequence[Sequence[int]], found: Sequence[Unit], judgements: Iterable[Judgement]) -> set[tuple[int, int]]:
    """Which of the groups, by pairs of their places, hold passages of which a reviewer said that they are not one claim."""
    pairs: set[tuple[int, int]] = set()
    for judgement in (j for j in judgements if j.about == "same claim" and j.verdict == "reject"):
        ones, others = ([at for at, group in enumerate(groups) if not here.isdisjoint(group)] for here in (_wordings(found, p) for p in judgement.places))
        pairs.update((min(one, other), max(one, other)) for one in ones for other in others if one != other)
    return pairs


def _wordings(found: Sequence[Unit], place: Place) -> set[int]:
    """The wordings that lie in a passage for the most part, or hold most of it."""
    held = {index: sum(span.overlap(place.span) for span in unit.spans) for index, unit in enumerate(found) if unit.article == place.article}
    return {index for index, most in held.items() if most and 2 * most >= min(found[index].length, place.stop - place.start)}


def _apart(groups: list[set[int]], one: set[int], other: set[int]) -> list[set[int]]:
    """Take the second passage out of every group that holds some of the first."""
    left = [group - other if group & one else group for group in groups]
    taken = other & {index for group in groups if group & one for index in group}
    return [*left, taken]


def _together(groups: list[set[int]], members: set[int]) -> list[set[int]]:
    """Join every group that holds a member."""
    apart = [group for group in groups if not group & members]
    return [*apart, {index for group in groups if group & members for index in group}]
