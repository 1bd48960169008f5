"""Names, addresses and texts as other formats take them."""

import re

from firstsaid.exports.flat import published
from firstsaid.model import Article, Dossier, Named, first_words, told_apart

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_DAY = len("2031-05-04")
PERSON = ("named_person", "unnamed_person")


def printable(text: str) -> str:
    """A text without the characters that XML 1.0 forbids, each replaced by U+FFFD."""
    return _FORBIDDEN.sub("\ufffd", text)


def urn(record: str) -> str:
    """An address for a record, without any host: "urn:firstsaid:3f…"."""
    return f"urn:firstsaid:{record}"


def called(dossier: Dossier) -> dict[str, str]:
    """What to call each article in a graph or a cell, by id: two pages of one outlet by their day or headline too."""
    return told_apart({article.id: _named(article) for article in dossier.articles})


def _named(article: Article) -> Named:
    return Named(article.name(), (published(article) or "")[:_DAY], first_words(article.title.value) if article.title else "")
