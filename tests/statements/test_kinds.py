"""What an article tells of names that no list knows."""

import pytest

from firstsaid.statements.kinds import Kinds
from firstsaid.statements.language import load


def kinds(text, *own):
    return Kinds(text, load("en"), own)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The daily Zorna said so.", "Zorna"),
        ("Zorna magazine said so.", "Zorna"),
        ("Zorna, a weekly newspaper, said so.", "Zorna"),
        ("The private television station Tarn Six said so.", "Tarn Six"),
        ("Orla Venn told the Zorna that it rained.", "Zorna"),
        ("In an interview with Zorna, Orla Venn said so.", "Zorna"),
        ("Zorna, citing two officials, said so.", "Zorna"),
        ("Zorna reported that it rained.", "Zorna"),
        ("Two clerks told Sport Nord that it rained.", "Sport Nord"),
        ("Speaking on the Long Sofa podcast, Venn wept.", "Long Sofa"),
        ("It was first seen on zorna.com today.", "zorna.com"),
        ("Radio Marn said so.", "Radio Marn"),
        ("According to the Zorna, it rained. The paper did not say where.", "Zorna"),
    ],
)
def test_a_name_is_a_medium_s(text, name):
    assert kinds(text).is_outlet(name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Venn told Anna Berg that it rained. Berg laughed.", "Anna Berg"),
        ("Venn told the mayor, Anna Berg, that it rained.", "Anna Berg"),
        ("Officials told Zorna that it rained in Zorna.", "Zorna"),
        ("Orian television said so.", "Orian"),
        ("Venn, citing the weather, left.", "Venn"),
        ("Venn reported to Sundby.", "Venn"),
        ("The minister spoke on Friday, citing two officials.", "Friday"),
        ("The army posted it on its Telegram channel.", "Telegram"),
        ("The ministry told the Tide Commission that it rained.", "Tide Commission"),
        ("In a statement to the Council of Ports, Venn said so.", "Council of Ports"),
        ("In an interview with the Harbour Police, Venn wept.", "Harbour Police"),
    ],
)
def test_a_name_is_not_a_medium_s(text, name):
    assert not kinds(text).is_outlet(name)


@pytest.mark.parametrize("name", ["Korvan News Agency", "the Korvan News Agency", "KNA", "Korvan"])
def test_the_page_s_own_outlet_has_shorter_names(name):
    assert kinds("It rained.", "Korvan News Agency").is_own(name)


def test_a_country_in_the_own_outlet_s_name_is_not_the_outlet():
    assert not kinds("It rained.", "Brenland Gazette").is_own("Brenland")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The airline, Zorna, was late.", "Zorna"),
        ("Zorna's chief executive resigned.", "Zorna"),
        ("A spokesman for Zorna wept.", "Zorna"),
        ("Zorna said its trains would run.", "Zorna"),
        ("Stretchomed was closed.", "Stretchomed"),
    ],
)
def test_a_name_is_a_body_s(text, name):
    assert kinds(text).is_body(name)


@pytest.mark.parametrize(("text", "name"), [("Anna Berg said it would rain.", "Anna Berg"), ("Berg, 45, said its roof leaked.", "Berg")])
def test_a_name_is_not_a_body_s(text, name):
    assert not kinds(text).is_body(name)


@pytest.mark.parametrize(
    ("text", "noun", "name"),
    [
        ("The Sundby Herald said so. The daily Zorna denied it. The paper laughed.", "paper", "Zorna"),
        ("The daily Zorna said so. Channel Eight denied it. The paper laughed.", "paper", "Zorna"),
        ("The daily Zorna said so. Channel Eight denied it. The channel laughed.", "channel", "Channel Eight"),
        ("A fishing newsletter, The Gannet, said so. The daily Zorna denied it. The newsletter laughed.", "newsletter", "Gannet"),
    ],
)
def test_the_paper_is_the_last_medium_that_may_be_one_and_not_the_page_s_own(text, noun, name):
    assert kinds(text, "Sundby Herald").before(text.index(f"The {noun}"), noun) == name
