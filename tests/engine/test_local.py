"""The engine on one machine: order, limits, and one bad page costing one page."""

import os
import re
import time
from concurrent.futures.process import BrokenProcessPool

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pebble import ProcessFuture
from pebble.pool.base_pool import PoolStatus

from firstsaid.engine.local import LocalEngine
from firstsaid.engine.pool import Workers
from firstsaid.engine.stage import Stage
from firstsaid.errors import StageError
from firstsaid.model import Capture, Placement, Rejected, Story, Voice
from firstsaid.model.options import EngineOptions, Options


def page(number: int, words: str = "quiet") -> Capture:
    return Capture(f"{number:04}", "0" * 64, f"{number}.txt", None, None, "text/plain", None, "file", words.encode())


def read_page(captures, options):
    """A step that stumbles over some pages, each in its own way."""
    for capture in captures:
        words = capture.payload.decode()
        if words == "raises":
            raise ValueError("a page it cannot stand")
        if words == "stops the process":
            os._exit(9)
        if words == "never ends":
            time.sleep(60)
        if words == "eats memory":
            bytearray(8 * 2**30)
        yield Placement(capture.path, words if words != "answers too much" else "x" * 350_000_000)


def by_story(pile, options):
    if any(row.article == "bad" for row in pile.placements):
        raise RuntimeError("a story it cannot stand")
    yield Story(pile.placements[0].story, tuple(row.article for row in pile.placements))


PAGES = Stage("placements", Placement, ("captures",), "each", read_page, "articles")
VOICES = Stage("stories", Story, ("placements",), "story", by_story, "reuse")
RECORDS = {"captures": Capture, "placements": Placement, "stories": Story, "voices": Voice}


def run(folder, captures, seconds=20, processes=2):
    options = Options(engine=EngineOptions(processes=processes, seconds=seconds, memory=1024))
    with Workers(options.engine) as workers:
        engine = LocalEngine(folder, RECORDS, workers)
        engine.put("captures", Capture, captures)
        return engine, engine.map(PAGES, options)


def test_rows_keep_the_order_of_the_table_whatever_the_number_of_processes(tmp_path):
    captures = [page(n, f"words {n}") for n in range(300)]
    digests = set()
    for processes in (1, 2):
        folder = tmp_path / str(processes)
        folder.mkdir()
        _, rejected = run(folder, captures, processes=processes)
        assert rejected == []
        assert pq.read_table(folder / "placements.parquet").column("article").to_pylist() == [c.path for c in captures]
        digests.add((folder / "placements.parquet").read_bytes())
    assert len(digests) == 1


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("raises", r"it could not be worked on \(ValueError: a page it cannot stand\)"),
        ("stops the process", "it made its worker process stop"),
        ("never ends", "it took longer than 5 s"),
        ("eats memory", "it needs more memory than one page may take"),
        ("answers too much", "it needs more memory than one page may take|it made its worker process stop"),
    ],
)
def test_one_poisoned_page_costs_one_page(tmp_path, words, reason):
    captures = [page(0), page(1, words), page(2)]
    engine, rejected = run(tmp_path, captures, seconds=5 if words == "never ends" else 60)
    assert [(row.path, row.stage) for row in rejected] == [("1.txt", "placements")]
    assert re.search(reason, rejected[0].reason)
    assert [row.article for row in engine.rows("placements", Placement)] == ["0.txt", "2.txt"]


def test_stories_are_handed_over_whole_and_a_failing_one_is_rejected(tmp_path):
    options = Options(engine=EngineOptions(processes=2))
    with Workers(options.engine) as workers:
        engine = LocalEngine(tmp_path, RECORDS, workers)
        placements = [Placement(f"a{n:03}", f"s{n % 7}") for n in range(200)] + [Placement("bad", "s9")]
        engine.put("placements", Placement, placements)
        rejected = engine.together(VOICES, options)
        stories = engine.rows("stories", Story)
    assert [row.path for row in rejected] == ["story s9"]
    assert {story.id: len(story.articles) for story in stories} == {f"s{n}": len(range(n, 200, 7)) for n in range(7)}


def test_rejected_rows_are_a_table_of_their_own(tmp_path):
    with Workers(EngineOptions()) as workers:
        engine = LocalEngine(tmp_path, RECORDS, workers)
        engine.put("rejected/captures", Rejected, [Rejected("a.png", None, "captures", "it is an image")])
        assert engine.rows("rejected/captures", Rejected)[0].reason == "it is an image"


def test_tables_answer_sql(tmp_path):
    engine, _ = run(tmp_path, [page(n) for n in range(3)])
    assert engine.sql("select count(*) as n from placements where story = 'quiet'").column("n").to_pylist() == [3]


def by_columns(columns, options):
    """A step that reads one column piece by piece and gives a record, a table and a refusal."""
    paths = [path for batch in columns.batches("captures", ["path"]) for path in batch.column("path").to_pylist()]
    assert len(paths) == columns.count("captures") == len(columns.records("captures"))
    yield Placement(paths[0], "first")
    yield pa.table({"article": paths[1:], "story": ["other"] * (len(paths) - 1)})
    yield Rejected("a page", None, "placements", "it says nothing")


def test_a_step_over_columns_gives_records_tables_and_refusals(tmp_path):
    stage = Stage("placements", Placement, ("captures",), "columns", by_columns, "reuse")
    with Workers(EngineOptions()) as workers:
        engine = LocalEngine(tmp_path, RECORDS, workers)
        engine.put("captures", Capture, [page(n) for n in range(3000)])
        assert [row.path for row in engine.together(stage, Options())] == ["a page"]
        rows = engine.rows("placements", Placement)
    assert len(rows) == 3000
    assert [row.article for row in rows if row.story == "first"] == ["0.txt"]


def test_a_step_over_columns_sees_only_the_tables_that_its_stage_reads(tmp_path):
    def nosy(columns, options):
        yield from columns.batches("voices", ["id"])

    with Workers(EngineOptions()) as workers:
        engine = LocalEngine(tmp_path, RECORDS, workers)
        engine.put("captures", Capture, [page(1)])
        with pytest.raises(StageError, match="does not read voices"):
            engine.together(Stage("placements", Placement, ("captures",), "columns", nosy, "reuse"), Options())


def break_pool(workers):
    """Leave the pool as it is after the system has ended a process between two jobs."""
    pool = workers._pool
    for loop in pool._loops:
        pool._context.status = PoolStatus.ERROR
        loop.join(0.1)


def test_a_pool_that_broke_between_two_stages_is_replaced(tmp_path):
    options = Options(engine=EngineOptions(processes=2, seconds=20, memory=2048))
    with Workers(options.engine) as workers:
        engine = LocalEngine(tmp_path, RECORDS, workers)
        engine.put("captures", Capture, [page(n) for n in range(100)])
        engine.map(PAGES, options)
        break_pool(workers)
        engine.map(PAGES, options)
        assert [row.story for row in engine.rows("placements", Placement)] == ["quiet"] * 100


def test_a_job_whose_pool_broke_is_given_out_again(tmp_path, monkeypatch):
    given = Workers._submit
    broken = []

    def submit(self, job):
        underway = given(self, job)
        if not broken:
            broken.append(ProcessFuture())
            broken[0].set_exception(BrokenProcessPool("All workers expired"))
            return underway._replace(future=broken[0])
        return underway

    monkeypatch.setattr(Workers, "_submit", submit)
    engine, rejected = run(tmp_path, [page(n) for n in range(100)])
    assert broken
    assert rejected == []
    assert len(engine.rows("placements", Placement)) == 100
