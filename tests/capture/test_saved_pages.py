"""Pages that a browser saved: web archives, notes in the first lines, and folders beside a page."""

import random
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firstsaid.capture import read
from firstsaid.case.folder import CaseFolder
from firstsaid.model import Capture, Rejected
from firstsaid.model.options import CaptureOptions

from .test_read import CASES, source_of


def rows_of(name):
    return list(read(source_of(CASES / name), CaptureOptions()))


def written(tmp_path, content: bytes, name="page.mhtml"):
    path = tmp_path / name
    path.write_bytes(content)
    return list(read(source_of(path), CaptureOptions()))


def test_a_web_archive_tells_address_and_time_and_its_own_page_is_taken():
    (row,) = rows_of("chrome.mhtml")
    assert (row.url, row.seen_at, row.how, row.record) == ("https://courier.example/2031/03/ferry-returns", "2031-03-04T08:15:00Z", "mhtml", None)
    assert "The ferry “Aurelia” returned" in row.payload.decode()
    assert "Buy a boat" not in row.payload.decode()


def test_an_old_web_archive_of_one_part_keeps_its_bytes_and_encoding():
    (row,) = rows_of("old_browser.mht")
    assert (row.url, row.seen_at, row.charset) == ("http://tarn.example/mine.html", "2031-03-07T23:00:00Z", "windows-1252")
    assert "“We lost a year”" in row.payload.decode("cp1252")


def test_an_archive_that_breaks_off_gives_what_it_has_and_says_so():
    capture, row = rows_of("cut_off.mhtml")
    assert b"returned to Sellan on Monday after" in capture.payload
    assert "base64 breaks off" in row.reason


def test_only_addresses_of_the_web_are_taken(tmp_path):
    content = (CASES / "chrome.mhtml").read_bytes().replace(b"https://courier.example", b"file:///home/desk")
    (row,) = written(tmp_path, content)
    assert row.url is None


def test_an_archive_over_the_limit_or_nested_without_end_is_a_row(tmp_path):
    (row,) = read(source_of(CASES / "chrome.mhtml"), CaptureOptions(largest=100))
    assert "more than the limit of 100" in row.reason
    nested = b"MIME-Version: 1.0\r\n" + b"".join(b"Content-Type: multipart/related; boundary=%d\r\n\r\n--%d\r\n" % (depth, depth) for depth in range(1_000))
    (row,) = written(tmp_path, nested)
    assert "multipart sections" in row.reason


@pytest.mark.parametrize(
    ("note", "url", "seen_at"),
    [
        ("<!-- saved from url=(0023)https://a.example/x?y=1 -->", "https://a.example/x?y=1", None),
        ("<!-- saved from url=(0014)about:internet -->", None, None),
        (
            "<!--\n Page saved with SingleFile \n url: https://a.example/x \n saved date: 2031-03-04T08:15:00.000Z\n-->",
            "https://a.example/x",
            "2031-03-04T08:15:00Z",
        ),
        ("<!--\n Page saved with SingleFile \n url: https://a.example/x \n saved date: at noon\n-->", "https://a.example/x", None),
        ("<!--\n Page saved with SingleFile \n url: https://a.example/x\n-->", "https://a.example/x", None),
        ("<!--\n Page saved with SingleFile \n url: file:///home/desk/x.html\n-->", None, None),
    ],
)
def test_a_note_in_the_first_lines_tells_where_and_when(tmp_path, note, url, seen_at):
    (row,) = written(tmp_path, f"<!DOCTYPE html> <html lang=en>{note}<p>The council voted.</p>".encode(), "page.html")
    assert (row.url, row.seen_at, row.media_type) == (url, seen_at, "text/html")
    assert row.how == ("saved page" if url else "file")


def test_singlefile_and_chrome_notes_are_read_from_files():
    (row,) = rows_of("single_file.html")
    assert (row.url, row.seen_at, row.how) == ("https://courier.example/2031/03/ferry-returns", "2031-03-04T08:15:00Z", "saved page")
    (row,) = rows_of("saved_from.html")
    assert (row.url, row.seen_at, row.how) == ("https://courier.example/2031/03/ferry-returns", None, "saved page")


def test_what_the_user_says_of_the_address_goes_first(tmp_path):
    (row,) = read(source_of(CASES / "saved_from.html", "https://other.example/"), CaptureOptions())
    assert row.url == "https://other.example/"


@pytest.fixture
def folder(tmp_path):
    """Two saved pages with their folders, and a page that links to a folder of pages."""
    pages = tmp_path / "pages"
    for name in ("Ferry_files", "Old quay-Dateien", "Mine_pages"):
        (pages / name).mkdir(parents=True)
    (pages / "Ferry.html").write_text('<html><p>The ferry returned.</p><img src="./Ferry_files/a.jpg"></html>')
    (pages / "Old quay.htm").write_text('<html><p>The quay stands.</p><link rel=x href="Old%20quay-Dateien/a.css"></html>')
    (pages / "Mine.html").write_text('<html><p>The mine reopened.</p><a class=b href="Mine_pages/one.html">one</a></html>')
    (pages / "Mine_pages/one.html").write_text("<html><p>One.</p></html>")
    for name in ("a.jpg", "b.png", "c.js", "saved_resource.html", "d.bin"):
        (pages / "Ferry_files" / name).write_text(name)
    (pages / "Old quay-Dateien/a.css").write_text("p {}")
    return pages


