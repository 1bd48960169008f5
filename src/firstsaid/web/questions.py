"""What can be decided on a page: the question, its choices, and what each would do to the counts. None is chosen beforehand."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace

from firstsaid.dossier.dates import published
from firstsaid.dossier.index import Index
from firstsaid.dossier.plain import one_line
from firstsaid.dossier.views.passages import Passage, passage
from firstsaid.dossier.views.reckoning import reading
from firstsaid.model import Derivation, Place
from firstsaid.model.lineage import DERIVED
from firstsaid.model.options import Options
from firstsaid.review import Wish, judgement_of
from firstsaid.web.effects import Effect, effects
from firstsaid.web.readings import derivation_of, machine_says, part_of
from firstsaid.web.shelf import Told

AT_ONCE = 20
"""In a story of at most so many articles the effects are reckoned with the page; in a larger one when they are asked for."""
PARTS = {
    "title": "a headline",
    "body": "body text, what was reported",
    "note": "a note of the outlet’s own",
    "comment": "the outlet’s own opinion",
    "caption": "a caption",
    "teaser": "a link to another story",
    "correction": "a correction notice",
    "credit": "a credit line",
    "dateline": "a dateline",
    "furniture": "furniture of the page, not counted",
}
"""What each kind of part is, in words."""
UNDIRECTED = ("siblings", "same quotation only", "independent")


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer."""

    key: str
    """accept · reject · unsure · other."""
    label: str
    effects: tuple[Effect, ...] | None
    """None where they have not been reckoned."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something to be decided."""

    about: str
    places: tuple[Place, ...]
    words: tuple[Passage, ...]
    """The passages that it is about."""
    said: str
    """The reading that is asked about."""
    machine: str
    value: str
    upstream: str
    choices: tuple[Choice, ...]
    others: tuple[tuple[str, str], ...]
    """Other readings that may be chosen, each with what the form sends."""
    token: str
    """Given back with the form, so that one sent twice counts once."""
    effects_at: str = ""
    """Where the effects are reckoned, when they have not been yet."""


def question(told: Told, about: str, places: tuple[Place, ...]) -> Question:
    """The question about a matter whose places the story holds."""
    machine = machine_says(told.alone, about, places)
    said, value, upstream, labels = _ASKED[about](told.index, places)
    choices = tuple(Choice(key, label, None) for key, label in labels.items() if label)
    words = tuple(passage(told.index, p.article, p.span) for p in places if p.start < p.stop)
    others = _others(told.index, about, places, (value, upstream))
    return Question(about, places, words, said, machine, value, upstream, choices, others, secrets.token_urlsafe(16))


def with_effects(asked: Question, told: Told, options: Options) -> Question:
    """The same question with what each answer would do to the counts."""
    made = [replace(choice, effects=_effects(asked, choice.key, told, options)) if choice.key != "other" else choice for choice in asked.choices]
    return replace(asked, choices=tuple(made))


def _effects(asked: Question, verdict: str, told: Told, options: Options) -> tuple[Effect, ...]:
    wish = Wish(asked.about, asked.places, verdict, asked.value, asked.upstream or None, "you", "-")
    return effects(told, judgement_of([wish]), options)


Labels = dict[str, str]
UNSURE = "Unsure: it cannot be told"


def _relation(index: Index, places: Sequence[Place]) -> tuple[str, str, str, Labels]:
    found = derivation_of(index, places)
    other = {"other": "Another reading holds"}
    if found is None or found.relation == "undetermined":
        a, b = (index.name(place.article) for place in places)
        return f"How {a} and {b} are related is undetermined.", "undetermined", "", {"unsure": UNSURE, **other}
    said = reading(index, found, found.relation, found.upstream)
    return said, found.relation, found.upstream or "", {"accept": "Accept: it is so", "reject": "Reject: it is not so", "unsure": UNSURE, **other}


def _claim(index: Index, places: Sequence[Place]) -> tuple[str, str, str, Labels]:
    return "These two passages say the same.", "", "", {"accept": "Accept: the same claim", "reject": "Reject: it does not belong", "unsure": UNSURE}


def _voice(index: Index, places: Sequence[Place]) -> tuple[str, str, str, Labels]:
    return "Both are one voice.", "", "", {"accept": "Accept: one voice", "reject": "Reject: two voices", "unsure": UNSURE}


def _date(index: Index, places: Sequence[Place]) -> tuple[str, str, str, Labels]:
    article = index.articles[places[0].article]
    when, labels = published(article), {"unsure": UNSURE, "other": "Another date holds"}
    if not article.published:
        return "The page gives no date.", "", "", labels
    said = f"It was published on {when.words if when else one_line(article.published.value)}."
    return said, article.published.value, "", {"accept": "Accept: this date", "reject": "Reject: not this date", **labels}


def _part(index: Index, places: Sequence[Place]) -> tuple[str, str, str, Labels]:
    kind = part_of(index.articles[places[0].article], places[0].span)
    refused = "Reject: it is what the page reports" if kind == "furniture" else "Reject: nothing of it is read"
    labels = {"accept": "Accept: it is so", "reject": refused, "unsure": UNSURE, "other": "It is something else"}
    return f"This stretch is {PARTS[kind]}.", kind, "", labels


_ASKED = {"relation": _relation, "same claim": _claim, "same voice": _voice, "date": _date, "part": _part}


def _others(index: Index, about: str, places: Sequence[Place], but: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """Readings that may be chosen instead, the likeliest rival first."""
    if about == "part":
        return tuple((kind, told) for kind, told in PARTS.items() if kind != but[0])
    if about != "relation":
        return ()
    one, other = sorted(place.article for place in places)
    pair = derivation_of(index, places) or Derivation("", "", one, other, "undetermined", (), None, None, 0.0, None, ())
    readings = [(relation, upstream) for upstream in (one, other) for relation in DERIVED] + [(relation, "") for relation in UNDIRECTED]
    if pair.rival and (pair.rival.relation, pair.rival.upstream or "") in readings:
        readings.sort(key=lambda r: r != (pair.rival.relation, pair.rival.upstream or ""))  # type: ignore[union-attr]
    return tuple((f"{relation}:{upstream}", reading(index, pair, relation, upstream or None)) for relation, upstream in readings if (relation, upstream) != but)
