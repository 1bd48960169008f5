"""What reviewers decided about how two articles are related, in the place of what the evidence says."""

from collections.abc import Iterable
from dataclasses import replace

from firstsaid.lineage.copies import Copies
from firstsaid.model import Derivation, Judgement, Rival, content_id

_APART = Rival("independent", None, 0.0)
"""What a pair may be whose joining was rejected: nothing shows any more that it goes back to one text."""


def judged(found: Iterable[Derivation], judgements: Iterable[Judgement], story: str, copies: Copies) -> list[Derivation]:
    """The derivations of a story as reviewers decided them, sorted by their articles.

    A relation that was accepted holds with probability 1, also where the rules joined nothing. One that was rejected leaves the pair undetermined, since that a
    reading is wrong does not say which one is right, and joins nothing that is counted as shown. Where a reviewer cannot tell, the pair is undetermined and
    the machine's reading stays as the rival. A decision about a word-for-word copy holds for the text that it is a copy of, unless that was decided by itself.
    """
    decided = {pair(j): j for j in judgements if j.about == "relation"}
    for (a, b), judgement in sorted(decided.items()):
        if copies.of(a) != copies.of(b):
            low, high = sorted((copies.of(a), copies.of(b)))
            decided.setdefault((low, high), replace(judgement, upstream=judgement.upstream and copies.of(judgement.upstream)))
    pairs = {(d.article_a, d.article_b): d for d in found}
    for (a, b), judgement in decided.items():
        known = pairs.get((a, b))
        if known is None and judgement.verdict == "accept":
            known = Derivation(content_id("derivation", story, a, b), story, a, b, "independent", (), None, None, 0.0, None, ())
        if known is not None:
            pairs[a, b] = _decided(known, judgement)
    return [pairs[key] for key in sorted(pairs)]


def pair(judgement: Judgement) -> tuple[str, str]:
    """The two articles, the lower id first."""
    one, other = sorted(place.article for place in judgement.places)
    return one, other


def _decided(machine: Derivation, judgement: Judgement) -> Derivation:
    said, reading = (judgement.value, judgement.upstream), (machine.relation, machine.upstream)
    machines = Rival(*reading, machine.confidence)
    if judgement.verdict == "unsure":
        return replace(machine, relation="undetermined", upstream=None, absent_upstream=None, rival=machines, direct=0.0)
    if judgement.verdict == "reject":
        return machine if reading != said else replace(machine, relation="undetermined", upstream=None, absent_upstream=None, rival=_APART, direct=0.0)
    if reading == said:
        return replace(machine, confidence=1.0)
    direct = 1.0 if judgement.upstream else 0.0
    return replace(machine, relation=said[0], upstream=said[1], absent_upstream=None, confidence=1.0, rival=machines, direct=direct)
