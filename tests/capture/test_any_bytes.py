"""Whatever the bytes and the name: captures or rows, never an error."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firstsaid.capture import read
from firstsaid.model import Capture, Rejected
from firstsaid.model.options import CaptureOptions

from .test_read import source_of

STARTS = [
    b"",
    b"{",
    b'{"text": "a"}\n',
    b"<html>",
    b"<!doctype html><p>",
    b"\x1f\x8b\x08",
    b"\xfd7zXZ\x00",
    b"%PDF-",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"PK\x03\x04",
]
NAMES = ["a.txt", "a.html", "a.jsonl", "a.jsonl.gz", "a.jsonl.xz", "a", "a.json", "a.docx", "ü .HTM"]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=300), name=st.sampled_from(NAMES))
def test_any_file_gives_rows(tmp_path, start, rest, name):
    path = tmp_path / name
    path.write_bytes(start + rest)
    rows = list(read(source_of(path), CaptureOptions()))
    assert rows, "every file must leave a trace"
    assert all(isinstance(row, Capture | Rejected) for row in rows)
    again = list(read(source_of(path), CaptureOptions()))
    assert rows == again
