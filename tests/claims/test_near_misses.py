"""What is done in one sentence and not in another, however many words they share."""

import tomllib

import pytest

from firstsaid.claims import claims
from firstsaid.claims.language import any_language
from firstsaid.claims.undone import told

from .builder import OPTIONS, page, said, story
from .cases import FOLDER

ENGLISH, GERMAN = any_language("en"), any_language("de")
GIVEN = tomllib.loads((FOLDER / "near_misses.toml").read_text("utf-8"))
SPEAKERS = ("town clerk", "tax inspector")
FRAMES = [*((frame, True) for frame in GIVEN["same"]), *((frame, False) for frame in GIVEN["apart"])]


def _filled(frame, subject, speaker):
    low = subject["agent"][0].lower() + subject["agent"][1:]
    sentence = frame.format(low=low, speaker=speaker, **subject)
    return sentence[0].upper() + sentence[1:]


def _told(name, frame, subject, beside):
    """A page that tells a frame, and who says it where somebody does."""
    ascribed = frame.startswith("said: ")
    speaker = SPEAKERS[name == "b"]
    content = _filled(frame.removeprefix("said: "), subject, speaker)
    content = content[0].lower() + content[1:] if ascribed else content
    article = page(name, f"{beside} {f'The {speaker} said that {content}.' if ascribed else content}")
    return article, [said(article, content, speaker)] if ascribed else []


@pytest.mark.parametrize(("frame", "same"), FRAMES)
def test_what_is_done_is_kept_apart_from_what_is_not(frame, same):
    first = "said: {low} had {part} {object}" if frame.startswith("said: ") else GIVEN["told"]
    wrong = []
    for subject in GIVEN["subject"]:
        one, heard = _told("a", first, subject, "Few people were in the square in the morning.")
        other, answered = _told("b", frame, subject, "It had rained since the weekend, and the shops were shut.")
        found = claims(story([one, other], [*heard, *answered]), OPTIONS)
        if any(len(claim.articles) > 1 for claim in found) != same:
            wrong.append(subject["agent"])
    assert not wrong


@pytest.mark.parametrize(
    ("sentence", "done", "undone"),
    [
        ("4,879 cars a day need another way", set(), set()),
        ("The prisoners will be handed over and tried in Skarn", set(), {"hand"}),
        ("handed over to the authorities ashore", set(), set()),
        ("The fire has almost totally destroyed the hall", set(), {"destroy"}),
        ("The plant will remain closed until May", set(), {"shut"}),
        ("It appears as if the party was equipped by Norvolt", {"equip"}, set()),
        ("He is said to have bribed the inspector", set(), set()),
        ("The gate was “locked” on Friday", {"lock"}, set()),
        ("The court decided to annul the vote", {"decid"}, set()),
        ("The court asked the ministry to annul the vote", {"demand"}, {"annul"}),
    ],
)
def test_a_sentence_tells_this_as_done_and_as_not_done(sentence, done, undone):
    found = told(sentence, ENGLISH)
    assert undone <= found.undone
    assert done <= found.done
    assert found.done.isdisjoint({"hand", "shut", "destroy", "annul", "brib"} | undone)


def test_nothing_is_told_where_the_words_are_not_listed():
    assert told("Der Rat wollte die Brücke genehmigen", GERMAN) == (frozenset(), frozenset())
