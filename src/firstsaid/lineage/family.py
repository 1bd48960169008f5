"""Third texts: who else in the story has the same words at a place where two articles differ."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from firstsaid.model import Match, Span

_PARTNERS = 12
"""Third texts looked at for one place: enough to see a majority, few enough to stay linear in large families."""
_LOOKED_AT = 400


@dataclass(frozen=True, slots=True)
class Reading:
    """One match of an article, as far as a third text is asked."""

    partner: str
    span: Span
    edits: tuple[Span, ...]
    """Places in the article where the partner differs, in order."""

    def agrees(self, place: Span) -> bool:
        """Whether the partner has the article's own words at `place`."""
        if not (self.span.start < place.start and place.stop < self.span.stop):
            return False
        return not any(e.stop >= place.start and e.start <= place.stop for e in self.edits)


@dataclass(frozen=True, slots=True)
class Family:
    """Every article's matches with all others of the story."""

    readings: Mapping[str, tuple[Reading, ...]]
    kin: Mapping[str, frozenset[str]]
    """With whom each article shares narrative."""

    def of(self, article: str) -> tuple[Reading, ...]:
        """The readings of one article that are looked at."""
        return self.readings.get(article, ())[:_LOOKED_AT]

    def agreeing(self, article: str, place: Span, but: str) -> tuple[str, ...]:
        """Articles other than `but` that have the words of `article` at `place`, sorted."""
        found: set[str] = set()
        for reading in self.of(article):
            if reading.partner != but and reading.partner not in found and reading.agrees(place):
                found.add(reading.partner)
                if len(found) == _PARTNERS:
                    break
        return tuple(sorted(found))


def make_family(matches: Iterable[Match]) -> Family:
    """The readings of one story's matches of narrative and quotation."""
    readings: dict[str, list[Reading]] = {}
    kin: dict[str, set[str]] = {}
    for match in matches:
        if match.kind in ("narrative", "quotation"):
            readings.setdefault(match.article_a, []).append(Reading(match.article_b, match.a, tuple(sorted(e.a for e in match.edits))))
            readings.setdefault(match.article_b, []).append(Reading(match.article_a, match.b, tuple(sorted(e.b for e in match.edits))))
        if match.kind == "narrative":
            kin.setdefault(match.article_a, set()).add(match.article_b)
            kin.setdefault(match.article_b, set()).add(match.article_a)
    ordered = {article: tuple(sorted(found, key=lambda r: (r.partner, r.span))) for article, found in readings.items()}
    return Family(ordered, {article: frozenset(others) for article, others in kin.items()})
