"""Who said what, through whom."""

from dataclasses import dataclass

from firstsaid.model.span import Span

VOICE_KINDS = ("named_person", "unnamed_person", "organisation", "outlet", "unnamed_outlets", "document")
"""outlet: a medium or news agency · unnamed_outlets: "US media", "reports" · document: a report, letter, indictment."""


@dataclass(frozen=True, slots=True)
class SourceDescription:
    """What an article tells of a source whom it does not name; every text is words of the article, "" where nothing is told.

    These are what newsrooms' rules on anonymous sources ask a writer to tell (Carlson 2011, "On the Condition of Anonymity"; the AP and BBC guides).
    """

    role: str
    """What the person is: "senior official"."""
    affiliation: str
    """For whom or where: "defence ministry", "Korvan", "the port of Sundby"."""
    number: int | None
    """How many they are; None for several of whom no number is told."""
    closeness: str
    """How near to the matter: "familiar with the talks"."""
    reason: str
    """Why no name is given: "they were not authorised to speak"."""


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One hop of a chain."""

    name: str
    """The fullest name or description the article gives, without article words: "senior harbour official", "Corvane"."""
    kind: str
    """One of VOICE_KINDS."""
    span: Span | None
    """Where the article names it, nearest to the statement."""
    described: SourceDescription | None = None
    """Of a person without a name: what the article tells of them."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Source, cue and content of one act of speech or report, as PolNeAR divides them, with the chain it came through."""

    id: str
    article: str
    source: Span | None
    """The mention of the speaker that belongs to the cue ("the source")."""
    cue: Span | None
    """The reporting phrase ("said", "according to")."""
    content: tuple[Span, ...]
    """The whole extent of what was said; quotation marks that enclose all of it stay outside."""
    form: str
    """direct · indirect · mixed."""
    chain: tuple[ChainLink, ...]
    """The article's nearest relay first, the one who said it last; empty when the speaker is undetermined."""
    confidence: float
    """0 to 1: how often such a reading is right."""
    way: str | None
    """How it was said, when told: letter, statement, post, interview, report, broadcast."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One real speaker as far as a story's articles let it be told."""

    id: str
    story: str
    name: str
    """The fullest name in the story."""
    kind: str
    names: tuple[str, ...]
    """Every name and description it goes by, sorted."""
    statements: tuple[str, ...]
    """Statements whose last link it is, sorted."""
    relays: tuple[str, ...]
    """Statements that it relays, sorted."""
    articles: tuple[str, ...]
    """Articles that name it, sorted. For an unnamed voice this says only that the same description is used, not that it is the same person."""
