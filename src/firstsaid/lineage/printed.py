"""Pages that are what one body states, as outlets print it."""

from collections.abc import Sequence

from firstsaid.lineage.names import same_name
from firstsaid.lineage.page import Page, Reported, means_itself
from firstsaid.model import ChainLink, Place, Statement

_FEWEST = 3
"""Sentences of a page that is a statement printed; a shorter one may be news of it."""


def issuer(page: Page) -> tuple[ChainLink, Place] | None:
    """The body, other than itself, whose statement the page prints, and where it is named."""
    body = stated_by(page.statements, page.words)
    if body is None or body.span is None or means_itself(page.article, page.own, body.name):
        return None
    return body, Place(page.id, *body.span)


def stated_by(statements: Sequence[Statement], words: Reported) -> ChainLink | None:
    """The body whose statement a page prints: it speaks in the first sentence, and on the whole page nobody else does."""
    voices = [link for statement in statements for link in statement.chain]
    if not all(link.kind == "organisation" and same_name(link.name, voices[0].name) for link in voices):
        return None
    lede = words.lede if voices else None
    body = next((link for link in voices if lede is not None and link.span is not None and lede.covers(link.span)), None)
    return body if body is not None and len(words.sentences) >= _FEWEST else None
