"""Who speaks: the cases of tests/cases/statements/speakers.txt."""

import pytest

from firstsaid.model.options import StatementOptions
from firstsaid.statements import statements
from tests.statements.pages import page
from tests.statements.test_statements import cases

CASES = cases("speakers.txt")


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:50] for text, _ in CASES])
def test_a_text_gives_these_speakers(text, expected):
    found = statements([page(text)], StatementOptions())
    told = [(" + ".join(span.of(text) for span in s.content), " > ".join(f"{link.name} ({link.kind})" for link in s.chain) or "-") for s in found]
    assert [f"{content} | {chain}" for content, chain in told] == expected, "see tests/cases/statements/speakers.txt"
