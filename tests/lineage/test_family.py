"""Words that others have, against counting them one by one."""

from hypothesis import given
from hypothesis import strategies as st

from firstsaid.lineage.family import Family

WORDS = 12


@given(st.lists(st.integers(0, 2**WORDS - 1), max_size=5))
def test_words_held_by_others_are_those_that_counting_finds(partners):
    family = Family({}, {}, {"a": {f"p{number}": words for number, words in enumerate(partners)}})
    times = [sum(words >> word & 1 for words in partners) for word in range(WORDS)]
    one, two = (sum(1 << word for word, seen in enumerate(times) if seen >= least) for least in (1, 2))
    assert family.held_by_others("a") == (one, two)


def test_a_page_that_shares_nothing_is_held_by_nobody():
    assert Family({}, {}, {}).held_by_others("a") == (0, 0)
