"""Whose page it is on a site where others publish: the channel or account. The sites are data (`platforms.toml`)."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from firstsaid.articles.declared import Declared
from firstsaid.model import Found

_ADDRESS = re.compile(r"https?://(?:www\.|m\.|mobile\.)?(?P<host>[\w.-]{1,100})(?::\d+)?(?P<path>[^?#]{0,300})", re.IGNORECASE)
_LONGEST = 60
_READ = 300
"""Characters of a title or address that are looked at."""


class _Platform(NamedTuple):
    titles: tuple[re.Pattern[str], ...]
    paths: tuple[re.Pattern[str], ...]


@lru_cache(maxsize=1)
def _platforms() -> dict[str, _Platform]:
    given = tomllib.loads(files("firstsaid.articles").joinpath("platforms.toml").read_text("utf-8"))["platform"]
    return {host: _Platform(*(tuple(map(re.compile, one[key])) for key in ("titles", "paths"))) for one in given for host in one["hosts"]}


def channel_of(declared: Declared, url: str | None) -> Found | None:
    """The channel or account that published a page on a platform, as the title names it, else as its address does; None on any other site."""
    found = _ADDRESS.match(url) if url else None
    platform = _platforms().get(found["host"].lower()) if found else None
    if found is None or platform is None:
        return None
    for title, rule in declared.titles:
        name = _named(title, platform.titles)
        if name:
            return Found(name, None, f"the channel that {rule} names")
    name = _named(found["path"], platform.paths)
    return Found(name, None, "the channel that the address names") if name else None


def _named(words: str, patterns: tuple[re.Pattern[str], ...]) -> str | None:
    found = next((found for pattern in patterns if (found := pattern.match(words[:_READ]))), None)
    return found["name"].strip() if found and 0 < len(found["name"].strip()) <= _LONGEST else None
