"""Names of one outlet as pages write them, and names that only look alike."""

from dataclasses import replace

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from firstsaid.lineage.heads import with_outlets
from firstsaid.lineage.names import NameIndex, is_generic, same_name
from firstsaid.lineage.naming import given, is_staff
from firstsaid.model import Found, Part, Span
from tests.lineage.builder import article

ONE = [
    ("Vesta", "Norland’s Vesta news agency"),
    ("VestaTV", "Vesta"),
    ("Vesta, a Norland News Agency", "VESTA"),
    ("https://www.vestanews.com", "Vesta"),
    ("the official Vesta agency", "Vesta"),
    ("NPA", "Norland Press Agency"),
    ("N.P.A.", "Norland Press-Agency"),
    ("NPA-E", "Norland Press Agency"),
    ("Vesta", "Vesta Arabic"),
    ("The Harbour Post", "Harbour Post"),
    ("State Television", "State Television of Norland"),
]
TWO = [
    ("Harbour Post", "Morning Post"),
    ("Times", "The Lumen Times"),
    ("Vesta", "Orbis"),
    ("Lumen", "Lumen Times"),
    ("", "Vesta"),
    ("NPA", "Orbis"),
    ("news agency", "Vesta"),
    ("State Television of Norland", "Norland News Agency"),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_one_outlet_under_two_names(one, other):
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(("one", "other"), TWO)
def test_two_outlets(one, other):
    assert not same_name(one, other)
    assert not same_name(other, one)


GENERAL = ["News Agencies", "agencies", "Wire services", "with agencies", "Staff and agencies"]


@pytest.mark.parametrize("credit", GENERAL)
def test_credits_to_agencies_in_general(credit):
    assert is_generic(credit)


@pytest.mark.parametrize("credit", ["Vesta News Agency", "Orbis", ""])
def test_credits_to_one_agency(credit):
    assert not is_generic(credit)


STAFF = ["(Reporting by |Orla Venn|; editing by Tam Orrin)", "Reporting by |Orla Venn and Tam Orrin in Lisk|", "Additional reporting by |Orla Venn, Tam Orrin|"]
SENDERS = [
    "Reporting by |Vesta|",
    "Reporting by |Harbour Wire|",
    "With reporting by |Orla Press|",
    "Source: |Orla Venn|",
    "Compiled from reports by |Norland Press Agency|",
]


@pytest.mark.parametrize("line", STAFF)
def test_names_of_those_who_worked_on_a_text(line):
    assert is_staff(*_credit(line))


@pytest.mark.parametrize("line", SENDERS)
def test_names_of_those_whose_text_it_is(line):
    assert not is_staff(*_credit(line))


def _credit(line):
    before, name, behind = line.split("|")
    text = f"The ferry was late.\n{before}"
    return Found(name, Span(len(text), len(text) + len(name)), "a credit line"), text + name + behind


def test_a_page_that_tells_its_outlet_and_the_day_in_one_line_has_the_outlets_name_alone():
    paper, other = (
        article({"id": "z0", "text": "Morning Lantern, Tuesday, 14 May 2031\nThe weir at Grell gave way on Thursday."}),
        article({"id": "z1", "text": "The weir at Grell gave way.\nSource: Morning Lantern", "credit": "Morning Lantern", "outlet": "Anchor and Lamp"}),
    )
    told, _ = with_outlets((paper, other), (), {a.id: given(a) for a in (paper, other)})
    assert told.outlet is not None
    assert (told.outlet.value, told.outlet.span) == ("Morning Lantern", Span(0, 15))


_PIECES = ("Vesta", "Norland", "Harm", "Gazette", "News", "Agency", "of", "the", "TV", "NPA", "N.P.A.", "NPA-E", "vesta.example", "VestaNews", "Post", "'s")
_NAMES = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=4).map(" ".join)


@settings(max_examples=300, deadline=None)
@drawn(st.lists(_NAMES, max_size=12), _NAMES)
def test_the_index_finds_what_comparing_with_all_names_finds(known, asked):
    index = NameIndex()
    for name in known:
        index.add(name)
    assert index.like(asked) == sorted({name for name in known if same_name(name, asked)})


SIGNED_FOR = [
    ("By Hanna Brook, Fenland Gazette", "Fenland Gazette"),
    ("By Hanna Brook of the Fenland Gazette", "Fenland Gazette"),
    ("By Hanna Brook for The Salt Road", "The Salt Road"),
    ("By HANNA BROOK | Fenland Gazette", "Fenland Gazette"),
    ("By Hanna Brook / Norpress", "Norpress"),
    ("By Hanna Brook", None),
    ("By Hanna Brook and Carl Ewing", None),
    ("Hanna Brook, Fenland Gazette", None),
]


@pytest.mark.parametrize(("line", "outlet"), SIGNED_FOR)
def test_a_line_above_the_text_tells_for_whom_somebody_wrote(line, outlet):
    told = article({"id": "a", "text": f"{line}\nThe dam has a crack, and the gates stand open."})
    told = replace(told, parts=(Part("furniture", 0, len(line), "byline"), Part("body", len(line) + 1, len(told.text), "the rest")))
    below = given(told).below
    assert [found.value for found in below] == ([outlet] if outlet else [])
    assert all(found.span.of(told.text) == found.value for found in below)


def test_a_headline_is_no_credit():
    text = "Report: Venn agrees five-year deal with Rivas\nRovers would not comment on the striker.\nReport: Harbour Post\n"
    page = article({"id": "a", "text": text})
    assert "Harbour Post" in [one.value for one in given(page).credited]
    titled = replace(page, title=Found("Report: Venn agrees five-year deal with Rivas", Span(0, 45), "declared"))
    assert [one.value for one in given(titled).credited] == ["Harbour Post"]
