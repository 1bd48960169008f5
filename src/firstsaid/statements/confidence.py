"""How often a reading of a form is right in content and speaker, as measured on news articles that the rules were not written on."""

from firstsaid.statements.document import Document
from firstsaid.statements.links import Link
from firstsaid.statements.ways_found import factor

_MEASURED = {
    "before-that": (0.87, 0.86),
    "before": (0.84, 0.62),
    "after": (0.82, 0.66),
    "around": (0.88, 0.86),
    "after-quotation": (0.95, 0.8),
    "before-quotation": (0.87, 0.74),
    "according": (0.82, 0.82),
    "object": (0.6, 0.7),
    "infinitive": (0.6, 0.68),
    "question": (0.7, 0.7),
    "quoted": (0.85, 0.85),
    "passive": (0.7, 0.7),
    "nominal": (0.5, 0.5),
    "dash": (0.8, 0.8),
    "colon": (0.6, 0.56),
    "as": (0.7, 0.7),
    "headline": (0.6, 0.6),
    "transcript": (0.8, 0.8),
    "signed": (0.8, 0.8),
    "floating": (0.6, 0.6),
    "within": (0.6, 0.6),
    "hearsay": (0.7, 0.7),
    "retold": (0.5, 0.5),
    "resumed": (0.6, 0.6),
}
"""For plain verbs of saying, and for all others."""
_PLAIN = frozenset(("say", "tell", "add", "according", "write", ""))
_CARRIED = 0.07
_NO_SPEAKER = 0.15
_UNKNOWN = (0.5, 0.5)
_SUREST = 0.97
ALONE = 0.5
"""For a statement or speaker that only a second model gives: nothing is known of how often it is right."""


def confidence(d: Document, link: Link) -> float:
    """Share of such readings whose content and speaker are right, as its form and the way its speaker was found tell; of one without a speaker it is low."""
    r = link.reading
    if r.source is None and r.rule != "hearsay":
        return _NO_SPEAKER
    if r.opinion == "alone":
        return ALONE
    plain, other = _MEASURED.get(r.rule, _UNKNOWN)
    value = plain if r.lemma in _PLAIN else other
    value = (value - _CARRIED if r.carried else value) * factor(d, r, link.source or r.source, link.voice)
    return round(weighed(min(value, _SUREST), r.opinion), 2)


def weighed(value: float, opinion: str) -> float:
    """A confidence in the light of a second model: an agreement halves the doubt, a disagreement halves the confidence."""
    return 1 - (1 - value) / 2 if opinion == "agreed" else value / 2 if opinion == "disputed" else value
