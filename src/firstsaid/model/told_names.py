"""Names that a user gives outlets: what each is called, or who owns it, by domain or by the name that pages give."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from firstsaid.errors import SettingsError

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class ToldNames:
    """Pairs such as "harbourdaily.example=The Harbour Daily, Harbour Daily Online=The Harbour Daily"."""

    by_key: Mapping[str, str]

    @classmethod
    def read(cls, given: str, where: str) -> "ToldNames":
        """The pairs of an option; `where` is its name. Raises SettingsError for a pair that is none."""
        names: dict[str, str] = {}
        for pair in filter(None, map(str.strip, given.split(","))):
            key, mark, name = (piece.strip() for piece in pair.partition("="))
            if not (key and mark and name):
                raise SettingsError(f'"{pair}" is no pair name=value, such as "harbourdaily.example=The Harbour Daily"', where)
            names[_key(key)] = name
        return cls(names)

    def of(self, url: str | None, name: str | None) -> tuple[str, str] | None:
        """What is told of the outlet at an address or of this name, and by which key; the narrower domain counts before the wider, and both before the name."""
        if not self.by_key:
            return None
        for key in [*_domains(url), *([_key(name)] if name else [])]:
            if key in self.by_key:
                return self.by_key[key], key
        return None


def _key(name: str) -> str:
    return name.lower().removeprefix("www.") if "." in name and " " not in name else " ".join(_WORD.findall(name)).lower()


def _domains(url: str | None) -> list[str]:
    """The address's host and the domains it lies in, the narrowest first."""
    try:
        host = (urlsplit((url or "")[:_LONGEST]).hostname or "").removeprefix("www.")
    except ValueError:
        return []
    pieces = host.split(".")
    return [".".join(pieces[at:]) for at in range(len(pieces) - 1)]
