"""The evidence as a web archive: its bytes are there, other tools find no fault with it, and nothing in it is made up."""

import gzip
import hashlib
import io
import json
import zipfile

import pytest
from fastwarc.warc import ArchiveIterator
from hypothesis import given
from hypothesis import strategies as st
from tests.capture.archive_cases import frames, gzipped, http, numbered, page, record
from tests.exports.openers import opened_by

from firstsaid import api
from firstsaid.exports.warc_index import in_full, surt

MHTML = b"""From: <Saved by Blink>
Snapshot-Content-Location: https://courier.example/ferry
Date: Tue, 4 Mar 2031 08:15:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="cut"

--cut
Content-Type: text/html
Content-Location: https://courier.example/ferry
Content-Transfer-Encoding: 8bit

<html><head><title>Ferry returns</title></head><body><p>The ferry to Sellan returned on Monday, the harbour office said.</p></body></html>
--cut--
"""
TEXT = "The harbour was closed for two days, a harbour official told Corvane.\n".encode("utf-16")
CUT_OFF = gzipped([numbered(7), numbered(8)])[:-40]
ONE_PIECE = gzip.compress(numbered(5) + numbered(6), mtime=0)


def packed(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


FILES = {
    "pile.warc.gz": gzipped([numbered(1), numbered(2)]),
    "plain.warc": numbered(3) + numbered(4),
    "cut_off.warc.gz": CUT_OFF,
    "one_piece.warc.gz": ONE_PIECE,
    "pile.warc.zst": frames([numbered(9), numbered(10)]),
    "pile.wacz": packed({"archive/data.warc.gz": gzipped([numbered(11)]), "../leads/outside.warc.gz": gzipped([numbered(12)])}),
    "page.mhtml": MHTML,
    "note.txt": TEXT,
    "odd\nname.txt": b"The council of Lisk met on Friday, its clerk said, and voted for the bridge.\n",
    "page.html": page(),
    "rows.jsonl": b'{"id": "a", "url": "https://gazette.example/row", "title": "Row", "text": "The toll rose to four, the ministry said on Friday."}\n',
    "saved.zip": packed({"quay.html": page("The quay of Sellan sinks"), "sub/note.txt": b"The quay is old, its master said on Monday.\n"}),
    "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(range(200)),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    place = tmp_path_factory.mktemp("wacz")
    (place / "in").mkdir()
    for name, content in FILES.items():
        (place / "in" / name).write_bytes(content)
    case = api.trace(place / "in", case=place / "case")
    out, again = io.BytesIO(), io.BytesIO()
    case.export("wacz", out)
    api.open_case(place / "case").export("wacz", again)
    assert out.getvalue() == again.getvalue()
    (place / "case.wacz").write_bytes(out.getvalue())
    return case, place / "case.wacz"


def records(path):
    found = []
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("archive/"):
                stream = io.BytesIO(archive.read(name))
                found += [(name, dict(item.headers), item.reader.read()) for item in ArchiveIterator(stream, parse_http=False)]
    return found


def resources(path):
    return {fields["WARC-Target-URI"]: (fields, block) for _, fields, block in records(path) if fields["WARC-Type"] == "resource"}


def test_its_makers_validator_finds_no_fault(made):
    script = "import sys; from wacz.main import main; sys.exit(main(sys.argv[1:]))"
    told = opened_by("validate", "-f", str(made[1]), given=script)
    assert told.returncode == 0, told.stdout + told.stderr
    assert "the passed WACZ is valid" in told.stdout


def test_warcio_checks_every_digest(made, tmp_path):
    with zipfile.ZipFile(made[1]) as archive:
        names = [name for name in archive.namelist() if name.startswith("archive/")]
        for name in names:
            (tmp_path / name.rsplit("/", 1)[-1]).write_bytes(archive.read(name))
    script = "import sys; from warcio.cli import main; main(sys.argv[1:])"
    told = opened_by("check", "-v", *(str(path) for path in sorted(tmp_path.iterdir())), given=script)
    assert told.returncode == 0, told.stdout + told.stderr
    assert "fail" not in told.stdout
    assert told.stdout.count("digest pass") >= 2 * 8


def test_other_indexers_find_the_same_pages_at_the_same_places(made, tmp_path):
    with zipfile.ZipFile(made[1]) as archive:
        archive.extractall(tmp_path, [name for name in archive.namelist() if name.startswith("archive/")])
        ours = gzip.decompress(archive.read("indexes/index.cdx.gz")).decode().splitlines()
    script = "import sys; from cdxj_indexer.main import main; main(sys.argv[1:])"
    told = opened_by("-s", str(tmp_path / "archive"), given=script)
    assert told.returncode == 0, told.stderr

    def places(lines):
        found = {}
        for line in lines:
            key, stamp, said = line.split(" ", 2)
            about = json.loads(said)
            if about.get("mime") != "application/warc-fields":
                length = about["length"] if about["filename"].endswith(".gz") else None
                found[(about["filename"], about["offset"])] = (key, stamp, about["url"], length, about.get("mime"), about.get("status"))
        return found

    assert places(ours) == places(told.stdout.splitlines())


def test_web_archives_go_in_as_they_are(made):
    with zipfile.ZipFile(made[1]) as archive:
        held = {archive.read(name): archive.getinfo(name).compress_type for name in archive.namelist() if name.startswith("archive/")}
    assert held[FILES["pile.warc.gz"]] == held[FILES["plain.warc"]] == held[gzipped([numbered(11)])] == zipfile.ZIP_STORED


@pytest.mark.parametrize(
    "name", ["cut_off.warc.gz", "one_piece.warc.gz", "pile.warc.zst", "page.mhtml", "note.txt", "odd\nname.txt", "rows.jsonl", "picture.png"]
)
def test_every_other_file_is_there_byte_for_byte_under_an_address_that_is_none(made, name):
    sha256 = hashlib.sha256(FILES[name]).hexdigest()
    fields, block = resources(made[1])[f"urn:firstsaid:evidence:{sha256}"]
    assert block == FILES[name]
    known = next(block for _, fields, block in records(made[1]) if fields["WARC-Type"] == "metadata" and sha256.encode() in block).decode()
    assert f"name: {' '.join(name.split())}\r\n" in known
    custody = next(row["at"] for row in made[0].folder.custody.lines() if row.get("sha256") == sha256)
    assert fields["WARC-Date"] == in_full(custody)


def test_pages_in_archives_that_had_to_be_rewritten_can_be_replayed(made):
    urls = {fields["WARC-Target-URI"] for _, fields, _ in records(made[1]) if fields["WARC-Type"] == "response"}
    assert {f"https://gazette.example/{n}" for n in (1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12)} <= urls


def test_a_saved_page_has_the_address_and_the_time_it_gives(made):
    fields, block = resources(made[1])["https://courier.example/ferry"]
    assert b"<title>Ferry returns</title>" in block
    assert b"Snapshot-Content-Location" not in block
    (capture,) = [c for c in made[0].dossier.captures if c.path == "page.mhtml"]
    if capture.seen_at:
        assert fields["WARC-Date"] == capture.seen_at


def test_no_request_or_response_is_made_up(made):
    ours = [fields for name, fields, _ in records(made[1]) if name == "archive/firstsaid.warc.gz"]
    assert {fields["WARC-Type"] for fields in ours} == {"warcinfo", "resource", "metadata"}
    known = {c.url for c in made[0].dossier.captures}
    assert {f["WARC-Target-URI"] for f in ours if f["WARC-Type"] == "resource" and not f["WARC-Target-URI"].startswith("urn:firstsaid:evidence:")} <= known


def test_read_again_it_gives_the_same_pages(made, tmp_path):
    again = api.trace(made[1], case=tmp_path / "again")
    before = {(c.url, hashlib.sha256(p).hexdigest()) for c, p in captures(made[0]) if c["media_type"] != "application/json"}
    after = {(c.url, hashlib.sha256(p).hexdigest()) for c, p in captures(again)}
    assert before <= after


class Row(dict):
    url = property(lambda self: self["url"])


def captures(case):
    return [(Row(row), row["payload"]) for row in case.table("captures").to_pylist()]


def test_a_list_of_pages_names_each_with_an_address_and_the_time_in_the_index(made):
    with zipfile.ZipFile(made[1]) as archive:
        head, *rows = [json.loads(line) for line in archive.read("pages/pages.jsonl").decode().splitlines()]
        index = gzip.decompress(archive.read("indexes/index.cdx.gz")).decode().splitlines()
    assert head["format"] == "json-pages-1.0"
    keys = {tuple(line.split(" ", 2)[:2]) for line in index}
    assert len(rows) == 11
    for row in rows:
        assert (surt(row["url"]), "".join(c for c in row["ts"] if c.isdigit())) in keys
        assert row["title"]


def test_a_bomb_among_the_evidence_is_kept_and_not_unpacked(tmp_path):
    bomb = gzip.compress(record(http(bytes(300 << 20))), mtime=0)
    (tmp_path / "bomb.warc.gz").write_bytes(bomb)
    (tmp_path / "good.txt").write_text("The harbour was closed, the ministry said on Friday.\n")
    case = api.trace([str(tmp_path / "bomb.warc.gz"), str(tmp_path / "good.txt")], case=tmp_path / "case")
    with (tmp_path / "out.wacz").open("wb") as out:
        case.export("wacz", out)
    assert (tmp_path / "out.wacz").stat().st_size < 2 * len(bomb) + 20_000
    assert resources(tmp_path / "out.wacz")[f"urn:firstsaid:evidence:{hashlib.sha256(bomb).hexdigest()}"][1] == bomb


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.Gazette.example:443/A/B/?z=1&a=2#top", "example,gazette)/a/b?a=2&z=1"),
        ("http://gazette.example", "example,gazette)/"),
        ("http://gazette.example:8080/x", "example,gazette:8080)/x"),
        ("urn:firstsaid:evidence:00", "urn:firstsaid:evidence:00"),
        ("http://[broken", "http://[broken"),
    ],
)
def test_addresses_are_turned_round_for_the_index(url, key):
    assert surt(url) == key


@given(st.text(max_size=60))
def test_any_address_has_a_key_and_any_date_a_second(text):
    assert isinstance(surt(text), str)
    assert len(in_full(text)) == 20


@pytest.mark.parametrize(
    ("date", "full"),
    [
        ("2031", "2031-01-01T00:00:00Z"),
        ("2031-05", "2031-05-01T00:00:00Z"),
        ("2031-05-06T09:08:09.123+02:00", "2031-05-06T07:08:09Z"),
        ("", "1970-01-01T00:00:00Z"),
    ],
)
def test_dates_are_filled_up_to_the_second(date, full):
    assert in_full(date) == full
