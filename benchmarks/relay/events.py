"""An event of the simulated world: its story with everything filled in, and whom one may ask about it."""

from dataclasses import dataclass, field
from random import Random

from benchmarks.relay.library import Fact, Story, fill, number, phrases
from benchmarks.relay.records import Line, Voice

KINDS = {"n": "named_person", "u": "unnamed_person", "o": "organisation", "d": "document"}
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(slots=True)
class Event:
    """One thing that happened."""

    id: str
    story: Story
    mix: str
    slots: dict[str, str]
    figures: dict[str, int]
    voices: dict[str, Voice]
    day: int
    """Days since the first day of the simulation."""
    taken: dict[tuple[str, int], str] = field(default_factory=dict)
    """Which text first used a phrasing of a fact: no second one finds the same words by itself."""
    unnamed: int = 0

    def fact(self, key: str) -> Fact:
        """The fact of that name."""
        return next(f for f in self.story.facts if f.id == key)

    def free(self, fact: Fact, text: str) -> list[int]:
        """Phrasings that nobody has used, or only `text`."""
        return [i for i in range(len(fact.say)) if self.taken.get((fact.id, i), text) == text]

    def clause(self, fact: Fact, phrasing: int, value: str, chance: Random) -> str:
        """The fact in that phrasing, with that figure."""
        return fill(fact.say[phrasing], self.with_value(fact, value), chance)

    def with_value(self, fact: Fact, value: str) -> dict[str, str]:
        """The slots, with the figure that a text gives."""
        return {**self.slots, fact.rising: number(int(value.lstrip("!")))} if fact.rising and value else self.slots

    def speaker(self, role: str, text: str, chance: Random) -> Voice:
        """Whoever speaks in that role to the writer of `text`: behind an unnamed one may be somebody else each time."""
        voice = self.voices[role]
        if voice.kind != "unnamed_person" or chance.random() < 0.5:
            return voice
        return Voice(f"{voice.key}@{text}", voice.kind, voice.full, voice.short)

    def told_by(self, line: Line) -> Voice | None:
        """The voice behind a line."""
        if line.voice is None:
            return None
        key = line.voice.split("@")[0]
        return next(v for v in self.voices.values() if v.key == key)


def make_event(identity: str, story: Story, mix: str, chance: Random) -> Event:
    """Fill in a story."""
    told = phrases(mix)
    place = chance.choice(told["places"])
    day = chance.randrange(5, 600)
    slots = {"town": place["town"], "region": place["region"], "country": place["country"], "people": place["people"], "day": DAYS[day % 7]}
    slots |= {"dayafter": DAYS[(day + 1) % 7], "capital": place["capital"]}
    figures: dict[str, int] = {}
    for name, values in story.slots.items():
        if isinstance(values, str):
            least, most = values.split("-")
            figures[name] = chance.randint(int(least), int(most))
            slots[name] = number(figures[name])
        else:
            slots[name] = fill(chance.choice(values), slots, chance)
    families = chance.sample(told["surnames"], len(story.voices))
    voices = {}
    for (role, described), family in zip(story.voices.items(), families, strict=True):
        voices[role] = _voice(f"{identity}:{role}", described, f"{chance.choice(told['forenames'])} {family}", slots)
    return Event(identity, story, mix, slots, figures, voices, day)


def _voice(key: str, described: str, name: str, slots: dict[str, str]) -> Voice:
    sort, _, rest = described.partition(":")
    chance = Random(key)
    full, _, short = fill(rest, slots, chance).partition("/")
    if sort == "n":
        return Voice(key, KINDS[sort], f"{full} {name}" if not full.endswith(",") else f"{name}, {full[:-1]},", name.rsplit(maxsplit=1)[-1])
    return Voice(key, KINDS[sort], full, short or full)
