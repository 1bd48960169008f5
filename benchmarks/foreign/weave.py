"""A pile: roots, what became of them, and pages that have nothing to do with it."""

import random
from dataclasses import dataclass, field, replace

from benchmarks.foreign.cast import Stage, draw_agencies, draw_outlets, draw_stage
from benchmarks.foreign.citing import cites, cites_falsely, recalls, with_report
from benchmarks.foreign.library import table
from benchmarks.foreign.model import Outlet, Said, Text
from benchmarks.foreign.passing import agency_dateline, handed_on, joined, updated
from benchmarks.foreign.prose import Pen
from benchmarks.foreign.roots import RECIPES, write


@dataclass(slots=True)
class Weave:
    """A pile in the making."""

    rng: random.Random
    outlets: list[Outlet]
    agencies: list[Outlet]
    texts: list[Text] = field(default_factory=list)
    stages: list[Stage] = field(default_factory=list)
    turn: int = 0

    def name(self) -> str:
        return f"t{len(self.texts):02d}"

    def outlet(self, near: tuple[Text, ...] = ()) -> Outlet:
        """The next outlet that has no part in the texts or those before them; when all have had their turn they begin again."""
        known = {text.id: text for text in self.texts}
        above = list(near)
        for text in above:
            above += [known[edge.parent] for edge in text.edges if known[edge.parent] not in above]
        taken = {text.outlet.name for text in above}
        while True:
            self.turn += 1
            chosen = self.outlets[(self.turn - 1) % len(self.outlets)]
            if chosen.name not in taken:
                return chosen

    def add(self, text: Text | None) -> Text | None:
        if text is not None:
            self.texts.append(text)
        return text


def woven(rng: random.Random, size: int) -> Weave:
    """One main event, one small one, some pages of neither."""
    events = rng.sample(table("events")["event"], len(table("events")["event"]))
    first = events[0]
    second = next(event for event in events if event["kind"] != first["kind"] and event["country"] != first["country"])
    weave = Weave(rng, draw_outlets(rng), draw_agencies(rng, 3))
    main, other = draw_stage(rng, first, "a"), draw_stage(rng, second, "b")
    other.fillers = main.fillers
    weave.stages = [main, other]
    _roots(weave, main, ["wire", "report", "presser", "presser", *(rng.sample(["wire", "report", "papers", "papers", "presser"], rng.choice([1, 2])))])
    _roots(weave, other, [rng.choice(["wire", "report"]), "brief"])
    lonely = rng.choice([2, 3])
    _siblings(weave, main)
    while _pages(weave) < size - lonely:
        _one_more(weave, other if rng.random() < 0.15 else main)
    for _ in range(lonely):
        weave.add(_unrelated(weave))
    _stock(weave)
    return weave


def _pages(weave: Weave) -> int:
    return sum(text.in_pile for text in weave.texts)


def _roots(weave: Weave, stage: Stage, recipes: list[str]) -> None:
    wires = 0
    for recipe in recipes:
        if recipe == "wire":
            agency = weave.agencies[wires if stage.id == "a" else 2]
            wires += 1
            text = write(stage, agency, RECIPES["wire"], weave.name())
            weave.add(text and replace(text, in_pile=weave.rng.random() < 0.5, dateline=agency_dateline(stage, agency)))
        else:
            text = write(stage, weave.outlet(), RECIPES[recipe], weave.name())
            if text and weave.rng.random() < 0.25:
                text = with_report(stage, text, weave.rng.choice(table("names")["bodies"]))
            weave.add(text and replace(text, byline=weave.rng.choice(table("stock")["reporters"]) if weave.rng.random() < 0.5 else ""))


def _siblings(weave: Weave, stage: Stage) -> None:
    """A text that is not in the pile is shown by two pages at least, or is no matter of the pile."""
    for text in [one for one in weave.texts if not one.in_pile]:
        near = next(s for s in weave.stages if s.id == text.event)
        for _ in range(2):
            weave.add(handed_on(near, text, weave.outlet((text,)), weave.name()))


def _one_more(weave: Weave, stage: Stage) -> None:
    rng = weave.rng
    there = [text for text in weave.texts if text.event == stage.id and text.body]
    weights = [0.6 if text.edges else 3 if text.recipe == "wire" else 1.5 for text in there]
    parent = rng.choices(there, weights)[0]
    way = rng.choices(("hand on", "merge", "cite", "recall", "falsely", "version"), (14, 2, 3, 1.5, 1, 1.5))[0]
    if way == "merge":
        others = [text for text in there if text is not parent and not text.edges and not parent.edges and text.id != parent.id]
        if others:
            pair = (parent, rng.choice(others))
            weave.add(joined(stage, pair, weave.outlet(pair), weave.name()))
    elif way in ("cite", "recall") and parent.in_pile and parent.recipe != "version":
        made = (cites if way == "cite" else recalls)(stage, parent, weave.outlet((parent,)), weave.name())
        weave.add(made if made.edges else None)
    elif way == "falsely" and parent.in_pile:
        _false(weave, stage, parent)
    elif way == "version" and parent.in_pile and not parent.edges and not any(text.recipe == "version" and text.outlet == parent.outlet for text in there):
        weave.add(updated(stage, parent, weave.name()))
    elif way == "hand on" and parent.recipe not in ("citing", "false citation", "follow-up", "merged"):
        weave.add(handed_on(stage, parent, weave.outlet((parent,)), weave.name()))


def _false(weave: Weave, stage: Stage, cited: Text) -> None:
    has = {said.key.split(":")[-1].split("=")[0] for said in cited.sentences()}
    told = {said.key.split(":")[-1].split("=")[0] for text in weave.texts for said in text.sentences()}
    free = sorted((fact for fact in stage.kind.facts if fact.key not in has), key=lambda fact: fact.key in told)
    if free:
        weave.add(cites_falsely(stage, cited, free[0], weave.outlet((cited,)), weave.name()))


def _unrelated(weave: Weave) -> Text:
    """A page about something else altogether, by an outlet that may also have reported."""
    rng, stage = weave.rng, weave.stages[0]
    pen = Pen(stage, weave.outlet())
    lines = [one for one in (pen.filler("unrelated") for _ in range(rng.choice([4, 5]))) if one]
    body = tuple((replace(one, kind="filler"),) for one in lines)
    headline = rng.choice(table("filler")["unrelated_headlines"])
    return Text(weave.name(), pen.outlet, headline, body, stage.day, event="", recipe="unrelated")


def _stock(weave: Weave) -> None:
    """One paragraph that some pages share for no reason of descent."""
    line = Said(table("stock")["stock_paragraph"], "stock", "stock")
    chosen = {text.id for text in weave.rng.sample([t for t in weave.texts if t.in_pile and not t.edges], 3)}
    weave.texts = [replace(text, body=(*text.body, (line,))) if text.id in chosen else text for text in weave.texts]
