import dataclasses

import pytest

from firstsaid.claims import citation_checks

from .builder import OPTIONS, read_case
from .cases import cases, named


@pytest.mark.parametrize("case", cases("citations.toml"), ids=named)
def test_what_a_page_ascribes_is_looked_for_in_the_cited_page(case):
    pile = read_case(case)
    found = citation_checks(pile, OPTIONS)
    wanted = case.get("checks", [])
    assert [(row.cites, row.verdict, row.in_article) for row in found] == [(w["cites"], w["verdict"], w["page"]) for w in wanted]
    texts = {article.id: article.text for article in pile.articles}
    for row, want in zip(found, wanted, strict=True):
        assert want["against"] in " ".join(span.of(texts[row.in_article]) for span in row.against)
        assert bool(row.against) == (row.verdict != "not found")


def test_a_page_of_another_story_about_something_else_is_not_compared():
    case = next(case for case in cases("citations.toml") if case["name"].startswith("not found"))
    pile = read_case(case)
    apart = tuple(dataclasses.replace(placement, story=f"story of {placement.article}") for placement in pile.placements)
    assert citation_checks(dataclasses.replace(pile, placements=apart), OPTIONS) == []
