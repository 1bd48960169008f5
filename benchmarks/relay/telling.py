"""The truth about a pile, read off the texts' own records of how they were made."""

import re
from collections.abc import Iterator
from itertools import combinations

from benchmarks.relay.kinship import Kinship, Shown, pairs
from benchmarks.relay.operators import Desk
from benchmarks.relay.outlets import neutral, outlets
from benchmarks.relay.pages import body
from benchmarks.relay.records import CARRYING, PageCitation, PageEdit, Text, Told, TrueAbsent, TrueClaim, TrueConflict, Truth, Voice

_AUTHOR = re.compile(r"\b(?:report|study|survey|review|expertise) by the (.+)$")
"""Whose a document is, when it is called by that."""


def truth_of(desks: list[tuple[Desk, Shown]]) -> Truth:
    """Everything that the simulation knows."""
    kinships = [(Kinship(desk), shown) for desk, shown in desks]
    missing, may_miss = _missing(desks)
    return Truth(
        tuple(tuple(sorted(p.name for p in shown.values())) for _, shown in desks),
        tuple(pair for kin, shown in kinships for pair in pairs(kin, shown)),
        tuple(claim for desk, shown in desks for claim in _claims(desk, shown)),
        tuple(absent for desk, shown in desks for absent in _absent(desk, shown)),
        missing,
        may_miss,
        tuple(edit for desk, shown in desks for edit in _edits(desk, shown)),
        tuple(c for desk, shown in desks for c in _citations(desk, shown)),
        tuple(c for desk, shown in desks for c in _conflicts(desk, shown)),
    )


def _claims(desk: Desk, shown: Shown) -> Iterator[TrueClaim]:
    """Every fact with its figure, by the pages that tell it. What was cited falsely is left out."""
    told: dict[tuple[str, str], list[tuple[Text, str, str]]] = {}
    for text in desk.texts:
        for line in text.lines() if text.in_pile else ():
            if line.fact and not line.value.startswith("!"):
                origin = line.voice or f"own telling of {line.root}"
                told.setdefault((line.fact, line.value), []).append((text, line.words, origin))
    for (fact, value), lines in sorted(told.items()):
        traps = sorted({trap for text, _, _ in lines for trap in text.traps})
        places = tuple(Told(shown[text.id].name, words) for text, words, _ in lines)
        yield TrueClaim(desk.event.id, fact, value, places, tuple(sorted({origin for *_, origin in lines})), tuple(traps))


def _absent(desk: Desk, shown: Shown) -> Iterator[TrueAbsent]:
    for text in desk.texts:
        below = [t for t in desk.texts if t.in_pile and any(s.upstream == text.id and s.relation in CARRYING for s in t.steps)]
        if not text.in_pile and below:
            named = any(_named(text.outlet, t) for t in below)
            yield TrueAbsent(text.outlet, named, tuple(sorted(shown[t.id].name for t in below)))


def _named(name: str, text: Text) -> bool:
    words = "\n".join((*body(text), text.credit, text.byline))
    return re.search(rf"(?<!\w){re.escape(name.removeprefix('The '))}(?!\w)", words) is not None


def _missing(desks: list[tuple[Desk, Shown]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Outlets that the words of some page name though none of the pile's pages is theirs."""
    mix = desks[0][0].mix
    here = {t.outlet for desk, _ in desks for t in desk.texts if t.in_pile}
    texts = [t for desk, _ in desks for t in desk.texts if t.in_pile]
    absent = [o for o in outlets(mix) if o.name not in here]
    missing = {o.name for o in absent for t in texts if any(_named(name, t) for name in (o.name, *o.also))}
    cited = [v for desk, _ in desks for v in desk.event.voices.values() if v.kind == "document" and any(_tells(t, v) for t in desk.texts if t.in_pile)]
    authors = {author[1] for v in cited if (author := _AUTHOR.search(v.full))}
    documents = {form for v in cited for form in (v.full, re.split(r" (?:from|of|in) the ", v.full)[-1])}
    may = {t.credit for t in texts if t.credit} | {c.outlet for t in texts for c in t.citations if c.verdict != "borne out"} | documents
    elsewhere = {o.name for desk, _ in desks for o in outlets(mix) for t in desk.texts if t.in_pile and _named(o.name, t) and o.name not in _of(desk)}
    return tuple(sorted(missing | authors)), tuple(sorted((may | elsewhere) - missing))


def _tells(text: Text, voice: Voice) -> bool:
    return any(line.voice == voice.key and voice.full.split(" ", 1)[1] in neutral(line.words) for line in text.lines())


def _of(desk: Desk) -> set[str]:
    return {t.outlet for t in desk.texts if t.in_pile}


def _edits(desk: Desk, shown: Shown) -> Iterator[PageEdit]:
    for text in desk.texts:
        for edit in text.edits:
            parent = desk.text(edit.against)
            standing = edit.was in " ".join(body(parent)) and edit.now in " ".join(body(text))
            if text.in_pile and parent.in_pile and standing:
                yield PageEdit(shown[text.id].name, shown[parent.id].name, edit.was, edit.now, edit.marked)


def _citations(desk: Desk, shown: Shown) -> Iterator[PageCitation]:
    for text in desk.texts:
        for c in text.citations if text.in_pile else ():
            cited = desk.text(c.cited)
            if cited.in_pile:
                yield PageCitation(shown[text.id].name, c.outlet, c.words, c.verdict, shown[cited.id].name)


def _conflicts(desk: Desk, shown: Shown) -> Iterator[TrueConflict]:
    given: dict[str, dict[str, list[Text]]] = {}
    for text in desk.texts:
        for line in text.lines() if text.in_pile else ():
            if line.fact and line.value and not line.value.startswith("!"):
                given.setdefault(line.fact, {}).setdefault(line.value, []).append(text)
    for fact, values in sorted(given.items()):
        for one, other in combinations(sorted(values, key=int), 2):
            sides = tuple(tuple(sorted({shown[t.id].name for t in values[v]})) for v in (one, other))
            updated = any(_updates(desk, a, b) for a in values[one] for b in values[other])
            yield TrueConflict("update" if updated else "rival sources", fact, (one, other), sides)


def _updates(desk: Desk, one: Text, other: Text) -> bool:
    return one.address == other.address
