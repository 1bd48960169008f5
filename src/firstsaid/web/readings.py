"""What the machine says about a matter that somebody may decide, in words that stay the same as long as the reading does."""

from collections.abc import Callable, Sequence

from firstsaid.dossier.index import Index
from firstsaid.dossier.views.reckoning import reading
from firstsaid.errors import CaseError
from firstsaid.model import Article, Derivation, Place, Span
from firstsaid.model.judgement import JUDGED

PAIRED = ("relation", "same claim", "same voice")
"""Matters of two places; the others have one."""


def fitting(index: Index, about: str, places: Sequence[Place]) -> None:
    """Whether places can be what a matter is about. Raises CaseError when they are not of one story or do not fit their texts."""
    for place in places:
        if place.article not in index.articles:
            raise CaseError(f"article {place.article} is not in the story of the other; only what stands in one story can be decided together")
        length = len(index.articles[place.article].text)
        if about in ("relation", "date"):
            if (place.start, place.stop) != (0, 0):
                raise CaseError(f"a judgement on {about} names an article whole, with the place 0 to 0")
        elif not 0 <= place.start < place.stop <= length:
            raise CaseError(f"the place {place.start} to {place.stop} does not fit the stored text of {length} characters")
    if about == "relation" and len({place.article for place in places}) < len(places):
        raise CaseError("a relation is between two articles, not of one with itself")


def machine_says(index: Index, about: str, places: Sequence[Place]) -> str:
    """The machine's own reading; `index` is the story without any decision, which holds the places."""
    return _TOLD[about](index, places)


def _relation(index: Index, places: Sequence[Place]) -> str:
    derivation = derivation_of(index, places)
    return reading(index, derivation, derivation.relation, derivation.upstream) if derivation else "Nothing joins them."


def derivation_of(index: Index, places: Sequence[Place]) -> Derivation | None:
    """What joins the two articles, if anything does."""
    one, other = sorted(place.article for place in places)
    return index.derivations.get((one, other))


def _claims(index: Index, places: Sequence[Place]) -> str:
    held = [{c.id for c in index.dossier.claims if any(w.article == p.article and _touches(w.spans, p) for w in c.wordings)} for p in places]
    return "They say the same." if held[0] & held[1] else "They are two claims." if all(held) else "At least one of them is read as no claim."


def _voices(index: Index, places: Sequence[Place]) -> str:
    heard = [_heard(index, place) for place in places]
    return "They are one voice." if heard[0] & heard[1] else "They are two voices." if all(heard) else "At least one of them is read as nobody’s words."


def _heard(index: Index, place: Place) -> set[str]:
    said = {s.id for s in index.statements_of.get(place.article, ()) if _touches([*s.content, *([s.source] if s.source else [])], place)}
    return {voice.id for voice in index.dossier.voices if said.intersection(voice.statements)}


def _touches(spans: Sequence[Span], place: Place) -> bool:
    return any(span.overlap(place.span) for span in spans)


def _date(index: Index, places: Sequence[Place]) -> str:
    stamp = index.articles[places[0].article].published
    return f"Published {stamp.value}." if stamp else "It gives no date."


def part_of(article: Article, span: Span) -> str:
    """What kind of part a stretch of an article is: that of the narrowest part that holds most of it."""
    over = [part for part in article.parts if part.span.overlap(span) * 2 > span.stop - span.start]
    return min(over, key=lambda part: part.stop - part.start).kind if over else "furniture"


def _part(index: Index, places: Sequence[Place]) -> str:
    return f"It is {part_of(index.articles[places[0].article], places[0].span)}."


_TOLD: dict[str, Callable[[Index, Sequence[Place]], str]] = dict(zip(JUDGED, (_relation, _claims, _voices, _date, _part), strict=True))
