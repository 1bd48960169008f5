"""Sentences: who said it in which frame, in whose spelling."""

import random
import re

from benchmarks.foreign.cast import Stage, surname
from benchmarks.foreign.library import Fact, Quote, table
from benchmarks.foreign.model import Outlet, Said, Voice

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Pen:
    """One writer at one text: knows who was introduced already, and takes wordings that nobody else of the pile uses.

    `heard`: the writer heard the voices and can quote a few words more.
    """

    def __init__(self, stage: Stage, outlet: Outlet, later: bool = False, heard: bool = False) -> None:
        self.rng, self.stage, self.outlet, self.later, self.heard = stage.rng, stage, outlet, later, heard
        self.met: set[str] = set()
        self.day = DAYS[stage.day.weekday()]

    def _slots(self, **more: str) -> dict[str, str]:
        return {**self.stage.slots(self.later), "d": self.day, "o": self.outlet.name, **more}

    def mention(self, voice: Voice) -> str:
        """The full name at first, later a short one."""
        if voice.id not in self.met:
            self.met.add(voice.id)
            return voice.full + (f", {voice.aside}," if voice.aside else "")
        return self.rng.choice([surname(voice), voice.short]) if voice.names else voice.short

    def wording(self, fact: Fact) -> int | None:
        """A wording of the fact that is free, or None."""
        used = self.stage.used.setdefault(fact.key, [])
        free = [i for i in range(len(fact.say)) if i not in used]
        if not free:
            return None
        chosen = self.rng.choice(free)
        used.append(chosen)
        return chosen

    def fact(self, fact: Fact, voice: Voice, relay: str = "", told: bool = False) -> Said | None:
        """A fact in words of this pen, said by somebody."""
        chosen = self.wording(fact)
        return None if chosen is None else self.worded(fact, chosen, voice, relay, told)

    def worded(self, fact: Fact, wording: int, voice: Voice, relay: str = "", told: bool = False) -> Said:
        clause = fact.say[wording].format(**self._slots())
        group = self._group(voice, relay, told)
        partial = self._partial() if self.heard and group == "indirect" and self.rng.random() < 0.2 else ""
        frame = self.rng.choice(table("frames")["mixed" if partial else group]).replace("{p}", partial)
        text = self._framed(frame, voice, clause, relay)
        return Said(text, "fact", self.key(fact), wording, voice.id, relay=relay)

    def _partial(self) -> str:
        """A few words to quote inside a sentence, used by one text only."""
        free = [words for words in table("frames")["partial"] if words not in self.stage.fillers]
        chosen = self.rng.choice(free) if free else ""
        self.stage.fillers.add(chosen)
        return chosen

    def _group(self, voice: Voice, relay: str, told: bool) -> str:
        if voice.kind == "document":
            return "relay_document" if relay else "document"
        if relay or not told:
            return "relay" if relay else "indirect"
        return "nameless" if not voice.named and voice.id not in self.met and self.rng.random() < 0.4 else "told"

    def key(self, fact: Fact) -> str:
        """A fact with a number is another claim when the number is another."""
        return f"{self.stage.id}:{fact.key}" + (f"={self._slots()['n']}" if any("{n}" in say for say in fact.say) else "")

    def quote(self, quote: Quote, voice: Voice, relay: str = "", told: bool = False, trip: bool = False) -> Said:
        """Somebody's words between quotation marks."""
        words = quote.trip if trip else quote.text
        group = "relay_direct" if relay else "direct_told" if told else "direct"
        halves = split(words)
        choices = [f for f in table("frames")[group] if ("{q1}" in f) == (len(halves) == 2)] or list(table("frames")[group])
        frame = self.rng.choice(choices)
        whole = ". ".join(halves)
        first, second = (halves[0], halves[-1]) if len(halves) == 2 else (whole, "")
        frame = frame.replace("{q}", whole).replace("{q1}", first).replace("{q2}", second)
        return Said(self._framed(frame, voice, "", relay), "quote", f"{self.stage.id}:{quote.key}", int(trip), voice.id, whole, relay)

    def _framed(self, frame: str, voice: Voice, clause: str, relay: str) -> str:
        name = self.mention(voice)
        for slot in ("{S}", "{s}"):
            shown = upper(name) if slot == "{S}" else name
            frame = (
                frame.replace(f"{slot}.", f"{shown.rstrip(',')}.")
                .replace(f"{slot},", f"{shown.rstrip(',')},")
                .replace(f"{slot}:", f"{shown.rstrip(',')}:")
                .replace(slot, shown)
            )
        text = frame.replace("{c}", clause).replace("{C}", upper(clause)).replace("{x}", relay)
        return upper(text.replace("{d}", self.day).replace("{o}", self.outlet.name))

    def plain(self, fact: Fact) -> Said | None:
        """A sentence of background, said by nobody."""
        chosen = self.wording(fact)
        if chosen is None:
            return None
        return Said(upper(fact.say[chosen].format(**self._slots())), "background", f"{self.stage.id}:{fact.key}", chosen)

    def filler(self, group: str) -> Said | None:
        """A sentence of the outlet's own, used by one text only."""
        free = [line for line in table("filler")[group] if line not in self.stage.fillers]
        if not free:
            return None
        line = self.rng.choice(free)
        self.stage.fillers.add(line)
        return Said(upper(line.format(**self._slots())), "filler", f"{self.stage.id}:{line[:24]}")

    def headline(self) -> str:
        used = self.stage.used.setdefault("headline", [])
        free = [i for i in range(len(self.stage.kind.headlines)) if i not in used] or list(range(len(self.stage.kind.headlines)))
        chosen = self.rng.choice(free)
        used.append(chosen)
        return self.stage.kind.headlines[chosen].format(**self._slots())


def split(words: str) -> list[str]:
    """The halves of a quotation, between which the speaker may be named."""
    return [half.rstrip(".") for half in words.split(" / ")]


def upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def respelt(text: str, stage: Stage, house: int) -> str:
    """The names as another house writes them; `house` chooses among the spellings."""
    families = [tuple(stage.event["place"]), *(names for voice in stage.voices().values() for names in voice.names)]
    for spellings in families:
        if len(spellings) > 1:
            wanted = spellings[house % len(spellings)]
            pattern = "|".join(re.escape(s) for s in sorted(spellings, key=len, reverse=True))
            text = re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", wanted, text)
    return text


def lightly(text: str, rng: random.Random, most: int = 3) -> str:
    """Words changed for others, outside quotation marks."""
    pieces = re.split(r"(“[^”]*”)", text)
    pairs = [pair for pair in table("synonyms")["pairs"] if any(re.search(rf"\b{pair[0]}\b", p) for p in pieces[::2])]
    for old, new in rng.sample(pairs, min(most, len(pairs))):
        pieces[::2] = [re.sub(rf"\b{old}\b", new, p, count=1) for p in pieces[::2]]
    return "".join(pieces)
