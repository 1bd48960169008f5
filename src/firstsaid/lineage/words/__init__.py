"""The words that lineage listens for, by language: one file each; English so far."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_NAME = r"[A-Z][\w’'-]*(?:(?: (?:of|for|and|de))?(?: the)? [A-Z][\w’'-]*)*"


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of one language, ready for searching."""

    definite: re.Pattern[str]
    """"the outlets", "the medical source": group 1 is the noun."""
    own_voice: re.Pattern[str]
    translated: re.Pattern[str]
    press: re.Pattern[str]
    """"reporters": the press at large."""
    issued: re.Pattern[str]
    """"a survey by the …", at the end of what is searched: what follows wrote it."""
    written: re.Pattern[str]
    """The same, of a letter or statement too."""
    issuer: re.Pattern[str]
    """"a survey by the Harbour Office": group 1 is the body's name."""
    bodies: frozenset[str]
    """What bodies are called as part of their names."""
    first: tuple[re.Pattern[str], ...]
    """"the story was broken by Morrow": group 1 is the outlet's name."""
    carried_by: re.Pattern[str]
    """"report on", "story in the", before an outlet's name."""
    credited: re.Pattern[str]
    """A credit line that is nothing else: group 1 is the author's name."""
    dateline: re.Pattern[str]
    """"SELLAN (Morrow) –" at the start of a text."""


@lru_cache(maxsize=1)
def words() -> Words:
    """The English lists."""
    lists = tomllib.loads(files(__name__).joinpath("en.toml").read_text("utf-8"))
    definite = rf"\b[Tt]he (?:(?:{_any(lists['between'])}) )?({_any(lists['referents'])})\b"
    own_voice, translated, press = (re.compile(rf"\b(?:{_any(lists[name])})\b", re.IGNORECASE) for name in ("own_voice", "translated", "press_at_large"))
    written = rf"\b(?:{_any([*lists['documents'], *lists['letters']])}) (?:by|from|of|in) (?:the )?"
    return Words(
        re.compile(definite),
        own_voice,
        translated,
        press,
        re.compile(rf"\b(?:{_any(lists['documents'])}) (?:by|from|of|in) (?:the )?$"),
        re.compile(rf"{written}$"),
        re.compile(rf"{written}({_NAME})"),
        frozenset(lists["bodies"]),
        _first(lists),
        re.compile(rf"^(?:the )?(?:{_any(lists['reports'])}) (?:on|in|by|from|of) ", re.IGNORECASE),
        re.compile(rf"[(\[]?(?:{_any(lists['credited'])}):? (?:the )?({_NAME})[)\]]?", re.IGNORECASE),
        re.compile(rf"\W*[A-Z][A-Z .'’-]{{2,40}}(?:[,–—-] ?)*\(({_NAME})\) ?[-–—]"),
    )


def _first(lists: dict[str, list[str]]) -> tuple[re.Pattern[str], ...]:
    name, matters = rf"(?:the )?({_NAME})", rf"(?i:{_any(lists['matters'])})\b[^.“”\"]{{0,40}}"
    return (
        re.compile(rf"\b{matters}\b(?:{_any(lists['told_by'])})(?: first)? by {name}"),
        re.compile(rf"{name}(?: news)?(?: agency)? was (?:the )?first to (?:{_any(lists['tell_first'])})\b"),
        re.compile(rf"\b[Ii]t was {name}(?: news)?(?: agency)? (?:that|which|who) (?:first )?(?:{_any(lists['told_first'])})\b"),
        re.compile(rf"\b(?:{_any(lists['reports'])}) (?:on|in|by|from|of) {name} (?:{_any(lists['appeared'])})\b"),
    )


def _any(listed: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(listed, key=lambda w: (-len(w), w)))
