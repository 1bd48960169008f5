"""Outlets of the simulated world and the house style of each."""

import re
from dataclasses import dataclass
from functools import cache
from random import Random

from benchmarks.relay.library import NUMBERS, phrases, wording

NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Outlet:
    """A medium or agency."""

    name: str
    site: str
    house: str
    agency: bool
    also: tuple[str, ...]
    """Other names by which it goes."""
    page: str
    """How its pages are made: a furniture template, or plain text."""


@dataclass(frozen=True, slots=True)
class House:
    """What a desk does to every text."""

    name: str
    spelling: str
    """gb · us."""
    marks: str
    """Opening and closing quotation mark."""
    digits: bool
    """Whether small numbers are set in figures."""
    no_break: bool
    """Whether a number is tied to the word after it."""
    straight: bool
    """Whether apostrophes are straight."""
    titled: bool
    """Whether headlines have capitals throughout."""
    names: tuple[tuple[str, str], ...]
    """How it writes foreign names: letters as they are in the wire's and as it writes them."""


@cache
def outlets(mix: str) -> tuple[Outlet, ...]:
    """All outlets of a mix, agencies first."""
    told = phrases(mix)["outlet"]
    found = [Outlet(o["name"], o["site"], o["house"], o.get("agency", False), tuple(o.get("also", ())), o["page"]) for o in told]
    return tuple(sorted(found, key=lambda o: not o.agency))


@cache
def houses(mix: str) -> dict[str, House]:
    """House styles by name."""
    return {
        name: House(name, h["spelling"], h["marks"], h["digits"], h["no_break"], h["straight"], h["titled"], tuple(map(tuple, h["names"])))
        for name, h in phrases(mix)["house"].items()
    }


def outlet_named(mix: str, name: str) -> Outlet:
    """The outlet of that name."""
    return next(o for o in outlets(mix) if o.name == name)


def neutral(words: str) -> str:
    """With the marks that the simulator works with: “ ” ’ and no no-break spaces."""
    words = words.replace(NO_BREAK, " ").replace("'", "’").replace("«", "“").replace("»", "”")
    return re.sub(r'"([^"]*)"', "“\\1”", words)


def styled(words: str, house: House, names: tuple[str, ...], us_first: bool = False) -> str:
    """The words as the house sets them; `names` are the foreign names that may stand in them."""
    words = neutral(words)
    for gb, us in wording()["spelling"]:
        wrong, right = (gb, us) if house.spelling == "us" else (us, gb)
        words = re.sub(rf"\b{wrong}", right, words)
        words = re.sub(rf"\b{wrong.capitalize()}", right.capitalize(), words)
    words = transliterated(words, house, names)
    if house.digits:
        words = re.sub(rf"(?<![\w’“-])({'|'.join(NUMBERS[2:])})(?= [a-z])", lambda m: str(NUMBERS.index(m[1])), words)
    if house.no_break:
        words = re.sub(r"(\d) (?=[a-z])", rf"\1{NO_BREAK}", words)
    if house.marks != "“”":
        words = words.replace("“", house.marks[0]).replace("”", house.marks[1])
    return words.replace("’", "'") if house.straight else words


def transliterated(words: str, house: House, names: tuple[str, ...]) -> str:
    """Foreign names as the house writes them, from whatever spelling they came in."""
    for name in names:
        for part in name.split():
            here = part
            for was, now in house.names:
                here = here.replace(was, now)
            if here != part:
                words = re.sub(rf"\b{re.escape(part)}\b", here, words)
    return words


def set_headline(words: str, house: House) -> str:
    """A headline with or without capitals throughout."""
    if not house.titled:
        return words
    small = {"a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "as", "by", "after", "with", "from", "over"}
    return " ".join(w if i and w in small else w[:1].upper() + w[1:] for i, w in enumerate(words.split()))


def another(mix: str, taken: set[str], chance: Random, agency: bool | None = False) -> Outlet:
    """An outlet that has not written about the event yet."""
    free = [o for o in outlets(mix) if o.name not in taken and (agency is None or o.agency == agency)]
    chosen = chance.choice(free or [o for o in outlets(mix) if agency is None or o.agency == agency])
    taken.add(chosen.name)
    return chosen
