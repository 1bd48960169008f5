import dataclasses

import pytest

from firstsaid.claims import claims, conflicts

from .builder import OPTIONS, page, read_case, story
from .cases import cases, named


def _found(pile):
    return conflicts(dataclasses.replace(pile, claims=tuple(claims(pile, OPTIONS))), OPTIONS)


@pytest.mark.parametrize("case", cases("conflicts.toml"), ids=named)
def test_figures_that_do_not_agree_are_shown_with_a_reading(case):
    found = _found(read_case(case))
    told = [(sorted(figure.value for figure in conflict.figures), conflict.reading) for conflict in found]
    assert told == [(wanted["values"], wanted["reading"]) for wanted in case.get("conflicts", [])], [conflict.because for conflict in found]
    for conflict, wanted in zip(found, case.get("conflicts", []), strict=True):
        assert wanted["because"] in conflict.because


def test_every_copy_of_a_figure_is_listed_in_one_conflict():
    first = [page(f"a{n}", "The flood at Ferrin killed 26 villagers on the lower bank of the Dunmere.") for n in range(5)]
    second = [page(f"b{n}", "The flood at Ferrin killed 31 villagers on the lower bank of the Dunmere.") for n in range(4)]
    (conflict,) = _found(story([*first, *second]))
    assert [place.value for place in conflict.figures] == [26] * 5 + [31] * 4


def test_figures_copied_as_they_are_give_no_conflict():
    line = "The flood at Ferrin killed 26 villagers and injured 40 on the lower bank of the Dunmere."
    assert _found(story([page("a", line), page("b", line)])) == []
