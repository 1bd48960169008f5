"""How alike two wordings are, and what that cannot exceed."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from firstsaid.claims.language import any_language
from firstsaid.claims.likeness import APART, at_most, likeness, scales, weighed
from firstsaid.claims.terms import terms
from firstsaid.model import Figure

WORDS = any_language("en").wordings
SAID = ("Harm", "ferry", "sank", "harbour", "Tavel", "no", "may", "twelve", "storm", "crews", "pier", "closed", "said", "12")
TEXTS = st.lists(st.sampled_from(SAID), min_size=1, max_size=9).map(" ".join)
FIGURES = st.lists(st.sampled_from([3.0, 12.0, 40.0]), max_size=2)


def figure(value: float) -> Figure:
    return Figure(f"f{value}", "a", 0, 2, value, "", "people killed", "", None)


@given(st.lists(st.tuples(TEXTS, FIGURES, st.booleans(), st.sampled_from(["", "v1"])), min_size=2, max_size=5))
def test_a_likeness_does_not_exceed_what_the_shared_words_allow(told):
    said = [terms([text], WORDS, {}) for text, *_ in told]
    weighing = scales(said, WORDS)
    sayings = [
        replace(weighed(one, tuple(figure(value) for value in figures), weighing), voices=frozenset([voice] if voice else []), ascribed=ascribed)
        for one, (_, figures, ascribed, voice) in zip(said, told, strict=True)
    ]
    assert all(likeness(a, b, weighing) <= at_most(a, b, weighing) for a in sayings for b in sayings)


def alike(one, other):
    said = [terms([text], WORDS, {}) for text in (one, other)]
    weighing = scales(said, WORDS)
    return likeness(*(weighed(each, (), weighing) for each in said), weighing)


def test_names_alone_make_two_wordings_less_alike_than_what_is_told():
    blamed = "Talks of the guards with the Ferrin Front of Velmark failed."
    of_names = alike(blamed, "Both the guards and the rebel Ferrin Front of Velmark hold positions near the clinic.")
    of_deeds = alike(blamed, "Talks of the guards with their rivals failed once again at the clinic on the lower bank.")
    assert of_names < of_deeds


def test_what_a_headline_counts_keeps_it_from_another_count_and_adds_nothing_to_one_alike():
    said = [terms([text], WORDS, {}) for text in ("Flood hits lower bank at Ferrin and kills", "A flood hit the lower bank at Ferrin and killed villagers")]
    weighing = scales(said, WORDS)
    body = weighed(said[1], (figure(9.0),), weighing)
    plain = weighed(said[0], (), weighing)
    assert likeness(replace(plain, of_title=(figure(26.0),)), body, weighing) == APART
    assert likeness(replace(plain, of_title=(figure(9.0),)), body, weighing) == likeness(plain, body, weighing) > 0
