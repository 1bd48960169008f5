"""An account of an event by somebody who heard of it at first hand."""

import re
from dataclasses import dataclass, field
from random import Random
from typing import Any

from benchmarks.relay.events import Event
from benchmarks.relay.library import Fact, capital, fill, phrases, weighted
from benchmarks.relay.outlets import Outlet
from benchmarks.relay.records import Line, Text, Voice
from benchmarks.relay.synonyms import swapped

QUOTED = 100
"""Quotations of a fact are kept in `Event.taken` under numbers from here on."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """What an account is to be like."""

    roles: tuple[str, ...] = ()
    """Whom the writer may ask; all roles when empty."""
    press: str | None = None
    """Role whose words all that attended a press conference have."""
    translated: bool = False
    """Whether each writer put the speaker's words into English."""
    present: bool = False
    """Whether the writer went there."""
    later: bool = False
    """Whether it is a follow-up."""
    length: tuple[int, int] = (5, 7)
    figures: dict[str, str] = field(default_factory=dict)
    """Figures that differ from the event's own, by slot."""


@dataclass(slots=True)
class Writer:
    """Puts facts into words for one text."""

    event: Event
    text: str
    outlet: Outlet
    chance: Random
    met: set[str] = field(default_factory=set)
    """Voices that the text has named."""

    @property
    def frames(self) -> dict[str, Any]:
        """Reporting phrases of the mix."""
        return phrases(self.event.mix)["frames"]

    def mention(self, voice: Voice) -> str:
        """Full at first, short afterwards."""
        if voice.key in self.met and self.chance.random() < 0.85:
            return voice.short
        self.met.add(voice.key)
        return voice.full

    def frame(self, sort: str, clause: str, voice: Voice | None) -> str:
        """A clause in a reporting phrase."""
        if voice is None:
            return tidy(f"{capital(clause)}.")
        said = self.mention(voice)
        pattern = self.chance.choice(self.frames["said_by_paper" if voice.kind == "document" and sort in ("said", "own") else sort])
        told = {**self.event.slots, "c": clause, "C": capital(clause), "v": said, "V": capital(said), "outlet": self.outlet.name}
        return tidy(fill(pattern, told, self.chance))

    def told(self, fact: Fact, voice: Voice | None, phrasing: int, value: str = "") -> Line:
        """The fact in one of its phrasings."""
        self.event.taken.setdefault((fact.id, phrasing), self.text)
        clause = self.event.clause(fact, phrasing, value, self.chance)
        sort = "own" if self.outlet.agency and self.chance.random() < 0.3 else "said"
        return Line(self.frame(sort, clause, voice), fact.id, value, voice.key if voice else None, self.text, phrasing)

    def quoted(self, fact: Fact, voice: Voice, which: int, value: str = "") -> Line:
        """The speaker's own words."""
        self.event.taken.setdefault((fact.id, QUOTED + which), self.text)
        words = fill(fact.quote[which], self.event.with_value(fact, value), Random(f"{self.event.id}{fact.id}{which}"))
        words = re.sub(r"(?<=[.?!] )[a-z]", lambda m: m[0].upper(), capital(words))
        return Line(self.quotation(words, voice), fact.id, value, voice.key, self.text)

    def quotation(self, words: str, voice: Voice) -> str:
        """Words between quotation marks with their speaker."""
        first, _, rest = words.partition(". ")
        said = self.mention(voice)
        slots = {**self.event.slots, "v": said, "V": capital(said), "outlet": self.outlet.name}
        if rest and self.chance.random() < 0.4:
            pattern = self.chance.choice(self.frames["quote_split"])
            return tidy(fill(pattern, slots | {"Q": first.rstrip("."), "R": rest.rstrip(".")}, self.chance))
        return tidy(fill(self.chance.choice(self.frames["quote"]), slots | {"Q": words.rstrip(".")}, self.chance))

    def scenery(self, pool: str) -> Line:
        """A sentence that is nobody's claim."""
        used = [i for i in range(len(getattr(self.event.story, pool))) if self.event.taken.get((pool, i), self.text) == self.text]
        free = [i for i in used if (pool, i) not in self.event.taken]
        if not free:
            return Line("", root=self.text)
        at = self.chance.choice(free)
        self.event.taken[pool, at] = self.text
        words = capital(fill(getattr(self.event.story, pool)[at], self.event.slots, self.chance))
        return Line(tidy(words if words.endswith((".", "”", "?")) else words + "."), root=self.text, seen=pool == "colour")


