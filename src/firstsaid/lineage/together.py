"""What all pages of a family show together about each two of them."""

from collections.abc import Iterable, Iterator, Mapping
from math import log2

from firstsaid.lineage.direction import PRIORS, Reading, group, read
from firstsaid.lineage.pair import Pair
from firstsaid.lineage.relation import page_relation
from firstsaid.lineage.rules import COMMON_ABSENT, COMMON_UPSTREAM, TOGETHER, label
from firstsaid.lineage.shared_parent import editions_in_order
from firstsaid.lineage.stemmas import Bits, probabilities
from firstsaid.model import Evidence, content_id
from firstsaid.model.unions import Unions

_FEWEST, _LARGEST = 3, 16
"""Texts of a family that are weighed together; two have no third, and in a larger one the search would take too long."""
_NARRATIVE = 8
"""Words of shared narrative from which two pages are of one family: who cites a page has not its text."""
_RELATED = 0.5
_LEAST = 2.0**-25
_FOR_THE_PAIR = 0.7
"""Weight of what the pair shows alone against what the family shows: the same trace may stand in several pairs, and so counts too much in the family."""
_SAID = 0.25
"""Bits below which nothing is said."""


def weighed_together(pairs: Mapping[tuple[str, str], Pair], found: Iterable[Evidence]) -> Iterator[Evidence]:
    """Evidence of what two articles are to one another when all pairs of their family must agree, given the evidence of the pairs."""
    pieces = {key: held for key, held in group(found).items() if key in pairs}
    alone = {key: bits for key, held in pieces.items() if (bits := _bits(pairs[key], held)) is not None}
    for names, family in _families(alone):
        for key, shown in probabilities(names, family).items():
            reading = read(pieces[key])
            if not reading.same_page:
                yield from _evidence(pairs[key], reading, shown)


def _bits(pair: Pair, pieces: list[Evidence]) -> Bits | None:
    """The pair's own evidence, without what other pairs have lent it; None where the two have no text in common."""
    reading = read(p for p in pieces if p.rule not in (COMMON_UPSTREAM, COMMON_ABSENT))
    if reading.same_page:
        if page_relation(pair) == "same page":
            return None
        forward, backward = editions_in_order(pair, pieces)
        return _logs((forward, backward, _LEAST, _LEAST))
    if pair.narrative < _NARRATIVE or reading.independent > _RELATED:
        return None
    return _logs((reading.a_upstream, reading.b_upstream, reading.siblings, reading.independent))


def _logs(shares: Bits) -> Bits:
    a, b, siblings, independent = (log2(max(_LEAST, share)) for share in shares)
    return a, b, siblings, independent


def _families(pairs: Mapping[tuple[str, str], Bits]) -> Iterator[tuple[list[str], dict[tuple[str, str], Bits]]]:
    unions = Unions[str]()
    for a, b in pairs:
        unions.join(a, b)
    families: dict[str, dict[tuple[str, str], Bits]] = {}
    for key, bits in pairs.items():
        families.setdefault(unions.of(key[0]), {})[key] = bits
    for _, family in sorted(families.items()):
        names = sorted({name for key in family for name in key})
        if _FEWEST <= len(names) <= _LARGEST:
            yield names, family


def _evidence(pair: Pair, alone: Reading, shown: Bits) -> Iterator[Evidence]:
    """What turns the reading of the pair alone into one halfway to that of the family."""
    a, b = pair.up.page.id, pair.down.page.id
    one, other = label(pair, "up"), label(pair, "down")
    told = {"a upstream": f"{other} has it from {one}", "b upstream": f"{one} has it from {other}", "siblings": "both have it from a third text"}
    before = (alone.a_upstream, alone.b_upstream, alone.siblings, alone.independent)
    bits = [log2(max(_LEAST, _FOR_THE_PAIR * p + (1 - _FOR_THE_PAIR) * q) / max(_LEAST, p)) for p, q in zip(before, shown, strict=True)]
    for favours, gain in zip(PRIORS, bits, strict=True):
        score = round(gain, 3)
        if favours in told and abs(score) >= _SAID:
            sentence = f"With all other pages of the family it is {'likelier' if score > 0 else 'less likely'} that {told[favours]}."
            identity = content_id("evidence", pair.story, a, b, TOGETHER, favours)
            yield Evidence(identity, pair.story, a, b, TOGETHER, favours, score, sentence, (), None)
