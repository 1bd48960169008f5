"""What is cited and not there."""

import dataclasses
import tomllib
from typing import Any

import pytest

from firstsaid.lineage import citing, missing_upstream
from firstsaid.model import CitationCheck, MissingUpstream, Pile, Placement, content_id
from firstsaid.model.options import LineageOptions
from tests.columns import Tabled
from tests.lineage.builder import CASES, article, load, statements_of, through

TOLD = tomllib.loads((CASES.parent / "missing.toml").read_text("utf-8"))["case"]


def missing(pile: Pile) -> list[MissingUpstream]:
    return missing_upstream(Tabled(pile, citing=list(citing(Tabled(pile), LineageOptions()))), LineageOptions())


def names(pile: Pile) -> dict[str, tuple[str, list[str]]]:
    text = {a.id: a.text for a in pile.articles}
    return {m.name: (m.kind, [text[p.article][p.start : p.stop] for p in m.cited_by]) for m in missing(pile)}


def checked(pile: Pile, article: str, name: str, verdict: str, page: str) -> CitationCheck:
    """A verdict on what the article's one statement ascribes to a name."""
    (statement,) = (said for said in pile.statements if said.article == article)
    return CitationCheck(content_id("citation", statement.id, name), article, 0, 1, name, verdict, page, ())


@pytest.mark.parametrize("case", TOLD, ids=lambda case: case["name"])
def test_what_is_missing_and_what_may_be_here(case: dict[str, Any]):
    pile = Pile(
        articles=tuple(article(told) for told in case["article"]),
        statements=tuple(said for told in case["article"] for said in statements_of(told)),
        placements=tuple(Placement(told["id"], told.get("story", "one")) for told in case["article"]),
    )
    pile = dataclasses.replace(pile, citations=tuple(checked(pile, *verdict) for verdict in case.get("checked", ())))
    found = missing(pile)
    assert [[one.name, one.kind] for one in found if not one.perhaps] == case.get("missing", [])
    assert [[one.name, *one.perhaps] for one in found if one.perhaps] == case.get("perhaps", [])
    assert len({one.id for one in found}) == len(found)


def test_a_cited_agency_that_is_in_the_pile_is_not_missing():
    assert names(through(load(CASES / "repost_and_rewrite.toml").pile)) == {}


def test_a_generic_credit_is_open_where_no_agency_page_is_at_hand():
    pile = load(CASES / "repost_and_rewrite.toml").pile
    alone = Pile(articles=tuple(a for a in pile.articles if a.id == "a0"), statements=tuple(s for s in pile.statements if s.article == "a0"))
    assert names(through(alone)) == {"News Agencies": ("unnamed_outlets", ["News Agencies"])}


def test_an_agency_that_two_pages_credit_is_missing_once():
    assert names(through(load(CASES / "absent_agency.toml").pile)) == {"Orbis News Agency": ("outlet", ["Orbis News Agency", "Orbis"])}


def test_relays_documents_and_reports_are_missing_and_persons_are_not():
    told = {
        "id": "m0",
        "text": "Orbis reported that Minister Dal saw it. According to a report by Clean Rivers, fish died. Norland media said so. "
        "The Harm Paper says more. The mayor agreed it was so.",
        "statement": [
            {"says": "saw it", "chain": [["Orbis", "outlet"], ["Minister Dal", "named_person"]]},
            {"says": "fish died", "chain": [["Clean Rivers", "organisation"]], "way": "report"},
            {"says": "so", "chain": [["Norland media", "unnamed_outlets"]]},
            {"says": "more", "chain": [["Harm Paper", "document"]]},
            {"says": "it was so", "chain": [["mayor", "unnamed_person"]]},
        ],
    }
    pile = Pile(articles=(article(told),), statements=tuple(statements_of(told)))
    assert {n: kind for n, (kind, _) in names(pile).items()} == {
        "Orbis": "outlet",
        "Clean Rivers": "organisation",
        "Norland media": "unnamed_outlets",
        "Harm Paper": "document",
    }


def test_a_page_that_names_itself_or_a_letter_it_tells_of_misses_nothing():
    own = {
        "id": "m1",
        "outlet": "Upland Gazette",
        "text": "The mayor told the Gazette that it would rain. The second letter reads that dykes are weak.",
        "statement": [
            {"says": "it would rain", "chain": [["Gazette", "outlet"], ["mayor", "unnamed_person"]]},
            {"says": "dykes are weak", "chain": [["second letter", "document"]]},
        ],
    }
    assert names(Pile(articles=(article(own),), statements=tuple(statements_of(own)))) == {}


def test_a_report_by_somebody_is_a_missing_document():
    told = {
        "id": "m2",
        "text": "According to a report by Lantern House, fish died.",
        "statement": [{"says": "fish died", "chain": [["Lantern House", "named_person"]], "way": "report"}],
    }
    assert names(Pile(articles=(article(told),), statements=tuple(statements_of(told)))) == {"Lantern House": ("document", ["Lantern House"])}


