"""A name that was redacted is in no member of what is handed on, under no spelling."""

import io
import json
import re
import zipfile

import pytest

from firstsaid import api
from firstsaid.errors import CaseError
from firstsaid.exports import EXPORTS
from firstsaid.sealing.checking import check_sealed
from firstsaid.sealing.handing import Parcel, hand_over
from firstsaid.sealing.prepared import Wanted, prepare
from firstsaid.sealing.sealed import Sealing
from firstsaid.sealing.shape import CUSTODY, REPORT

from .conftest import REVIEWER

NAMES = ("Leyla Korbat", "Radio Melhane", REVIEWER)
TRACES = re.compile(r"qorbat|korbat|lejla|leyla|radio[\W_]*melhane|\bpell\b|undry", re.I)


@pytest.fixture
def redacted(make_zip):
    with zipfile.ZipFile(make_zip(how=Sealing(evidence=False), redact=NAMES)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_nothing_of_the_names_is_left(redacted):
    for name, text in redacted.items():
        assert TRACES.findall(text) == [], name


def test_the_report_says_what_was_redacted_and_how_often(redacted):
    said = re.search(r'id="redacted".*?</dd>', redacted[REPORT], re.S)[0]
    counted = [int(n) for n in re.findall(r"(\d+) places? in the texts", said)]
    assert len(counted) == 3
    assert counted[0] == 6
    assert "█redacted 1█ stands for a name with 2 spellings" in said
    assert redacted["contract.json"].count("█redacted 1█") >= 6


def test_it_still_fits_together(make_zip):
    checked = check_sealed(make_zip(how=Sealing(evidence=False), redact=NAMES))
    assert checked.quoted > 500
    assert checked.decisions == 2
    assert checked.sealed_lines > 0


def test_lines_of_the_log_that_hold_a_name_are_digests(redacted):
    lines = [json.loads(line) for line in redacted[CUSTODY].splitlines()]
    assert sum("sealed" in line for line in lines) >= 4
    assert any("sha256" in line for line in lines)


def test_pages_as_received_cannot_go_along(make_zip):
    with pytest.raises(CaseError, match="the pages as received hold them"):
        make_zip(redact=NAMES)


def test_every_format_is_without_them(decided_case, own_case):
    case = api.open_case(own_case)
    prepared = prepare(case, Wanted(redact=NAMES))
    for export in EXPORTS:
        if export.name in ("parquet", "xlsx", "sqlite", "datasette", "csv"):
            continue
        out = io.BytesIO()
        hand_over(case, prepared, Parcel(export.name), out)
        assert TRACES.findall(out.getvalue().decode()) == [], export.name
    with pytest.raises(CaseError, match="nothing can be redacted"):
        hand_over(case, prepared, Parcel("wacz"), io.BytesIO())


def test_without_redaction_the_names_are_there(make_zip):
    with zipfile.ZipFile(make_zip()) as archive:
        assert len(TRACES.findall(archive.read(REPORT).decode())) > 20


def test_a_name_that_nobody_has_changes_nothing_but_the_note(make_zip):
    with zipfile.ZipFile(make_zip(how=Sealing(evidence=False), redact=("Zorba Quine",))) as archive:
        report = archive.read(REPORT).decode()
    assert "0 places in the texts of 0 articles" in report
