"""A finished case as a reader gets it."""

from dataclasses import dataclass

from firstsaid.model.article import Article
from firstsaid.model.capture import Rejected
from firstsaid.model.claim import CitationCheck, Claim, Conflict, Figure
from firstsaid.model.judgement import Judgement
from firstsaid.model.lineage import AbsentText, Derivation, Evidence, MissingUpstream, OriginCount
from firstsaid.model.reuse import Match, Story
from firstsaid.model.span import Span
from firstsaid.model.statement import Statement, Voice


@dataclass(frozen=True, slots=True)
class CaptureFacts:
    """A capture without its bytes."""

    id: str
    sha256: str
    path: str
    record: str | None
    url: str | None
    media_type: str
    seen_at: str | None
    how: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """Every record of a finished case, in the order in which a reader wants them: claims by the number of articles that carry them, then by place."""

    version: str
    settings: str
    """Hash of the options that can change a result."""
    captures: tuple[CaptureFacts, ...]
    articles: tuple[Article, ...]
    stories: tuple[Story, ...]
    matches: tuple[Match, ...]
    statements: tuple[Statement, ...]
    voices: tuple[Voice, ...]
    claims: tuple[Claim, ...]
    counts: tuple[OriginCount, ...]
    """One per claim, in the claims' order."""
    figures: tuple[Figure, ...]
    conflicts: tuple[Conflict, ...]
    citations: tuple[CitationCheck, ...]
    evidence: tuple[Evidence, ...]
    absent_texts: tuple[AbsentText, ...]
    derivations: tuple[Derivation, ...]
    missing: tuple[MissingUpstream, ...]
    rejected: tuple[Rejected, ...]
    judgements: tuple[Judgement, ...] = ()
    """Reviewers' decisions in force, by what they are about, then id."""


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Two readings of one quotation on pages of which none is shown to have it from the other: the later one, and of the earlier ones the nearest to it."""

    claim: str
    first: str
    then: str
    before: Span
    """The words of `first` that read otherwise, from the first to the last of them; empty where words came in."""
    after: Span
    carriers: tuple[str, ...]
    """Every article that has the later reading, in the dossier's order."""
