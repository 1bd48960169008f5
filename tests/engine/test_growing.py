"""A table that grows: what is known is not read or worked on again, and the bytes are those of a run from nothing."""

import random
from dataclasses import replace
from itertools import pairwise

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from firstsaid.engine.digests import Digests, FileDigests, digests_of, file_digest, kept_digests
from firstsaid.engine.known import Known
from firstsaid.engine.local import LocalEngine
from firstsaid.engine.lookup import as_they_are, place_of
from firstsaid.engine.pool import Workers
from firstsaid.engine.rows import schema_of, to_table
from firstsaid.engine.stage import Stage
from firstsaid.engine.tables import Tables, _group
from firstsaid.model import Lines, Placement, Rejected, Repeat, Story
from firstsaid.model.options import EngineOptions, Options

RECORDS = {"lines": Lines, "repeats": Repeat, "placements": Placement, "stories": Story, "again": Story}
ROWS = [Lines(f"a{n:03}", f"outlet {n % 5}", (n,), (1,), ()) for n in range(300)]
CHANGED = (3, 90, 170, 299)


def measured(lines, options):
    """A step over pages: nothing for some, two rows for others, and one page that it refuses."""
    for page in lines:
        if page.told[0] == 7:
            yield Rejected(page.article, None, "repeats", "it is the seventh")
        for number in range(page.told[0] % 3):
            yield Repeat(page.article, number, page.told[0], 0, 0)


def told(pile, options):
    """A step over one story: who is in it."""
    yield Story(pile.placements[0].story, tuple(sorted(row.article for row in pile.placements)))


EACH = Stage("repeats", Repeat, ("lines",), "each", measured, "articles")
LAID = replace(EACH, lookup=as_they_are)
STORIES = Stage("stories", Story, ("placements",), "story", told, "articles")
AGAIN = Stage("again", Story, ("placements",), "story", told, "articles")


@pytest.fixture
def workers(monkeypatch):
    """One worker, and the number of rows of each job that it was given."""
    given = []
    with Workers(EngineOptions(processes=1)) as made:
        monkeypatch.setattr(made, "run", lambda jobs, run=made.run: run(noted(jobs, given)))
        yield made, given


def noted(jobs, given):
    for job in jobs:
        if job.is_work:
            given.append(job.data.num_rows if job.source else sum(table.num_rows for table in job.data.values()))
        yield job


def test_pages_that_changed_are_one_job_however_many_lie_between_and_the_rows_keep_their_digests(tmp_path, workers):
    made, given = workers
    now = [replace(row, told=(row.told[0] + 1,)) if at in CHANGED else row for at, row in enumerate(ROWS)]
    grown, fresh = (LocalEngine(tmp_path / name, RECORDS, made) for name in ("grown", "fresh"))
    for engine, rows in ((grown, ROWS), (fresh, now), (grown, now)):
        engine.tables.folder.mkdir(exist_ok=True)
        engine.put("lines", Lines, rows)
        given.clear()
        rejected = engine.map(EACH, Options(), "recipe")
        assert [row.path for row in rejected] == ["a007"]
    assert given == [len(CHANGED)]
    place = grown.tables.path("repeats")
    assert place.read_bytes() == fresh.tables.path("repeats").read_bytes()
    kept = kept_digests(place, FileDigests())
    assert kept is not None
    assert (
        kept.all() == digests_of(pq.read_table(place)) == grown.tables.digests("repeats").all() == Tables(tmp_path / "grown", RECORDS).digests("repeats").all()
    )
    grown.put("repeats", Repeat, [])
    assert kept_digests(place, FileDigests()) is None
    assert grown.tables.digests("repeats").all() == []


