"""What is true of a pile: read from how it was made and from the words that were printed, never from firstsaid."""

import re
from itertools import combinations

from benchmarks.foreign.claims import Sight, claims_of
from benchmarks.foreign.kin import Kin
from benchmarks.foreign.library import table
from benchmarks.foreign.model import Alteration, PairTruth, PileTruth, Said, Text, Voice
from benchmarks.foreign.press import Pile
from benchmarks.foreign.quotations import differences
from benchmarks.foreign.sites import paragraphs_of

WORD = re.compile(r"\w+(?:[’']\w+)*")
MISLEADING = ("credit kept from the parent", "cites another")
"""A credit that a copy of a copy kept names the first author, not the page that the words came through."""
NARRATIVE = ("fact", "background", "filler", "cite")


def true_of(pile: Pile) -> PileTruth:
    """Everything that a pile is scored against."""
    pages = {text.id: text for text in pile.texts if text.in_pile}
    absent = {text.id: text for text in pile.texts if not text.in_pile}
    kin = Kin({text.id: text for text in pile.texts})
    voices = {key: voice for stage in pile.weave.stages for key, voice in stage.voices().items()}
    voices |= {f"body:{name}": Voice(f"body:{name}", name, name, "organisation") for name in table("names")["bodies"]}
    truth = PileTruth(pages, absent)
    shingles = {name: shingled(text) for name, text in pages.items()}
    truth.pairs = [_pair(kin, pages[a], pages[b], len(shingles[a] & shingles[b])) for a, b in combinations(sorted(pages), 2)]
    truth.claims = claims_of(pages, Sight(kin, voices, shingled))
    _missing(truth, voices)
    near = {(p.page_a, p.page_b) for p in truth.pairs if p.direct or p.relation == "siblings"}
    every = [(one, (a, b) in near) for a, b in combinations(sorted(pages), 2) for one in _altered(pages[a], pages[b])]
    truth.alterations = [one for one, close in every if close]
    truth.other_alterations = [one for one, close in every if not close]
    _citations(truth)
    return truth


def words_of(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]


def shingled(text: Text) -> set[tuple[str, ...]]:
    """Runs of six words of the body, stock paragraphs apart."""
    words = [words_of(said.text) for said in text.sentences() if said.kind not in ("stock", "note")]
    return {tuple(one[i : i + 6]) for one in words for i in range(len(one) - 5)}


def _pair(kin: Kin, one: Text, two: Text, runs: int) -> PairTruth:
    shared = len({s.text for s in one.sentences() if s.kind in NARRATIVE} & {s.text for s in two.sentences() if s.kind in NARRATIVE})
    pair = kin.related(one, two) or _unrelated(one, two, runs)
    also = pair.also
    if one.outlet == two.outlet and pair.relation in ("siblings", "republished", "rewritten", "excerpted"):
        also = (*also, "edition")
    if pair.relation == "siblings" and shared == 0:
        also = (*also, "undetermined", "same quotation only", "independent")
    clues = _clues(kin, pair, one, two)
    relation = pair.relation
    if relation in ("rewritten", "excerpted", "siblings") and runs < 2 and not clues:
        relation = "nothing to see"
    return PairTruth(one.id, two.id, relation, also, pair.upstream, pair.absent, pair.direct, pair.how, clues, runs)


def _clues(kin: Kin, pair: PairTruth, one: Text, two: Text) -> tuple[str, ...]:
    """What shows the direction: what the weaving recorded, the upstream outlet's name in the downstream page, changes that came along.

    Dates are none: they decide nothing by themselves.
    """
    if not pair.upstream:
        return pair.clues
    up, down = (one, two) if pair.upstream == one.id else (two, one)
    clues = [clue for clue in pair.clues if clue not in MISLEADING]
    if not clues and up.outlet != down.outlet and up.outlet.name in printed(down):
        clues.append("named inside")
    changed = [edge for edge in up.edges if edge.relation in ("republished", "rewritten", "excerpted") and kin.texts[edge.parent].in_pile]
    if any(edge.relation == "rewritten" or "change" in edge.how or "spelling" in edge.how for edge in changed):
        clues.append("changes of the upstream page came along")
    return tuple(clues)


def _unrelated(one: Text, two: Text, runs: int) -> PairTruth:
    quotes = {s.key for s in one.sentences() if s.kind == "quote" and not s.wording} & {s.key for s in two.sentences() if s.kind == "quote" and not s.wording}
    if quotes:
        return PairTruth(one.id, two.id, "same quotation only", ("independent",) if runs < 2 else (), how="same words heard")
    stock = any(s.kind == "stock" for s in one.sentences()) and any(s.kind == "stock" for s in two.sentences())
    owner = bool(one.outlet.owner) and one.outlet.owner == two.outlet.owner
    how = "stock paragraph" if stock else "one owner" if owner else "same event" if one.event and one.event == two.event else "unrelated"
    return PairTruth(one.id, two.id, "independent", how=how)


def _missing(truth: PileTruth, voices: dict[str, Voice]) -> None:
    """Names that pages cite and that no page of the pile is by."""
    by = {text.outlet.name for text in truth.pages.values()}
    relays = {said.relay for text in truth.pages.values() for said in text.sentences() if said.relay}
    names = {text.outlet.name for text in truth.absent.values()} | {relay for relay in relays if relay not in by}
    for name in sorted(names):
        holding = {page for page, text in truth.pages.items() if name.removeprefix("the ") in printed(text)}
        if holding:
            truth.missing[name] = holding
    truth.neither |= {"News agencies", "wire services"}
    for key, voice in voices.items():
        if voice.kind == "document":
            holding = {page for page, text in truth.pages.items() if any(said.voice == key and said.kind != "cite" for said in text.sentences())}
            truth.missing_documents |= {voice.full: holding} if holding else {}
        elif not key.startswith("body:"):
            truth.neither.add(voice.full)


def printed(text: Text) -> str:
    """All that the page says itself: text, credit, byline."""
    return "\n".join([text.headline, text.byline, *paragraphs_of(text), text.credit])


def _quotes(text: Text) -> dict[str, Said]:
    return {said.key: said for said in text.sentences() if said.kind == "quote" and not said.wording}


def _altered(one: Text, two: Text) -> list[Alteration]:
    found, mine, theirs = [], _quotes(one), _quotes(two)
    for key in sorted(mine.keys() & theirs.keys()):
        found += [Alteration(one.id, two.id, key, *change) for change in differences(mine[key].quoted, theirs[key].quoted)]
    return found


def _citations(truth: PileTruth) -> None:
    by = {text.outlet.name for text in truth.pages.values()}
    for name, text in truth.pages.items():
        for said in text.sentences():
            if said.relay in by and said.relay != text.outlet.name and said.kind in ("cite", "fact", "quote"):
                (truth.false_citations if said.key.startswith("false:") else truth.true_citations).append((name, said.relay, said.text))
