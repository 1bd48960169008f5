"""A figure that two articles give once each ties what they say of it in other words."""

from dataclasses import replace

from firstsaid.claims.figured import figured
from firstsaid.claims.language import any_language
from firstsaid.claims.likeness import scales, weighed
from firstsaid.claims.wordings import units

from .builder import page, said, story


def _tied(one, other, *, more="", who=("the police spokesman", "the police spokesman")):
    """Whether a tie is found between what is said in two articles."""
    a, b = page("a", f"The {who[0]} said that {one}."), page("b", f"The {who[1]} said that {other}. {more}")
    pile = story([a, b], [said(a, one, who[0]), said(b, other, who[1])])
    found = units(pile)
    weighing = scales([unit.terms for unit in found], any_language("en").wordings)
    sayings = [replace(weighed(unit.terms, unit.figures, weighing), voices=frozenset([unit.voice] if unit.voice else [])) for unit in found]
    return bool(figured(found, [[index] for index in range(len(found))], sayings))


def test_a_telling_number_of_one_voice_ties():
    assert _tied("25 witnesses had been heard", "statements had been taken from 25 people")


def test_a_number_that_an_article_gives_twice_tells_nothing():
    assert not _tied("25 witnesses had been heard", "statements had been taken from 25 people", more="In the fire 25 barns burned down to the ground.")


def test_percentages_and_round_numbers_of_other_things_tell_nothing():
    assert not _tied("27 percent of the voters chose Harm", "turnout had sunk by 27 percent")
    assert not _tied("he had worked there for 20 years", "20 barns had burned down")


def test_of_two_voices_a_number_ties_what_has_more_in_common():
    others = ("the mine's director", "a geologist")
    assert _tied("the collapse of the gallery happened 603 metres down", "the gallery collapse lay at a depth of 603 metres", who=others)
    assert not _tied("the shaft ended 603 metres down", "the road to the town is 603 metres long", who=others)
