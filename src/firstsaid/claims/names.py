"""Which pages of the pile an outlet, agency or document name means."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Protocol
from urllib.parse import urlsplit

from firstsaid.claims.language import any_language
from firstsaid.claims.stems import folded
from firstsaid.model import Found

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LEAST_LETTERS = 3
_SEVERAL = 2
HEAD = 300
"""Characters at the head of a page in which its outlet may stand."""
_MOST_WORDS = 5
_ENDS = '.!?:;,…”"'
_PLAIN_HOST = re.compile(r"https?://([a-z0-9.-]+)(?=[/?#]|$)")
_HOST_WORDS = frozenset(("www", "m", "en", "com", "org", "net", "news", "co", "uk", "info", "int", "gov", "amp"))


class Issued(Protocol):
    """What a page tells of who issued it."""

    @property
    def id(self) -> str:
        """The article's id."""

    @property
    def url(self) -> str | None:
        """Its address."""

    @property
    def text(self) -> str:
        """Its text; for a page that tells its outlet, nothing of it is read."""

    @property
    def language(self) -> str:
        """Its language."""

    @property
    def outlet(self) -> Found | None:
        """Its outlet."""

    @property
    def agency(self) -> Found | None:
        """The agency that it names."""

    @property
    def credit(self) -> Found | None:
        """Whom it credits."""


class CitedPages:
    """Pages by the names of who issued them: outlet, agency, credit, host; a page that tells no outlet by the lines at its head."""

    def __init__(self, articles: Iterable[Issued]) -> None:
        self._pages: dict[str, list[str]] = {}
        self._issuers: dict[str, frozenset[str]] = {}
        self._outlets: set[tuple[str, ...]] = set()
        self._begun: dict[tuple[str, ...], dict[tuple[str, ...], list[str]]] = {}
        """Pages by what stands before "of" in their outlet's name, then by that name."""
        for article in articles:
            own = _keys(_own_names(article)[:1], article) | _host_keys(article.url)
            self._issuers[article.id] = own
            self._outlets.update(whole_name(found.value) for found in (article.outlet, article.agency) if found is not None)
            whole = whole_name(article.outlet.value) if article.outlet is not None else ()
            if "of" in whole[_SEVERAL:]:
                self._begun.setdefault(whole[: whole.index("of", _SEVERAL)], {}).setdefault(whole, []).append(article.id)
            for key in sorted(own | _keys(_own_names(article), article)):
                self._pages.setdefault(key, []).append(article.id)

    def is_outlet(self, name: str) -> bool:
        """Whether a page of the pile is by an outlet of just this name."""
        return whole_name(name) in self._outlets

    def of(self, name: str) -> list[str]:
        """Pages that the name means, sorted by id; where none has it, those of the one outlet that it begins ("State Radio", of "State Radio of Norland")."""
        found = sorted({page for key in name_keys(name, "en") for page in self._pages.get(key, [])})
        begun = {} if found else self._begun.get(whole_name(name), {})
        return sorted(page for pages in begun.values() for page in pages) if len(begun) == 1 else found

    def same_issuer(self, one: str, other: str) -> bool:
        """Whether two pages come from one issuer: an outlet that names itself cites nobody."""
        return not self._issuers[one].isdisjoint(self._issuers[other])


def _own_names(article: Issued) -> list[str]:
    """Who issued a page, the outlet first."""
    found = [found.value for found in (article.outlet, article.agency, article.credit) if found is not None]
    return found if article.outlet is not None else [*_head_lines(article.text), *found]


def _head_lines(text: str) -> Iterator[str]:
    """Short lines at the head of a page that are no sentence: one of them may be its outlet's name."""
    for line in text[:HEAD].split("\n")[:-1]:
        bare = line.strip()
        if bare[:1].isupper() and len(bare.split()) <= _MOST_WORDS and bare[-1] not in _ENDS:
            yield bare


def _keys(names: Iterable[str], article: Issued) -> frozenset[str]:
    return frozenset(key for name in names for key in name_keys(name, article.language))


@lru_cache(maxsize=16_384)
def whole_name(name: str) -> tuple[str, ...]:
    """The words of a name, folded, without an article before them."""
    words = tuple(folded(word) for word in _WORD.findall(name))
    return words[1:] if words[:1] == ("the",) else words


@lru_cache(maxsize=16_384)
def name_keys(name: str, language: str) -> frozenset[str]:
    """Forms under which a name is known: its letters run together, and without the words that any outlet's name may have ("the … news agency")."""
    generic = any_language(language).wordings.generic_names
    words = [folded(word) for word in _WORD.findall(name.removeprefix("@"))]
    telling = [word for word in words if word not in generic]
    bare = [word for word in words if word not in ("the", "a", "an")]
    forms = {"".join(bare), "".join(telling)} if telling else {"".join(bare)} if len(bare) > 1 and name[:1].isupper() else set[str]()
    return frozenset(form for form in forms if len(form) >= _LEAST_LETTERS or name.isupper())


def _host_keys(url: str | None) -> frozenset[str]:
    """The telling label of the page's host: "example" of "www.example.com"."""
    plain = _PLAIN_HOST.match(url or "")
    try:
        return _labels(plain[1] if plain else urlsplit(url or "").hostname or "")
    except ValueError:
        return frozenset()


@lru_cache(maxsize=16_384)
def _labels(host: str) -> frozenset[str]:
    labels = [label for label in host.split(".")[:-1] if label not in _HOST_WORDS]
    return frozenset(label.replace("-", "") for label in labels[-1:] if len(label) >= _LEAST_LETTERS)
