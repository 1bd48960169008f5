"""Who speaks: the cases of tests/cases/statements/speakers.txt."""

import re

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


def test_a_text_that_breaks_off_anywhere_keeps_what_was_said_before():
    said = "The ramp was safe, the police said. "
    texts = [text for text, _ in (*CASES, *cases("relays.txt"))]
    ends = [(text, word.end()) for number, text in enumerate(texts) for word in [*re.finditer(r"\S+", text)][number % 3 :: 3]]
    idle = "As long as you behave the right way, say the right thing"
    cut = sorted({said + text[:end] for text, end in (*ends, *((idle, word.end()) for word in re.finditer(r"\S+", idle)))})
    pages = [page(text, name=str(number)) for number, text in enumerate(cut)]
    first = {s.article for s in statements(pages, StatementOptions()) if s.content[0].start == 0}
    assert first == {article.id for article in pages}
