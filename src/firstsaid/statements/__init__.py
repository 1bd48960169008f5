"""Who said what, through whom: statements of articles, and the voices of a story."""

from collections.abc import Sequence

from firstsaid.model import Article, Statement
from firstsaid.model.options import StatementOptions
from firstsaid.statements.assemble import statement
from firstsaid.statements.chain import chains
from firstsaid.statements.document import documents
from firstsaid.statements.language import load
from firstsaid.statements.reader import read
from firstsaid.statements.stories import voices

__all__ = ["statements", "voices"]


def statements(articles: Sequence[Article], options: StatementOptions) -> list[Statement]:
    """Every statement of speech or report in the articles: source, cue, content and chain, in order of the text.

    Titles, bodies and comments are read. A speaker below `options.confidence` is left undetermined. Languages without a file are read with English rules.
    """
    found: list[Statement] = []
    built = documents(articles, [load(article.language) for article in articles])
    for article, d in zip(articles, built, strict=True):
        outlets = [found.value for found in (article.outlet, article.agency) if found is not None]
        records = {s.id: s for s in (statement(article, d, link, options) for link in chains(d, read(d), outlets))}
        found += sorted(records.values(), key=lambda s: (s.content, s.id))
    return found
