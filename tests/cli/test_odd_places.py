"""Cases that lie where nothing can be written, whose files are damaged or gone, and commands with nothing in an option: a sentence each, never a traceback."""

import errno
import os
import shutil
import subprocess
import sys

import pytest
from click.testing import CliRunner

from firstsaid import api
from firstsaid.case.folder import CaseFolder
from firstsaid.cli import main
from firstsaid.errors import CaseError
from firstsaid.model import Place
from firstsaid.review import Reviews, Wish

PAGE = "Harbour closed\n\nThe harbour was closed on Monday, the port authority said.\n"


def run(*words):
    return CliRunner().invoke(main, list(map(str, words)))


def told(done, status=1):
    """What a command says that fails as it should."""
    assert done.exit_code == status, (done.output, done.exception)
    assert isinstance(done.exception, SystemExit), done.exception
    return done.stderr


@pytest.fixture
def place(traced_sample, tmp_path):
    shutil.copytree(traced_sample, tmp_path / "case")
    return tmp_path / "case"


@pytest.mark.parametrize(
    "words", [("report", "--redact", ""), ("export", "--redact", "Ode", "--redact", " "), ("export", "--claim", ""), ("report", "--story", "")]
)
def test_an_option_that_names_nothing_hands_nothing_on(place, tmp_path, words):
    assert "it names nothing" in told(run(words[0], place, *words[1:], "-o", tmp_path / "out"), 2)
    assert not (tmp_path / "out").exists()


def test_an_empty_name_of_a_table_is_no_article(place):
    assert "it names nothing" in told(run("show", place, ""), 2)


def test_an_input_that_is_not_there_makes_no_case_and_adds_nothing(tmp_path):
    (tmp_path / "page.txt").write_text(PAGE, "utf-8")
    assert "nowhere.html: there is no such file" in told(run("add", tmp_path / "case", tmp_path / "page.txt", tmp_path / "nowhere.html"))
    assert not (tmp_path / "case").exists()


def test_the_folder_of_a_case_is_no_folder_of_pages(place, tmp_path):
    assert "it is the folder of a case, not of pages" in told(run("trace", place))
    (tmp_path / "page.txt").write_text(PAGE, "utf-8")
    done = run("add", tmp_path / "new", tmp_path)
    assert (done.exit_code, "1 added, 1 refused" in done.stderr) == (0, True), done.stderr
    assert "case: it is the folder of another case" in done.stderr


def test_a_report_that_cannot_be_written_is_told_before_anything_is_done(tmp_path):
    (tmp_path / "page.txt").write_text(PAGE, "utf-8")
    done = run("trace", tmp_path / "page.txt", "--case", tmp_path / "case", "--report", tmp_path / "nowhere" / "report.html")
    assert "it cannot be written: there is no such folder" in told(done)
    assert not (tmp_path / "case").exists()


