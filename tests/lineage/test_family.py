"""Words that others have, against counting them one by one; and a page made of two texts beside one that two others cut."""

from hypothesis import given
from hypothesis import strategies as st

from firstsaid.lineage.family import Family
from firstsaid.lineage.stretches import of_another

WORDS = 12


@given(st.lists(st.integers(0, 2**WORDS - 1), max_size=5))
def test_words_held_by_others_are_those_that_counting_finds(partners):
    family = Family({}, {}, {"a": {f"p{number}": words for number, words in enumerate(partners)}})
    times = [sum(words >> word & 1 for words in partners) for word in range(WORDS)]
    one, two = (sum(1 << word for word, seen in enumerate(times) if seen >= least) for least in (1, 2))
    assert family.held_by_others("a") == (one, two)


def test_a_page_that_shares_nothing_is_held_by_nobody():
    assert Family({}, {}, {}).held_by_others("a") == (0, 0)


def words(start: int, stop: int) -> int:
    return (1 << stop) - (1 << start)


def two_sources(rest: int) -> Family:
    """A page of 80 words, of which 40 stand in one page and 40 in another; of further words of these a fourth page has `rest` each."""
    page = {"one": words(0, 40), "other": words(40, 80)}
    one = {"page": words(0, 40), "fourth": words(40, 40 + rest)}
    other = {"page": words(20, 60), "fourth": words(0, rest)}
    return Family({}, {}, {"page": page, "one": one, "other": other, "fourth": {"one": words(0, rest), "other": words(rest, 2 * rest)}})


def test_a_page_of_two_texts_has_of_each_what_the_other_lacks():
    assert of_another(two_sources(20), "one", "page") == words(40, 80)
    assert of_another(two_sources(20), "other", "page") == words(0, 40)


def test_a_page_that_two_others_cut_has_taken_nothing_in():
    assert of_another(two_sources(3), "one", "page") == 0


def test_what_both_sources_have_is_not_a_text_of_one_of_them():
    family = two_sources(20)
    both = Family({}, {}, {**family.alike, "page": {"one": words(0, 40), "other": words(10, 80)}})
    assert of_another(both, "one", "page") == 0
