"""Pages that are what one body states, as outlets print it."""

from firstsaid.lineage.names import same_name
from firstsaid.lineage.page import Page, means_itself
from firstsaid.model import ChainLink, Place

_FEWEST = 3
"""Sentences of a page that is a statement printed; a shorter one may be news of it."""


def issuer(page: Page) -> tuple[ChainLink, Place] | None:
    """The body whose statement the page prints, and where it is named: it speaks in the first sentence, and on the whole page nobody else does."""
    voices = [link for statement in page.statements for link in statement.chain]
    if not all(link.kind == "organisation" and same_name(link.name, voices[0].name) for link in voices):
        return None
    lede = page.words.lede if voices else None
    body = next((link for link in voices if lede is not None and link.span is not None and lede.covers(link.span)), None)
    if body is None or body.span is None or len(page.sentences) < _FEWEST or means_itself(page.article, page.own, body.name):
        return None
    return body, Place(page.id, *body.span)
