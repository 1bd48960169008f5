"""Pages of one's own that cite another page: rightly, weeks later, or falsely."""

import datetime as dt
from dataclasses import replace

from benchmarks.foreign.cast import Stage
from benchmarks.foreign.library import Fact, table
from benchmarks.foreign.model import Edge, Outlet, Paragraphs, Said, Text
from benchmarks.foreign.passing import later
from benchmarks.foreign.prose import Pen, upper


def cites(stage: Stage, parent: Text, outlet: Outlet, name: str) -> Text:
    """An own text that tells one or two things after the parent, and names it."""
    rng = stage.rng
    pen = Pen(stage, outlet)
    taken = [said for said in parent.sentences() if said.kind in ("fact", "quote") and said.voice and not said.relay]
    chosen = rng.sample(taken, min(len(taken), 2))
    told = [one for said in chosen if (one := _cited(pen, said, parent.outlet.name))]
    body = _around(pen, told, 3)
    edge = Edge(parent.id, "quotes", ("recalls",), "cites", ("cited in the text",))
    return Text(name, outlet, pen.headline(), body, later(rng, parent), (edge,) if told else (), event=stage.id, recipe="citing")


def _cited(pen: Pen, said: Said, relay: str) -> Said | None:
    rng = pen.rng
    stage, voice, name = pen.stage, pen.stage.voices()[said.voice], said.key.split(":")[-1].split("=")[0]
    if said.kind == "quote":
        quote = next(q for q in stage.kind.quotes if q.key == name)
        fresh = pen.quote(quote, voice, relay)
        return replace(fresh, quoted=said.quoted) if said.quoted == fresh.quoted else None
    fact = next(f for f in stage.kind.facts if f.key == name)
    free = pen.wording(fact)
    if rng.random() < 0.5:
        return replace(pen.worded(fact, said.wording if free is None else free, voice, relay), key=said.key)
    return replace(cite_only(pen, fact, said.wording if free is None else free, relay), key=said.key, voice=said.voice)


def cite_only(pen: Pen, fact: Fact, wording: int, relay: str, group: str = "cite") -> Said:
    """What a relay is said to have reported, with nobody behind it."""
    rng = pen.rng
    clause = fact.say[wording].format(**pen._slots())
    frame = rng.choice(table("frames")[group])
    text = frame.replace("{x}", relay).replace("{c}", clause).replace("{C}", upper(clause)).replace("{d}", pen.day)
    return Said(upper(text), "cite", pen.key(fact), wording, "", relay=relay)


def _around(pen: Pen, told: list[Said], fillers: int) -> Paragraphs:
    lede, close = pen.filler("lede"), pen.filler("close")
    middle = [one for one in (pen.filler("middle") for _ in range(fillers)) if one]
    body: list[tuple[Said, ...]] = [(lede,)] if lede else []
    for place in range(max(len(middle), len(told))):
        body += [(middle[place],)] if place < len(middle) else []
        body += [(told[place],)] if place < len(told) else []
    return tuple(body + ([(close,)] if close else []))


def recalls(stage: Stage, parent: Text, outlet: Outlet, name: str) -> Text:
    """Weeks later: a new matter, and one or two sentences that sum the parent up."""
    rng = stage.rng
    pen = Pen(stage, outlet)
    facts = [said for said in parent.sentences() if said.kind == "fact" and said.voice and not said.relay]
    told = [_recalled(pen, said, parent.outlet.name) for said in rng.sample(facts, min(len(facts), rng.choice([1, 2])))]
    lede = pen.filler("recall_lede")
    body = (*(((lede,),) if lede else ()), *_around(pen, told, 2))
    edge = Edge(parent.id, "recalls", ("quotes",), "follow-up", ("cited in the text",))
    when = stage.day + dt.timedelta(days=rng.randrange(21, 45))
    return Text(name, outlet, pen.headline(), body, when, (edge,) if told else (), event=stage.id, recipe="follow-up")


def _recalled(pen: Pen, said: Said, relay: str) -> Said:
    rng = pen.rng
    fact = next(f for f in pen.stage.kind.facts if f.key == said.key.split(":")[-1].split("=")[0])
    voice = pen.stage.voices()[said.voice]
    free = pen.wording(fact)
    clause = fact.say[said.wording if free is None else free].format(**pen._slots())
    frame = rng.choice(table("filler")["recall"])
    with_voice = "{s}" in frame
    text = frame.replace("{x}", relay).replace("{c}", clause).replace("{s}", voice.full)
    return Said(upper(text), "fact" if with_voice else "cite", said.key, said.wording, said.voice, relay=relay)


def cites_falsely(stage: Stage, cited: Text, fact: Fact, outlet: Outlet, name: str) -> Text | None:
    """An own text that puts something into another page's mouth."""
    rng = stage.rng
    pen = Pen(stage, outlet)
    wording = pen.wording(fact)
    if wording is None:
        return None
    said = cite_only(pen, fact, wording, cited.outlet.name)
    body = _around(pen, [replace(said, key=f"false:{said.key}")], 3)
    edge = Edge(cited.id, "quotes", ("recalls", "independent", "undetermined"), "false citation", ("cited in the text",))
    return Text(name, outlet, pen.headline(), body, later(rng, cited), (edge,), event=stage.id, recipe="false citation")


def with_report(stage: Stage, text: Text, report: str) -> Text:
    """A sentence after a body's report that is nowhere in the pile."""
    rng = stage.rng
    pen = Pen(stage, text.outlet)
    facts = [fact for fact in stage.kind.facts if not any("{n}" in say for say in fact.say)]
    fact = rng.choice(facts)
    wording = pen.wording(fact)
    if wording is None:
        return text
    said = cite_only(pen, fact, wording, report, "cite_report")
    return replace(text, body=(*text.body[:-1], (replace(said, voice=f"body:{report}"),), text.body[-1]))
