"""Nouns of bodies that are surnames as well: Ida Banks, Karl Church."""

from firstsaid.statements.document import Document
from firstsaid.statements.reading import Words

_NAMES = 2


def is_surname(d: Document, proper: Words) -> bool:
    """Whether a body's noun is the surname of two names: behind a first name or somebody's role, or before an age: resident Ida Banks, Ida Church, 34."""
    first, stop = proper
    titles = d.language.words("mentions.titles|mentions.roles")
    while stop - first > _NAMES and d.low[first].rstrip(".") in titles:
        first += 1
    if stop - first != _NAMES or d.low[first - 1] in d.language.words("mentions.articles"):
        return False
    role = first > d.sentence_start(first) and d.low[first - 1].rstrip(".") in titles
    aged = d.word[stop : stop + 1] == [","] and d.word[stop + 1 : stop + 2] != [] and d.word[stop + 1].isdigit() and d.word[stop + 2 : stop + 3] == [","]
    return role or aged or d.low[first] in d.language.words("mentions.given_names")
