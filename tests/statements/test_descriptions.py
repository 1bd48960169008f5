"""What a text tells of sources that it does not name."""

import bisect
import tomllib
from pathlib import Path

import pytest

from firstsaid.model import SourceDescription
from firstsaid.model.options import StatementOptions
from firstsaid.statements import statements
from firstsaid.statements.build import documents
from firstsaid.statements.descriptions import description_of
from firstsaid.statements.language import load
from firstsaid.statements.reading import Words
from tests.statements.pages import page

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/statements/descriptions.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["source"][:40])
def test_a_source_is_described(case):
    (d,) = documents([page(case["text"])], [load("en")])
    start = case["text"].index(case["source"])
    words = Words(bisect.bisect_left(d.starts, start), bisect.bisect_left(d.starts, start + len(case["source"])))
    told = {key: case.get(key, "") for key in ("role", "affiliation", "closeness", "reason")}
    assert description_of(d, words) == SourceDescription(**told, number=case["number"] or None)


def test_a_chain_tells_what_the_article_tells_of_a_source_anywhere():
    text = "Two senior officials at the trade ministry said the deal was dead. They asked not to be named because they feared for their jobs."
    *_, last = statements([page(text)], StatementOptions())[0].chain
    assert last.described == SourceDescription("senior officials", "trade ministry", 2, "", "they feared for their jobs")


def test_only_persons_without_a_name_are_described():
    *_, last = statements([page("Orla Venn said the deal was dead.")], StatementOptions())[0].chain
    assert last.described is None
