"""The commands, driven as a person drives them."""

import csv
import io
import json
import shutil
import subprocess
import sys

import pytest
from click.testing import CliRunner

import firstsaid
from firstsaid.api import open_case
from firstsaid.cli import main
from firstsaid.model import Place
from firstsaid.review import Reviews, Wish
from firstsaid.sample import pages

PAGE = (
    "Harbour closed after collision\n\nThe harbour was closed on Monday, the port authority said.\n\n"
    "“Two ships touched,” said Ode Hallin, the harbour master.\n"
)


def run(*words, **more):
    return CliRunner().invoke(main, list(map(str, words)), **more)


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    place = tmp_path_factory.mktemp("cli") / "case"
    done = run("demo", place)
    assert done.exit_code == 0, done.output
    return place


def test_demo_prints_the_first_sentence_and_writes_the_report(tmp_path):
    done = run("demo", tmp_path / "demo")
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith(f"{len(list(pages().iterdir()))} pages")
    assert (tmp_path / "demo/report.html").read_text("utf-8").startswith("<!doctype html>")


def test_trace_without_a_case_keeps_only_the_report(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text(PAGE, "utf-8")
    done = run("trace", "page.txt")
    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["firstsaid-report.html", "page.txt"]


def test_standard_input_is_an_input(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "firstsaid.cli", "trace", "-", "--case", tmp_path / "case"], input=PAGE.encode(), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(b"1 page")


def test_add_then_run_then_show(tmp_path):
    (tmp_path / "page.txt").write_text(PAGE, "utf-8")
    assert "1 added" in run("add", tmp_path / "case", tmp_path / "page.txt").stderr
    assert "1 already there" in run("add", tmp_path / "case", tmp_path / "page.txt").stderr
    assert "has not been run yet" in run("show", tmp_path / "case").stderr
    assert run("run", tmp_path / "case").exit_code == 0
    shown = run("show", tmp_path / "case", "statements", "--format", "json")
    assert len(json.loads(shown.stdout)) == 2


def test_show_prints_every_table_in_every_format(case):
    for table in [*firstsaid.open_case(case).tables, "rejected"]:
        for form in ("table", "json", "ndjson", "csv"):
            done = run("show", case, table, "--format", form, "--limit", "3")
            assert done.exit_code == 0, (table, form, done.output)
            if form == "json":
                assert len(json.loads(done.stdout)) <= 3
            if form == "csv" and done.stdout:
                assert len(list(csv.reader(io.StringIO(done.stdout)))) <= 4


def test_a_table_for_a_reader_names_outlets_and_tells_words(case):
    articles = firstsaid.open_case(case).table("articles").to_pylist()
    told = {table: run("show", case, table, "--limit", "0").stdout for table in ("articles", "statements", "claims", "derivations", "conflicts")}
    assert not any('{"' in shown or '["' in shown for shown in told.values()), "records are not shown as JSON to a reader"
    assert all(article["path"].rsplit("/", 1)[-1][:12] in told["articles"] for article in articles)
    assert all(word in told["statements"].splitlines()[0] for word in ("who", "through", "says"))
    assert "origins" in told["claims"].splitlines()[0]


def test_a_cut_table_says_so(case):
    done = run("show", case, "statements", "--limit", "2")
    total = firstsaid.open_case(case).table("statements").num_rows
    assert f"shown 2 of {total}" in done.stderr


def test_a_table_that_is_none_names_those_that_are(case):
    done = run("show", case, "claim")
    assert done.exit_code == 1
    assert "there is no table claim; did you mean claims?" in done.stderr


def test_cells_that_look_like_formulas_are_neutralised_in_csv(tmp_path):
    (tmp_path / "page.txt").write_text('=HYPERLINK("x") opened\n\n' + PAGE, "utf-8")
    run("trace", tmp_path / "page.txt", "--case", tmp_path / "case")
    for table in ("articles", "statements", "claims"):
        for row in csv.reader(io.StringIO(run("show", tmp_path / "case", table, "--format", "csv").stdout)):
            assert not any(cell.startswith(("=", "@", "+")) for cell in row)


def test_report_and_export_go_where_they_are_told(case, tmp_path):
    assert run("report", case, "-o", tmp_path / "r.html").exit_code == 0
    assert (tmp_path / "r.html").read_text("utf-8") == run("report", case, "-o", "-").stdout
    assert run("export", case, "-o", tmp_path / "e.json").exit_code == 0
    assert json.loads((tmp_path / "e.json").read_text("utf-8")) == json.loads(run("export", case).stdout)


def test_what_is_not_there_is_said_as_such(case, tmp_path):
    for words, said in (
        (["verify", str(tmp_path / "gone.zip")], "gone.zip: there is no such file or folder"),
        (["export", str(case), "-o", str(tmp_path / "gone" / "x.json")], "x.json: it cannot be written: there is no such folder"),
    ):
        done = CliRunner().invoke(main, words)
        assert (done.exit_code, said in done.stderr) == (1, True), done.output


def test_verify_is_content_until_a_byte_changes(case, tmp_path):
    shutil.copytree(case, tmp_path / "case")
    assert "custody lines follow from each other" in run("verify", tmp_path / "case").stdout
    kept = next(path for path in sorted((tmp_path / "case/evidence").rglob("*")) if path.is_file())
    kept.chmod(0o644)
    kept.write_bytes(kept.read_bytes() + b" ")
    done = run("verify", tmp_path / "case")
    assert done.exit_code == 1
    assert kept.name[:12] in done.stderr
    assert "was changed" in done.stderr


def test_a_wrong_option_value_is_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("FIRSTSAID_REUSE_SHORTEST", "several")
    (tmp_path / "page.txt").write_text(PAGE, "utf-8")
    done = run("trace", tmp_path / "page.txt", "--case", tmp_path / "case")
    assert done.exit_code == 1
    assert "FIRSTSAID_REUSE_SHORTEST: 'several' is not a whole number" in done.stderr


def test_every_option_has_a_flag_with_its_help():
    shown = run("trace", "--help").stdout
    assert "--reuse-shortest" in shown
    assert "--engine-processes" in shown


def test_show_tells_that_decisions_count(tmp_path):
    place = tmp_path / "case"
    assert run("demo", place).exit_code == 0
    derivation = next(d for d in open_case(place).dossier.derivations if d.relation == "quotes")
    places = (Place(derivation.article_a, 0, 0), Place(derivation.article_b, 0, 0))
    wish = Wish("relation", places, "accept", derivation.relation, derivation.upstream, "Ilse", "Read both.")
    Reviews(place / "review.db").keep(wish, "2031-05-04T08:00:00Z")
    assert "count here" not in run("show", place).stdout
    assert run("run", place).exit_code == 0
    assert "One decision by Ilse counts here; `firstsaid serve " in run("show", place).stdout


def test_help_says_of_each_command_in_whole_words_what_it_is_for():
    shown = run("--help").stdout.partition("Commands:")[2]
    assert "..." not in shown
    for name in main.commands:
        assert f"  {name} " in shown
    assert "Who said this first? Hold a sentence, a paragraph or a whole article against a case." in " ".join(shown.split())


def test_help_loads_nothing_heavy():
    """`firstsaid --help` answers at once since it imports no library that is slow to load and no room; the time itself stands in docs/performance.md."""
    code = "import sys; from firstsaid.cli import main; main(['--help'], standalone_mode=False); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = done.stdout.splitlines()[-1].split()
    assert "click" in loaded
    assert not {"numpy", "pyarrow", "duckdb", "rich", "lxml", "firstsaid.api", "firstsaid.stages"} & set(loaded)


def test_the_python_face(tmp_path):
    article = firstsaid.read(PAGE.encode())
    assert article.title.value == "Harbour closed after collision"
    said = firstsaid.attributions("“Two ships touched,” said Ode Hallin, the harbour master.")
    assert [link.name for link in said[0].chain] == ["Ode Hallin"]
    first = "The withdrawal of the patrol boats was decided on Sunday evening after a long night of talks in Sellan."
    matches = firstsaid.reuse({"a": first, "b": "Officials said little. " + first + " Nobody knows why."})
    assert {(m.article_a, m.article_b) for m in matches} <= {("a", "b"), ("b", "a")}
    assert matches
    (tmp_path / "page.txt").write_text(PAGE, "utf-8")
    traced = firstsaid.trace(tmp_path / "page.txt")
    assert traced.sentence().startswith("1 page")
    assert traced.table("articles").to_pylist()[0]["path"] == "page.txt"
    found = traced.check("A reader wrote: the harbour was closed on Monday, the port authority said.")
    assert found, "the words stand in the case"
    assert "text" in (found[0].article_a, found[0].article_b)
