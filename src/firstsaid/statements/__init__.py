"""Who said what, through whom: statements of articles, and the voices of a story."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from firstsaid.model import Article, Span, Statement
from firstsaid.model.options import StatementOptions
from firstsaid.statements.assemble import records
from firstsaid.statements.build import documents
from firstsaid.statements.chain import chains
from firstsaid.statements.document import Document
from firstsaid.statements.language import load
from firstsaid.statements.links import Link
from firstsaid.statements.reader import read
from firstsaid.statements.second_opinion import Model, beside, find, opinions, weigh
from firstsaid.statements.stories import voices

__all__ = ["statements", "voices", "weighed_statements"]

_NOWHERE = Span(0, 0)


def statements(articles: Sequence[Article], options: StatementOptions) -> list[Statement]:
    """Every statement of speech or report in the articles: source, cue, content and chain, in order of the text.

    Titles, bodies and comments are read. A speaker below `options.confidence` is left undetermined. Languages without a file are read with English rules.
    """
    return weighed_statements(articles, options, find(options.second_opinion) if options.second_opinion else None)


def weighed_statements(articles: Sequence[Article], options: StatementOptions, model: Model | None) -> list[Statement]:
    """The same with a model asked beside the rules, if there is one (see `second_opinion`)."""
    with _without_collection():
        return _statements(articles, options, model)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Let Python not look for cycles: a batch makes millions of small objects and none, and the search costs a tenth of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _statements(articles: Sequence[Article], options: StatementOptions, model: Model | None) -> list[Statement]:
    found: list[Statement] = []
    built = documents(articles, [load(article.language) for article in articles])
    for article, d in zip(articles, built, strict=True):
        outlets = [found.value for found in (article.outlet, article.agency) if found is not None]
        links = _links(d, outlets, model)
        made = {s.id: s for link in links for s in records(article, d, link, options)}
        found += sorted(made.values(), key=lambda s: (s.content, s.source or _NOWHERE, s.id))
    return found


def _links(d: Document, outlets: Sequence[str], model: Model | None) -> list[Link]:
    if model is None:
        return chains(d, read(d), outlets)
    given = opinions(d, model)
    links = chains(d, beside(read(d), given), outlets)
    weigh(d, links, given)
    return links
