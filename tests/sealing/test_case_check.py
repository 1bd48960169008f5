"""A case that was tampered with: the first thing that does not fit is named."""

import json
import sqlite3

import pytest

from firstsaid.case.custody import Custody, line_digest
from firstsaid.errors import CaseError
from firstsaid.sealing.case_check import check_case


def _evidence(place):
    path = sorted(path for path in (place / "evidence").rglob("*") if path.is_file())[3]
    path.chmod(0o644)
    path.write_bytes(path.read_bytes() + b" ")


def _gone(place):
    sorted(path for path in (place / "evidence").rglob("*") if path.is_file())[3].unlink()


def _stranger(place):
    (place / "evidence" / "ab").mkdir(exist_ok=True)
    (place / "evidence" / "ab" / ("ab" * 32)).write_bytes(b"put in")


def _table(place):
    path = place / "derived" / "claims.parquet"
    path.write_bytes(path.read_bytes()[:-1] + b"x")


def _log(place):
    path = place / "custody.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"bytes": ', b'"bytes": 1', 1))


def _database(statement):
    def change(place):
        database = sqlite3.connect(place / "review.db")
        for trigger in ("judgements_stay", "judgements_kept", "withdrawals_kept"):
            database.execute(f"drop trigger {trigger}")
        database.execute("pragma foreign_keys = off")
        database.execute(statement)
        database.commit()
        database.close()

    return change


def _adding(**facts):
    return lambda place: Custody(place / "custody.jsonl").append("add", path="page.html", how="file", **facts)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (_evidence, "its bytes do not have the digest that names it: it was changed"),
        (_gone, "the file is missing"),
        (_stranger, "evidence/ab/abab.*: no line of the custody log adds it"),
        (_table, r"derived/claims\.parquet: it is not the table of the last run"),
        (_log, "line 2 does not follow from line 1"),
        (_database("update judgements set reason = 'Another.' where number = 1"), "decision 1 was changed"),
        (_database("delete from judgements where number = 1"), "decision 1 of the custody log is gone"),
        (_database("delete from withdrawals"), "the withdrawal of decision 2 is gone"),
        (lambda place: (place / "datapackage.json").write_text("{"), "datapackage.json cannot be read"),
        (lambda place: (place / "datapackage.json").write_text('{"resources": [{}]}'), "datapackage.json cannot be read"),
        (
            lambda place: (place / "datapackage.json").write_text('{"resources": [{"path": "/etc/passwd", "hash": ""}]}'),
            "it is not the list of tables of the last run",
        ),
        (_adding(sha256="/etc/passwd"), "names evidence '/etc/passwd', which is no SHA-256"),
        (_adding(sha256="../" * 30 + "etc/passwd"), "which is no SHA-256"),
        (_adding(), "a line that adds evidence lacks its digest or name"),
    ],
    ids=[
        *("evidence changed", "evidence gone", "evidence put in", "table", "log", "reason", "decision", "withdrawal", "listing"),
        *("listing of nothing", "listing of a file elsewhere", "evidence elsewhere", "evidence above", "evidence without a digest"),
    ],
)
def test_what_was_tampered_with_is_named(own_case, change, complaint):
    assert check_case(own_case).decisions == 2
    change(own_case)
    with pytest.raises(CaseError, match=complaint):
        check_case(own_case)


def test_a_list_of_tables_that_the_last_run_did_not_write_is_named(own_case):
    """For runs whose line carries the digest of the list."""
    listing = own_case / "datapackage.json"
    Custody(own_case / "custody.jsonl").append("run", settings="", tables=[], datapackage=line_digest(listing.read_text("utf-8")))
    check_case(own_case)
    package = json.loads(listing.read_text("utf-8"))
    package["resources"].pop()
    listing.write_text(json.dumps(package), "utf-8")
    with pytest.raises(CaseError, match="it is not the list of tables of the last run"):
        check_case(own_case)
