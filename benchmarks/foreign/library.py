"""The prose: sentence frames and names that lie in data/."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Fact:
    key: str
    by: tuple[str, ...]
    say: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    key: str
    by: str
    text: str
    trip: str
    swaps: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """The matter of one kind of event."""

    name: str
    headlines: tuple[str, ...]
    voices: dict[str, Any]
    facts: tuple[Fact, ...]
    quotes: tuple[Quote, ...]
    background: tuple[Fact, ...]


@cache
def table(name: str) -> dict[str, Any]:
    """One TOML file of data/."""
    with (DATA / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def kind(name: str) -> Kind:
    raw = table(f"kinds/{name}")
    facts = tuple(Fact(f["key"], tuple(f["by"]), tuple(f["say"])) for f in raw["fact"])
    quotes = tuple(Quote(q["key"], q["by"], q["text"], q["trip"], tuple((a, b) for a, b in q["swaps"])) for q in raw["quote"])
    background = tuple(Fact(b["key"], (), tuple(b["say"])) for b in raw["background"])
    voices = {role: raw[role] for role in ("official", "witness", "unnamed", "organisation", "document")}
    return Kind(name, tuple(raw["headlines"]), voices, facts, quotes, background)


def frames() -> int:
    """How many distinct sentence frames there are."""
    count = sum(len(lines) for name in ("frames", "filler") for lines in table(name).values())
    for path in sorted((DATA / "kinds").glob("*.toml")):
        one = kind(path.stem)
        count += len(one.headlines) + sum(len(f.say) for f in (*one.facts, *one.background)) + 2 * len(one.quotes)
    return count
