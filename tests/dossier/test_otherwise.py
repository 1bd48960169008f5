"""Quotations that read otherwise on pages not shown to have them from one another."""

import tomllib
from pathlib import Path

import pytest

from firstsaid.articles import from_text
from firstsaid.dossier import compose, first_sentence
from firstsaid.dossier.index import Index
from firstsaid.dossier.report import report
from firstsaid.dossier.summary import summary
from firstsaid.model import Claim, Dossier, Pile, Place, Placement, Span, Wording

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/dossier/quoted_otherwise.toml").read_text("utf-8"))["case"]


def dossier_of(pages: list[str]) -> Dossier:
    """Pages whose first words, up to who said them, are one claim."""
    articles = [from_text(f"{page} Nobody else spoke on page {number}.", path=f"{number}.txt") for number, page in enumerate(pages)]
    stops = [page.rindex(",") for page in pages]
    spans = [Span(int(page[0] == "“"), stop) for page, stop in zip(pages, stops, strict=True)]
    wordings = tuple(Wording(article.id, None, (span,)) for article, span in zip(articles, spans, strict=True))
    ids = tuple(sorted(article.id for article in articles))
    claim = Claim("c", "s", spans[0].of(articles[0].text), Place(articles[0].id, spans[0].start, spans[0].stop), wordings, ids, ())
    return compose(Pile(articles=tuple(articles), placements=tuple(Placement(a, "s") for a in ids), claims=(claim,)), "1", "x")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_these_quotations_read_otherwise(case):
    index = Index(dossier_of(case["pages"]))
    found = index.otherwise
    assert [{row.before.of(index.articles[row.first].text), row.after.of(index.articles[row.then].text)} for row in found] == (
        [set(case["reads"])] if case["reads"] else []
    )


def test_what_reads_otherwise_is_told_wherever_a_reader_looks():
    dossier = dossier_of(CASES[0]["pages"])
    assert "Quoted in different words: 1." in first_sentence(Index(dossier))
    table = next(table for table in summary(Index(dossier)) if table.name == "otherwise")
    assert any("[but he would listen]" in cell for cell in table.rows[0])
    assert any("[and he would leave]" in cell for cell in table.rows[0])
    assert 'id="otherwise"' in report(dossier)


def test_nothing_is_told_where_quotations_agree():
    assert "different words" not in first_sentence(Index(dossier_of([CASES[0]["pages"][0]] * 2)))
