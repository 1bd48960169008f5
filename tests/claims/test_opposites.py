"""What cannot both be told of the same."""

import pytest

from firstsaid.claims.language import any_language
from firstsaid.claims.opposites import opposed, opposites
from firstsaid.claims.terms import terms

ENGLISH, GERMAN = any_language("en"), any_language("de")
KNOWN = opposites(ENGLISH)


def told(one, other):
    a, b = (terms([said], ENGLISH.wordings, {}) for said in (one, other))
    assert opposed(a, b, KNOWN) == opposed(b, a, KNOWN)
    return opposed(a, b, KNOWN)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The court granted bail to the builder Orrin Vale", "The builder Orrin Vale was refused bail by the court"),
        ("The court granted bail to the builder Orrin Vale and refused it to the treasurer Lotte Amsel", "The builder Orrin Vale was refused bail"),
        ("The council approved the harbour wall", "The council rejected the harbour wall"),
        ("A jury acquitted the miller of arson", "A jury convicted the miller of arson"),
    ],
)
def test_opposites_are_told(one, other):
    assert told(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The court granted bail to the builder Orrin Vale and refused it to the treasurer Lotte Amsel", "The treasurer Lotte Amsel was refused bail"),
        ("The court granted the one bail and refused it to the other", "One was refused bail and the other was granted it"),
        ("The mayor does not support the wall", "The mayor opposes the wall"),
        ("The council approved the harbour wall", "The council spoke of the harbour wall"),
    ],
)
def test_what_may_both_be_so_is_not_told(one, other):
    assert not told(one, other)


def test_no_language_has_a_word_that_is_its_own_opposite():
    assert all(word not in others for language in (ENGLISH, GERMAN) for word, others in opposites(language).items())
