"""report, export, verify and formats at the command line."""

import os
import threading
import zipfile

import pytest
from click.testing import CliRunner
from tests.copies import copied

from firstsaid import api
from firstsaid.cli import main


@pytest.fixture(scope="module")
def place(traced_sample, tmp_path_factory):
    return copied(traced_sample, tmp_path_factory.mktemp("handing"))


def run(*words):
    return CliRunner().invoke(main, [str(word) for word in words])


def test_a_dossier_is_written_and_checked_without_the_case(place, tmp_path):
    done = run("export", place, "--format", "dossier", "-o", tmp_path / "d.zip")
    assert done.exit_code == 0
    seal = done.stderr.split()[-1]
    checked = run("verify", tmp_path / "d.zip")
    assert f"The SHA-256 of the manifest is {seal}" in checked.stdout
    assert "custody lines follow from each other" in run("verify", place).stdout


def test_a_pipe_is_written_to_and_not_replaced(place, tmp_path):
    pipe, got = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    reader.start()
    assert run("export", place, "-o", pipe).exit_code == 0
    assert pipe.is_fifo()
    reader.join(20)
    run("export", place, "-o", tmp_path / "file")
    assert got == [(tmp_path / "file").read_bytes()]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "pipe"]


def test_a_broken_dossier_is_named(place, tmp_path):
    run("export", place, "--format", "dossier", "-o", tmp_path / "d.zip")
    data = bytearray((tmp_path / "d.zip").read_bytes())
    with zipfile.ZipFile(tmp_path / "d.zip") as archive:
        about = archive.getinfo("report.html")
    data[about.header_offset + 60] ^= 0xFF
    (tmp_path / "d.zip").write_bytes(data)
    done = run("verify", tmp_path / "d.zip")
    assert done.exit_code == 1
    assert "report.html" in done.stderr
    assert "Traceback" not in done.output


def test_a_redacted_report_of_a_story_tells_who_is_who_on_stderr_only(place, tmp_path):
    story = api.open_case(place).dossier.stories[0].id
    done = run("report", place, "--story", story[:6], "--redact", "Leyla Korbat", "-o", tmp_path / "r.html")
    assert done.exit_code == 0
    assert "█redacted 1█ is Leyla Korbat: " in done.stderr
    written = (tmp_path / "r.html").read_text("utf-8")
    assert "Korbat" not in written
    assert "One story of" in written


def test_what_is_handed_on_is_noted_and_names_are_not(place, tmp_path):
    run("report", place, "--redact", "Leyla Korbat", "-o", tmp_path / "r.html")
    run("export", place, "--format", "csv", "--claim", api.open_case(place).dossier.claims[0].id, "-o", tmp_path / "c.zip")
    report, csv = list(api.open_case(place).folder.custody.lines())[-2:]
    assert (report["event"], report["format"], report["redacted"]) == ("export", "report html", 1)
    assert csv["part"].startswith("claim ")
    assert "Korbat" not in str(report)


def test_a_file_that_holds_a_zip_under_another_name_is_told(place, tmp_path):
    assert run("export", place, "--format", "csv", "-o", tmp_path / "rows.csv").stderr.endswith("rows.csv (it holds what is usually named .csv.zip)\n")
    assert run("export", place, "--format", "csv", "-o", tmp_path / "rows.zip").stderr.endswith("rows.zip\n")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["export", "--format", "nothing"], "there is no format nothing; there are json"),
        (["export", "--format", "json", "--without-evidence"], "belong to --format dossier"),
        (["export", "--format", "dossier", "--redact", "Leyla Korbat", "-o", "x.zip"], "leave the pages out (--without-evidence)"),
        (["export", "--format", "wacz", "--redact", "Leyla Korbat", "-o", "x.zip"], "nothing can be redacted"),
        (["report", "--story", "zz"], "there is no story zz"),
        (["report", "--story", "0", "--claim", "0"], "not both in one"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(place, words, complaint):
    done = run(words[0], place, *words[1:])
    assert done.exit_code in (1, 2)
    assert complaint in " ".join(done.stderr.split())
    assert not list(place.parent.glob("*.partial"))


def test_formats_lists_the_dossier():
    assert "dossier" in run("formats").stdout
