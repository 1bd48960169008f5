"""The first words of a headline, by which an article is told from another."""

from firstsaid.dossier.plain import one_line

WORDS = 6
"""So many words of a headline tell an article from another."""


def headline(title: str) -> str:
    """The first words of a headline."""
    words = title.split()
    return one_line(" ".join(words[:WORDS])) + ("…" if len(words) > WORDS else "")
