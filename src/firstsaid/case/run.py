"""Run a pass over a case: only the stages whose table is not fresh."""

from collections.abc import Sequence

from firstsaid.case.folder import CaseFolder
from firstsaid.case.freshness import Freshness
from firstsaid.case.settings import room_hash, settings_hash
from firstsaid.engine.base import Engine, Progress, no_progress
from firstsaid.engine.digests import FileDigests, file_digest
from firstsaid.engine.local import LocalEngine
from firstsaid.engine.pool import Workers
from firstsaid.engine.stage import EvidenceFile, Stage, check_order, following
from firstsaid.model import Judgement, Rejected
from firstsaid.model.options import Options
from firstsaid.review import Reviews

EVIDENCE = "files"
"""The files that the case keeps."""
JUDGEMENTS, PART_JUDGEMENTS = "judgements", "part_judgements"
"""What reviewers decided, the second about parts of articles: tables that a pass is given."""
GIVEN = (EVIDENCE, JUDGEMENTS, PART_JUDGEMENTS)
DECIDED: dict[str, type] = {JUDGEMENTS: Judgement, PART_JUDGEMENTS: Judgement}
"""The record of each table that a pass is given."""


def run_pass(stages: Sequence[Stage], case: CaseFolder, options: Options, progress: Progress = no_progress) -> list[str]:
    """Bring every table of the case up to date and give the names of those that were made anew.

    A kill at any moment leaves each table old or new; the next run goes on from there and ends with the same bytes. Raises StageOrderError before
    anything runs.
    """
    check_order(stages, given=GIVEN)
    case.derived.mkdir(exist_ok=True)
    freshness = Freshness(case.derived)
    freshness.forget_others([*GIVEN, *(stage.writes for stage in stages)])
    digests = {EVIDENCE: _register_digest(case)}
    made: list[str] = []
    settled = options
    with Workers(options.engine) as workers:
        records = {stage.writes: stage.record for stage in stages} | DECIDED
        engine = _engine(case, records, workers, progress, freshness.read)
        for table, decided in _decided(case, options).items():
            engine.put(table, Judgement, decided)
            digests[table] = freshness.digest(table)
        for stage in stages:
            inputs = [digests[name] for name in stage.reads]
            key = freshness.key(stage, inputs, room_hash(settled, stage.options))
            recipe = freshness.key(stage, [], room_hash(settled, stage.options))
            if not freshness.is_fresh(stage.writes, key):
                progress(stage.writes, 0, 0)
                sound = stage.lookup is not None and freshness.is_sound(stage.writes)
                alone = stage.scope in {"load", "each"}
                rejected = _alone(engine, stage, case, settled, recipe) if alone else engine.together(stage, settled, recipe, following(stages, stage))
                engine.put(f"rejected/{stage.writes}", Rejected, rejected)
                engine.lay(stage, sound)
                freshness.note(stage.writes, key)
                made.append(stage.writes)
            digests[stage.writes] = freshness.made[stage.writes]["digest"]
            if stage.scope == "load":
                settled = options.for_pile(engine.count(stage.writes))
    if made:
        case.write_datapackage(options, freshness.read)
        listing = file_digest(case.path / "datapackage.json")
        case.custody.append("run", settings=settings_hash(options), tables=made, datapackage=listing)
    return made


def _engine(case: CaseFolder, records: dict[str, type], workers: Workers, progress: Progress, read: FileDigests) -> Engine:
    """Spark where a master is named, else this machine."""
    if not workers.options.spark:
        return LocalEngine(case.derived, records, workers, progress, read)
    from firstsaid.engine.spark import SparkEngine  # noqa: PLC0415 (an optional extra)

    return SparkEngine(case.derived, records, workers, progress, read)


def _alone(engine: Engine, stage: Stage, case: CaseFolder, options: Options, recipe: str) -> list[Rejected]:
    """Run a stage about files or pages, each by itself."""
    if stage.scope == "load":
        files = [EvidenceFile(case.evidence.path(kept.sha256), kept.name, kept.sha256, kept.how, kept.url) for kept in case.register()]
        return engine.load(stage, files, options, recipe) + case.refused()
    return engine.map(stage, options, recipe)


def _decided(case: CaseFolder, options: Options) -> dict[str, list[Judgement]]:
    """The decisions in force, by the table that they go into."""
    decided: dict[str, list[Judgement]] = {table: [] for table in DECIDED}
    for judgement in Reviews(case.reviews).in_force(options.review.reviewers):
        decided[PART_JUDGEMENTS if judgement.about == "part" else JUDGEMENTS].append(judgement)
    return decided


def _register_digest(case: CaseFolder) -> str:
    """What the evidence is, in one string: names and digests, and what was refused."""
    lines = [f"{kept.sha256} {kept.name} {kept.how} {kept.url}" for kept in case.register()]
    return "\x1e".join(lines + [f"{row.path} {row.reason}" for row in case.refused()])
