"""Of whom a sentence tells something."""

import pytest

from firstsaid.claims.subjects import is_named, name_words, subject

PAGE = name_words("The mayor of Port Essel, Orla Venn, spoke on Monday. Mirel Youssan, an engineer, did not.")
SAME = [
    "Mayor Orla Venn has resigned",
    "Port Essel’s council leader Orla Venn has resigned",
    "Mirell Yusan has resigned",
    "the council has resigned",
    "after a long day in which nobody in the house had known what to do, Tam Orrin resigned",
]
OTHER = ["Council leader Tam Orrin has resigned", "Port Essel's Tam Orrin has resigned", "Mayor Tam Orrin has resigned"]


@pytest.mark.parametrize("said", SAME)
def test_one_whom_the_page_names_or_nobody(said):
    assert is_named(subject(said), PAGE)


@pytest.mark.parametrize("said", OTHER)
def test_one_whom_the_page_does_not_name(said):
    assert not is_named(subject(said), PAGE)
