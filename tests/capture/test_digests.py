"""Digests and times that other archivers state: kept, compared, and told when they do not fit. The archives are built as those tools write them."""

import base64
import hashlib
import io
import json
import zipfile

import pytest

from firstsaid.capture import read
from firstsaid.model import Capture, Rejected
from firstsaid.model.options import CaptureOptions

from .archive_cases import chunked, gzipped, http, page, record
from .test_read import source_of

BODY = page()


def sha1(content):
    return "sha1:" + base64.b32encode(hashlib.sha1(content).digest()).decode()


def sha256(content):
    return "sha256:" + hashlib.sha256(content).hexdigest()


def browsertrix(stated=None):
    """A WACZ as browsertrix-crawler writes it, by itself or for auto-archiver: SHA-256 in hex, and resource records under urn: addresses."""
    warc = gzipped(
        [
            record(b"software: Browsertrix-Crawler 1.2.3\r\n", "warcinfo", WARC_Target_URI=None, Content_Type="application/warc-fields"),
            record(
                http(BODY, Content_Encoding=None),
                WARC_Page_ID="3c1f", WARC_Payload_Digest=stated or sha256(BODY), WARC_Block_Digest=sha256(http(BODY)), WARC_Date="2031-05-06T07:08:09.250Z",
                WARC_JSON_Metadata='{"ipType":"Public","cert":{"issuer":"Invented CA","ctc":"1"}}',
            ),
            record(b'{"pageid":"3c1f"}', "resource", WARC_Target_URI="urn:pageinfo:https://gazette.example/bridge", Content_Type="application/json"),
            record(b"Text of the page.", "resource", WARC_Target_URI="urn:text:https://gazette.example/bridge", Content_Type="text/plain"),
        ]
    )  # fmt: skip
    pages = (
        b'{"format":"json-pages-1.0","id":"pages","title":"All Pages"}\n{"id":"3c1f","url":"https://gazette.example/bridge","ts":"2031-05-06T07:08:09.250Z"}\n'
    )
    listing = {
        "profile": "data-package", "wacz_version": "1.1.1", "software": "Browsertrix-Crawler 1.2.3",
        "resources": [
            {"name": "data.warc.gz", "path": "archive/data.warc.gz", "hash": sha256(warc), "bytes": len(warc)},
            {"name": "pages.jsonl", "path": "pages/pages.jsonl", "hash": sha256(pages), "bytes": len(pages)},
        ],
    }  # fmt: skip
    text = json.dumps(listing).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("archive/data.warc.gz", warc)
        archive.writestr("pages/pages.jsonl", pages)
        archive.writestr("datapackage.json", text)
        archive.writestr("datapackage-digest.json", json.dumps({"path": "datapackage.json", "hash": sha256(text)}))
    return "crawl.wacz", out.getvalue()


def archivebox(stated=None):
    """A WARC 1.0 as wget writes it for ArchiveBox: addresses in angle brackets, SHA-1 of the body as it was transferred, its own log behind it."""
    sent = chunked(BODY)
    block = http(sent, Transfer_Encoding="chunked")
    warc = [
        one.replace(b"WARC/1.1", b"WARC/1.0")
        for one in [
            record(
                block, WARC_Target_URI="<https://gazette.example/bridge>", WARC_Payload_Digest=stated or sha1(sent), WARC_Block_Digest=sha1(block),
                WARC_IP_Address="192.0.2.7",
            ),
            record(b"log", "resource", WARC_Target_URI="<metadata://gnu.org/software/wget/warc/wget.log>", Content_Type="text/plain"),
        ]
    ]  # fmt: skip
    return "1930550400.warc.gz", gzipped(warc)


def auto_archiver(stated=None):
    """A plain WARC of resource records, whose block is the page."""
    return "enriched.warc", record(BODY, "resource", Content_Type="text/html", WARC_Block_Digest=stated or sha1(BODY), WARC_Payload_Digest=None)


def rows(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    given = list(read(source_of(tmp_path / name), CaptureOptions()))
    return [row for row in given if isinstance(row, Capture)], [row for row in given if isinstance(row, Rejected)]


@pytest.mark.parametrize("made", [browsertrix, archivebox, auto_archiver])
def test_a_sound_archive_gives_its_page_with_address_and_time_and_no_doubt_of_it(tmp_path, made):
    captures, told = rows(tmp_path, *made())
    assert [(c.url, c.seen_at, c.payload) for c in captures] == [("https://gazette.example/bridge", "2031-05-06T07:08:09Z", BODY)]
    assert not any("digest" in row.reason for row in told)


@pytest.mark.parametrize(
    ("made", "stated", "name"),
    [(browsertrix, sha256(b"another page"), "sha256"), (archivebox, sha1(b"another page"), "sha1"), (auto_archiver, sha1(b"another page"), "sha1")],
)
def test_a_page_that_was_changed_since_is_read_and_told(tmp_path, made, stated, name):
    captures, told = rows(tmp_path, *made(stated))
    assert [c.payload for c in captures] == [BODY]
    (row,) = [row for row in told if "digest" in row.reason]
    assert row.record.endswith(captures[0].record)
    assert f"does not have the {name} digest that its record states" in row.reason


@pytest.mark.parametrize(
    "stated",
    [
        sha1(BODY), sha1(BODY).lower().replace("sha1:", "SHA1:"), "sha1:" + hashlib.sha1(BODY).hexdigest(), "md5:" + hashlib.md5(BODY).hexdigest(),
        "sha256:" + base64.b32encode(hashlib.sha256(BODY).digest()).decode().rstrip("="), "sha-256:" + hashlib.sha256(BODY).hexdigest(),
        "blake3:0011", "sha1:too short", "sha1:", "", "no digest",
    ],
)  # fmt: skip
def test_every_spelling_that_archivers_use_is_known_and_what_cannot_be_checked_is_no_fault(tmp_path, stated):
    _, told = rows(tmp_path, "one.warc", record(http(BODY), WARC_Payload_Digest=stated))
    assert not any("digest" in row.reason for row in told)


def test_a_record_that_says_it_was_cut_short_is_not_held_against_its_digest(tmp_path):
    _, told = rows(tmp_path, "one.warc", record(http(BODY[:90]), WARC_Payload_Digest=sha1(BODY), WARC_Truncated="length"))
    assert not any("digest" in row.reason for row in told)
