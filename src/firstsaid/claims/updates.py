"""One rising toll that pages tell in pieces: six and eleven here, nineteen there, forty-seven a week later."""

from collections.abc import Sequence
from itertools import pairwise

from firstsaid.claims.comparison import thing
from firstsaid.claims.events import Telling
from firstsaid.claims.readings import grows

Told = tuple[str, str, list[Telling]]
"""A conflict's reading, its reason and its figures, least first."""


def joined_updates(found: Sequence[Told]) -> list[list[Told]]:
    """Conflicts in groups that tell one toll: updates of the same sort of thing whose values, taken together, still grow with the pages' dates, and whose
    sentences name no other places or days.
    """
    groups: list[list[Told]] = []
    for told in sorted(found, key=lambda told: (told[2][0].figure.value, told[2][0].article.id, told[2][0].figure.start)):
        home = next((group for group in groups if told[0] == group[0][0] == "update" and _is_one(group, told)), None)
        if home is None:
            groups.append([told])
        else:
            home.append(told)
    return groups


def in_order(group: Sequence[Told]) -> list[Telling]:
    """The figures of a group, each once, least first."""
    every = {telling.figure.id: telling for _, _, tellings in group for telling in tellings}
    return sorted(every.values(), key=lambda telling: (telling.figure.value, telling.article.id, telling.figure.start))


def ladder(ordered: Sequence[Telling]) -> list[Telling]:
    """One telling for each value, least first: of several, the one whose page has the earliest date."""
    first: dict[float, Telling] = {}
    for telling in ordered:
        kept = first.get(telling.figure.value)
        if kept is None or _date(telling) < _date(kept):
            first[telling.figure.value] = telling
    return list(first.values())


def _date(telling: Telling) -> str:
    return telling.article.published.value if telling.article.published else "~"


def _is_one(group: Sequence[Told], told: Told) -> bool:
    one, other = group[0][2][0], told[2][0]
    if one.figure.unit or other.figure.unit or not thing(one.figure.object).fates or thing(one.figure.object) != thing(other.figure.object):
        return False
    every = in_order([*group, told])
    places = [telling.places for telling in every if telling.places]
    if any(a.isdisjoint(b) for a, b in pairwise(places)):
        return False
    return grows(ladder(every))
