"""What desks do with a text that lies before them. Every operator makes a new text and says how it came about."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from benchmarks.relay.events import Event
from benchmarks.relay.library import fill, number, phrases
from benchmarks.relay.outlets import Outlet, another, houses, outlet_named, set_headline, styled
from benchmarks.relay.paraphrase import reworded_paragraphs
from benchmarks.relay.records import Line, Step, Text
from benchmarks.relay.synonyms import outside_quotations
from benchmarks.relay.writing import Writer, headline


@dataclass(slots=True)
class Desk:
    """The state of one event while its texts are made."""

    event: Event
    chance: Random
    texts: list[Text] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    """Outlets that have written about it."""

    @property
    def mix(self) -> str:
        """Which mix it belongs to."""
        return self.event.mix

    @property
    def told(self) -> dict[str, Any]:
        """Names and phrases of the mix."""
        return phrases(self.mix)

    def name(self) -> str:
        """The next text's id."""
        return f"{self.event.id}.{len(self.texts)}"

    def outlet(self, agency: bool | None = False) -> Outlet:
        """One that has not written about it yet."""
        return another(self.mix, self.taken, self.chance, agency)

    def text(self, identity: str) -> Text:
        """A text by its id."""
        return next(t for t in self.texts if t.id == identity)

    def foreign(self) -> tuple[str, ...]:
        """Names that houses spell in their own way."""
        people = [v.full for v in self.event.voices.values() if v.kind == "named_person"]
        names = [w for person in people for w in person.replace(",", "").split() if w[0].isupper()]
        return (self.event.slots["town"], *sorted(set(names)))

    def add(self, text: Text, house: bool = True) -> Text:
        """Keep the text, set as its outlet sets everything unless it was left as it came."""
        style = houses(self.mix)[text.house]
        if house:
            names = self.foreign()
            text.paragraphs = [[replace(line, words=styled(line.words, style, names)) for line in paragraph] for paragraph in text.paragraphs]
            text.headline = set_headline(styled(text.headline, style, names), style)
        text.address = text.address or f"https://{outlet_named(self.mix, text.outlet).site}/{len(self.texts)}{self.chance.randrange(10**6):06d}"
        self.texts.append(text)
        return text

    def after(self, parent: Text, outlet: Outlet, relation: str, trap: str) -> Text:
        """An empty text that comes out of another."""
        text = Text(self.name(), self.event.id, outlet.name, outlet.house, parent.when + self.chance.uniform(0.4, 20), parent.headline, [])
        text.steps.append(Step(parent.id, relation))
        text.traps.append(trap)
        return text


def nameless(words: str, agency: str) -> str:
    """The words without whom they were told to."""
    return words.replace(f"told {agency} that", "said that").replace(f"told {agency}", "said").replace(f"according to {agency}", "according to reports")


def credited(desk: Desk, text: Text, parent: Text, how: str) -> None:
    """Say whose text it is, in the way that was chosen."""
    owner = outlet_named(desk.mix, parent.outlet)
    source = Text("", "", "", "", 0, "", []) if not parent.dateline else parent
    if how == "specific":
        if source.dateline and desk.chance.random() < 0.6:
            text.dateline = source.dateline
        else:
            called = desk.chance.choice((owner.name, *owner.also))
            text.credit = fill(desk.chance.choice(desk.told["credits"]["specific"]), {"owner": called}, desk.chance)
        return
    text.paragraphs = [[replace(line, words=nameless(line.words, parent.outlet)) for line in p] for p in text.paragraphs]
    if how == "generic":
        text.credit = desk.chance.choice(desk.told["credits"]["generic"])


def _copied(desk: Desk, parent: Text, trap: str, kept: Callable[[list[list[Line]]], list[list[Line]]], relation: str) -> Text:
    outlet = desk.outlet()
    how = desk.chance.choices(("specific", "generic", "none"), desk.told["credits"]["weights"])[0]
    text = desk.after(parent, outlet, relation, f"{trap}, {how} credit")
    text.paragraphs = [list(p) for p in kept(parent.paragraphs)]
    if desk.chance.random() < 0.35:
        text.headline = headline(desk.event, text.id, desk.chance)
    credited(desk, text, parent, how)
    if desk.chance.random() < 0.3:
        at = desk.chance.randrange(len(text.paragraphs))
        text.paragraphs[at] = [replace(line, words=outside_quotations(line.words, 0.25, desk.chance)) for line in text.paragraphs[at]]
    return text


def repost(desk: Desk, parent: Text) -> Text:
    """Word for word."""
    text = _copied(desk, parent, "repost", lambda p: p, "republished")
    return desk.add(text, house=desk.chance.random() < 0.5)


def trim(desk: Desk, parent: Text) -> Text:
    """Cut from the end."""
    size = len(parent.paragraphs)
    left = max(2, round(size * desk.chance.uniform(0.5, 0.85)))
    text = _copied(desk, parent, "trim", lambda p: p[:left], "republished" if left >= size * 0.55 else "excerpted")
    return desk.add(text, house=desk.chance.random() < 0.5)