@pytest.mark.parametrize("size", [1, 50])
@pytest.mark.parametrize("changed", [(), (90, 299)])
def test_a_table_begins_with_the_bytes_of_the_earlier_one_up_to_what_changed(tmp_path, workers, monkeypatch, size, changed):
    """Pages more at the end, and some that changed; groups of one row are more than a number of seven bits can tell."""
    monkeypatch.setattr("firstsaid.engine.tables.ROW_GROUP", size)
    made, _ = workers
    more = [replace(row, article=f"b{at}") for at, row in enumerate(ROWS[:7])]
    now = [replace(row, told=(row.told[0] + 1,)) if at in changed else row for at, row in enumerate(ROWS)] + more
    grown, fresh = (LocalEngine(tmp_path / name, RECORDS, made) for name in ("grown", "fresh"))
    read = []
    monkeypatch.setattr(Known, "_row_group", lambda known, number, of=Known._row_group: read.append(number) or of(known, number))
    for engine, rows in ((grown, ROWS), (fresh, now), (grown, now)):
        engine.tables.folder.mkdir(exist_ok=True)
        engine.put("lines", Lines, rows)
        engine.map(EACH, Options(), "recipe")
    assert grown.tables.path("repeats").read_bytes() == fresh.tables.path("repeats").read_bytes()
    before = sum(row.told[0] % 3 for row in ROWS[: min(changed, default=len(ROWS))])
    rows = sum(row.told[0] % 3 for row in ROWS)
    assert min(read) >= min(before // size, (rows - 1) // size)
    assert grown.rows("repeats", Repeat) == fresh.rows("repeats", Repeat)


@pytest.mark.parametrize("changed", [0, 49, 50, 299, 300])
@pytest.mark.parametrize("sound", [True, False])
def test_what_lies_beside_a_table_that_grew_is_what_lies_beside_one_made_at_once(tmp_path, workers, monkeypatch, changed, sound):
    made, _ = workers
    monkeypatch.setattr("firstsaid.engine.tables.ROW_GROUP", 50)
    read = []
    monkeypatch.setattr("firstsaid.engine.tables._group", lambda file, number, schema, run=_group: read.append(number) or run(file, number, schema))
    monkeypatch.setattr("firstsaid.engine.digests._CHUNK", 64)
    monkeypatch.setattr("firstsaid.engine.digests._MARK", 64)
    now = [replace(row, told=(row.told[0] + 1,)) if at >= changed else row for at, row in enumerate(ROWS)]
    now += [Lines("b", "outlet 1", (5,), (1,), ())]
    grown, fresh = (LocalEngine(tmp_path / name, RECORDS, made) for name in ("grown", "fresh"))
    for engine, rows in ((grown, ROWS), (fresh, now), (grown, now)):
        engine.tables.folder.mkdir(exist_ok=True)
        engine.put("lines", Lines, rows)
        engine.map(LAID, Options(), "recipe")
        if not sound and rows is now and engine is grown:
            place_of(tmp_path / "grown", "repeats").write_bytes(b"damaged")
        read.clear()
        engine.lay(LAID, sound)
        for file in (engine.tables.path("repeats"), place_of(engine.tables.folder, "repeats")):
            assert engine.tables.read.of(file) == file_digest(file)
    assert place_of(tmp_path / "grown", "repeats").read_bytes() == place_of(tmp_path / "fresh", "repeats").read_bytes()
    groups = grown.tables.taken_over["repeats"]
    assert read[0] == (groups if sound else 0)
    assert groups > 0 or changed < 100


def test_what_one_stage_read_of_a_story_is_not_taken_for_what_another_wants(tmp_path, workers):
    """The second stage is asked for stories that the first was not, then for fewer, then after the stories have changed."""
    made, given = workers
    rows = [Placement(f"a{n:03}", f"s{n % 90:02}") for n in range(200)]
    engine = LocalEngine(tmp_path, RECORDS, made)
    for moved in ("s07", "s08", "s09"):
        engine.put("placements", Placement, rows)
        engine.together(STORIES, Options(), "recipe")
        rows = [replace(row, story=moved) if row.article in ("a001", "a050") else row for row in rows]
        engine.put("placements", Placement, rows)
        for stage in (STORIES, AGAIN):
            engine.together(stage, Options(), "recipe")
        wanted = sorted({row.story: tuple(sorted(r.article for r in rows if r.story == row.story)) for row in rows}.items())
        assert [(row.id, row.articles) for row in engine.rows("stories", Story)] == wanted
        assert engine.tables.path("again").read_bytes() == engine.tables.path("stories").read_bytes()
    assert given


@pytest.mark.parametrize("limit", [1, 40, 1000])
def test_groups_of_rows_end_at_the_same_row_wherever_the_pieces_were_cut(tmp_path, monkeypatch, limit):
    monkeypatch.setattr("firstsaid.engine.tables.GROUP_BYTES", limit)
    monkeypatch.setattr("firstsaid.engine.tables.ROW_GROUP", 50)
    whole = to_table([Placement("a" * (n % 13), f"s{n}") for n in range(333)], Placement)
    chance, written = random.Random(5), set()
    for number in range(6):
        edges = sorted({0, 333, *chance.sample(range(333), number * 9)})
        tables = Tables(tmp_path / str(number), RECORDS)
        tables.folder.mkdir()
        tables.write("placements", (whole.slice(first, stop - first) for first, stop in pairwise(edges)), schema_of(Placement))
        written.add(tables.path("placements").read_bytes())
        assert pq.read_table(tables.path("placements")).equals(pa.table(whole))
    assert len(written) == 1


def numbered(columns, options):
    """A step over columns that says how many rows of its own earlier table it was given."""
    before = sum(batch.num_rows for batch in columns.earlier(["outlet", "line"]))
    yield from (Repeat(f"a{number}", before, 1, 1, 1) for number in range(9))


NUMBERED = Stage("repeats", Repeat, ("lines",), "columns", numbered, "articles", grows=True)


def test_a_step_is_given_its_own_earlier_table_only_as_the_same_code_and_options_made_it(tmp_path, workers):
    engine = LocalEngine(tmp_path, RECORDS, workers[0])
    engine.put("lines", Lines, ROWS)

    def given(recipe, stage=NUMBERED):
        engine.tables.read = FileDigests()
        engine.together(stage, Options(), recipe)
        return {row.line for row in engine.rows("repeats", Repeat)}

    assert [given("one"), given("one"), given("two"), given("two"), given("")] == [{0}, {9}, {0}, {9}, {0}]
    assert given("two") == {0}, "the table that lies there was made under no recipe"
    assert given("two") == {9}
    engine.put("repeats", Repeat, [])
    assert given("two") == {0}, "the table that lies there is another one"
    assert given("two", replace(NUMBERED, grows=False)) == {0}


def test_a_table_without_rows_is_a_table(tmp_path):
    tables = Tables(tmp_path, RECORDS)
    tables.write("placements", iter(()), schema_of(Placement))
    assert tables.count("placements") == 0
    assert tables.rows("placements", Placement) == []
    assert tables.digests("placements").all() == Digests([]).all() == []
