"""What happens to a text on its way: each operator gives a new body and says how the two are related."""

import random
from dataclasses import dataclass, replace

from benchmarks.foreign.cast import Stage
from benchmarks.foreign.library import table
from benchmarks.foreign.model import Outlet, Paragraphs, Said, Text
from benchmarks.foreign.prose import Pen, lightly, respelt, split


@dataclass(frozen=True, slots=True)
class Made:
    """A body and what it is to its parent."""

    body: Paragraphs
    relation: str
    also: tuple[str, ...]
    how: str
    clues: tuple[str, ...] = ()


def copied(rng: random.Random, parent: Text) -> Made:
    return Made(parent.body, "republished", (), "copied")


def trimmed(rng: random.Random, parent: Text) -> Made:
    """The end is cut off."""
    keep = max(2, round(len(parent.body) * rng.uniform(0.45, 0.85)))
    body = parent.body[:keep]
    much = _size(body) / max(1, _size(parent.body)) >= 0.7
    return Made(body, "republished" if much else "excerpted", ("excerpted",) if much else ("republished",), "trimmed", ("trimmed from the end",))


def excerpted(rng: random.Random, parent: Text) -> Made:
    """Two or three paragraphs, perhaps with a line that says so."""
    count = min(len(parent.body) - 1, rng.choice([2, 3]))
    start = rng.randrange(0, len(parent.body) - count + 1)
    body = parent.body[start : start + count]
    intro: Paragraphs = ()
    clues: tuple[str, ...] = ()
    if rng.random() < 0.6:
        line = rng.choice(table("filler")["intro"]).format(x=parent.outlet.name)
        intro, clues = ((Said(line, "note", "intro", relay=parent.outlet.name),),), ("named in the introduction",)
    return Made((*intro, *body), "excerpted", ("republished", "quotes"), "excerpted", clues)


def light(stage: Stage, parent: Text) -> Made:
    """Words are changed for others in many sentences; quotations stay."""
    rng = stage.rng
    changed = 0
    body: list[tuple[Said, ...]] = []
    for paragraph in parent.body:
        new = []
        for said in paragraph:
            text = lightly(said.text, rng, 2) if rng.random() < 0.7 else said.text
            if said.kind != "quote" and rng.random() < 0.35:
                text = _turned(text)
            changed += text != said.text
            new.append(replace(said, text=text))
        body.append(tuple(new))
    share = changed / max(1, len(parent.sentences()))
    much = share >= 0.4
    also = ("republished",) if share < 0.75 else ()
    return Made(tuple(body), "rewritten" if much else "republished", also if much else ("rewritten",), "light rewrite")


def _turned(text: str) -> str:
    """ "According to X, something." for "Something, according to X." and the other way round."""
    if text.startswith("According to ") and text.count(", ") == 1:
        who, _, what = text[len("According to ") :].partition(", ")
        return f"{what[:1].upper()}{what[1:-1]}, according to {who}."
    if text.count(", according to ") == 1:
        what, _, who = text.partition(", according to ")
        return f"According to {who[:-1]}, {what[:1].lower() if not what.split()[0][1:].islower() else what[:1]}{what[1:]}."
    return text


def heavy(stage: Stage, parent: Text, outlet: Outlet, relay: str) -> Made:
    """Told anew, in another order, with the quotations kept; `relay` is named now and then if it is given."""
    rng = stage.rng
    pen = Pen(stage, outlet, later=any(f"={stage.event['later']}" in said.key for said in parent.sentences()))
    told: list[Said] = []
    named = 0
    for said in parent.sentences():
        cites = relay if relay and (named == 0 or rng.random() < 0.4) and said.kind in ("fact", "quote") and not said.relay else ""
        new = _again(pen, said, cites)
        if new:
            told.append(new)
            named += bool(cites)
    head, tail = told[:1], told[1:]
    for place in range(0, len(tail) - 1, 2):
        if rng.random() < 0.5:
            tail[place], tail[place + 1] = tail[place + 1], tail[place]
    lede = pen.filler("middle")
    body = tuple((one,) for one in (*head, *tail, *([lede] if lede else [])))
    return Made(body, "rewritten", ("quotes",) if named else (), "heavy rewrite", ("cited in the text",) if named else ())


