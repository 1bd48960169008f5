"""Steps that work group by group: what is known of a group, and what is given of one that changed."""

from dataclasses import replace
from pathlib import Path

import pytest

from firstsaid.engine.groups import bundles, groups_of
from firstsaid.engine.known import Known, Patchwork
from firstsaid.engine.local import LocalEngine
from firstsaid.engine.pool import Workers
from firstsaid.engine.stage import Stage
from firstsaid.engine.tables import Tables
from firstsaid.model import Lines, Placement, Repeat, Story, Voice
from firstsaid.model.options import EngineOptions, Options

RECORDS = {"placements": Placement, "voices": Voice, "stories": Story, "lines": Lines, "repeats": Repeat}
PLACED = [Placement(f"a{n:03}", f"s{n % 90:02}") for n in range(200)]


def whole(pile, options):
    """A step over one story."""
    for story in sorted({row.story for row in pile.placements}):
        yield Story(story, tuple(sorted(row.article for row in pile.placements)))


def counted(pile, options):
    """A step over one outlet: how many pages it has."""
    for outlet in sorted({row.outlet for row in pile.lines}):
        yield Repeat(outlet, 0, len(pile.lines), 0, 0)


STORIES = Stage("stories", Story, ("placements",), "story", whole, "articles")
OUTLETS = Stage("repeats", Repeat, ("lines",), "outlet", counted, "articles")


def worked_on(tables: Tables, stage: Stage, recipe: str) -> list[str]:
    """The groups that a run under this recipe would work on."""
    patchwork = Patchwork(Known(tables.path(stage.writes), recipe, tables.read))
    found: set[str] = set()
    groups = groups_of(tables, stage)
    for bundle in bundles(tables, stage, groups.those(patchwork.plan(groups.digests))):
        for table in bundle.values():
            found |= set(table.column("group_").to_pylist())
    return sorted(found)


def changed(rows, how):
    if how == "one joins a story":
        return [*rows, Placement("b", "s07")]
    if how == "one goes to another story":
        return [replace(row, story="s08") if row.article == "a007" else row for row in rows]
    return [row for row in rows if row.story != "s07"]


@pytest.mark.parametrize(("how", "groups"), [("one joins a story", ["s07"]), ("one goes to another story", ["s07", "s08"]), ("a story goes", [])])
def test_only_stories_that_changed_are_worked_on_and_the_table_is_the_one_made_from_nothing(tmp_path, how, groups):
    now = changed(PLACED, how)
    with Workers(EngineOptions(processes=1)) as workers:
        grown, fresh = (LocalEngine(tmp_path / name, RECORDS, workers) for name in ("grown", "fresh"))
        for engine, rows in ((grown, PLACED), (fresh, now)):
            engine.tables.folder.mkdir()
            engine.put("placements", Placement, rows)
            engine.together(STORIES, Options(), "recipe")
        assert worked_on(grown.tables, STORIES, "recipe") == []
        assert len(worked_on(grown.tables, STORIES, "another recipe")) == 90
        grown.put("placements", Placement, now)
        assert worked_on(grown.tables, STORIES, "recipe") == groups
        grown.together(STORIES, Options(), "recipe")
    assert grown.tables.path("stories").read_bytes() == fresh.tables.path("stories").read_bytes()


def test_groups_are_told_apart_in_a_table_of_several_files(tmp_path: Path):
    rows = [Lines(f"a{n:03}", f"outlet {n % 5}", (n,), (1,), ()) for n in range(60)]
    with Workers(EngineOptions(processes=1)) as workers:
        engine = LocalEngine(tmp_path, RECORDS, workers)
        for number, part in enumerate((rows[:25], rows[25:])):
            engine.put(f"part{number}", Lines, part)
        (tmp_path / "lines.parquet").mkdir()
        for number in range(2):
            (tmp_path / f"part{number}.parquet").rename(tmp_path / "lines.parquet" / f"{number}.parquet")
        engine.together(OUTLETS, Options(), "recipe")
        assert [(row.outlet, row.pages) for row in engine.rows("repeats", Repeat)] == [(f"outlet {n}", 12) for n in range(5)]
        assert worked_on(engine.tables, OUTLETS, "recipe") == []
        engine.put("lines", Lines, [replace(row, told=(0,)) if row.article == "a031" else row for row in rows])
        assert worked_on(engine.tables, OUTLETS, "recipe") == ["outlet 1"]


def test_stories_of_one_article_are_left_out_where_nothing_comes_of_them(tmp_path: Path):
    with Workers(EngineOptions(processes=1)) as workers:
        engine = LocalEngine(tmp_path, RECORDS, workers)
        engine.put("placements", Placement, [Placement("a", "s1"), Placement("b", "s2"), Placement("c", "s2")])
        assert worked_on(engine.tables, STORIES, "one") == ["s1", "s2"]
        assert worked_on(engine.tables, replace(STORIES, several=True), "one") == ["s2"]
