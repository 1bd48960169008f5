"""Texts of their own that name another: they quote it, recall it, cite it for what it never said, or echo its wording."""

import re
from dataclasses import replace

from benchmarks.relay.library import Fact, capital, fill
from benchmarks.relay.operators import Desk
from benchmarks.relay.outlets import outlet_named
from benchmarks.relay.records import Citation, Line, Step, Text
from benchmarks.relay.writing import Assignment, Writer, account, tidy

_QUOTATION = re.compile(r"[“\"«]([^”\"»]+)[”\"»]")


def cite(desk: Desk, cited: Text) -> Text | None:
    """An article of its own that gives one or two things as that outlet's."""
    text = _own(desk, cited, Assignment(length=(2, 3)), "quotes", "cites another outlet")
    if text is None:
        return None
    known = {line.fact for line in text.lines()}
    lines = [line for line in cited.lines() if line.fact and line.fact not in known and not line.value.startswith("!")]
    desk.chance.shuffle(lines)
    return _with_citations(desk, text, cited, lines[: desk.chance.randint(1, 2)], "cite")


def recall(desk: Desk, cited: Text) -> Text | None:
    """A follow-up days later that sums the first report up in a sentence."""
    text = _own(desk, cited, Assignment(later=True, length=(2, 4)), "recalls", "follow-up")
    if text is None:
        return None
    text.when = cited.when + desk.chance.uniform(30, 140)
    lines = [line for line in cited.lines() if line.fact and line.phrasing >= 0]
    return _with_citations(desk, text, cited, lines[:1], "recall")


def misquote(desk: Desk, cited: Text, others: list[Text]) -> Text | None:
    """An article that cites an outlet for what another outlet said, or for another figure."""
    text = _own(desk, cited, Assignment(length=(2, 3)), "quotes", "false citation")
    if text is None:
        return None
    known = {line.fact for line in text.lines()} | {line.fact for line in cited.lines()}
    elsewhere = [(o, line) for o in others for line in o.lines() if line.fact and line.fact not in known and not line.value and line.phrasing >= 0]
    figures = [line for line in cited.lines() if line.value and not line.value.startswith("!")]
    if elsewhere and (not figures or desk.chance.random() < 0.5):
        other, line = desk.chance.choice(elsewhere)
        text.steps.append(Step(other.id, "echoes"))
        verdict = "not found"
    elif figures:
        first = desk.chance.choice(figures)
        fact = desk.event.fact(first.fact or "")
        wrong = int(first.value) + desk.chance.choice((7, 11, 16, 23))
        line, verdict = replace(first, value=str(wrong), phrasing=max(0, first.phrasing)), "contradicted"
        words, _ = _clause(desk, text, line, fact)
        return _false(desk, text, cited, replace(line, words=words, value=f"!{wrong}"), verdict)
    else:
        return None
    words, _ = _clause(desk, text, line, desk.event.fact(line.fact or ""))
    return _false(desk, text, cited, replace(line, words=words), verdict)


def echo(desk: Desk, heard: Text) -> Text | None:
    """An opinion piece that uses a turn of phrase as its own."""
    outlet = desk.outlet()
    writer = Writer(desk.event, desk.name(), outlet, desk.chance)
    found = [m[1] for line in heard.lines() for m in _QUOTATION.finditer(line.words) if len(m[1].split()) >= 9]
    lines = [line for _ in range(3) if (line := writer.scenery("opinion")).words]
    if not found or len(lines) < 2:
        return None
    words = desk.chance.choice(found).rstrip(".,").split()
    start = desk.chance.randrange(len(words) - 6)
    phrase = " ".join(words[start : start + desk.chance.randint(4, 6)]).strip(".,;:")
    text = desk.after(heard, outlet, "echoes", "echo")
    lines.insert(1, Line(tidy(fill(desk.chance.choice(desk.told["frames"]["echo"]), {"phrase": phrase, **desk.event.slots}, desk.chance)), root=text.id))
    text.paragraphs = [[line] for line in lines]
    text.headline = fill(desk.chance.choice(desk.told["frames"]["opinion_head"]), desk.event.slots, desk.chance)
    return desk.add(text)


def _own(desk: Desk, cited: Text, given: Assignment, relation: str, trap: str) -> Text | None:
    outlet = desk.outlet()
    text = account(desk.event, desk.name(), outlet, given, desk.chance)
    if not text.lines():
        return None
    text.when = cited.when + desk.chance.uniform(1, 20)
    text.steps.append(Step(cited.id, relation))
    text.traps.append(trap)
    return text


def _clause(desk: Desk, text: Text, line: Line, fact: Fact) -> tuple[str, int]:
    free = desk.event.free(fact, text.id)
    at = desk.chance.choice(free) if free else max(0, line.phrasing)
    desk.event.taken.setdefault((fact.id, at), text.id)
    return desk.event.clause(fact, at, line.value, desk.chance), at


def _with_citations(desk: Desk, text: Text, cited: Text, lines: list[Line], sort: str) -> Text | None:
    if not lines:
        return None
    for line in lines:
        fact = desk.event.fact(line.fact or "")
        called = desk.chance.choice((cited.outlet, cited.outlet, *outlet_named(desk.mix, cited.outlet).also))
        voice = desk.event.told_by(line)
        quotation = _QUOTATION.search(line.words)
        slots = {"outlet": called, "v": voice.full if voice else "", "V": capital(voice.full) if voice else "", **desk.event.slots}
        if quotation and voice is not None and desk.chance.random() < 0.5:
            words = quotation[1].rstrip(".,")
            pattern = desk.chance.choice(desk.told["frames"]["cite_quote"])
            made = Line(tidy(fill(pattern, slots | {"Q": words}, desk.chance)), line.fact, line.value, line.voice, line.root)
        else:
            clause, at = _clause(desk, text, line, fact)
            words = clause
            pattern = desk.chance.choice(desk.told["frames"][sort if voice is None or desk.chance.random() < 0.5 else "cite_voice"])
            made = Line(tidy(fill(pattern, slots | {"c": clause, "C": capital(clause)}, desk.chance)), line.fact, line.value, line.voice, line.root, at)
        text.citations.append(Citation(cited.outlet, words, "borne out", cited.id))
        text.paragraphs.insert(min(len(text.paragraphs), desk.chance.randint(1, 3)), [made])
    return desk.add(text)


def _false(desk: Desk, text: Text, cited: Text, line: Line, verdict: str) -> Text:
    pattern = desk.chance.choice(desk.told["frames"]["cite"])
    words = tidy(fill(pattern, {"outlet": cited.outlet, "c": line.words, "C": capital(line.words), **desk.event.slots}, desk.chance))
    text.citations.append(Citation(cited.outlet, line.words, verdict, cited.id))
    text.paragraphs.insert(min(1, len(text.paragraphs)), [replace(line, words=words)])
    return desk.add(text)
