"""What headlines say and who says it: the cases of tests/cases/statements/headlines.txt."""

import pytest

from firstsaid.model import Part
from firstsaid.model.options import StatementOptions
from firstsaid.statements import statements
from tests.statements.pages import page
from tests.statements.test_statements import cases

CASES = cases("headlines.txt")


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:50] for text, _ in CASES])
def test_a_headline_gives_these_statements(text, expected):
    stop = text.index("\n")
    article = page(text, Part("title", 0, stop, ""), Part("body", stop + 1, len(text), ""))
    found = [s for s in statements([article], StatementOptions()) if s.content[0].start < stop]
    told = [(" + ".join(span.of(text) for span in s.content), " > ".join(f"{link.name} ({link.kind})" for link in s.chain) or "-") for s in found]
    assert [f"{content} | {chain}" for content, chain in told] == expected, "see tests/cases/statements/headlines.txt"
