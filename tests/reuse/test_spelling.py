"""One word in two spellings, and two words that only look like it."""

import pytest

from firstsaid.reuse.spelling import same_word


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("neighbouring", "neighboring"), ("organised", "organized"), ("centre", "center"), ("travelled", "traveled"), ("defence", "defense"), ("U.S.", "US"),
        ("cease-fire", "ceasefire"), ("Hasakeh", "Hassakeh"), ("Qaddafi", "Gadhafi"), ("Mohammed", "Muhammad"), ("al-Nusra", "Nusra"), ("Zürich", "Zurich"),
    ],
)  # fmt: skip
def test_one_word(a, b):
    assert same_word(a, b)
    assert same_word(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Iran", "Iraq"), ("Hasan", "Hussein"), ("Austria", "Australia"), ("Syria", "Syrian"), ("four", "for"), ("filled", "filed"), ("soldier", "soldiers"),
        ("military", "army"), ("2017", "2018"), ("Georgia", "Germany"), ("poet", "pet"), ("North", "South"),
    ],
)  # fmt: skip
def test_two_words(a, b):
    assert not same_word(a, b)
    assert not same_word(b, a)
