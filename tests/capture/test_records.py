"""Declared records: what entries of feeds, rows of tables and newswire items say of their articles."""

import gzip
import io
import json
import lzma
import time
import tomllib
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firstsaid.capture import read
from firstsaid.capture.workbook import WorkbookReader
from firstsaid.model import Capture, Rejected
from firstsaid.model.capture import RECORD_KEYS
from firstsaid.model.options import CaptureOptions

from .test_read import source_of

CASES = [case for file in sorted((Path(__file__).parents[1] / "cases/records").glob("*.toml")) for case in tomllib.loads(file.read_text("utf-8"))["case"]]
SECONDS = 8.0


def rows_of(path, content, **options):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read(source_of(path), CaptureOptions(**options)))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_each_case(case, tmp_path):
    rows = rows_of(tmp_path / case["file"], case["content"], columns=case.get("columns", ""))
    assert len(rows) == len(case["rows"]), rows
    for row, wanted in zip(rows, case["rows"], strict=True):
        assert row.record == wanted.get("place")
        if "rejected" in wanted:
            assert isinstance(row, Rejected)
            assert wanted["rejected"] in row.reason
            continue
        assert isinstance(row, Capture), row
        record = json.loads(row.payload)
        assert row.how == "jsonl" or set(record) <= set(RECORD_KEYS)
        assert all(words in record["html"] for words in wanted.get("html_holds", []))
        for key in set(wanted) & set(RECORD_KEYS) - {"id"}:
            assert record.get(key, "") == wanted[key], key


def test_the_same_record_has_the_same_bytes_wherever_it_stands(tmp_path):
    (one,) = rows_of(tmp_path / "a.csv", "title,text\nA,B\n")
    (two,) = rows_of(tmp_path / "b.csv", "text;title\nB;A\n")
    assert one.payload == two.payload == b'{"text":"B","title":"A"}'
    assert one.media_type == "application/json"
    assert (one.how, one.record) == ("csv", "row 2")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_of_tables(tmp_path, encoding, end):
    content = f"title,text{end}Café,“Wait” – she said{end}".encode(encoding)
    (row,) = rows_of(tmp_path / "a.csv", content)
    assert json.loads(row.payload) == {"title": "Café", "text": "“Wait” – she said"}


def test_a_table_that_mixes_encodings_keeps_every_word(tmp_path):
    first, second = rows_of(tmp_path / "a.csv", "title,text\nÄ,Ö\n".encode() + "é,“à”\n".encode("cp1252"))
    assert json.loads(first.payload) == {"title": "Ä", "text": "Ö"}
    assert json.loads(second.payload) == {"title": "é", "text": "“à”"}


def test_packed_tables_and_bombs(tmp_path):
    for name, pack in (("a.csv.gz", gzip.compress), ("a.csv.xz", lzma.compress)):
        (row,) = rows_of(tmp_path / name, pack(b"title,text\nA,B\n"))
        assert row.how == "csv"
        rows = rows_of(tmp_path / name, pack(b"title,text\nA,B\n" + (b" " * 999 + b"\n") * 12_000))
        assert [type(row) for row in rows] == [Capture, Rejected]
        assert "bomb" in rows[-1].reason


def test_a_cell_over_the_limit_costs_its_row(tmp_path):
    rows = rows_of(tmp_path / "a.csv", "title,text\nA,one\nB," + "x" * 5_000 + "\nC,three\n", largest=2_000)
    assert [(row.record, type(row)) for row in rows] == [("row 2", Capture), ("row 3", Rejected), ("row 4", Capture)]
    assert "longer than the limit" in rows[1].reason
    rows = rows_of(tmp_path / "b.csv", 'title,text\nA,one\nB,"' + "x\n" * 2_000 + '"\nC,three\n', largest=2_000)
    assert (type(rows[0]), type(rows[1]), type(rows[-1])) == (Capture, Rejected, Capture)
    assert json.loads(rows[-1].payload)["text"] == "three"


def workbook(path, sheets):
    book = openpyxl.Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_workbooks(tmp_path):
    pages = [
        [],
        ["Headline", "Body", "Published", "ID"],
        ["A", "One.", datetime(2031, 3, 4, 8, 30), 7.0],
        ["B", None, datetime(2031, 3, 5), None],
        ["C", "Three."],
    ]
    path = workbook(tmp_path / "a.xlsx", {"Pages": pages, "Notes": [["remark"], ["call back"]], "Empty": []})
    one, two, three, notes = read(source_of(path), CaptureOptions())
    assert (one.record, one.how) == ("7", "xlsx")
    assert json.loads(one.payload) == {"id": "7", "title": "A", "text": "One.", "date": "2031-03-04T08:30:00"}
    assert (two.record, three.record) == ("Pages row 4", "Pages row 5")
    assert "text column is empty" in two.reason
    assert 'sheet "Notes" was passed over' in notes.reason
    path = workbook(tmp_path / "b.xlsx", {"Only": pages[1:3]})
    assert [row.record for row in read(source_of(path), CaptureOptions())] == ["7"]


def test_a_workbook_is_told_by_its_parts_and_not_by_holding_one(tmp_path):
    path = workbook(tmp_path / "a.xlsx", {"Only": [["title", "text"], ["A", "One."]]})
    unnamed = tmp_path / "attachment"
    unnamed.write_bytes(path.read_bytes())
    assert [row.how for row in read(source_of(unnamed), CaptureOptions())] == ["xlsx"]
    packed = tmp_path / "packed.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(path, "inside.xlsx")
    assert not WorkbookReader().accepts(packed.name, packed.read_bytes())


