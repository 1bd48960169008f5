"""The words that lineage listens for, by language: one file each; English so far."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of one language, ready for searching."""

    definite: re.Pattern[str]
    """"the outlets", "the medical source": group 1 is the noun."""
    own_voice: re.Pattern[str]
    translated: re.Pattern[str]
    press: re.Pattern[str]
    """"reporters": the press at large."""


@lru_cache(maxsize=1)
def words() -> Words:
    """The English lists."""
    lists = tomllib.loads(files(__name__).joinpath("en.toml").read_text("utf-8"))
    definite = rf"\b[Tt]he (?:(?:{_any(lists['between'])}) )?({_any(lists['referents'])})\b"
    return Words(re.compile(definite), *(re.compile(rf"\b(?:{_any(lists[name])})\b", re.IGNORECASE) for name in ("own_voice", "translated", "press_at_large")))


def _any(listed: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(listed, key=lambda w: (-len(w), w)))
