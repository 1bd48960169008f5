"""The fragments from which stories are told, read from data files, and how a template becomes words."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

DATA = Path(__file__).parent / "data"
MIXES = ("fit", "held")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened, in several wordings."""

    id: str
    by: tuple[str, ...]
    """Roles that may tell it; without one it is told in the text's own name."""
    say: tuple[str, ...]
    """Clauses: they stand after "said that"."""
    quote: tuple[str, ...]
    """The speaker's words: at a press conference the first, in an interview the second."""
    rising: str = ""
    """Slot of a figure that rises or differs."""
    later: bool = False
    """Whether it is known only days afterwards."""


@dataclass(frozen=True, slots=True)
class Story:
    """A kind of event."""

    kind: str
    heads: tuple[str, ...]
    slots: dict[str, Any]
    voices: dict[str, str]
    facts: tuple[Fact, ...]
    colour: tuple[str, ...]
    background: tuple[str, ...]
    opinion: tuple[str, ...]


@cache
def stories(mix: str, whole: bool = True) -> tuple[Story, ...]:
    """The stories of a mix, in the order of the files; not `whole`, without what any event may have, so that two events of a pile share no wording."""
    found = [told for path in sorted(DATA.glob(f"stories_{mix}_*.toml")) for told in tomllib.loads(path.read_text("utf-8"))["story"]]
    general = tomllib.loads((DATA / f"general_{mix}.toml").read_text("utf-8"))
    return tuple(_story(told, general if whole else {"slots": {}, "voices": {}, "fact": []}) for told in found)


def _story(told: dict[str, Any], general: dict[str, Any]) -> Story:
    """A kind of event, with the facts, roles and scenery that every event of the mix may have."""
    facts = tuple(
        Fact(f["id"], tuple(f.get("by", "").split()), tuple(f["say"]), tuple(f.get("quote", ())), f.get("rising", ""), f.get("later", False))
        for f in (*told["fact"], *general["fact"])
    )  # fmt: skip
    lists = ((*told.get(name, ()), *general.get(name, ())) for name in ("colour", "background", "opinion"))
    told = {**told, "slots": {**general["slots"], **told["slots"]}, "voices": {**general["voices"], **told["voices"]}}
    return Story(told["kind"], tuple(told["head"]), told["slots"], told["voices"], facts, *map(tuple, lists))


@cache
def phrases(mix: str) -> dict[str, Any]:
    """Names, frames, credits and furniture of a mix."""
    return tomllib.loads((DATA / f"phrases_{mix}.toml").read_text("utf-8"))


@cache
def wording() -> dict[str, Any]:
    """Tables of synonyms and spellings."""
    return tomllib.loads((DATA / "wording.toml").read_text("utf-8"))


@cache
def mixture(mix: str) -> dict[str, Any]:
    """How often each operator is used."""
    return tomllib.loads((DATA / "mixes.toml").read_text("utf-8"))[mix]


def fill(template: str, slots: dict[str, str], chance: Random) -> str:
    """Take one of each `[a|b]`, inside out, and put in the slots; what a slot holds may have slots too."""
    words = template
    while _CHOICE.search(words):
        words = _CHOICE.sub(lambda m: chance.choice(m[1].split("|")), words)
    while _SLOT.search(words):
        words = _SLOT.sub(lambda m: slots[m[1]], words)
    return re.sub(r" {2,}", " ", words).strip()


def number(value: int) -> str:
    """As newspapers print it: words below ten, a comma in thousands."""
    return NUMBERS[value] if 0 < value < 10 else f"{value:,}"


def capital(words: str) -> str:
    """With a capital at the start."""
    for at, character in enumerate(words):
        if character.isalpha():
            return words[:at] + character.upper() + words[at + 1 :]
        if character.isdigit():
            return words
    return words


def weighted(weights: dict[str, float], chance: Random) -> str:
    """A key, as often as its weight says."""
    return chance.choices(list(weights), list(weights.values()))[0]
