"""One voice per speaker of a story."""

import pytest

from firstsaid.model import ChainLink, Pile, Placement, Statement, Voice
from firstsaid.model.options import StatementOptions
from firstsaid.statements import voices


def story(*links: tuple[str, str], story: str = "s1") -> list[Voice]:
    """Voices of a story in which each link is the speaker of a statement in an article of its own."""
    said = tuple(
        Statement(f"st{n:03}", f"a{n:03}", None, None, (), "indirect", (ChainLink(name, kind, None),), 0.9, None) for n, (name, kind) in enumerate(links)
    )
    placements = tuple(Placement(s.article, story) for s in said)
    return voices(Pile(statements=said, placements=placements), StatementOptions())


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("named_person", "Orla Venn", "Venn"),
        ("named_person", "Orla Venn", "O. Venn"),
        ("named_person", "Yusef Haddad", "Yousef Hadad"),
        ("named_person", "Zoë Reike", "Zoe Reike"),
        ("named_person", "Leyla Korvat", "Lejla Qorvat"),
        ("named_person", "Iusuf Markhani", "Yusef Marhani"),
        ("named_person", "Wiktor Djelan", "Viktor Dzhelann"),
        ("named_person", "Ludmila Yezhevin", "Lyudmila Ejevin"),
        ("named_person", "Maxim Tchernov", "Maksim Tshernoff"),
        ("organisation", "Port Authority of Djelvan", "Port Authority of Dzhelvan"),
        ("outlet", "Radio Qorvat", "Radio Korvat"),
        ("organisation", "Orian Ministry of Foreign Affairs and Trade", "Orian foreign ministry"),
        ("organisation", "Sundby Harbour Authority", "SHA"),
        ("organisation", "Lantern International", "Lantern"),
        ("outlet", "PressLine", "Press Line"),
        ("organisation", "Zorvel Motors", "Zorvel"),
        ("outlet", "TARN", "Tarn"),
        ("outlet", "Oria Times", "Times"),
    ],
)
def test_variants_are_one_voice(kind, one, other):
    found = story((one, kind), (other, kind))
    assert [v.names for v in found] == [tuple(sorted((one, other)))]
    assert len(found[0].name) == max(len(one), len(other)), "the fullest name is the voice's"


@pytest.mark.parametrize(
    "links",
    [
        [("Orla Venn", "named_person"), ("Karl Venn", "named_person")],
        [("Marek Lindor", "named_person"), ("Miroku Lindor", "named_person")],
        [("Orla Korvat", "named_person"), ("Orla Kerovit", "named_person")],
        [("Wei Zhang", "named_person"), ("Wei Yang", "named_person")],
        [("Port Workers Union", "organisation"), ("Party Workers Union", "organisation")],
        [("Terminal 3", "organisation"), ("Terminal 4", "organisation")],
        [("Orian Ministry of Trade", "organisation"), ("Dunmark Ministry of Trade", "organisation")],
        [("ministry", "organisation"), ("Orian Ministry of Trade", "organisation")],
        [("Orian government", "organisation"), ("Orian government forces", "organisation")],
        [("police source", "unnamed_person"), ("senior police source", "unnamed_person")],
        [("report", "document"), ("Lantern report", "document")],
    ],
)
def test_different_speakers_stay_apart(links):
    assert len(story(*links)) == 2


def test_a_surname_that_two_share_is_a_voice_of_its_own():
    assert len(story(("Orla Venn", "named_person"), ("Karl Venn", "named_person"), ("Venn", "named_person"))) == 3


def test_a_firm_is_one_voice_with_and_without_its_legal_form_and_where_a_page_took_it_for_a_person():
    (voice,) = story(("Zorvel Motors AG", "organisation"), ("Zorvel Motors", "organisation"), ("Zorvel Motors", "organisation"), ("Zorvel", "named_person"))
    assert (voice.name, voice.kind) == ("Zorvel Motors", "organisation")


def test_a_founder_is_not_the_firm():
    assert len(story(("Zorvel Motors", "organisation"), ("Orla Zorvel", "named_person"), ("Zorvel", "named_person"))) == 2


def test_unnamed_voices_are_joined_by_the_same_description_only():
    (voice,) = story(("naval source", "unnamed_person"), ("Naval source", "unnamed_person"))
    assert voice.articles == ("a000", "a001")


def test_relays_are_kept_apart_from_speakers():
    chain = (ChainLink("KNA", "outlet", None), ChainLink("naval source", "unnamed_person", None))
    said = Statement("st", "a", None, None, (), "indirect", chain, 0.9, None)
    found = {v.name: v for v in voices(Pile(statements=(said,), placements=(Placement("a", "s"),)), StatementOptions())}
    assert (found["KNA"].statements, found["KNA"].relays) == ((), ("st",))
    assert (found["naval source"].statements, found["naval source"].relays) == (("st",), ())


def test_order_of_statements_does_not_matter():
    links = [("Orla Venn", "named_person"), ("Venn", "named_person"), ("KNA", "outlet"), ("Karin Nord Associates", "outlet")]
    names = {tuple(v.names for v in story(*order)) for order in (links, links[::-1])}
    assert len(names) == 1
