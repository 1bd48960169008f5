"""Who does what to whom, read from the order of words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsaid.claims.deeds import deeds, reverse, wished
from firstsaid.claims.language import any_language

ENGLISH, GERMAN = any_language("en"), any_language("de")
NAMES = st.sampled_from(["the tanker", "a grey trawler", "Orrin Mill", "villagers from Ferrin", "the old guard"])
VERBS = st.sampled_from(["rammed", "sued", "accused", "struck", "bribed"])


def told(one, other):
    return reverse(deeds(one, ENGLISH), deeds(other, ENGLISH))


@given(NAMES, VERBS, NAMES)
def test_changing_sides_is_told_and_the_passive_is_not(agent, verb, patient):
    active, passive = f"On Monday {agent} {verb} {patient} off the head", f"On Monday {patient} was {verb} by {agent} off the head"
    changed = f"On Monday {patient} {verb} {agent} off the head"
    assert not told(active, passive)
    assert told(active, changed) == told(changed, active) == told(passive, changed) == (agent != patient)


def test_what_stands_between_commas_before_a_verb_is_passed_over():
    assert told("Orrin Vale, for the villagers, accused the old guard of theft", "The old guard accused Orrin Vale of theft")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The mayor met the envoy of Velmark", "The envoy of Velmark met the mayor"),
        ("Director Anna Quill made the film", "The film of the director Anna Quill"),
        ("A driver killed a woman on Wednesday", "A woman was killed on Wednesday"),
        ("Orrin Mill has sued", "The villagers sued Orrin Mill"),
    ],
)
def test_what_may_both_be_so_is_not_told(one, other):
    assert not told(one, other)
    assert not told(other, one)


def test_what_somebody_is_to_do_is_told_where_nothing_is_done():
    assert wished("the harbour office to suspend the licence", ENGLISH) == "suspend"
    assert wished("the harbour office has promised to suspend the licence", ENGLISH) == ""
    assert wished("the fire continues to burn", ENGLISH) == ""


def test_nothing_is_read_where_the_order_of_words_tells_nothing():
    assert deeds("Den Tanker rammte der Kutter", GERMAN) == ()
