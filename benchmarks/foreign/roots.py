"""Texts that nobody copied: an agency's wire, a reporter's page, a press conference attended, a paper read."""

import datetime as dt
import random
from dataclasses import dataclass

from benchmarks.foreign.cast import Stage
from benchmarks.foreign.library import Fact, Quote
from benchmarks.foreign.model import Outlet, Paragraphs, Said, Text, Voice
from benchmarks.foreign.prose import Pen


@dataclass(frozen=True, slots=True)
class Recipe:
    """What goes into a text of one's own."""

    name: str
    roles: tuple[str, ...]
    facts: int
    quotes: tuple[str, ...]
    background: int
    fillers: int
    told: bool


RECIPES = {
    "wire": Recipe("wire", ("official", "organisation", "unnamed"), 5, ("q4", "q2"), 3, 4, False),
    "report": Recipe("report", ("witness", "unnamed"), 3, ("q3",), 2, 7, True),
    "presser": Recipe("presser", ("official",), 3, ("q1", "q2"), 1, 6, False),
    "papers": Recipe("papers", ("document",), 3, (), 2, 6, False),
    "brief": Recipe("brief", ("organisation",), 3, (), 2, 5, False),
}
ONCE = ("q3", "q4")
"""Quotations that one writer alone heard."""


def write(stage: Stage, outlet: Outlet, recipe: Recipe, name: str) -> Text | None:
    """A text of one's own on the event, in words that no other text of the pile has; None when all that these voices could say has been said."""
    rng = stage.rng
    pen = Pen(stage, outlet, heard=True)
    voices = _voices(stage, recipe)
    said: list[Said] = _facts(pen, recipe, voices) + _quotes(pen, recipe, voices)
    if not said:
        return None
    rng.shuffle(said)
    said.sort(key=lambda one: one.kind == "quote" and one.voice not in {other.voice for other in said if other.kind == "fact"})
    said = _introduced(said, stage)
    rest = [one for one in (pen.plain(fact) for fact in rng.sample(stage.kind.background, recipe.background)) if one]
    rest += [one for one in (pen.filler("middle") for _ in range(recipe.fillers - 2)) if one]
    body = _paragraphs(rng, said, rest, pen if recipe.name != "wire" else None)
    when = stage.day + dt.timedelta(minutes=rng.randrange(60, 1700))
    headline = pen.headline()
    return Text(name, outlet, headline, body, when, event=stage.id, recipe=recipe.name)


def _voices(stage: Stage, recipe: Recipe) -> dict[str, Voice]:
    rng = stage.rng
    choices = {
        "official": [stage.official],
        "witness": stage.witnesses,
        "unnamed": stage.unnamed,
        "organisation": [stage.organisation],
        "document": [stage.document],
    }
    return {role: rng.choice(choices[role]) for role in recipe.roles}


def _facts(pen: Pen, recipe: Recipe, voices: dict[str, Voice]) -> list[Said]:
    rng = pen.rng
    made: list[Said] = []
    facts: list[Fact] = list(pen.stage.kind.facts)
    rng.shuffle(facts)
    facts.sort(key=lambda fact: len(pen.stage.used.get(fact.key, ())) in (0, 4, 5))
    for fact in facts:
        able = [role for role in voices if role in fact.by]
        if able and len(made) < recipe.facts:
            role = rng.choice(able)
            told = recipe.told and role in ("witness", "unnamed") and rng.random() < 0.5
            one = pen.fact(fact, voices[role], told=told)
            made += [one] if one else []
    return made


def _quotes(pen: Pen, recipe: Recipe, voices: dict[str, Voice]) -> list[Said]:
    made: list[Said] = []
    for quote in pen.stage.kind.quotes:
        heard = recipe.name != "wire" or quote.key in ONCE or pen.rng.random() < 0.7
        if quote.key in recipe.quotes and quote.by in voices and heard and _free(pen.stage, quote):
            voice = voices[quote.by]
            if quote.key in ONCE:
                pen.stage.used[f"said {quote.key}"] = [1]
            made.append(pen.quote(quote, voice, told=quote.key in ONCE and pen.rng.random() < 0.7))
    return made


def _free(stage: Stage, quote: Quote) -> bool:
    return quote.key not in ONCE or f"said {quote.key}" not in stage.used


def _introduced(said: list[Said], stage: Stage) -> list[Said]:
    """The first sentence of each voice gives the full name, wherever the order has put it."""
    voices, seen = stage.voices(), set[str]()
    by_voice: dict[str, list[int]] = {}
    for place, one in enumerate(said):
        by_voice.setdefault(one.voice, []).append(place)
    ordered = list(said)
    for voice, places in by_voice.items():
        if voice in voices and voice not in seen:
            seen.add(voice)
            full = voices[voice].full.lower()
            holding = [p for p in places if full in said[p].text.lower()]
            if holding and holding[0] != places[0]:
                ordered[places[0]], ordered[holding[0]] = ordered[holding[0]], ordered[places[0]]
    return ordered


def _paragraphs(rng: random.Random, said: list[Said], rest: list[Said], own: Pen | None) -> Paragraphs:
    lede = own.filler("lede") if own else None
    close = own.filler("close") if own else None
    body: list[tuple[Said, ...]] = []
    for place, one in enumerate(said):
        body.append((lede, one) if place == 0 and lede and rng.random() < 0.5 else (one,))
        if place == 0 and lede and body[0][0] is not lede:
            body.insert(0, (lede,))
    for one in rest:
        spot = rng.randrange(1, len(body) + 1)
        if rng.random() < 0.4 and len(body[spot - 1]) < 3:
            body[spot - 1] = (*body[spot - 1], one)
        else:
            body.insert(spot, (one,))
    return tuple(body + ([(close,)] if close else []))
