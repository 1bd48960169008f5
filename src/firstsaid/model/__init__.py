"""The ground floor: every record of firstsaid, on the standard library alone. Rooms import from here and from nowhere else of ours."""

from firstsaid.model.article import Article, DeclaredUpstream, Found, Hyperlink, Part, Stamp, Typography
from firstsaid.model.called import Named, first_words, told_apart
from firstsaid.model.capture import RECORD_KEYS, Capture, Rejected
from firstsaid.model.claim import Ascribed, CitationCheck, Cited, Claim, Conflict, Figure, FigurePlace, Wording
from firstsaid.model.dossier import CaptureFacts, Dossier, Otherwise
from firstsaid.model.identity import content_id, written_name
from firstsaid.model.judgement import Judgement
from firstsaid.model.lineage import AbsentText, Citing, Derivation, Evidence, MissingUpstream, Origin, OriginCount, Reference, Rival, Role, Signed
from firstsaid.model.pile import Pile
from firstsaid.model.repeats import Carried, Lines, Repeat, RepeatedLine, SharedLines
from firstsaid.model.reuse import Candidate, Edit, Fingerprints, Likenesses, Match, Placement, SharedMark, Story, Subjects
from firstsaid.model.span import Place, Span
from firstsaid.model.statement import ChainLink, SourceDescription, Statement, Voice

__all__ = [
    "RECORD_KEYS",
    "AbsentText",
    "Article",
    "Ascribed",
    "Candidate",
    "Capture",
    "CaptureFacts",
    "Carried",
    "ChainLink",
    "CitationCheck",
    "Cited",
    "Citing",
    "Claim",
    "Conflict",
    "DeclaredUpstream",
    "Derivation",
    "Dossier",
    "Edit",
    "Evidence",
    "Figure",
    "FigurePlace",
    "Fingerprints",
    "Found",
    "Hyperlink",
    "Judgement",
    "Likenesses",
    "Lines",
    "Match",
    "MissingUpstream",
    "Named",
    "Origin",
    "OriginCount",
    "Otherwise",
    "Part",
    "Pile",
    "Place",
    "Placement",
    "Reference",
    "Rejected",
    "Repeat",
    "RepeatedLine",
    "Rival",
    "Role",
    "SharedLines",
    "SharedMark",
    "Signed",
    "SourceDescription",
    "Span",
    "Stamp",
    "Statement",
    "Story",
    "Subjects",
    "Typography",
    "Voice",
    "Wording",
    "content_id",
    "first_words",
    "told_apart",
    "written_name",
]  # fmt: skip
