"""A ZIP archive of saved pages gives what its files give when they are added one by one."""

import io
import json
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstsaid.capture import packed as module
from firstsaid.capture import read
from firstsaid.model import Capture
from firstsaid.model.options import CaptureOptions
from tests.capture import archive_cases as cases
from tests.capture.test_read import source_of

PAGE = "<!-- saved from url=(0031)https://gazette.example/{0} -->\n<html><title>{0}</title><p>The bridge at {0} is closed.</p></html>"
MAIL = b"From: a@desk.example\nSubject: Bridge\nDate: Mon, 05 May 2031 06:00:00 +0000\n\nThe bridge is closed, the harbour office says.\n"
LINES = b"".join(json.dumps({"id": name, "text": f"The bridge at {name} is closed."}).encode() + b"\n" for name in ("lisk", "orlan"))


@pytest.fixture
def rows(tmp_path):
    def of(content, name="pages.zip", **options):
        path = tmp_path / name
        path.write_bytes(content)
        given = list(read(source_of(path), CaptureOptions(**options)))
        return [row for row in given if isinstance(row, Capture)], [(row.record, row.reason) for row in given if not isinstance(row, Capture)]

    return of


def test_each_file_is_read_as_if_it_were_added_by_itself(rows, tmp_path):
    files = {"lisk.html": PAGE.format("lisk").encode(), "sub/mail.eml": MAIL, "notes.txt": b"The bridge is closed.", "rows.jsonl": LINES}
    captures, reasons = rows(cases.zipped(files))
    assert reasons == []
    alone = []
    for name, content in files.items():
        place = tmp_path / "alone" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        alone += list(read(source_of(place), CaptureOptions()))
    assert [(row.media_type, row.payload, row.url, row.seen_at) for row in captures] == [(row.media_type, row.payload, row.url, row.seen_at) for row in alone]
    assert [row.record for row in captures][0::2] == ["lisk.html", "notes.txt", "rows.jsonl, orlan"]
    assert {row.path for row in captures} == {"pages.zip"}
    assert len({row.id for row in captures}) == len({row.sha256 for row in alone}) + 1
    assert captures[0].url == "https://gazette.example/lisk"


def test_the_same_bytes_in_two_files_are_two_captures(rows):
    captures, _ = rows(cases.zipped({"a.txt": b"The bridge is closed.", "b.txt": b"The bridge is closed."}))
    assert len({row.id for row in captures}) == 2


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("lisk_files/frame.html", False),
        ("lisk_files/deep/style.css", False),
        ("lisk-Dateien/bild.png", False),
        ("lisk-Dateien/seite.html", True),
        ("lisk.files/a.js", False),
        ("lisk_2031/page.html", True),
        ("orlan_files/page.html", True),
        ("__MACOSX/._lisk.html", False),
        (".DS_Store", False),
        ("sub/.hidden/page.html", False),
    ],
)
def test_the_parts_of_a_saved_page_are_counted_and_no_pages(rows, name, kept):
    captures, reasons = rows(cases.zipped({"lisk.html": PAGE.format("lisk").encode(), name: PAGE.format("part").encode()}))
    assert len(captures) == 1 + kept
    assert [reason for _, reason in reasons] == (
        ["Records that hold no page were passed over, 1 in all: parts that saved pages load (1)."] if name.startswith("lisk") and not kept else []
    )


@pytest.mark.parametrize("name", ["../page.html", "/tmp/page.html", "C:/page.html", "a/../../page.html", "a\\..\\..\\page.html"])
def test_a_name_that_leads_out_is_a_row_and_writes_nothing(rows, tmp_path, name):
    captures, reasons = rows(cases.zipped({"lisk.txt": b"The bridge is closed.", name: b"<html>"}))
    assert len(captures) == 1
    assert "leads outside the archive" in reasons[0][1]
    assert [path.name for path in tmp_path.iterdir()] == ["pages.zip"]


def test_archives_inside_and_too_many_files_are_told(rows, monkeypatch):
    inner = cases.zipped({"a.txt": b"words"})
    _, reasons = rows(cases.zipped({"inner.zip": inner, "inner.dat": inner, "report.docx": cases.zipped({"[Content_Types].xml": b"", "word/a.xml": b""})}))
    assert [record for record, _ in reasons] == ["inner.zip", "inner.dat", "report.docx"]
    assert ["ZIP archive inside" in reason for _, reason in reasons] == [True, True, False]
    assert "The Word document cannot be read: its archive holds no text" in reasons[2][1]
    monkeypatch.setattr(module, "MOST", 2)
    captures, reasons = rows(cases.zipped({f"{number}.txt": b"The bridge is closed." for number in range(4)}))
    assert len(captures) == 2
    assert reasons == [(None, "The archive holds more than 2 files; the rest was not read. Split it.")]


def test_an_archive_that_inflates_too_far_is_stopped(rows):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "The bridge is closed.")
        archive.writestr("b.txt", b" " * (100 << 20))
        archive.writestr("c.txt", "The bridge is open.")
    captures, reasons = rows(kept.getvalue())
    assert [row.record for row in captures] == ["a.txt"]
    assert "bomb" in reasons[-1][1]
    assert "The rest of the archive was not read" in reasons[-1][1]
    assert rows(cases.zipped({"a.txt": b"words " * 100}), largest_container=100)[0] == []


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 400), st.integers(0, 255))
def test_a_damaged_archive_raises_nothing(tmp_path_factory, at, byte):
    content = bytearray(cases.zipped({"lisk.html": PAGE.format("lisk").encode(), "notes.txt": b"The bridge is closed."}))
    content[at % len(content)] = byte
    path = tmp_path_factory.mktemp("damaged") / "pages.zip"
    path.write_bytes(bytes(content))
    assert list(read(source_of(path), CaptureOptions()))
