"""Long and compressed files of records: streamed, with limits."""

import gzip
import json
import lzma

from firstsaid.capture import read
from firstsaid.model import Capture, Rejected
from firstsaid.model.options import CaptureOptions

from .test_read import source_of


def test_a_bomb_is_stopped_early(tmp_path):
    for name, pack in (("bomb.jsonl.xz", lzma.compress), ("bomb.jsonl.gz", gzip.compress)):
        path = tmp_path / name
        path.write_bytes(pack(b" " * (60 * 1024 * 1024)))
        rows = list(read(source_of(path), CaptureOptions()))
        assert [type(row) for row in rows][:1] == [Rejected]
        assert any("bomb" in row.reason for row in rows), rows


def test_one_line_too_long_costs_that_line_only(tmp_path):
    path = tmp_path / "pile.jsonl"
    path.write_text('{"text": "one"}\n{"text": "' + "x" * 5_000_000 + '"}\n{"text": "three"}\n')
    rows = list(read(source_of(path), CaptureOptions(largest=1_000_000)))
    assert [row.record for row in rows] == ["line 1", "line 2", "line 3"]
    assert [type(row) for row in rows] == [Capture, Rejected, Capture]
    assert "1,000,000" in rows[1].reason


def test_a_container_over_its_limit_stops(tmp_path):
    path = tmp_path / "pile.jsonl"
    path.write_text('{"text": "one"}\n' * 200_000)
    rows = list(read(source_of(path), CaptureOptions(largest_container=2_000_000)))
    assert isinstance(rows[-1], Rejected)
    assert "2,000,000" in rows[-1].reason


def test_the_payload_is_the_line_byte_for_byte(tmp_path):
    line = json.dumps({"text": "“Wait”\u00a0– he said", "url": "https://a.example/1"}, ensure_ascii=False).encode()
    path = tmp_path / "pile.ndjson"
    path.write_bytes(b"\xef\xbb\xbf" + line + b"\r\n" + line)
    first, second = read(source_of(path), CaptureOptions())
    assert first.payload == second.payload == line
    assert first.url == "https://a.example/1"
    assert first.id != second.id


def test_records_are_told_by_their_first_line_whatever_the_name(tmp_path):
    path = tmp_path / "export.json"
    path.write_text('{"text": "one"}\n{"text": "two"}\n')
    assert len(list(read(source_of(path), CaptureOptions()))) == 2


def test_several_packed_pieces_are_one_file(tmp_path):
    path = tmp_path / "pile.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "one"}\n') + gzip.compress(b'{"text": "two"}\n'))
    assert len(list(read(source_of(path), CaptureOptions()))) == 2


def test_nested_and_odd_json_is_a_row(tmp_path):
    path = tmp_path / "pile.jsonl"
    path.write_bytes(b"[" * 100_000 + b'\n{"text": "\\ud800 alone", "id": {"a": 1}}\n{"text": "a", "n": ' + b"9" * 10_000 + b"}\n\xff\xfe\n")
    rows = list(read(source_of(path), CaptureOptions()))
    assert len(rows) == 4
    assert all(isinstance(row, Rejected) for row in rows)
