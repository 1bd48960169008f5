"""THE pass: from evidence to origins, read from top to bottom. Rooms meet here and nowhere else.

A pass is given three things: the files of evidence (`files`), what reviewers decided about parts of articles (`part_judgements`), and what they decided about
all else (`judgements`). `engine/stage.py` says what each word of a stage means. `docs/one-pass.md` follows one page through all of them.
"""

from collections.abc import Iterable, Iterator
from functools import partial

from firstsaid.articles import carried, drafts, lines, repeats, shared_lines, unrepeated
from firstsaid.capture import Source, read
from firstsaid.claims import citation_checks, cited, claimed, claims, conflicts, figures
from firstsaid.engine.lookup import as_they_are
from firstsaid.engine.stage import EvidenceFile, Stage
from firstsaid.lineage import absent_texts, citing, derivations, evidence, missing_upstream, origins
from firstsaid.model import (
    AbsentText,
    Article,
    Candidate,
    Capture,
    Carried,
    CitationCheck,
    Cited,
    Citing,
    Claim,
    Conflict,
    Derivation,
    Evidence,
    Figure,
    Fingerprints,
    Likenesses,
    Lines,
    Match,
    MissingUpstream,
    OriginCount,
    Placement,
    Rejected,
    Repeat,
    SharedLines,
    Statement,
    Subjects,
    Voice,
)
from firstsaid.model.options import CaptureOptions
from firstsaid.reuse import (
    FINGERPRINTS_READ,
    MATCHES_READ,
    SUBJECTS_READ,
    postings,
    tabled_candidates,
    tabled_fingerprints,
    tabled_likenesses,
    tabled_matches,
    tabled_stories,
    tabled_subjects,
)
from firstsaid.statements import statements, voices


def captures(files: Iterable[EvidenceFile], options: CaptureOptions) -> Iterator[Capture | Rejected | None]:
    """Every page that the files of evidence hold; None for a record that was passed over."""
    for file in files:
        yield from read(Source(file.path, file.name, file.sha256, file.how, file.url), options)


STORY = ("articles", "matches", "statements", "placements")
"""What most stages about a story read."""

JUDGED = "judgements"
"""What reviewers decided."""

BRIEF = partial(as_they_are, names=("claim", "story", "least", "most", "because", "named"))
"""What `firstsaid check` looks up of a claim's count."""

STAGES = (
    # table, record, what it reads, scope, step, room; what else there is to say
    #
    # The page by itself
    Stage("captures", Capture, ("files",), "load", captures, "capture"),
    Stage("drafts", Article, ("captures",), "each", drafts, "articles", inner=True),
    Stage("lines", Lines, ("drafts",), "each", lines, "articles", inner=True),
    Stage("repeats", Repeat, ("lines",), "outlet", repeats, "articles", inner=True),
    Stage("carried", Carried, ("lines", "repeats"), "columns", carried, "articles", inner=True),
    Stage("shared_lines", SharedLines, ("lines", "repeats", "carried"), "columns", shared_lines, "articles", inner=True),
    Stage("articles", Article, ("drafts", "shared_lines", "part_judgements"), "part", unrepeated, "articles", lookup=as_they_are),
    # What it shares with others
    Stage("fingerprints", Fingerprints, ("articles",), "part", tabled_fingerprints, "reuse", FINGERPRINTS_READ, lookup=postings, inner=True),
    Stage("candidates", Candidate, ("fingerprints", "articles"), "columns", tabled_candidates, "reuse", inner=True),
    Stage("matches", Match, ("candidates", "articles", "fingerprints"), "part", tabled_matches, "reuse", MATCHES_READ, whole="small"),
    Stage("subjects", Subjects, ("articles",), "part", tabled_subjects, "reuse", SUBJECTS_READ, whole="small", inner=True),
    Stage("likenesses", Likenesses, ("articles", "subjects"), "columns", tabled_likenesses, "reuse", grows=True, inner=True),
    Stage("placements", Placement, ("articles", "subjects", "likenesses", "matches"), "columns", tabled_stories, "reuse"),
    # Who says what in it
    Stage("statements", Statement, ("articles",), "each", statements, "statements", lookup=as_they_are),
    Stage("voices", Voice, ("statements", "placements", JUDGED), "story", voices, "statements"),
    Stage("figures", Figure, ("articles",), "each", figures, "claims"),
    Stage("claims", Claim, (*STORY, "voices", "figures", JUDGED), "story", claims, "claims", lookup=claimed),
    Stage("conflicts", Conflict, (*STORY, "figures", "claims"), "story", conflicts, "claims"),
    # Where its text comes from
    Stage("evidence", Evidence, (*STORY, JUDGED), "story", evidence, "lineage", several=True),
    Stage("absent_texts", AbsentText, (*STORY, "evidence"), "story", absent_texts, "lineage", several=True),
    Stage("derivations", Derivation, (*STORY, "evidence", "absent_texts", JUDGED), "story", derivations, "lineage", several=True, lookup=as_they_are),
    Stage("counts", OriginCount, (*STORY, "voices", "claims", "evidence", "absent_texts", "derivations", JUDGED), "story", origins, "lineage", lookup=BRIEF),
    Stage("cited", Cited, (*STORY, "voices", "claims"), "columns", cited, "claims", inner=True),
    Stage("citations", CitationCheck, ("cited", "articles", "figures"), "part", citation_checks, "claims"),
    Stage("citing", Citing, ("articles", "statements"), "part", citing, "lineage", inner=True),
    Stage("missing", MissingUpstream, ("citing", "articles", "placements", "derivations", "citations"), "columns", missing_upstream, "lineage"),
)

RECORDS: dict[str, type] = {stage.writes: stage.record for stage in STAGES}
"""The record that each table of the pass holds."""