def test_an_outlet_in_the_pile_is_missing_only_for_what_its_page_does_not_tell():
    cited = {"id": "m3", "outlet": "Orbis", "text": "The harbour crane of Dorn toppled over during the storm on Friday night."}
    citing = {
        "id": "m4",
        "outlet": "Harm Paper",
        "text": "Orbis wrote that the crane in Dorn harbour toppled during the storm. Orbis also wrote that engineers inspected seventeen bridges yesterday.",
        "statement": [
            {"says": "the crane in Dorn harbour toppled during the storm", "chain": [["Orbis", "outlet"]]},
            {"says": "engineers inspected seventeen bridges yesterday", "chain": [["Orbis", "outlet"]]},
        ],
    }
    told = names(Pile(articles=(article(cited), article(citing)), statements=tuple(statements_of(citing))))
    assert {name: len(places) for name, (_, places) in told.items()} == {"Orbis": 1}


def test_what_a_body_wrote_and_who_had_it_first_are_missing_in_whatever_form():
    told = {
        "id": "m5",
        "outlet": "Upland Gazette",
        "text": "A survey by the Harbour Office has it that the quay is sinking. The story was broken by the Morrow agency on Monday. "
        "Pelwire was the first to report the name of the ship. The gate was opened by Anna Berg.",
    }
    assert {n: kind for n, (kind, _) in names(Pile(articles=(article(told),))).items()} == {
        "Harbour Office": "organisation",
        "Morrow": "outlet",
        "Pelwire": "outlet",
    }


def test_a_dateline_that_was_not_read_as_one_names_the_agency():
    told = {"id": "m6", "outlet": "Upland Gazette", "text": "PORT DORN – (Morrow) – The quay is sinking by a hand a year."}
    assert names(Pile(articles=(article(told),))) == {"Morrow": ("outlet", ["Morrow"])}


def test_a_name_that_goes_on_behind_the_citation_is_the_whole_line_at_a_head():
    own = {"id": "m7", "text": "Quay sinks further\nAnchor and Lamp\nThe harbour crane of Dorn toppled over during the storm on Friday night."}
    citing = {
        "id": "m8",
        "outlet": "Upland Gazette",
        "text": "Anchor and Lamp reported that the crane in Dorn harbour toppled during the storm.",
        "statement": [{"says": "the crane in Dorn harbour toppled during the storm", "chain": [["Anchor", "outlet"]]}],
    }
    assert names(Pile(articles=(article(own), article(citing)), statements=tuple(statements_of(citing)))) == {}


def test_an_outlet_with_a_page_in_the_story_and_a_sign_at_the_road_are_not_missing():
    cited = {"id": "m2", "outlet": "Corvane", "text": "The weir at Tolm was rebuilt in granite before the ice came."}
    citing = {
        "id": "m3",
        "outlet": "Upland Gazette",
        "text": "Corvane reported that bread was dear. A sign at the village gate announced the fair. A survey map of the third level showed a door.",
        "statement": [
            {"says": "bread was dear", "chain": [["Corvane", "outlet"]]},
            {"says": "the fair", "chain": [["sign at the village gate", "document"]]},
            {"says": "a door", "chain": [["survey map of the third level", "document"]]},
        ],
    }
    pages = (article(cited), article(citing))
    pile = Pile(articles=pages, statements=tuple(statements_of(citing)), placements=tuple(Placement(page.id, "story") for page in pages))
    assert list(names(pile)) == ["survey map of the third level"]


def test_a_study_is_missing_under_the_name_of_the_body_that_made_it():
    told = {
        "id": "m2",
        "text": "Fish died, a study by the Harm Institute of Rivers found. Dykes are weak, a letter from Orla Venn says.",
        "statement": [
            {"says": "Fish died", "chain": [["study by the Harm Institute of Rivers", "document"]]},
            {"says": "Dykes are weak", "chain": [["letter from Orla Venn", "document"]]},
        ],
    }
    found = {name: kind for name, (kind, _) in names(Pile(articles=(article(told),), statements=tuple(statements_of(told)))).items()}
    assert found == {"Harm Institute of Rivers": "organisation", "letter from Orla Venn": "document"}


def citing_across_stories(cited_text: str) -> list[str]:
    """What is missing where an outlet's page with this text lies in another story than the page that cites it."""
    cited = {"id": "m3", "outlet": "Upland Gazette", "text": cited_text}
    citing = {
        "id": "m4",
        "outlet": "Morrow Post",
        "text": "Talks had ended, the Upland Gazette reported. In Sellan on Monday 48 men of the Harm mine under Captain Dal went home.",
        "statement": [{"says": "Talks had ended", "chain": [["Upland Gazette", "outlet"]]}],
    }
    pages = (article(cited), article(citing))
    return list(names(Pile(articles=pages, statements=tuple(statements_of(citing)), placements=tuple(Placement(page.id, page.id) for page in pages))))


def test_an_outlet_with_a_page_on_the_same_matter_is_not_missing_whatever_story_it_lies_in():
    assert citing_across_stories("On Monday the mine in Sellan closed. All 48 who worked for Captain Dal were sent home.") == []


def test_an_outlet_with_a_page_on_another_matter_is_missing():
    assert citing_across_stories("On Monday a bridge in Sellan was opened by Minister Orla Venn. The Upland road is 12 miles shorter.") == ["Upland Gazette"]