def tidy(words: str) -> str:
    """Commas and full stops as they belong."""
    words = re.sub(r",\s*,", ",", words)
    words = re.sub(r",\s*\.", ".", words)
    words = re.sub(r"\s+([,.;:])", r"\1", words)
    words = re.sub(r"([.?!])[,.](?=[”\s]|$)", r"\1", words)
    return re.sub(r" {2,}", " ", words).strip()


def account(event: Event, identity: str, outlet: Outlet, given: Assignment, chance: Random) -> Text:
    """What somebody writes who asked around for themselves."""
    writer = Writer(event, identity, outlet, chance)
    lines = [line for fact in _chosen(event, identity, given, chance) if (line := _line(writer, fact, given)) is not None]
    if given.present and event.story.colour:
        lines.insert(min(2, len(lines)), writer.scenery("colour"))
    lines += [writer.scenery("background") for _ in range(chance.randint(0, 2))]
    lines = [line for line in lines if line.words]
    text = Text(identity, event.id, outlet.name, outlet.house, chance.uniform(2, 14), headline(event, identity, chance), paragraphs(lines, chance))
    if outlet.agency and chance.random() < 0.7:
        text.dateline = fill(chance.choice(phrases(event.mix)["datelines"]), {"TOWN": event.slots["town"].upper(), "agency": outlet.name}, chance)
    elif given.present or chance.random() < 0.3:
        text.byline = f"{chance.choice(phrases(event.mix)['forenames'])} {chance.choice(phrases(event.mix)['surnames'])}"
    return text


def _chosen(event: Event, identity: str, given: Assignment, chance: Random) -> list[Fact]:
    facts = [f for f in event.story.facts if f.later == given.later and _has_words(event, f, identity, given)]
    head = facts[:1]
    rest = facts[1:]
    chance.shuffle(rest)
    if given.press:
        rest.sort(key=lambda f: given.press not in f.by)
    return head + rest[: chance.randint(*given.length) - 1]


def _has_words(event: Event, fact: Fact, identity: str, given: Assignment) -> bool:
    if given.press and fact.by[:1] == (given.press,) and fact.quote:
        return True
    return bool(event.free(fact, identity))


def _line(writer: Writer, fact: Fact, given: Assignment) -> Line | None:
    event, chance = writer.event, writer.chance
    roles = [r for r in fact.by if not given.roles or r in given.roles]
    value = given.figures.get(fact.rising) or (str(event.figures[fact.rising]) if fact.rising else "")
    if given.press and fact.by[:1] == (given.press,) and fact.quote:
        line = writer.quoted(fact, event.voices[given.press], 0, value)
        return _own_translation(line, chance) if given.translated else line
    if given.press and (given.press in roles or chance.random() < 0.5):
        roles = [r for r in roles if r == given.press]
    role = chance.choice(roles) if roles else ""
    voice = event.speaker(role, writer.text, chance) if roles else None
    free = event.free(fact, writer.text)
    quotes = [i for i in range(len(fact.quote)) if fact.by[min(i, len(fact.by) - 1)] == role and _unheard(event, fact, i)]
    if voice is not None and quotes and chance.random() < 0.4 and voice.kind in ("named_person", "unnamed_person"):
        return writer.quoted(fact, voice, chance.choice(quotes), value)
    if not free or (fact.by and voice is None and not given.present):
        return None
    return writer.told(fact, voice, chance.choice(free), value)


def _unheard(event: Event, fact: Fact, which: int) -> bool:
    """Whether nobody has these words yet, and no press conference is to come at which they are said."""
    return (fact.id, QUOTED + which) not in event.taken and (which > 0 or "press" not in event.slots)


def _own_translation(line: Line, chance: Random) -> Line:
    return Line(swapped(line.words, 0.9, chance), line.fact, line.value, line.voice, line.root)


def headline(event: Event, identity: str, chance: Random) -> str:
    """A headline that no other writer has hit upon, as long as there is one."""
    free = [i for i in range(len(event.story.heads)) if event.taken.get(("head", i), identity) == identity] or list(range(len(event.story.heads)))
    at = chance.choice(free)
    event.taken.setdefault(("head", at), identity)
    return capital(fill(event.story.heads[at], event.slots, chance))


def paragraphs(lines: list[Line], chance: Random) -> list[list[Line]]:
    """Lines in paragraphs of one or two."""
    found: list[list[Line]] = []
    for line in lines:
        if found and len(found) > 1 and len(found[-1]) < 2 and chance.random() < 0.3:
            found[-1].append(line)
        else:
            found.append([line])
    return found


def kind_of_length(weights: dict[str, float], chance: Random) -> tuple[int, int]:
    """How many facts an account tells."""
    return {"short": (5, 6), "middle": (7, 9), "long": (9, 12)}[weighted(weights, chance)]
