"""How alike two wordings are judged, apart from any grouping."""

from firstsaid.claims.language import any_language
from firstsaid.claims.likeness import likeness, scales, weighed
from firstsaid.claims.terms import terms

WORDS = any_language("en").wordings


def alike(one, other):
    said = [terms([text], WORDS, {}) for text in (one, other)]
    weighing = scales(said, WORDS)
    return likeness(*(weighed(each, (), weighing) for each in said), weighing, 0.0)


def test_names_alone_make_two_wordings_less_alike_than_what_is_told():
    blamed = "Talks of the guards with the Ferrin Front of Velmark failed."
    of_names = alike(blamed, "Both the guards and the rebel Ferrin Front of Velmark hold positions near the clinic.")
    of_deeds = alike(blamed, "Talks of the guards with their rivals failed once again at the clinic on the lower bank.")
    assert of_names < of_deeds