def _again(pen: Pen, said: Said, relay: str) -> Said | None:
    rng = pen.rng
    stage = pen.stage
    name = said.key.split(":")[-1].split("=")[0]
    voice = stage.voices().get(said.voice)
    if said.kind == "fact" and voice:
        fact = next(f for f in stage.kind.facts if f.key == name)
        chosen = pen.wording(fact)
        if chosen is None and not relay:
            return replace(said, text=_turned(lightly(said.text, rng, 5)))
        return replace(pen.worded(fact, said.wording if chosen is None else chosen, voice, relay), key=said.key, relay=relay or said.relay)
    if said.kind == "quote" and voice:
        quote = next(q for q in stage.kind.quotes if q.key == name)
        fresh = pen.quote(quote, voice, relay)
        whole = ". ".join(split(quote.text))
        return _requoted(fresh, whole, said.quoted) if said.quoted != fresh.quoted else fresh
    if said.kind == "background" and rng.random() < 0.7:
        fact = next(b for b in stage.kind.background if b.key == name)
        return pen.plain(fact) or replace(said, text=lightly(said.text, rng, 4))
    return None


def _requoted(fresh: Said, whole: str, quoted: str) -> Said | None:
    """The quotation as the parent had it, changed or not."""
    text = fresh.text
    if whole in text:
        return replace(fresh, text=text.replace(whole, quoted), quoted=quoted)
    old, new = whole.split(". "), quoted.split(". ")
    if len(old) != len(new):
        return None
    for was, now in zip(old, new, strict=True):
        text = text.replace(was, now)
    return replace(fresh, text=text, quoted=quoted)


def round_trip(stage: Stage, parent: Text, outlet: Outlet) -> Made:
    """Through another language and back: every sentence comes out in other words, the quotations too."""
    rng = stage.rng
    pen = Pen(stage, outlet)
    body: list[tuple[Said, ...]] = []
    for paragraph in parent.body:
        new: list[Said] = []
        for said in paragraph:
            voice = stage.voices().get(said.voice)
            name = said.key.split(":")[-1]
            if said.kind == "quote" and voice:
                quote = next(q for q in stage.kind.quotes if q.key == name)
                new.append(pen.quote(quote, voice, trip=True))
            elif said.kind == "fact" and voice and rng.random() < 0.5:
                new.append(_again(pen, said, "") or said)
            else:
                new.append(replace(said, text=_turned(lightly(said.text, rng, 5))))
        body.append(tuple(new))
    return Made(tuple(body), "rewritten", (), "round trip")


def merged(rng: random.Random, first: Text, second: Text) -> tuple[Paragraphs, Made, Made]:
    """Parts of two texts, one after the other."""
    one = first.body[: max(2, round(len(first.body) * rng.uniform(0.4, 0.8)))]
    seen = {said.quoted for paragraph in one for said in paragraph if said.quoted}
    two = tuple(p for p in second.body[: max(2, round(len(second.body) * rng.uniform(0.4, 0.8)))] if not any(s.quoted in seen for s in p if s.quoted))
    made = [Made(part, "excerpted", ("republished",), "merged") for part in (one, two)]
    return (*one, *two), made[0], made[1]


def tampered(stage: Stage, body: Paragraphs, marked: bool) -> tuple[Paragraphs, bool]:
    """One quotation is changed inside its marks, with or without a sign."""
    rng = stage.rng
    places = [(i, j) for i, paragraph in enumerate(body) for j, said in enumerate(paragraph) if said.kind == "quote" and said.wording == 0]
    rng.shuffle(places)
    for i, j in places:
        said = body[i][j]
        quote = next(q for q in stage.kind.quotes if q.key == said.key.split(":")[-1])
        fit = [(old, new) for old, new in quote.swaps if old in said.text and old in said.quoted]
        if fit:
            old, new = rng.choice(fit)
            sign = ("[…] " if old.endswith(" ") else " […]") if not new else f"[{new}]"
            put = sign if marked else new
            changed = replace(said, text=said.text.replace(old, put, 1), quoted=said.quoted.replace(old, put, 1))
            paragraph = (*body[i][:j], changed, *body[i][j + 1 :])
            return (*body[:i], paragraph, *body[i + 1 :]), True
    return body, False


def house_spelling(stage: Stage, body: Paragraphs, house: int) -> Paragraphs:
    """Names as the house writes them."""
    return tuple(
        tuple(replace(said, text=respelt(said.text, stage, house), quoted=respelt(said.quoted, stage, house)) for said in paragraph) for paragraph in body
    )


def _size(body: Paragraphs) -> int:
    return sum(len(said.text) for paragraph in body for said in paragraph)
