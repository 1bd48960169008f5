import dataclasses

import pytest

from firstsaid.claims import citation_checks, cited, claims
from firstsaid.model import Claim, Edit, Match, Place, Span, Voice, Wording
from tests.columns import Tabled

from .builder import OPTIONS, read_case
from .cases import cases, named


def checks(pile):
    return list(citation_checks(Tabled(pile, cited=list(cited(Tabled(pile), OPTIONS))), OPTIONS))


def apart(pile):
    """The pile with each article in a story of its own, so that no two share words."""
    placements = tuple(dataclasses.replace(placement, story=f"story of {placement.article}") for placement in pile.placements)
    return dataclasses.replace(pile, placements=placements, matches=())


def test_a_word_that_other_articles_spell_otherwise_is_itself_on_pages_that_do_not():
    """Matches between pages that nobody cites change nothing, whatever they spell in two ways."""
    case = next(case for case in cases("citations.toml") if case["name"].startswith("borne out in other words"))
    pile = read_case(case)
    texts = {article.id: article.text for article in pile.articles}
    others = tuple(dataclasses.replace(article, id=f"other {article.id}", outlet=None) for article in pile.articles)
    a, b = (Span(text.index(word), text.index(word) + len(word)) for text, word in ((texts["daily"], "officer"), (texts["wire"], "hours")))
    edit = Edit("spelling", a, b, in_quotation=False, marked=False)
    match = Match("m", "other daily", 0, len(texts["daily"]), "other wire", 0, len(texts["wire"]), "narrative", 20, 19, (edit,))
    (row,) = cited(Tabled(dataclasses.replace(pile, articles=(*pile.articles, *others), matches=(*pile.matches, match))), OPTIONS)
    assert match not in row.matches
    assert checks(dataclasses.replace(pile, articles=(*pile.articles, *others), matches=(*pile.matches, match))) == checks(pile)


@pytest.mark.parametrize("case", cases("citations.toml"), ids=named)
def test_what_a_page_ascribes_is_looked_for_in_the_cited_page(case):
    pile = apart(read_case(case)) if case.get("apart") else read_case(case)
    found = checks(dataclasses.replace(pile, claims=tuple(claims(pile, OPTIONS))))
    wanted = case.get("checks", [])
    assert [(row.cites, row.verdict, row.in_article) for row in found] == [(w["cites"], w["verdict"], w["page"]) for w in wanted]
    texts = {article.id: article.text for article in pile.articles}
    for row, want in zip(found, wanted, strict=True):
        assert want["against"] in " ".join(span.of(texts[row.in_article]) for span in row.against)
        assert bool(row.against) == (row.verdict != "not found")


def test_a_page_of_another_story_about_something_else_is_not_compared():
    case = next(case for case in cases("citations.toml") if case["name"].startswith("not found"))
    pile = read_case(case)
    placements = tuple(dataclasses.replace(placement, story=f"story of {placement.article}") for placement in pile.placements)
    assert checks(dataclasses.replace(pile, placements=placements)) == []


def test_what_the_cited_page_tells_in_the_same_claim_by_the_same_voice_is_borne_out():
    case = next(case for case in cases("citations.toml") if case["name"].startswith("told with another verb"))
    pile = read_case(case)
    wordings = tuple(Wording(said.article, said.id, said.content) for said in pile.statements)
    place = Place(wordings[0].article, wordings[0].spans[0].start, wordings[0].spans[0].stop)
    told = tuple(sorted(said.article for said in pile.statements)), tuple(sorted(said.id for said in pile.statements))
    claim = Claim("claim", "story", "12 million crowns", place, wordings, *told)
    voice = Voice("voice", "story", "a letter", "document", ("a letter",), told[1], (), told[0])
    (found,) = checks(dataclasses.replace(pile, claims=(claim,), voices=(voice,)))
    assert (found.verdict, found.in_article) == ("borne out", "wire")
