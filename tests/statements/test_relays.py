"""Through whom the news has what is said: the cases of tests/cases/statements/relays.txt."""

from dataclasses import replace

import pytest

from firstsaid.model import Article
from firstsaid.model.article import Found
from firstsaid.model.options import StatementOptions
from firstsaid.statements import statements
from tests.statements.pages import page
from tests.statements.test_statements import cases

CASES = cases("relays.txt")


def article_of(text: str, number: int) -> Article:
    """A case's text as an article; what stands before "|" at its head names the page's own outlet."""
    own, _, rest = text[1:].partition("|") if text.startswith("@") else ("", "", text)
    article = page(rest, name=str(number))
    return replace(article, outlet=Found(own, None, "declared")) if own else article


@pytest.fixture(scope="module")
def told() -> list[list[str]]:
    """What is read of each case: content and chain of each statement, in order."""
    articles = [article_of(text, n) for n, (text, _) in enumerate(CASES)]
    lines: dict[str, list[str]] = {article.id: [] for article in articles}
    text_of = {article.id: article.text for article in articles}
    for s in statements(articles, StatementOptions()):
        content = " + ".join(span.of(text_of[s.article]) for span in s.content)
        lines[s.article].append(f"{content} | {' > '.join(f'{link.name} ({link.kind})' for link in s.chain) or '-'}")
    return [lines[article.id] for article in articles]


@pytest.mark.parametrize("number", range(len(CASES)), ids=[text[:50] for text, _ in CASES])
def test_a_text_gives_these_chains(number, told):
    assert told[number] == CASES[number][1], "see tests/cases/statements/relays.txt"
