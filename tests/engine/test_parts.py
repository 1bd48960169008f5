"""Steps that work part by part: what stands beside the rows, one bad row costing one row, and rows that are known."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsaid.engine.digests import digests_of
from firstsaid.engine.local import LocalEngine
from firstsaid.engine.pool import Workers
from firstsaid.engine.rows import to_table
from firstsaid.engine.stage import Stage
from firstsaid.model import Candidate, ChainLink, Cited, Derivation, Placement, Rival, SourceDescription, Span, Statement, Story
from firstsaid.model.options import EngineOptions, Options, ReuseOptions

RECORDS = {"candidates": Candidate, "placements": Placement, "seen": Candidate}
PAGES = 400


def stories_of_pairs(columns, options):
    """A step over pairs that tells how many rows the whole table beside them has, and the stories of the two articles."""
    stories = {}
    for batch in columns.batches("placements", ["article", "story"]):
        stories.update(zip(batch.column(0).to_pylist(), batch.column(1).to_pylist(), strict=True))
    assert len(stories) <= columns.count("placements")
    for row in columns.records("candidates"):
        if row.votes == 13:
            raise ValueError("a pair it cannot stand")
        yield Candidate(row.article_a, row.article_b, columns.count("placements"), f"{stories[row.article_a]} {stories[row.article_b]}".encode())


def as_table(columns, options):
    """The same as a table of Arrow."""
    yield to_table(list(stories_of_pairs(columns, options)), Candidate)


STAGE = Stage("seen", Candidate, ("candidates", "placements"), "part", stories_of_pairs, "reuse", {"placements": ("article", "story")})
WHOLE = Stage("seen", Candidate, ("candidates", "placements"), "part", stories_of_pairs, "reuse", whole="small")


def pairs(bad=()):
    return [Candidate(f"{n:04}", f"{(n * 7) % PAGES:04}", 13 if n in bad else 1, b"") for n in range(PAGES)]


def run(folder, rows, stage=STAGE, processes=2, recipe=""):
    folder.mkdir(exist_ok=True)
    options = Options(engine=EngineOptions(processes=processes), reuse=ReuseOptions(small=PAGES))
    with Workers(options.engine) as workers:
        engine = LocalEngine(folder, RECORDS, workers)
        engine.put("candidates", Candidate, rows)
        engine.put("placements", Placement, [Placement(f"{n:04}", f"story {n % 9}") for n in range(PAGES)])
        rejected = engine.together(stage, options, recipe)
        return engine.rows("seen", Candidate), rejected


def wanted(rows):
    return [Candidate(a, b, PAGES, f"story {int(a) % 9} story {int(b) % 9}".encode()) for a, b in ((row.article_a, row.article_b) for row in rows)]


@pytest.mark.parametrize("step", [stories_of_pairs, as_table])
def test_a_part_has_beside_it_what_its_rows_name_whatever_the_number_of_processes(tmp_path, step, monkeypatch):
    monkeypatch.setattr("firstsaid.engine.local.PART_ROWS", 50)
    stage = Stage("seen", Candidate, ("candidates", "placements"), "part", step, "reuse", {"placements": ("article", "story")})
    found = [run(tmp_path / str(processes), pairs(), stage, processes) for processes in (1, 2)]
    assert found[0] == found[1] == (wanted(pairs()), [])
    assert (tmp_path / "1/seen.parquet").read_bytes() == (tmp_path / "2/seen.parquet").read_bytes()
    assert not list(tmp_path.glob("*/parts.*"))


def test_one_poisoned_pair_costs_one_pair(tmp_path):
    rows, rejected = run(tmp_path / "case", pairs(bad=[5]))
    assert rows == wanted([row for row in pairs() if row.article_a != "0005"])
    assert [row.path for row in rejected] == ["articles 0005 and 0035"]
    assert "a pair it cannot stand" in rejected[0].reason


def test_a_small_pile_comes_whole(tmp_path):
    assert run(tmp_path / "case", pairs(), WHOLE) == (wanted(pairs()), [])


def test_known_pairs_are_taken_over_and_a_changed_one_is_worked_on_again(tmp_path):
    """What was made of the same rows is taken over, and the table has the bytes that a run from nothing gives."""
    run(tmp_path / "grown", pairs()[:300], recipe="one")
    grown = run(tmp_path / "grown", pairs(bad=[350]), recipe="one")
    anew = run(tmp_path / "anew", pairs(bad=[350]), recipe="one")
    assert grown == anew
    assert (tmp_path / "grown/seen.parquet").read_bytes() == (tmp_path / "anew/seen.parquet").read_bytes()
    changed, rejected = run(tmp_path / "grown", pairs(bad=[7]), recipe="one")
    assert [row.path for row in rejected] == ["articles 0007 and 0049"]
    assert changed == wanted([row for row in pairs() if row.article_a != "0007"])


def stories_of_pages(columns, options):
    """A step over rows that list articles: the stories of these, in the order of the list."""
    stories = {row.article: row.story for row in columns.records("placements")}
    for row in columns.records("cited"):
        yield Story(row.article, tuple(stories.get(page, "none") for page in row.pages))


LISTING = Stage("told", Story, ("cited", "placements"), "part", stories_of_pages, "claims")


def run_listed(folder, moved=()):
    """The stories told of each row, and how many rows were worked on."""
    folder.mkdir(exist_ok=True)
    noted = folder / "known/told.parquet"
    before = pq.read_table(noted).column("digest").to_pylist() if noted.exists() else []
    options = Options(engine=EngineOptions(processes=2))
    with Workers(options.engine) as workers:
        engine = LocalEngine(folder, {"cited": Cited, "placements": Placement, "told": Story}, workers)
        engine.put("cited", Cited, [Cited(f"{n:04}", tuple(f"{m:04}" for m in range(n, n + n % 4)), (), (), ()) for n in range(PAGES)])
        engine.put("placements", Placement, [Placement(f"{n:04}", "moved" if n in moved else f"story {n % 9}") for n in range(PAGES)])
        assert engine.together(LISTING, options, "one") == []
        told = {row.id: row.articles for row in engine.rows("told", Story)}
    return told, len(set(pq.read_table(noted).column("digest").to_pylist()) - set(before))


def test_a_row_has_beside_it_what_it_lists_and_is_worked_on_again_when_that_changes(tmp_path, monkeypatch):
    monkeypatch.setattr("firstsaid.engine.local.PART_ROWS", 50)
    wanted = {f"{n:04}": tuple(f"story {m % 9}" if m < PAGES else "none" for m in range(n, n + n % 4)) for n in range(PAGES)}
    assert run_listed(tmp_path / "case") == (wanted, PAGES)
    assert run_listed(tmp_path / "case") == (wanted, 0)
    grown, worked = run_listed(tmp_path / "case", moved=[103])
    assert ({row for row in wanted if grown[row] != wanted[row]}, worked) == ({"0102", "0103"}, 2)
    assert run_listed(tmp_path / "anew", moved=[103]) == (grown, PAGES)
    assert (tmp_path / "case/told.parquet").read_bytes() == (tmp_path / "anew/told.parquet").read_bytes()


def test_a_digest_tells_what_a_row_holds_and_not_how_arrow_holds_it():
    made = [
        Statement(
            f"s{n}", "a", None if n % 3 else Span(n, n + 1), None, (Span(0, n),) * (n % 4), "direct", (ChainLink("Ferin", "outlet", None),) * (n % 2), 0.5, None
        )
        for n in range(40)
    ]
    table = to_table(made, Statement)
    digests = digests_of(table)
    assert len(set(digests)) == len(made)
    assert digests_of(table.slice(7, 9)) == digests[7:16]
    assert digests_of(pa.concat_tables([table.slice(0, 11), table.slice(11)])) == digests
    assert [digests_of(to_table([row], Statement))[0] for row in made] == digests
    assert digests_of(to_table([], Statement)) == []


def test_the_digest_of_what_is_not_told_is_the_same_beside_rows_that_tell_it_and_beside_rows_that_do_not():
    """A struct with text in it and no value, first in a table in which no row has one, then in a table in which another has."""
    rivals = [Rival("siblings", None, 0.1) if n == 5 else None for n in range(9)]
    made = [Derivation(f"d{n}", "s", "a", "b", "undetermined", (), None, None, 0.5, rival, (), 0.0) for n, rival in enumerate(rivals)]
    whole = digests_of(to_table(made, Derivation))
    assert [digest for first in range(0, 9, 2) for digest in digests_of(to_table(made[first : first + 2], Derivation))] == whole


FEW = st.sampled_from(["", "a", "ab", "b", "\x00"])
SPANS = st.builds(Span, st.integers(0, 1), st.integers(0, 1))
LINKS = st.builds(ChainLink, FEW, FEW, st.none() | SPANS, st.none() | st.builds(SourceDescription, FEW, FEW, st.none() | st.integers(0, 1), FEW, FEW))
STATEMENTS = st.builds(
    Statement,
    id=FEW,
    article=FEW,
    source=st.none() | SPANS,
    cue=st.none() | SPANS,
    content=st.lists(SPANS, max_size=2).map(tuple),
    form=FEW,
    chain=st.lists(LINKS, max_size=2).map(tuple),
    confidence=st.sampled_from([0.0, 0.5]),
    way=st.none() | FEW,
)


@given(st.lists(STATEMENTS, min_size=2, max_size=40))
def test_two_rows_have_one_digest_only_if_they_are_the_same(rows):
    """Values so short that nearly all of them could stand elsewhere in a row: in the next column, in the next link, or as nothing at all."""
    digests = digests_of(to_table(rows, Statement))
    assert len(set(digests)) == len(set(rows)) == len(set(zip(rows, digests, strict=True)))
