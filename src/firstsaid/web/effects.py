"""What a decision does to the counts: what it would do, and what those in force did."""

from collections.abc import Mapping
from dataclasses import dataclass

from firstsaid.dossier import MovedCount
from firstsaid.dossier.excerpt import excerpt
from firstsaid.model import Judgement, Place
from firstsaid.model.options import Options
from firstsaid.recount import recount
from firstsaid.review import Wish, judgement_of
from firstsaid.sealing.decided import by_whom, concerning, range_of
from firstsaid.web.shelf import Told

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Effect:
    """A claim whose count a decision would move."""

    claim: str
    text: str
    before: str
    after: str


def effects(told: Told, judgement: Judgement, options: Options) -> tuple[Effect, ...]:
    """The claims whose origin count would be another one with this decision in force, in the place of those on the same matter; in the dossier's order."""
    others = [j for j in told.judged if _matter(j) != _matter(judgement)]
    after = {c.claim: c for c in recount(told.pile, (*others, judgement), options).counts}
    found = []
    for claim in told.index.dossier.claims:
        was, becomes = told.index.counts.get(claim.id), after.get(claim.id)
        if was and range_of(was) != range_of(becomes):
            gone = "no claim of its own any more" if becomes is None else range_of(becomes)
            found.append(Effect(claim.id, claim.told(excerpt(told.index, claim)), range_of(was), gone))
    new = after.keys() - told.index.counts.keys()
    if new:
        found.append(Effect("", f"{len(new)} further {'claim' if len(new) == 1 else 'claims'} would be told apart", "", ""))
    return tuple(found)


def had_rival(told: Told, claim: str, pair: tuple[str, str], options: Options) -> str:
    """What the count of a claim would be if the rival reading of a pair held: "stays 2", "1–2 becomes 2"."""
    derivation = told.index.derivations[pair]
    rival = derivation.rival
    if rival is None or claim not in told.index.counts:
        return ""
    places = (Place(pair[0], 0, 0), Place(pair[1], 0, 0))
    would = effects(told, judgement_of([Wish("relation", places, "accept", rival.relation, rival.upstream, "you", "-")]), options)
    now = range_of(told.index.counts[claim])
    return next((f"{now} becomes {effect.after}" for effect in would if effect.claim == claim), f"it stays {now}")


def _matter(judgement: Judgement) -> tuple[str, tuple[tuple[str, int, int], ...]]:
    return judgement.about, tuple(sorted(judgement.places))


def moved(told: Told, name: str) -> Mapping[str, MovedCount]:
    """The claims whose count is not what the machine alone says, with by whom; `name` is who looks, and is called you."""
    if not told.judged:
        return {}
    alone = told.alone.counts
    found = {}
    for claim in told.index.dossier.claims:
        now, machine = told.index.counts.get(claim.id), alone.get(claim.id)
        if now and range_of(now) != range_of(machine):
            found[claim.id] = MovedCount(by_whom(concerning(told.judged, claim.articles), name), range_of(machine) or "nothing of this claim")
    return found
