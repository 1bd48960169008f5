"""What is told of a thing: two sayings that share it, and one saying in other words."""

import tomllib

import pytest

from firstsaid.claims import claims
from firstsaid.claims.language import any_language
from firstsaid.claims.predicates import acts, akin, answered

from .builder import OPTIONS, page, said, story
from .cases import FOLDER

ENGLISH, GERMAN = any_language("en"), any_language("de")
GIVEN = tomllib.loads((FOLDER / "sayings.toml").read_text("utf-8"))
PAIRS = [(one, other, same) for label, same in (("apart", False), ("same", True)) for one, other in GIVEN[label]]


@pytest.mark.parametrize("voices", [("the town clerk", "the town clerk"), ("the town clerk", "a tax inspector")])
@pytest.mark.parametrize(("one", "other", "same"), PAIRS)
def test_sayings_that_share_only_what_they_speak_of_are_two(one, other, same, voices):
    pages, heard = [], []
    for name, content, voice, beside in zip("ab", (one, other), voices, ("Few people were in the square.", "It had rained since the weekend."), strict=True):
        article = page(name, f"{beside} {voice.capitalize()} said that {content}.")
        pages.append(article)
        heard.append(said(article, content, voice.removeprefix("the ").removeprefix("a ")))
    assert any(len(claim.articles) > 1 for claim in claims(story(pages, heard), OPTIONS)) == same


@pytest.mark.parametrize(
    ("sentence", "verbs"),
    [
        ("the bridge was inspected in May", {"examin"}),
        ("The bridge will soon be rebuilt", {"rebuild"}),
        ("the election was free of fraud", {"free"}),
        ("They need a boat, and the old boat sank", {"sink"}),
        ("The tank had no fuel", set()),
        ("The minister made a statement", set()),
        ("A well-known judge spoke to reporters", set()),
    ],
)
def test_verbs_that_tell_something(sentence, verbs):
    assert acts(sentence, ENGLISH) == verbs


def test_none_are_read_in_a_language_whose_words_are_not_listed():
    assert acts("Die Brücke wurde im Mai geprüft", GERMAN) == frozenset()
    assert akin("de") == {}


def test_what_may_tell_of_one_deed_does_so_either_way_round():
    known = akin("en")
    assert all(one in known[other] for one, others in known.items() for other in others)
    assert answered(frozenset(["die"]), frozenset(["drown"]), known) == answered(frozenset(["drown"]), frozenset(["die"]), known)
    assert not answered(frozenset(["rebuild"]), frozenset(["examin"]), known)
    assert answered(frozenset(["examin"]), frozenset(["examin"]), {})
