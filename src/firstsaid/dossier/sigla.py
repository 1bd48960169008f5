"""Sigla: the one or two letters by which a critical edition calls a witness."""

import re
from collections.abc import Iterator, Sequence

from firstsaid.model import Article

_WORD = re.compile(r"[^\W\d_]+")
_ALIKE = str.maketrans("АВЕЁЗІЈКМНОРСТУХЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEE3IJKMHOPCTYXSABEZHIKMNOPTYX")
"""Letters of other scripts that look like a Latin one: two pages must not seem to have one siglum."""

_LEADING = {"the", "a", "an", "le", "la", "les", "el", "los", "der", "die", "das", "al", "www"}


def sigla(articles: Sequence[Article]) -> dict[str, str]:
    """A siglum for each article, unique among them: letters of its outlet or title in their own script, with a number where the letters run out."""
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    result: dict[str, str] = {}
    for article in articles:
        words = _words(article)
        siglum = next((s for s in _letters(words) if s.translate(_ALIKE) not in taken), None)
        if siglum is None:
            first = words[0][0].upper()
            numbers[first] = numbers.get(first, 1) + 1
            siglum = f"{first}{numbers[first]}"
        taken.add(siglum.translate(_ALIKE))
        result[article.id] = siglum
    return result


def _words(article: Article) -> list[str]:
    host = re.sub(r"^\w+://", "", article.url or "").split("/")[0]
    file = article.path.rsplit("/", 1)[-1]
    title = article.title.value if article.title else ""
    for name in (article.outlet.value if article.outlet else "", host, file if file[:1].isalpha() else "", title, file):
        words = _WORD.findall(name[:200])
        if words:
            return [w for w in words if w.lower() not in _LEADING] or words
    return ["P"]


def _letters(words: list[str]) -> Iterator[str]:
    first = words[0][0].upper()
    yield first
    for letter in [w[0] for w in words[1:3]] + list(words[0][1:4]):
        yield first + letter.lower()
