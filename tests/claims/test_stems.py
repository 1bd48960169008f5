import pytest

from firstsaid.claims.language import any_language
from firstsaid.claims.stems import stem
from firstsaid.claims.terms import terms

WORDS = any_language("en").wordings


@pytest.mark.parametrize(
    "words",
    [
        "close closed closing closure", "cancel cancelled canceled cancellation", "investigate investigation investigators", "suspend suspension suspended",
        "corrode corrosion", "derail derailment", "resign resigned resignation", "distribute distribution", "withdraw withdrew withdrawal", "sell sold selling",
        "metre meters", "harbour harbor", "organise organizing organisation", "defence defense", "die died dying", "explode explosion", "operate operations",
    ],
)  # fmt: skip
def test_words_of_one_root_have_one_stem(words):
    assert len({stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize(
    "words", ["government governor", "station state statement", "department depart", "hospital hospitable", "conference confer", "judgement judge"]
)
def test_words_that_only_look_alike_have_not(words):
    assert len({stem(word) for word in words.split()}) == len(words.split())


def test_a_number_in_words_is_the_number_in_digits():
    assert terms(["eleven districts"], WORDS, {}).stems == terms(["11 districts"], WORDS, {}).stems


def test_days_and_years_are_read_in_one_form():
    assert terms(["The vote of 3 June, not of Friday, after the one in 2019"], WORDS, {}).days == {"3 jun", "friday", "2019"}
    assert terms(["It may rain, and 2019 people voted"], WORDS, {}).days == frozenset()


@pytest.mark.parametrize(
    ("said", "modality"), [("The town plans to sell the mill", "planned"), ("The plans were sold", "plain"), ("It may plan to go", "hedged")]
)
def test_a_plan_is_no_deed(said, modality):
    assert terms([said], WORDS, {}).modality == modality
