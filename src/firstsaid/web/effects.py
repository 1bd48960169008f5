"""What a decision does to the counts: what it would do, and what those in force did."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firstsaid.dossier.excerpt import excerpt
from firstsaid.dossier.wording import dash
from firstsaid.model import Judgement, OriginCount
from firstsaid.model.options import Options
from firstsaid.recount import recount
from firstsaid.web.shelf import Told

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Effect:
    """A claim whose count a decision would move."""

    claim: str
    text: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A count that decisions have moved."""

    by: str
    """By whom, as it is said beside the count: "by you"."""
    alone: str
    """What the machine alone says."""


def effects(told: Told, judgement: Judgement, options: Options) -> tuple[Effect, ...]:
    """The claims whose origin count would be another one with this decision in force, in the place of those on the same matter; in the dossier's order."""
    others = [j for j in told.judged if _matter(j) != _matter(judgement)]
    after = {c.claim: c for c in recount(told.pile, (*others, judgement), options).counts}
    found = []
    for claim in told.index.dossier.claims:
        was, becomes = told.index.counts.get(claim.id), after.get(claim.id)
        if was and _range(was) != _range(becomes):
            gone = "no claim of its own any more" if becomes is None else _range(becomes)
            found.append(Effect(claim.id, excerpt(told.index, claim), _range(was), gone))
    new = after.keys() - told.index.counts.keys()
    if new:
        found.append(Effect("", f"{len(new)} further {'claim' if len(new) == 1 else 'claims'} would be told apart", "", ""))
    return tuple(found)


def _matter(judgement: Judgement) -> tuple[str, tuple[tuple[str, int, int], ...]]:
    return judgement.about, tuple(sorted(judgement.places))


def _range(count: OriginCount | None) -> str:
    return dash(count.least, count.most) if count else ""


def moved(told: Told, name: str) -> Mapping[str, Moved]:
    """The claims whose count is not what the machine alone says, with by whom; `name` is who looks, and is called you."""
    if not told.judged:
        return {}
    alone = told.alone.counts
    found = {}
    for claim in told.index.dossier.claims:
        now, machine = told.index.counts.get(claim.id), alone.get(claim.id)
        if now and _range(now) != _range(machine):
            found[claim.id] = Moved(by_whom(_about(told, claim.articles), name), _range(machine) or "nothing of this claim")
    return found


def _about(told: Told, articles: Sequence[str]) -> list[Judgement]:
    held = set(articles)
    return [j for j in told.judged if any(place.article in held for place in j.places)] or list(told.judged)


def by_whom(judged: Sequence[Judgement], name: str) -> str:
    """Who decided: "by you", "by Ilse", "by you and Ilse"; "" for nobody."""
    authors = sorted({author for j in judged for author in j.author.split(" and ")}, key=lambda author: (author != name, author))
    return "by " * bool(authors) + " and ".join("you" if author == name else author for author in authors)
