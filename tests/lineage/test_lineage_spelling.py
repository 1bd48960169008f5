"""Names of one voice in the spellings that houses give them, and names of two."""

import pytest

from firstsaid.lineage.spelling import sounded

ONE = [
    ("Mirel Youssan", "Mirel Yusan"),
    ("Jorin Tchernov", "Jorin Chernow"),
    ("Sorrel Bay defence office", "Sorrel Bay defense office"),
    ("Vollenby waterworks", "Wollenby Waterworks"),
    ("Ilko Dzhamal", "Ilko Jamal"),
    ("Hassakeh", "Hasakeh"),
]
TWO = [("Mirel Youssan", "Marel Yessin"), ("Ilko Veldt", "Ilko Velder"), ("harbour office", "harbour police"), ("Orrel", "Tarrel")]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_one_name_in_two_spellings_sounds_alike(one, other):
    assert sounded(one) == sounded(other)


@pytest.mark.parametrize(("one", "other"), TWO)
def test_two_names_do_not(one, other):
    assert sounded(one) != sounded(other)
