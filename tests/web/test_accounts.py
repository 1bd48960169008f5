"""`firstsaid users` at the command line."""

from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from firstsaid.case.folder import CaseFolder
from firstsaid.cli import main
from firstsaid.review.users import Users

PASSWORD = "harbour at dawn, 1931"


@pytest.fixture
def case(tmp_path):
    return CaseFolder.create(tmp_path / "case")


def users(*words, given=""):
    return CliRunner().invoke(main, ["users", *map(str, words)], input=given)


def test_an_account_is_made_listed_and_taken_away(case):
    assert users("add", case.path, "Ilse Marrin", "--role", "keeper", given=f"{PASSWORD}\n{PASSWORD}\n").exit_code == 0
    assert users("add", case.path, "Odo Brill", "--password", PASSWORD).exit_code == 0
    assert users("list", case.path).stdout == "Ilse Marrin\tkeeper\nOdo Brill\treviewer\n"
    assert users("remove", case.path, "Ilse Marrin").exit_code == 0
    assert users("list", case.path).stdout == "Odo Brill\treviewer\n"
    told = [(line["name"], line["role"]) for line in case.custody.lines() if line["event"] == "account"]
    assert told == [("Ilse Marrin", "keeper"), ("Odo Brill", "reviewer"), ("Ilse Marrin", "none")]
    assert PASSWORD not in (case.path / "custody.jsonl").read_text("utf-8")


def test_a_token_lets_a_program_in_until_its_last_day(case):
    users("add", case.path, "Odo Brill", "--password", PASSWORD)
    given = users("token", case.path, "Odo Brill", "--until", "2031-12-31").stdout.strip()
    accounts = Users(case.path / "review.db")
    last = datetime(2031, 12, 31, 12, tzinfo=UTC).timestamp()
    assert accounts.bearer(given, last).name == "Odo Brill"
    assert accounts.bearer(given, last + 2 * 24 * 3600) is None
    assert given not in (case.path / "custody.jsonl").read_text("utf-8")


@pytest.mark.parametrize("command", [("add", "Odo Brill"), ("remove", "Odo Brill"), ("list",), ("token", "Odo Brill", "--until", "2031-12-31")])
def test_where_there_is_no_case_nobody_is_asked_for_anything(tmp_path, command):
    done = users(command[0], tmp_path / "nowhere", *command[1:], given=f"{PASSWORD}\n{PASSWORD}\n")
    assert done.exit_code == 1
    assert "it is not a case" in done.stderr
    assert "assword" not in done.output


def test_no_password_and_a_short_one_make_no_account(case):
    assert users("add", case.path, "Odo Brill", given="\n").exit_code == 2
    assert "at least 12 characters" in users("add", case.path, "Odo Brill", "--password", "short").stderr
    assert users("list", case.path).stdout == ""
