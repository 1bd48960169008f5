"""Applying a decision at once: the stages that read judgements, and those that follow, run again for one story in memory."""

import dataclasses
from collections.abc import Sequence
from typing import Any

from firstsaid.engine.rows import from_table, in_order, to_table
from firstsaid.engine.stage import Stage
from firstsaid.model import Judgement, Pile, Rejected
from firstsaid.model.options import Options
from firstsaid.model.pile import Bench
from firstsaid.stages import STAGES

JUDGEMENTS = "judgements"
_HEARD = {"voices": "same voice", "claims": "same claim", "evidence": "date", "derivations": "relation"}
"""What the decisions are about that a step listens to; a step that is not named listens to all."""


def moved(stages: Sequence[Stage] = STAGES) -> tuple[Stage, ...]:
    """The steps about a story that judgements move, in their order: those that read them, and those that read what such a step writes."""
    changed = {JUDGEMENTS}
    found = []
    for stage in stages:
        if stage.scope == "story" and changed.intersection(stage.reads):
            changed.add(stage.writes)
            found.append(stage)
    return tuple(found)


def recount(pile: Pile, judgements: Sequence[Judgement], options: Options) -> Pile:
    """The records of one story as they are with these judgements in force; the same rows as a run of the case would give.

    Only what can come out another way is done again: steps that listen to what was decided since, and those that read rows which have changed.
    """
    held = {article.id for article in pile.articles}
    own = tuple(sorted((j for j in judgements if j.article in held and j.about != "part"), key=lambda j: j.id))
    if own == pile.judgements:
        return pile
    about = {j.about for j in set(own).symmetric_difference(pile.judgements)}
    pile = dataclasses.replace(pile, judgements=own)
    changed: set[str] = set()
    bench: Bench = {}
    for stage in moved():
        heard = JUDGEMENTS in stage.reads and (stage.writes not in _HEARD or _HEARD[stage.writes] in about)
        if heard or changed.intersection(stage.reads):
            rows = _done(stage, pile, options, bench)
            if rows != getattr(pile, stage.writes):
                changed.add(stage.writes)
                pile = dataclasses.replace(pile, **{stage.writes: rows})
    return pile


def _done(stage: Stage, pile: Pile, options: Options, bench: Bench) -> tuple[Any, ...]:
    read = Pile(**{name: getattr(pile, name) for name in stage.reads})
    read.work_at(bench)
    rows: list[Any] = [row for row in stage.step(read, getattr(options, stage.options)) if not isinstance(row, Rejected)]
    return tuple(from_table(in_order(to_table(rows, stage.record)), stage.record))