def repacked(path, **parts):
    """The workbook with some parts written anew; names with __ for the slash."""
    kept = {}
    with zipfile.ZipFile(path) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    kept |= {name.replace("__", "/") + ".xml": content for name, content in parts.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in kept.items():
            archive.writestr(name, content)
    return path


SHEET = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
CELLS = b'<row r="1"><c r="A1" t="inlineStr"><is><t>text</t></is></c></row>'


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        (SHEET % (CELLS + b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>'), "after row 1,048,576"),
        (SHEET % (CELLS + b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "no rows below"),
        (SHEET % (CELLS + b"<row><c" + b" " * 80_000_000), "bomb"),
        (SHEET % (CELLS + b'<row r="2"><c r="A2" t="s"><v>99</v></c></row>'), "broken"),
        (b"<worksheet", "broken"),
        (
            b"<!DOCTYPE w [<!ENTITY a '"
            + b"a" * 1_000
            + b"'><!ENTITY b '"
            + b"&a;" * 1_000
            + b"'><!ENTITY c '"
            + b"&b;" * 1_000
            + b"'>]><worksheet><v>&c;</v></worksheet>",
            "",
        ),
    ],
)
def test_hostile_sheets_end_in_a_row_and_soon(tmp_path, sheet, words):
    path = repacked(workbook(tmp_path / "a.xlsx", {"Only": [["text"], ["One."]]}), xl__worksheets__sheet1=sheet)
    start = time.process_time()
    rows = list(read(source_of(path), CaptureOptions()))
    assert time.process_time() - start < SECONDS
    assert isinstance(rows[-1], Rejected)
    assert words in rows[-1].reason, rows[-1].reason


LAUGHS = '<!DOCTYPE rss [<!ENTITY a "ha">' + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)) + "]>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("slip", ["", " & sons"])
def test_a_feed_is_read_in_any_encoding_sound_or_with_a_slip(tmp_path, encoding, slip):
    declared = '<?xml version="1.0" encoding="windows-1252"?>' if encoding == "cp1252" else ""
    feed = f"{declared}<rss><channel><item><title>Café</title><description>Ö{slip}</description></item></channel></rss>"
    (row,) = rows_of(tmp_path / "a.rss", feed.encode(encoding))
    told = json.loads(row.payload)
    assert told["title"] == "Café"
    assert "Ö" in json.dumps(told, ensure_ascii=False)


@pytest.mark.parametrize("element", ["rss", "feed", "newsItem", "newsMessage"])
@pytest.mark.parametrize("inside", ["<item><description>&j;</description></item>", ""])
def test_a_billion_laughs_are_refused(tmp_path, element, inside):
    start = time.process_time()
    (row,) = rows_of(tmp_path / "a.xml", f"<?xml version='1.0'?>{LAUGHS}<{element} x='{'' if inside else '&j;'}'>{inside}</{element}>")
    assert time.process_time() - start < SECONDS
    assert "entities of its own" in row.reason


def test_no_file_outside_is_opened(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("never to be seen")
    outside = f"<!DOCTYPE rss [<!ENTITY s SYSTEM '{secret.as_uri()}'>]><rss><channel><item><description>&s; words</description></item></channel></rss>"
    rows = rows_of(tmp_path / "a.xml", outside)
    assert all(isinstance(row, Rejected) for row in rows)
    assert "never to be seen" not in str(rows)


TAGS = ["<item>", "<![CDATA[", "<!--", "<a b='", "]]>", "<item><description>a</description></item>", "<?x ", "<!DOCTYPE "]
SIGNS = ["&", "&nbsp;", '"', '"""', ",", "\n", '"\n', 'a,"b\n', "[", '{"a":', '{"uri":"a","headline":"b","body_text":"c"}\n']
STARTS = [
    "<rss><channel>",
    "",
    "<?xml version='1.0'?>",
    "title,text\n",
    '[{"uri":"a","headline":"b","bodies":[',
    "<newsItem>",
    '{"version":"https://jsonfeed.org/version/1","items":[',
]


@pytest.mark.parametrize("start", STARTS)
def test_endless_repetition_ends_soon(tmp_path, start):
    for number, piece in enumerate(TAGS + SIGNS):
        begun = time.process_time()
        rows = rows_of(tmp_path / f"a{number}{'.csv' if start.startswith('title') else ''}", start + piece * (300_000 // len(piece)))
        assert rows
        assert time.process_time() - begun < SECONDS, piece


def packed_book() -> bytes:
    held = io.BytesIO()
    workbook(held, {"A": [["title", "text"], ["A", "One."]]})
    return held.getvalue()


SEEDS = [case["content"].encode() for case in CASES] + [packed_book()]
NAMES = ["a", "a.csv", "a.tsv.gz", "a.xlsx", "a.xml", "a.json", "a.jsonl", "a.txt"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_change_to_a_file_gives_rows_and_the_same_rows_again(tmp_path, data):
    content = bytearray(data.draw(st.sampled_from(SEEDS)))
    for _ in range(data.draw(st.integers(0, 6))):
        at = data.draw(st.integers(0, len(content)))
        width = data.draw(st.sampled_from([0, 1, 2, 40]))
        content[at : at + width] = data.draw(
            st.sampled_from([b"", b"\x00", b'"', b"<", b"]]>", b"\xff\xfe", b"\r", b"&x;", b"{", b",,", b"\xe9"]) | st.binary(max_size=8)
        )
    path = tmp_path / data.draw(st.sampled_from(NAMES))
    rows = rows_of(path, bytes(content[: data.draw(st.sampled_from([len(content), len(content) // 2]))]) or b"x")
    assert rows
    assert all(isinstance(row, Capture | Rejected) for row in rows)
    assert rows == list(read(source_of(path), CaptureOptions()))
    for row in rows:
        if isinstance(row, Capture) and row.media_type == "application/json" and row.how != "jsonl":
            assert {"text", "html"} & json.loads(row.payload).keys()