def test_a_full_disk_is_no_fault_of_the_page(tmp_path, monkeypatch):
    (tmp_path / "page.txt").write_text(PAGE, "utf-8")

    def full(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("firstsaid.case.evidence.os.fsync", full)
    assert "Error: No space left on device. What was finished" in told(run("add", tmp_path / "case", tmp_path / "page.txt"))
    assert CaseFolder.open(tmp_path / "case").refused() == []


def test_a_fault_of_another_kind_is_not_hidden(tmp_path, monkeypatch):
    monkeypatch.setattr("firstsaid.api.open_case", lambda *_: (_ for _ in ()).throw(ConnectionResetError(errno.ECONNRESET, "reset")))
    assert isinstance(run("show", tmp_path).exception, ConnectionResetError)


def test_a_case_that_cannot_be_written_says_what_can_be_done(place):
    (place / "case.lock").unlink()
    (place / "case.lock").mkdir()
    for command in ("run", "report"):
        assert "nothing can be written to the case" in told(run(command, place))
    assert [run(command, place).exit_code for command in ("show", "verify")] == [0, 0]


def test_decisions_are_read_where_nobody_may_write_and_no_file_is_made(place, monkeypatch):
    reviews = Reviews(place / "review.db")
    reviews.keep(Wish("date", (Place("a" * 16, 0, 4),), "reject", "", None, "Ilse", "No."), "2031-05-08T06:00:00Z")
    before = sorted(path.name for path in place.iterdir())
    monkeypatch.setattr("firstsaid.review.store.os.access", lambda *_: False)
    assert [kept.wish.author for kept in reviews.log()] == ["Ilse"]
    assert reviews.version() == (1, 0)
    assert sorted(path.name for path in place.iterdir()) == before
    (place / "review.db").write_bytes(b"no database at all, but of some length")
    with pytest.raises(CaseError, match=r"review\.db cannot be used"):
        reviews.log()


def test_accounts_in_a_damaged_file_and_none_at_all(place):
    done = run("users", "list", place)
    assert (done.stdout, "Nobody has an account yet" in done.stderr) == ("", True)
    (place / "review.db").write_bytes(b"no database at all, but of some length")
    assert "review.db cannot be used" in told(run("users", "list", place))


def test_a_log_that_is_gone_is_no_empty_case(place):
    (place / "custody.jsonl").unlink()
    before = (place / "derived" / "articles.parquet").read_bytes()
    assert "there is evidence and no log of how it came" in told(run("run", place))
    assert (place / "derived" / "articles.parquet").read_bytes() == before


@pytest.mark.parametrize("size", [0, 3000])
def test_a_damaged_table_is_named_and_made_anew(place, size):
    for name in ("articles.parquet", "lookup/articles.arrow"):
        path = place / "derived" / name
        path.write_bytes(path.read_bytes()[:size])
    assert "derived/articles.parquet cannot be read: it is damaged or cut off" in told(run("show", place))
    assert "derived/lookup/articles.arrow cannot be read" in told(run("check", place, "the dust-extraction fans at the grain terminal"))
    api.run(place)
    assert run("show", place).exit_code == run("check", place, "the dust-extraction fans at the grain terminal").exit_code == 0


def test_evidence_that_is_gone_is_named_and_not_the_file_that_was_to_be_written(place, tmp_path):
    next(path for path in sorted((place / "evidence").rglob("*")) if path.is_file()).unlink()
    assert "a piece of evidence is missing" in told(run("export", place, "--format", "wacz", "-o", tmp_path / "x.wacz"))


@pytest.mark.parametrize(
    "words", [("show",), ("show", "statements", "--format", "csv"), ("check", "the dust-extraction fans at the grain terminal were switched off")]
)
def test_a_terminal_without_unicode_gets_letters_by_number(place, words):
    environ = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "firstsaid.cli", words[0], str(place), *words[1:]]
    done = subprocess.run(command, capture_output=True, env=environ, timeout=300, check=False)
    assert (done.returncode, b"\\u2019" in done.stdout) == (0, True), done.stderr


def test_a_webhook_that_cannot_be_reached_is_refused_before_the_first_event(tmp_path):
    for address in ("nonsense", "http://127.0.0.1/", "https://desk.example:8080/"):
        assert "--webhook" in told(run("watch", tmp_path / "case", "--once", "--webhook", address), 2)
    assert not (tmp_path / "case").exists()


def test_a_password_comes_from_a_line_where_there_is_no_terminal(place):
    def add(words):
        return CliRunner().invoke(main, ["users", "add", str(place), "Ilse"], input=words)

    assert "there is no password" in told(add(""), 2)
    assert "a password has at least 12 characters" in told(add("short\n"))
    assert add("correct horse battery staple\n").exit_code == 0
    assert run("users", "list", place).stdout == "Ilse\treviewer\n"


def test_a_disk_that_fills_up_in_a_stage_is_no_fault_of_ours(place, monkeypatch):
    shutil.rmtree(place / "derived")

    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("firstsaid.engine.local.LocalEngine._land", full)
    said = told(run("run", place))
    assert ("No space left on device. What was finished" in said, "please report" in said) == (True, False)