def test_the_folder_of_a_saved_page_is_left_out_in_one_row(tmp_path, folder):
    case = CaseFolder.create(tmp_path / "case")
    done = case.add([str(folder)])
    assert [kept.name for kept in case.register()] == ["Ferry.html", "Mine.html", "Mine_pages/one.html", "Old quay.htm"]
    assert {row.path: row.reason for row in done.refused} == {
        "Ferry_files": 'it belongs to the saved page "Ferry.html": 5 files that the page loads were left out '
        "(2 pictures, 1 frame, 1 other file, 1 script); add by itself what is a page to trace",
        "Old quay-Dateien": 'it belongs to the saved page "Old quay.htm": 1 file that the page loads was left out (1 style sheet); '
        "add by itself what is a page to trace",
    }
    assert case.refused() == list(done.refused)
    again = case.custody.path.read_bytes()
    case.add([str(folder)])
    assert case.custody.path.read_bytes() == again, "adding it again says nothing new"


def test_names_given_one_by_one_as_a_shell_does_leave_the_folders_out_too(tmp_path, folder):
    case = CaseFolder.create(tmp_path / "case")
    done = case.add(sorted(map(str, folder.iterdir())))
    assert [kept.name for kept in case.register()] == ["Ferry.html", "Mine.html", "Old quay.htm", "one.html"]
    assert [row.path for row in done.refused] == ["Ferry_files", "Old quay-Dateien"]


def test_a_folder_named_without_its_page_is_a_folder_like_any_other(tmp_path, folder):
    case = CaseFolder.create(tmp_path / "case")
    done = case.add([str(folder / "Ferry_files")])
    assert (done.added, done.refused) == (5, ())


SEEDS = ["chrome.mhtml", "old_browser.mht", "single_file.html", "newsletter.eml", "forwarded.eml"]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(SEEDS), seed=st.integers(0, 2**32), hits=st.integers(1, 30))
def test_a_file_with_changed_bytes_gives_rows(tmp_path, name, seed, hits):
    chance = random.Random(seed)
    content = bytearray((CASES / name).read_bytes())
    for _ in range(hits):
        at = chance.randrange(len(content) + 1)
        content[at : at + chance.choice((0, 1, 1, 9, 90))] = bytes(
            chance.choice(b'\x00\xff=?:;"<>-\r\n \tQBab\xe9') for _ in range(chance.choice((0, 1, 1, 9)))
        )
    rows = written(tmp_path, bytes(content) or b"x", name)
    assert rows
    assert all(isinstance(row, Capture | Rejected) for row in rows)
    for row in rows:
        (row.reason if isinstance(row, Rejected) else f"{row.url}{row.seen_at}{row.charset}{row.record}").encode("utf-8")


STARTS = [
    b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n",
    b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n",
    b"Message-ID: <1>\r\nFrom: a\r\nSubject: =?utf-8?",
    b"From: a\r\nTo: b\r\nContent-Type: text/plain; charset=",
    b"<!DOCTYPE html><!-- saved from url=(0010)http://a",
    b"<!DOCTYPE html><html><!--\n Page saved with SingleFile \n url: http://a",
    b"%PDF-1.7\n",
]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=300), name=st.sampled_from(["a", "a.mhtml", "a.eml", "a.html", "a.pdf"]))
def test_any_bytes_behind_each_beginning_give_rows(tmp_path, start, rest, name):
    rows = written(tmp_path, start + rest, name)
    assert rows
    assert rows == written(tmp_path, start + rest, name)


def test_a_folder_that_only_ends_like_a_saved_pages_is_a_folder_like_any_other(tmp_path):
    (tmp_path / "in/yard_files").mkdir(parents=True)
    (tmp_path / "in/boat.html").write_text("<p>The ferry returned on Monday, the harbour office said.</p>")
    (tmp_path / "in/yard_files/list.html").write_text("<p>The yard is full, its owner said.</p>")
    case = CaseFolder.create(tmp_path / "case")
    assert case.add([str(tmp_path / "in")]).refused == ()
    assert [kept.name for kept in case.register()] == ["boat.html", "yard_files/list.html"]


@pytest.mark.parametrize("markup", ["<b src=" + " " * 5_000, "<b src='" + " " * 5_000, "<b " + "src=" * 500, "<" + "b" * 20_000])
def test_no_page_takes_long_to_be_asked_for_the_folders_it_loads(tmp_path, markup):
    (tmp_path / "in/page-parts").mkdir(parents=True)
    (tmp_path / "in/page.html").write_text(markup * (300_000 // len(markup)) + '<img src="page-parts/boat.png">')
    (tmp_path / "in/page-parts/boat.png").write_bytes(b"\x89PNG")
    begun = time.process_time()
    (refused,) = CaseFolder.create(tmp_path / "case").add([str(tmp_path / "in")]).refused
    assert 'it belongs to the saved page "page.html"' in refused.reason
    assert time.process_time() - begun < 15
