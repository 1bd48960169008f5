"""The engines' contract: every stage gives the same rows on one machine and on Spark."""

import importlib.util
import json
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.reuse.test_thinning import notices

from firstsaid import api
from firstsaid.case.folder import CaseFolder
from firstsaid.case.run import run_pass
from firstsaid.engine.rows import in_order
from firstsaid.engine.spark import session
from firstsaid.errors import SettingsError
from firstsaid.model.options import EngineOptions, Options, ReuseOptions
from firstsaid.sample import pages
from firstsaid.stages import STAGES


@pytest.fixture(scope="module")
def spark():
    if importlib.util.find_spec("pyspark") is None or shutil.which("java") is None:
        pytest.skip("Spark is not on this machine; `make test` brings it where Java is")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")  # no time for code that a few minutes do not pay back
        yield "local[2]"


@pytest.fixture(scope="module")
def cases(tmp_path_factory, spark):
    """The sample case, with two files that cannot be read, run on both engines."""
    made = {}
    for engine in ("", spark):
        case = CaseFolder.create(tmp_path_factory.mktemp("case") / "case")
        broken = tmp_path_factory.mktemp("broken")
        (broken / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
        (broken / "lines.jsonl").write_text('{"text": "The council met on Monday."}\n{"text"\n')
        case.add([str(pages()), str(broken)])
        run_pass(STAGES, case, Options(engine=EngineOptions(spark=engine)))
        made[engine] = case
    return made


@pytest.mark.parametrize("table", [stage.writes for stage in STAGES])
def test_both_engines_give_the_same_rows(cases, spark, table):
    local, spread = (in_order(pq.read_table(cases[engine].derived / f"{table}.parquet")) for engine in ("", spark))
    # Of pages of markup alone there is nothing to carry, and a small pile is placed without its subjects and likenesses.
    assert local.num_rows > 0 or table in ("carried", "subjects", "likenesses")
    assert spread.cast(local.schema).to_pylist() == local.to_pylist()
    refused = [in_order(pq.read_table(cases[engine].derived / "rejected" / f"{table}.parquet")).to_pylist() for engine in ("", spark)]
    assert refused[0] == refused[1]


def test_a_pile_too_large_to_come_whole_gives_the_same_rows_part_by_part(cases, spark, tmp_path):
    """The sample case as if it were large: pairs are aligned part by part, on either engine and whatever the number of processes."""
    upto = [stage.writes for stage in STAGES].index("matches") + 1
    made = []
    for number, (engine, processes) in enumerate([("", 1), ("", 2), (spark, 0)]):
        folder = shutil.copytree(cases[engine].path, tmp_path / str(number))
        options = Options(reuse=ReuseOptions(small=2), engine=EngineOptions(spark=engine, processes=processes))
        run_pass(STAGES[:upto], CaseFolder.open(Path(folder)), options)
        made.append([in_order(pq.read_table(folder / f"derived/{table}.parquet")).to_pylist() for table in ("fingerprints", "candidates", "matches")])
    assert len(made[0][2]) > 10
    assert made[0] == made[1] == made[2]


def test_a_dense_family_is_thinned_alike_and_told_on_both_engines(spark, tmp_path):
    upto = [stage.writes for stage in STAGES].index("matches") + 1
    pile = tmp_path / "notices.jsonl"
    pile.write_text("".join(json.dumps({"id": str(n), "outlet": f"Outlet {n % 9}", "text": text}) + "\n" for n, text in enumerate(notices(220))), "utf-8")
    made = []
    for number, engine in enumerate(("", spark)):
        case = CaseFolder.create(tmp_path / str(number))
        case.add([str(pile)])
        run_pass(STAGES[:upto], case, Options(engine=EngineOptions(spark=engine)))
        tables = ("candidates", "matches", "rejected/candidates")
        made.append([in_order(pq.read_table(case.derived / f"{table}.parquet")).to_pylist() for table in tables])
    assert made[0] == made[1]
    candidates, _, (told,) = made[0]
    assert 220 <= len(candidates) <= 9 * 220
    assert told["reason"].startswith("Compared in part. This article and 219 others")


def test_a_case_that_spark_ran_is_fresh_for_both(cases, spark):
    for engine in (spark, ""):
        assert run_pass(STAGES, cases[spark], Options(engine=EngineOptions(spark=engine))) == []
    assert cases[spark].derived_faults() == []
    assert api.open_case(cases[spark].path).dossier.articles == api.open_case(cases[""].path).dossier.articles


def test_what_spark_wrote_can_be_made_anew_on_one_machine(cases, spark, tmp_path):
    folder = shutil.copytree(cases[spark].path, tmp_path / "case")
    shutil.rmtree(folder / "derived" / "statements.parquet")
    made = run_pass(STAGES, CaseFolder.open(Path(folder)), Options())
    assert made[0] == "statements"
    statements = [in_order(pq.read_table(place / "derived/statements.parquet")).to_pylist() for place in (folder, cases[""].path)]
    assert statements[0] == statements[1]


def test_a_master_that_is_none_is_told(spark, tmp_path):
    with pytest.raises(SettingsError, match="Spark did not start"):
        session("nowhere")