def excerpt(desk: Desk, parent: Text) -> Text:
    """A stretch from the middle, under a headline of its own."""
    size = len(parent.paragraphs)
    length = max(2, round(size * desk.chance.uniform(0.3, 0.45)))
    start = desk.chance.randint(1, max(1, size - length))
    text = _copied(desk, parent, "excerpt", lambda p: p[start : start + length], "excerpted")
    text.headline = headline(desk.event, text.id, desk.chance)
    return desk.add(text, house=desk.chance.random() < 0.5)


def rewrite(desk: Desk, parent: Text, strength: str) -> Text:
    """The same in other words, with or without saying whose it was."""
    outlet = desk.outlet()
    text = desk.after(parent, outlet, "rewritten", f"rewrite, {strength}")
    writer = Writer(desk.event, text.id, outlet, desk.chance)
    text.paragraphs = reworded_paragraphs(writer, parent.paragraphs, strength)
    text.paragraphs = [[replace(line, words=nameless(line.words, parent.outlet)) for line in p] for p in text.paragraphs]
    text.headline = headline(desk.event, text.id, desk.chance)
    draw = desk.chance.random()
    if draw < desk.told["credits"]["rewrite_in_text"]:
        called = desk.chance.choice((parent.outlet, *outlet_named(desk.mix, parent.outlet).also))
        words = fill(desk.chance.choice(desk.told["credits"]["in_text"]), {"owner": called, **desk.event.slots}, desk.chance)
        at = desk.chance.choice((0, 0, len(text.paragraphs) - 1))
        text.paragraphs[at] = [*text.paragraphs[at], Line(words, root=text.id)]
        text.traps[0] += ", credited in the text"
    elif draw < desk.told["credits"]["rewrite_in_text"] + 0.15:
        credited(desk, text, parent, "specific")
        text.traps[0] += ", credit line"
    else:
        text.traps[0] += ", no credit"
    return desk.add(text)


def composite(desk: Desk, parent: Text, other: Text) -> Text:
    """One text out of two: the opening of the one, then paragraphs of the other that tell something new."""
    outlet = desk.outlet()
    text = desk.after(parent, outlet, "excerpted", "composite")
    text.when = max(text.when, other.when + 1)
    text.steps.append(Step(other.id, "excerpted"))
    first = parent.paragraphs[: max(2, round(len(parent.paragraphs) * 0.6))]
    known = {line.fact for p in first for line in p if line.fact}
    second = [p for p in other.paragraphs if not any(line.fact in known for line in p)] or other.paragraphs[-2:]
    kept = [list(p) for p in (*first, *second)]
    text.paragraphs = [[replace(line, words=nameless(nameless(line.words, parent.outlet), other.outlet)) for line in p] for p in kept]
    if desk.chance.random() < 0.5:
        text.credit = fill(desk.chance.choice(desk.told["credits"]["both"]), {"owner": parent.outlet, "other": other.outlet}, desk.chance)
    text.headline = headline(desk.event, text.id, desk.chance)
    return desk.add(text)


def edition(desk: Desk, parent: Text) -> Text:
    """The same page hours later: figures have risen, something was added."""
    outlet = outlet_named(desk.mix, parent.outlet)
    text = desk.after(parent, outlet, "edition", "edition")
    text.when = parent.when + desk.chance.uniform(2, 9)
    text.address, text.byline, text.dateline, text.credit = parent.address, parent.byline, parent.dateline, parent.credit
    text.paragraphs = [[_risen(desk, line) for line in p] for p in parent.paragraphs]
    known = {line.fact for line in text.lines()}
    writer = Writer(desk.event, text.id, outlet, desk.chance, {line.voice for line in text.lines() if line.voice})
    for fact in [f for f in desk.event.story.facts if f.id not in known and not f.later and not f.rising][:2]:
        free = desk.event.free(fact, text.id)
        if free and fact.by:
            voice = desk.event.speaker(desk.chance.choice(fact.by), text.id, desk.chance)
            text.paragraphs.append([writer.told(fact, voice, desk.chance.choice(free))])
    if desk.chance.random() < 0.5 and len(text.paragraphs) > 4:
        del text.paragraphs[desk.chance.randrange(2, len(text.paragraphs))]
    return desk.add(text)


def _risen(desk: Desk, line: Line) -> Line:
    fact = desk.event.fact(line.fact) if line.fact else None
    if fact is None or not fact.rising or not line.value.isdigit() or "“" in line.words:
        return line
    was, now = int(line.value), int(line.value) + Random(desk.event.id + fact.rising).randint(2, 6)
    for old, new in ((number(was), number(now)), (number(was).capitalize(), number(now).capitalize()), (str(was), str(now))):
        words = line.words.replace(old, new)
        if words != line.words:
            return replace(line, words=words, value=str(now))
    return line
