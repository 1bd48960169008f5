"""What a step of scope "story" or "outlet" is given: all records of the group, by table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self, TypeVar

from firstsaid.model.article import Article
from firstsaid.model.capture import Rejected
from firstsaid.model.claim import CitationCheck, Cited, Claim, Conflict, Figure
from firstsaid.model.dossier import CaptureFacts
from firstsaid.model.identity import content_id
from firstsaid.model.judgement import Judgement
from firstsaid.model.lineage import AbsentText, Citing, Derivation, Evidence, MissingUpstream, OriginCount
from firstsaid.model.repeats import Carried, Lines, Repeat, SharedLines
from firstsaid.model.reuse import Candidate, Fingerprints, Likenesses, Match, Placement, Subjects
from firstsaid.model.statement import Statement, Voice

T = TypeVar("T")
Bench = dict[tuple[Any, ...], tuple[Any, ...]]
"""What was made of records, with these, by what made it and which records they were."""


class AtBench:
    """What several steps need of the same records is made once, where these work at one bench; else each has its own."""

    __slots__ = ("_bench",)
    _bench: Bench

    def work_at(self, bench: Bench) -> None:
        """Share what is made with all who work at this bench."""
        object.__setattr__(self, "_bench", bench)

    def once(self, make: Callable[[Self], T], *tables: str) -> T:
        """`make` of these tables alone, called once for all piles at the bench that hold the very same tuples of them."""
        if not hasattr(self, "_bench"):
            self.work_at({})
        rows = tuple(getattr(self, name) for name in tables)
        key = (make, *map(id, rows))
        if key not in self._bench:
            alone = type(self)(**dict(zip(tables, rows, strict=True)))
            alone.work_at(self._bench)
            self._bench[key] = make(alone), rows  # which stay, so that nothing else comes to have their ids
        made: T = self._bench[key][0]
        return made


@dataclass(frozen=True, slots=True)
class Pile(AtBench):
    """Records of one story, or of the whole pile. A stage fills the tables that it declares to read; the others are empty. Field names are table names.

    Every table is sorted by its record's fields in order, so that a step gets the same input whatever engine, batch size or number of processes made it.
    """

    captures: tuple[CaptureFacts, ...] = ()
    drafts: tuple[Article, ...] = ()
    lines: tuple[Lines, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    carried: tuple[Carried, ...] = ()
    shared_lines: tuple[SharedLines, ...] = ()
    articles: tuple[Article, ...] = ()
    fingerprints: tuple[Fingerprints, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    matches: tuple[Match, ...] = ()
    subjects: tuple[Subjects, ...] = ()
    likenesses: tuple[Likenesses, ...] = ()
    placements: tuple[Placement, ...] = ()
    statements: tuple[Statement, ...] = ()
    voices: tuple[Voice, ...] = ()
    figures: tuple[Figure, ...] = ()
    claims: tuple[Claim, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    cited: tuple[Cited, ...] = ()
    citations: tuple[CitationCheck, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    absent_texts: tuple[AbsentText, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    counts: tuple[OriginCount, ...] = ()
    citing: tuple[Citing, ...] = ()
    missing: tuple[MissingUpstream, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    """Decisions in force on relations, claims, voices and dates."""
    part_judgements: tuple[Judgement, ...] = ()
    """Decisions in force on what a stretch of an article is."""
    rejected: tuple[Rejected, ...] = ()

    def story(self) -> str:
        """Id of the one story that the records belong to; made from its articles where nothing names it."""
        for placement in self.placements:
            return placement.story
        return content_id("story", *sorted(article.id for article in self.articles))
