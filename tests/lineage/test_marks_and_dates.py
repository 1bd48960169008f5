"""How words are set, and dates that a text contradicts, as evidence about two pages."""

from dataclasses import replace

import pytest

from firstsaid.lineage import evidence
from firstsaid.model import Evidence, Pile, SharedMark, Stamp
from firstsaid.model.options import LineageOptions
from tests.lineage.builder import CASES, load, with_table


def told_by(rule: str, pile: Pile) -> list[Evidence]:
    return [e for e in evidence(pile, LineageOptions()) if e.rule == rule]


@pytest.mark.parametrize(("kind", "told"), [("slip of spacing", True), ("doubled word", True), ("invisible character", True), ("quotation mark", False)])
def test_the_same_slips_at_the_same_words_show_one_text_and_printed_quotation_marks_do_not(kind, told):
    pile = load(CASES / "repost_and_rewrite.toml").pile
    marked = tuple(replace(m, typography=(SharedMark(kind, 3, 3, 4, (m.start_a,), (m.start_b,)),)) for m in pile.matches)
    found = told_by("shared typography", with_table(pile, matches=marked))
    assert bool(found) == told
    assert all(e.favours == "independent" and e.score < 0 and e.spans for e in found)


def test_slips_that_only_one_page_has_show_nothing():
    pile = load(CASES / "repost_and_rewrite.toml").pile
    marked = tuple(replace(m, typography=(SharedMark("slip of spacing", 0, 3, 0, (), ()),)) for m in pile.matches)
    assert told_by("shared typography", with_table(pile, matches=marked)) == []


def dated(page: str, text: str) -> Pile:
    pile = load(CASES / "repost_and_rewrite.toml").pile
    stamps = (Stamp(page, "published", "meta", None), Stamp(text, "text", "dateline", None))
    return with_table(pile, articles=tuple(replace(a, published=stamps[0], dates=stamps) if a.id == "a1" else a for a in pile.articles))


def test_a_page_s_date_that_its_text_contradicts_is_told_and_counts_for_nothing():
    found = told_by("contradicted", dated("2031-09-30", "2031-05-03"))
    assert found
    assert all(e.score == 0 and "2031-09-30 by its page and 2031-05-03 in its text" in e.sentence for e in found)
    assert not [e for e in told_by("earlier", dated("2031-09-30", "2031-05-03")) if "a1" in (e.article_a, e.article_b)]


def test_a_text_dated_a_day_before_its_page_contradicts_nothing():
    assert told_by("contradicted", dated("2031-05-04", "2031-05-03")) == []
