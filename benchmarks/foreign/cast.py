"""Who and what a pile is about: an event, its voices, outlets and agencies, drawn by a seed."""

import datetime as dt
import random
import re
from dataclasses import dataclass, field
from typing import Any

from benchmarks.foreign.library import Kind, kind, table
from benchmarks.foreign.model import Outlet, Voice

BREAKS = re.compile(r",| (?:at|in|of|with|who|whose|from|signed|involved|within|briefed|close|to|following|advising|which|familiar)\b")


@dataclass(slots=True)
class Stage:
    """One event of a pile and everybody in it."""

    id: str
    rng: random.Random
    event: dict[str, Any]
    kind: Kind
    day: dt.datetime
    official: Voice
    witnesses: list[Voice]
    unnamed: list[Voice]
    organisation: Voice
    document: Voice
    used: dict[str, list[int]] = field(default_factory=dict)
    """Wordings that some pen of the pile has used up."""
    fillers: set[str] = field(default_factory=set)
    """Sentences of filler that some text of the pile has."""

    def voices(self) -> dict[str, Voice]:
        every = [self.official, *self.witnesses, *self.unnamed, self.organisation, self.document]
        return {voice.id: voice for voice in every}

    def slots(self, later: bool = False) -> dict[str, str]:
        event = self.event
        number = event["later"] if later else event["n"]
        return {
            "place": event["place"][0],
            "region": event["region"],
            "country": event["country"],
            "n": str(number),
            "m": str(event["m"]),
            "org": event["org"],
            "thing": event.get("thing", ""),
        }


def draw_stage(rng: random.Random, event: dict[str, Any], name: str) -> Stage:
    matter = kind(event["kind"])
    day = dt.datetime(2019, 1, 7, tzinfo=dt.UTC) + dt.timedelta(days=rng.randrange(1900), hours=4)
    slots = {"place": event["place"][0], "region": event["region"], "country": event["country"], "org": event["org"], "thing": event.get("thing", "")}
    firsts = rng.sample(table("names")["first"], 4)
    lasts = rng.sample(table("names")["last"], 4)
    people = [(firsts[i], lasts[i]) for i in range(4)]
    role, short = matter.voices["official"]
    official = _person(f"{name}:official", role, people[0], short, "")
    trade, aside = matter.voices["witness"]
    witnesses = [_person(f"{name}:witness{i}", trade, people[1 + i], "", aside.format(**slots) if i == 0 else "") for i in range(2)]
    unnamed = [_described(f"{name}:unnamed{i}", said.format(**slots), "unnamed_person") for i, said in enumerate(matter.voices["unnamed"])]
    body = matter.voices["organisation"].format(**slots)
    organisation = Voice(f"{name}:organisation", body, body.split(" of ")[0], "organisation")
    document = _described(f"{name}:document", matter.voices["document"].format(**slots), "document")
    return Stage(name, rng, event, matter, day, official, witnesses, unnamed, organisation, document)


def _person(key: str, role: str, name: tuple[list[str], list[str]], short: str, aside: str) -> Voice:
    first, last = name
    return Voice(key, f"{role} {first[0]} {last[0]}", short or last[0], "named_person", aside, (tuple(first), tuple(last)))


def _described(key: str, words: str, sort: str) -> Voice:
    head = BREAKS.split(words)[0].split()[-1]
    plain, _, aside = words.partition(", ")
    short = "the source" if head == "member" else f"the {head}"
    return Voice(key, plain, short, sort, aside)


def surname(voice: Voice) -> str:
    return voice.names[1][0] if voice.names else voice.short


def draw_outlets(rng: random.Random) -> list[Outlet]:
    made = [Outlet(o["name"], o["host"], o["owner"]) for o in table("names")["outlet"]]
    return rng.sample(made, len(made))


def draw_agencies(rng: random.Random, count: int) -> list[Outlet]:
    chosen = rng.sample(table("names")["agencies"], count)
    return [Outlet(name, f"{re.sub('[^a-z]', '', name.lower())}.example", "", True, short) for name, short in chosen]
