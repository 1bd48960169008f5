"""One text handed on: an operator is chosen, then what else happens on the way (credit, headline, spelling, tampering, time)."""

import datetime as dt
import random
from dataclasses import dataclass, replace

from benchmarks.foreign import operators
from benchmarks.foreign.cast import Stage
from benchmarks.foreign.library import table
from benchmarks.foreign.model import Edge, Outlet, Text
from benchmarks.foreign.operators import Made
from benchmarks.foreign.prose import Pen

NEAR = ("copied", "trimmed", "excerpted", "light rewrite")


@dataclass(frozen=True, slots=True)
class Credit:
    """How a page says whose text it is."""

    line: str = ""
    byline: str = ""
    dateline: str = ""
    names: str = ""
    clue: str = ""


def handed_on(stage: Stage, parent: Text, outlet: Outlet, name: str) -> Text:
    """A page made from one parent."""
    rng = stage.rng
    way = rng.choices(("copied", "trimmed", "excerpted", "light", "heavy", "trip"), (4, 3, 2, 3, 4, 1))[0]
    relay = parent.outlet.name if rng.random() < 0.65 else ""
    made = _made(stage, parent, outlet, way, relay)
    body, how = made.body, made.how
    if rng.random() < (0.5 if way in ("copied", "trimmed", "light", "heavy") else 0):
        marked = rng.random() < 0.3
        body, done = operators.tampered(stage, body, marked)
        how += (" + marked change" if marked else " + silent change") if done else ""
    if rng.random() < {"heavy": 0.4, "light": 0.3, "trip": 0.6}.get(way, 0.1):
        body = operators.house_spelling(stage, body, rng.randrange(3))
        how += " + house spelling"
    credit = credited(stage, parent) if way != "heavy" or rng.random() < 0.2 else Credit()
    clues = (*made.clues, *([credit.clue] if credit.clue else []))
    if way == "heavy" and relay and relay != parent.outlet.name:
        clues = (*(clue for clue in clues if clue != "cited in the text"), "cites another")
    headline = parent.headline if way in ("copied", "trimmed") and rng.random() < 0.5 else Pen(stage, outlet).headline()
    text = Text(name, outlet, headline, body, later(rng, parent), (Edge(parent.id, made.relation, made.also, how, clues),), event=stage.id, recipe="derived")
    return replace(text, credit=credit.line, byline=credit.byline, dateline=credit.dateline, credited=credit.names)


def _made(stage: Stage, parent: Text, outlet: Outlet, way: str, relay: str) -> Made:
    rng = stage.rng
    if way == "heavy":
        return operators.heavy(stage, parent, outlet, relay)
    if way == "trip":
        return operators.round_trip(stage, parent, outlet)
    if way == "light":
        return operators.light(stage, parent)
    if way == "excerpted" and len(parent.body) > 4:
        return operators.excerpted(rng, parent)
    if way == "trimmed" and len(parent.body) > 3:
        return operators.trimmed(rng, parent)
    return operators.copied(rng, parent)


def credited(stage: Stage, parent: Text) -> Credit:
    """None, a generic one, a line, a byline or a dateline with the agency; a copy of a copy often keeps the first credit."""
    rng = stage.rng
    if parent.credited and rng.random() < 0.6:
        return Credit(parent.credit, parent.byline, parent.dateline, parent.credited, "credit kept from the parent")
    name = parent.outlet.name
    sort = rng.choices(("none", "generic", "line", "byline", "dateline"), (30, 15, 25, 10, 20))[0]
    if sort == "line":
        return Credit(line=rng.choice(table("filler")["credit_end"]).format(x=name), names=name, clue="credit")
    if sort == "byline":
        return Credit(byline=name, names=name, clue="credit")
    if sort == "dateline" and parent.outlet.agency:
        return Credit(dateline=agency_dateline(stage, parent.outlet), names=name, clue="credit")
    if sort == "generic":
        return Credit(line=rng.choice(table("filler")["generic_end"]))
    return Credit()


def agency_dateline(stage: Stage, agency: Outlet) -> str:
    rng = stage.rng
    place = stage.event["place"][0].upper()
    date = f"{stage.day:%B} {stage.day.day}"
    return rng.choice(
        [f"{place} ({agency.name}) – ", f"{place}, {date} ({agency.name}) — ", f"{place}, {date} /{agency.name}/. ", f"{place} ({agency.name}) - "]
    )


def later(rng: random.Random, parent: Text) -> dt.datetime:
    return parent.told + dt.timedelta(minutes=25 + int(rng.expovariate(1 / 500)))


def joined(stage: Stage, parents: tuple[Text, Text], outlet: Outlet, name: str) -> Text:
    """A page put together from two."""
    rng = stage.rng
    body, one, two = operators.merged(rng, *parents)
    when = max(later(rng, parent) for parent in parents)
    credits = [parent.outlet.name for parent in parents if rng.random() < 0.5]
    edges = tuple(
        Edge(parent.id, made.relation, made.also, made.how, ("credit",) if parent.outlet.name in credits else ())
        for parent, made in zip(parents, (one, two), strict=True)
    )
    line = f"Sources: {', '.join(credits)}" if credits else ""
    text = Text(name, outlet, Pen(stage, outlet).headline(), body, when, edges, event=stage.id, recipe="merged")
    return replace(text, credit=line, credited=credits[0] if credits else "")


def updated(stage: Stage, parent: Text, name: str) -> Text:
    """The same address some hours later: the count has risen, something is added."""
    rng = stage.rng
    now, then = str(stage.event["later"]), str(stage.event["n"])
    body = []
    for paragraph in parent.body:
        new = []
        for said in paragraph:
            if said.key.endswith(f"={then}"):
                new.append(replace(said, text=_recounted(said.text, then, now), key=said.key.replace(f"={then}", f"={now}")))
            else:
                new.append(said)
        body.append(tuple(new))
    pen = Pen(stage, parent.outlet, later=True)
    pen.met |= {said.voice for said in parent.sentences()}
    added = pen.filler("middle")
    if added:
        body.insert(rng.randrange(1, len(body) + 1), (added,))
    headline = _recounted(parent.headline, then, now)
    when = parent.told + dt.timedelta(hours=rng.randrange(3, 20))
    note = rng.choice(table("filler")["update_note"]) if rng.random() < 0.5 else ""
    risen = any(said.key.endswith(f"={now}") for paragraph in body for said in paragraph)
    clues = (*(["the count has risen"] if risen else []), *(["says that it was updated"] if note else []))
    edge = Edge(parent.id, "edition", ("same page",), "version", clues)
    return replace(parent, id=name, headline=headline, body=tuple(body), told=when, edges=(edge,), credit=note or parent.credit, recipe="version")


def _recounted(text: str, then: str, now: str) -> str:
    words = text.split(" ")
    return " ".join(now + word[len(then) :] if word.startswith(then) and not word[len(then) : len(then) + 1].isdigit() else word for word in words)
