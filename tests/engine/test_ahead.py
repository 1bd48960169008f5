"""Stages about the same stories done in one go: the tables are those of one stage after the other, and what no longer holds is made anew."""

import os
from dataclasses import replace

import pytest

from firstsaid.engine.local import LocalEngine
from firstsaid.engine.pool import Workers
from firstsaid.engine.stage import Stage, following
from firstsaid.model import Placement, Rejected, Story, Voice
from firstsaid.model.options import EngineOptions, Options

RECORDS = {"placements": Placement, "voices": Voice, "stories": Story, "again": Story}
PLACED = [Placement(f"a{n:03}", f"s{n % 90:02}") for n in range(200)] + [Placement("alone", "s99")]


def voiced(pile, options):
    """Two voices of a story, not in order; one story is refused, of one nothing comes, and at one the step fails."""
    story, pages = pile.placements[0].story, tuple(row.article for row in pile.placements)
    if story == "s20":
        raise RuntimeError("a story it cannot stand")
    if story == "s05":
        yield Rejected(f"story {story}", None, "voices", "it is the fifth")
    for number in (2, 1) if story != "s06" else ():
        yield Voice(f"{story}.{number}", story, "somebody", "unnamed_person", (), (), (), pages)


def listed(pile, options):
    """Who speaks in a story, in the order in which they are given."""
    story = pile.placements[0].story
    if story == "s21":
        raise RuntimeError("a story it cannot stand")
    yield Story(story, tuple(voice.id for voice in pile.voices))


def fatal(pile, options):
    if pile.placements[0].story == "s40":
        os._exit(9)
    yield from listed(pile, options)


LEAD = Stage("voices", Voice, ("placements",), "story", voiced, "statements")
LISTED = Stage("stories", Story, ("placements", "voices"), "story", listed, "reuse")
SEVERAL = Stage("again", Story, ("placements", "voices"), "story", listed, "reuse", several=True)
STAGES = (LEAD, LISTED, SEVERAL)


@pytest.fixture
def engines(tmp_path, monkeypatch):
    """Two engines over one pile, and the tables for which jobs were given out."""
    given = []

    def noted(jobs):
        for job in jobs:
            given.append(job.stage.writes)
            yield job

    with Workers(EngineOptions(processes=1)) as workers:
        monkeypatch.setattr(workers, "run", lambda jobs, run=workers.run: run(noted(jobs)))
        made = [LocalEngine(tmp_path / name, RECORDS, workers) for name in ("at once", "by turns")]
        for engine in made:
            engine.tables.folder.mkdir()
            engine.put("placements", Placement, PLACED)
        yield *made, given


def done(engine, stages=STAGES, at_once=True):
    return [engine.together(stage, Options(), f"recipe of {stage.writes}", following(stages, stage) if at_once else ()) for stage in stages]


def bytes_of(engine):
    return [engine.tables.path(stage.writes).read_bytes() for stage in STAGES]


def test_tables_and_rejected_rows_are_those_of_one_stage_after_the_other(engines):
    once, turns, given = engines
    rejected = done(once)
    assert set(given) == {"voices"}
    assert rejected == done(turns, at_once=False)
    assert [[row.path for row in rows] for rows in rejected] == [["story s05", "story s20"], ["story s21"], ["story s21"]]
    assert bytes_of(once) == bytes_of(turns)
    assert once.rows("stories", Story)[7].articles == ("s07.1", "s07.2")
    assert len(once.rows("stories", Story)) == len(once.rows("again", Story)) + 1


def test_in_a_pile_that_grew_only_what_changed_is_done_and_by_the_first_stage(engines):
    once, turns, given = engines
    done(once)
    now = [*PLACED, Placement("b", "s07"), Placement("c", "s99")]
    for engine in (once, turns):
        engine.put("placements", Placement, now)
    given.clear()
    done(once)
    assert given == ["voices"]
    done(turns, at_once=False)
    assert bytes_of(once) == bytes_of(turns)


def test_of_stories_that_a_later_stage_knows_nothing_made_ahead_is_taken(engines):
    """A stage that is made anew for its own sake works on every story; those behind it know all but the one that changed."""
    once, turns, given = engines
    done(once)
    now = [*PLACED, Placement("b", "s07")]
    for engine in (once, turns):
        engine.put("placements", Placement, now)
    given.clear()
    once.together(LEAD, Options(), "another recipe", following(STAGES, LEAD))
    for stage in STAGES[1:]:
        once.together(stage, Options(), f"recipe of {stage.writes}")
    assert set(given) == {"voices"}
    done(turns, at_once=False)
    assert bytes_of(once) == bytes_of(turns)


def test_what_was_made_ahead_of_other_records_is_made_anew(engines):
    once, turns, given = engines
    once.together(LEAD, Options(), "recipe of voices", following(STAGES, LEAD))
    now = [replace(row, story="s08") if row.article == "a007" else row for row in PLACED]
    for engine in (once, turns):
        engine.put("placements", Placement, now)
    given.clear()
    done(once)
    done(turns, at_once=False)
    assert bytes_of(once) == bytes_of(turns)


def test_a_stage_that_stops_the_worker_is_told_by_its_own_name(engines):
    once, _, _ = engines
    stages = (LEAD, replace(LISTED, step=fatal), SEVERAL)
    once.together(LEAD, Options(), "recipe", following(stages, LEAD))
    assert len(once.rows("voices", Voice)) > 100
    with pytest.raises(Exception, match="memory") as fault:
        once.together(stages[1], Options(), "recipe", following(stages, stages[1]))
    assert "stage stories" in str(fault.value)


def test_only_stages_about_the_same_stories_that_read_the_same_follow():
    figured = replace(SEVERAL, reads=("placements", "figures"))
    pages = replace(SEVERAL, scope="columns")
    assert following(STAGES, LEAD) == (LISTED, SEVERAL)
    assert following(STAGES, SEVERAL) == ()
    assert following((LEAD, figured, LISTED), LEAD) == ()
    assert following((LEAD, LISTED, pages, SEVERAL), LEAD) == (LISTED,)
    assert following((replace(LEAD, several=True), LISTED), replace(LEAD, several=True)) == ()
