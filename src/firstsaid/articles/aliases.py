"""Outlets under the names that a user gives them: one name for an outlet's several domains and spellings."""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from firstsaid.articles.headline import folded
from firstsaid.errors import SettingsError
from firstsaid.model import Article, Found


def outlet_names(given: str) -> dict[str, str]:
    """What "harbourdaily.example=The Harbour Daily, Harbour Daily Online=The Harbour Daily" says: a domain, or a name that pages give, and the name to use.

    Raises SettingsError for a pair that is none.
    """
    names: dict[str, str] = {}
    for pair in filter(None, map(str.strip, given.split(","))):
        key, mark, name = (piece.strip() for piece in pair.partition("="))
        if not (key and mark and name):
            raise SettingsError(f'"{pair}" is no pair "domain=Name", such as "harbourdaily.example=The Harbour Daily"', "articles.outlets")
        names[_key(key)] = name
    return names


def renamed(article: Article, names: Mapping[str, str]) -> Article:
    """The article under its outlet's given name, if its address or the name that was read has one; the narrower domain counts before the wider."""
    for key in [*_hosts(article.url), *([_key(article.outlet.value)] if article.outlet else [])]:
        if key in names:
            return replace(article, outlet=Found(names[key], None, f'named in the settings for "{key}"'))
    return article


def _key(name: str) -> str:
    return name.lower().removeprefix("www.") if "." in name and " " not in name else folded(name)


def _hosts(url: str | None) -> list[str]:
    """The address's host and the domains it lies in, the narrowest first."""
    try:
        host = (urlsplit((url or "")[:2_000]).hostname or "").removeprefix("www.")
    except ValueError:
        return []
    pieces = host.split(".")
    return [".".join(pieces[at:]) for at in range(len(pieces) - 1)]
