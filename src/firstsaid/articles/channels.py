"""Whose page it is on a site where others publish: the channel or account. The sites are data (`platforms.toml`)."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from firstsaid.articles.declared import Declared
from firstsaid.model import Found

_ADDRESS = re.compile(r"https?://(?:www\.|m\.|mobile\.)?(?P<host>[\w.-]{1,100})(?::\d+)?(?P<path>[^?#]{0,300})", re.IGNORECASE)
_ACCOUNT = re.compile(r"/@?(?P<handle>[\w.-]{2,40})/(?:(?:status|statuses|posts?|p|notes?|videos?)/|\d{5,})")
"""An address under which sites keep what one account published."""
_WITH_HANDLE = re.compile(r"(?P<name>[^\n]{1,60}?) \(@(?P<handle>[\w.-]{2,40})(?:@[\w.-]{1,60})?\)")
_ON_SITE = re.compile(r"(?P<name>[^\n]{1,60}?) on (?P<site>[^\n]{1,80})")
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
    """The channel or account that published a page on a platform, as the title names it, else as its address does; None on any other site.

    On a site that is not listed, title and address must name the same account.
    """
    found = _ADDRESS.match(url) if url else None
    if found is None:
        return None
    platform = _platforms().get(found["host"].lower())
    if platform is None:
        return _account(declared, found["path"])
    for title, rule in declared.titles:
        name = _named(title, platform.titles)
        if name:
            return Found(name, None, f"the channel that {rule} names")
    name = _named(found["path"], platform.paths)
    return Found(name, None, "the channel that the address names") if name else None


def _account(declared: Declared, path: str) -> Found | None:
    """The account that published a page of a site that is not listed, where the address and the title name the same one: "/annweir/status/1" and
    "Ann Weir on Site", or "Ann Weir (@annweir)".
    """
    address = _ACCOUNT.match(path)
    for title, rule in (*declared.titles, (declared.title_tag or "", "the title")) if address else ():
        shown = title[:_READ]
        handled, on = _WITH_HANDLE.match(shown), _ON_SITE.match(shown)
        if handled and address and _squeezed(handled["handle"]) == _squeezed(address["handle"]):
            return Found(handled["name"].strip(), None, f"the account that {rule} and the address name")
        if on and address and _squeezed(on["name"]) == _squeezed(address["handle"]) and any(on["site"].startswith(site) for site, _ in declared.outlets):
            return Found(on["name"].strip(), None, f"the account that {rule} and the address name")
    return None


def _squeezed(name: str) -> str:
    return "".join(mark for mark in name.casefold() if mark.isalnum())


def _named(words: str, patterns: tuple[re.Pattern[str], ...]) -> str | None:
    found = next((found for pattern in patterns if (found := pattern.match(words[:_READ]))), None)
    return found["name"].strip() if found and 0 < len(found["name"].strip()) <= _LONGEST else None
