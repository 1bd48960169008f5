"""Files made to break the pass: each stops early with a row that says why, nothing is written outside the case, and the good page beside them is read."""

import gzip
import zipfile
from pathlib import Path

import pytest
from benchmarks.meter import Meter, held, processes

import firstsaid

MEBIBYTE = 1 << 20
LARGE = 300
"""Mebibytes that a bomb inflates to."""
CPU_SECONDS = 15
MEMORY = 2 << 30
GOOD = (
    "Harbour closed after collision\n\nThe harbour was closed on Monday, the port authority said.\n\n"
    "“Two ships touched,” said Ode Hallin, the harbour master.\n"
)
RESPONSE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"


def inflating(start: bytes, filling: bytes = b" ") -> bytes:
    """A few hundred kilobytes of gzip, one member after the other, that inflate to LARGE mebibytes."""
    return gzip.compress(start, mtime=0) + gzip.compress(filling * MEBIBYTE, mtime=0) * LARGE


def warc(content: bytes, kind: bytes = b"response") -> bytes:
    """A WARC record about an invented address."""
    return (
        b"WARC/1.1\r\nWARC-Type: %b\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\nWARC-Date: 2031-05-04T06:00:00Z\r\n"
        b"WARC-Target-URI: https://sellanpost.example/bomb\r\nContent-Type: application/http;msgtype=response\r\nContent-Length: %d\r\n\r\n%b\r\n\r\n"
        % (kind, len(content), content)
    )


def workbook(path: Path) -> None:
    """An Excel workbook whose one sheet is LARGE mebibytes of blanks."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    office = "http://schemas.openxmlformats.org"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{office}/package/2006/content-types"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{office}/package/2006/relationships"><Relationship Id="r1" Type='
        f'"{office}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{office}/spreadsheetml/2006/main" xmlns:r="{office}/officeDocument/2006/relationships">'
        '<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{office}/package/2006/relationships"><Relationship Id="r1" Type='
        f'"{office}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
        with packed.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'<worksheet xmlns="{office}/spreadsheetml/2006/main"><sheetData><row><c t="inlineStr"><is><t>text</t></is></c></row>'.encode())
            for _ in range(LARGE):
                sheet.write(b" " * MEBIBYTE)
            sheet.write(b"</sheetData></worksheet>")


def climbing(path: Path, listing: bytes) -> None:
    """A ZIP archive whose members would lie outside the folder that it is unpacked in."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("datapackage.json", listing)
        packed.writestr("archive/data.warc.gz", gzip.compress(warc(GOOD.encode())))
        for name in ("../climbed.html", "../../climbed.html", "/tmp/climbed.html", "archive/../../../climbed.html"):
            packed.writestr(name, f"<html><p>{GOOD}</p></html>")


@pytest.fixture(scope="module")
def traced(tmp_path_factory):
    """The finished case, what it took besides what this process and those of other tests held before, and the folder that holds pile and case."""
    place = tmp_path_factory.mktemp("hostile")
    pile = place / "deep/pile"
    pile.mkdir(parents=True)
    (pile / "good.txt").write_text(GOOD, "utf-8")
    (pile / "bomb.jsonl.gz").write_bytes(inflating(b'{"text": "'))
    (pile / "bomb.warc.gz").write_bytes(inflating(warc(b"").replace(b"Content-Length: 0", b"Content-Length: %d" % (LARGE * MEBIBYTE))))
    (pile / "body.warc").write_bytes(warc(RESPONSE + inflating(b"<html><p>")))
    workbook(pile / "bomb.xlsx")
    climbing(pile / "climbing.wacz", b"{}")
    climbing(pile / "climbing.zip", b"{ }")
    (pile / "nested.html").write_bytes(b"<html><body>" + b"<div>" * 1_000_000 + b"deep")
    before = sum(held(pid) for pid in processes())
    with Meter() as meter:
        case = firstsaid.trace(pile, place / "deep/case")
    meter.usage.peak -= before
    return case, meter.usage, place


def reasons(case):
    told: dict[str, list[str]] = {}
    for row in case.dossier.rejected:
        told.setdefault(row.path, []).append(row.reason)
    return told


def test_the_good_page_beside_them_is_read(traced):
    case, _, _ = traced
    (article,) = [article for article in case.dossier.articles if article.path == "good.txt"]
    assert article.title.value == "Harbour closed after collision"
    assert any("Two ships touched" in span.of(article.text) for span in article.quotations)
    assert "good.txt" not in reasons(case)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("bomb.jsonl.gz", "inflate"),
        ("bomb.warc.gz", "inflate"),
        ("body.warc", "inflate"),
        ("bomb.xlsx", "inflate"),
        ("nested.html", "tags"),
    ],
)
def test_each_bomb_stops_early_with_its_reason(traced, name, words):
    case, _, _ = traced
    told = reasons(case).get(name, [])
    assert any(words in reason for reason in told), told
    assert not any("Error" in reason or "Traceback" in reason for reason in told)
    assert not [article for article in case.dossier.articles if article.path.startswith(name)]


def test_no_member_of_an_archive_is_put_outside_the_case(traced):
    case, _, place = traced
    assert not list(place.rglob("climbed*"))
    assert not Path("/tmp/climbed.html").exists()
    assert {path.name for path in place.iterdir()} == {"deep"}
    assert {path.name for path in (place / "deep").iterdir()} == {"pile", "case"}
    assert not [article for article in case.dossier.articles if "climbed" in article.path]
    for name in ("climbing.wacz", "climbing.zip"):
        assert sum("leads outside" in reason for reason in reasons(case)[name]) == 4


def test_all_of_it_takes_seconds_and_no_bomb_goes_off(traced):
    _, usage, _ = traced
    assert usage.cpu < CPU_SECONDS, "of CPU, most of which is the start of the processes"
    assert usage.peak < MEMORY
