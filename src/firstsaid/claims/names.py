"""Which pages of the pile an outlet, agency or document name means."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from firstsaid.claims.language import any_language
from firstsaid.claims.terms import folded
from firstsaid.model import Article

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LEAST_LETTERS = 3
_HOST_WORDS = frozenset(("www", "m", "en", "com", "org", "net", "news", "co", "uk", "info", "int", "gov", "amp"))


class CitedPages:
    """Pages by the names of who issued them: outlet, agency, credit, host."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._pages: dict[str, list[str]] = {}
        self._issuers: dict[str, frozenset[str]] = {}
        for article in articles:
            keys = frozenset(key for name in _own_names(article) for key in name_keys(name, article.language)) | _host_keys(article.url)
            self._issuers[article.id] = keys
            for key in sorted(keys):
                self._pages.setdefault(key, []).append(article.id)

    def of(self, name: str) -> list[str]:
        """Pages that the name means, sorted by id."""
        return sorted({page for key in name_keys(name, "en") for page in self._pages.get(key, [])})

    def same_issuer(self, one: str, other: str) -> bool:
        """Whether two pages come from one issuer: an outlet that names itself cites nobody."""
        return not self._issuers[one].isdisjoint(self._issuers[other])


def _own_names(article: Article) -> list[str]:
    return [found.value for found in (article.outlet, article.agency, article.credit) if found is not None]


def name_keys(name: str, language: str) -> frozenset[str]:
    """Forms under which a name is known: its letters run together, and without the words that any outlet's name may have ("the … news agency")."""
    generic = any_language(language).wordings.generic_names
    words = [folded(word) for word in _WORD.findall(name.removeprefix("@"))]
    telling = [word for word in words if word not in generic]
    whole = "".join(word for word in words if word not in ("the", "a", "an"))
    forms = {whole, "".join(telling)} if telling else set[str]()
    return frozenset(form for form in forms if len(form) >= _LEAST_LETTERS or name.isupper())


def _host_keys(url: str | None) -> frozenset[str]:
    """The telling label of the page's host: "example" of "www.example.com"."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return frozenset()
    labels = [label for label in host.split(".")[:-1] if label not in _HOST_WORDS]
    return frozenset(label.replace("-", "") for label in labels[-1:] if len(label) >= _LEAST_LETTERS)
