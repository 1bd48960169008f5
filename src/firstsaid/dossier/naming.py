"""The first words of a headline, by which an article is told from another."""

from firstsaid.dossier.plain import one_line
from firstsaid.model import first_words


def headline(title: str) -> str:
    """The first words of a headline, safe to print."""
    return one_line(first_words(title))
