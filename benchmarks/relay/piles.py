"""A pile: one main event with its texts, and smaller ones beside it."""

from random import Random

from benchmarks.relay.citing import cite, echo, misquote, recall
from benchmarks.relay.events import make_event
from benchmarks.relay.library import mixture, stories, weighted
from benchmarks.relay.operators import Desk, composite, edition, excerpt, repost, rewrite, trim
from benchmarks.relay.pages import page
from benchmarks.relay.records import Page, Pile, Text
from benchmarks.relay.tampering import tampered
from benchmarks.relay.telling import truth_of
from benchmarks.relay.writing import Assignment, account, kind_of_length

_PLAIN = {"repost": repost, "trim": trim, "excerpt": excerpt}


def make_pile(mix: str, seed: int, number: int) -> Pile:
    """The pile of that number; the same arguments give the same bytes."""
    chance = Random(f"relay {mix} {seed} {number}")
    told = mixture(mix)
    name = f"{mix}-{seed}-{number}"
    kinds = chance.sample(range(len(stories(mix))), 3)
    least, most = map(int, told["pages"].split("-"))
    sizes = [chance.randint(least, most)] + [chance.randint(1, 3) for _ in range(int(weighted(told["side_events"], chance)))]
    pages: list[Page] = []
    desks: list[tuple[Desk, dict[str, Page]]] = []
    for at, size in enumerate(sizes):
        event = make_event(f"{name}-{'abc'[at]}", stories(mix, whole=at == 0)[kinds[at]], mix, chance)
        desk = Desk(event, chance)
        _fill(desk, size, main=at == 0)
        shown = {text.id: page(text, event.day, mix, chance) for text in desk.texts if text.in_pile}
        desks.append((desk, shown))
        pages += shown.values()
    return Pile(name, tuple(sorted(pages, key=lambda p: p.name)), truth_of(desks))


def _fill(desk: Desk, size: int, main: bool) -> None:
    told = mixture(desk.mix)
    chance = desk.chance
    roots = int(weighted(told["root_count"], chance)) if main else 1
    kinds = [weighted(told["roots"], chance) for _ in range(roots)]
    if "press" in kinds:
        desk.event.slots["press"] = "1"
    for kind in kinds:
        _root(desk, kind)
    for _ in range(60):
        missing = size - sum(t.in_pile for t in desk.texts)
        orphan = next((t for t in desk.texts if not t.in_pile and sum(s.upstream == t.id for x in desk.texts for s in x.steps) < 2), None)
        if missing <= 0 and orphan is None:
            return
        _derive(desk, orphan or _parent(desk), weighted(told["made"], chance), plain=orphan is not None)


def _root(desk: Desk, kind: str) -> None:
    chance, told = desk.chance, mixture(desk.mix)
    length = kind_of_length(told["length"], chance)
    figures: dict[str, str] = {}
    if desk.texts and chance.random() < told["rival_figures"]:
        figures = {slot: str(value + chance.choice((3, 5, 8, 12))) for slot, value in desk.event.figures.items()}
    if kind == "press":
        _press(desk, length)
        return
    agency = "agency" in kind or (kind == "own" and chance.random() < 0.1)
    outlet = desk.outlet(agency)
    text = account(desk.event, desk.name(), outlet, Assignment(present=kind == "own", length=length, figures=figures), chance)
    text.in_pile = kind != "absent_agency"
    text.traps.append({"agency": "agency report", "absent_agency": "absent agency", "own": "own reporting"}[kind])
    desk.add(text)


def _press(desk: Desk, length: tuple[int, int]) -> None:
    """Two or three outlets hear one speaker."""
    event, chance = desk.event, desk.chance
    speakers = sorted({f.by[0] for f in event.story.facts if f.by and f.quote and not f.later and event.voices[f.by[0]].kind == "named_person"})
    if not speakers:
        return
    role = chance.choice(speakers)
    translated = chance.random() < mixture(desk.mix)["translated"]
    for _ in range(chance.randint(2, 3)):
        outlet = desk.outlet(None if chance.random() < 0.3 else False)
        text = account(event, desk.name(), outlet, Assignment(press=role, translated=translated, length=length), chance)
        if len(text.lines()) >= 2:
            text.traps.append("press conference, translated" if translated else "press conference")
            desk.add(text)


def _parent(desk: Desk) -> Text:
    """Whose text is taken: roots more often, opinion never."""
    able = [t for t in desk.texts if "echo" not in t.traps and len(t.paragraphs) >= 3] or desk.texts
    weights = [(3.0 if not t.steps else 1.0) * (0.3 if "follow-up" in t.traps else 1) for t in able]
    return desk.chance.choices(able, weights)[0]


def _derive(desk: Desk, parent: Text, how: str, plain: bool) -> None:
    chance = desk.chance
    if plain and how in ("edition", "cite", "recall", "misquote", "echo", "composite"):
        how = chance.choice(("repost", "trim", "rewrite middle"))
    made: Text | None = None
    if how in _PLAIN:
        made = _PLAIN[how](desk, parent)
    elif how.startswith("rewrite"):
        made = rewrite(desk, parent, how.split()[1])
    elif how == "composite":
        others = [t for t in desk.texts if t.in_pile and not _kin(desk, t, parent) and len(t.paragraphs) >= 3 and "echo" not in t.traps]
        made = composite(desk, parent, chance.choice(others)) if others else None
    elif how == "edition" and parent.in_pile:
        edition(desk, parent)
    elif how in ("cite", "recall", "misquote", "echo"):
        _name(desk, parent, how)
    if made is not None and chance.random() < mixture(desk.mix)["tamper"]:
        tampered(made, parent, chance)


def _name(desk: Desk, parent: Text, how: str) -> None:
    if how == "cite":
        cite(desk, parent)
    elif how == "recall":
        recall(desk, parent)
    elif how == "echo":
        echo(desk, parent)
    elif parent.in_pile:
        misquote(desk, parent, [t for t in desk.texts if t.in_pile and not _kin(desk, t, parent)])


def _kin(desk: Desk, one: Text, other: Text) -> bool:
    """Whether the two have a text in common."""
    return bool(_line_of(desk, one) & _line_of(desk, other))


def _line_of(desk: Desk, text: Text) -> set[str]:
    found = {text.id}
    for step in text.steps:
        found |= _line_of(desk, desk.text(step.upstream))
    return found
