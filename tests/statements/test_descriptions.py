"""What a text tells of sources that it does not name."""

import bisect
import tomllib
from pathlib import Path

import pytest

from firstsaid.statements.build import documents
from firstsaid.statements.descriptions import Description, description_of
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
    assert description_of(d, words) == Description(**told, number=case["number"] or None)
