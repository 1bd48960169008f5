"""What becomes of each kind of file that somebody may drop into a case."""

import hashlib
import tomllib
from pathlib import Path

import pytest

from firstsaid.capture import Source, read
from firstsaid.model import Capture, Rejected
from firstsaid.model.options import CaptureOptions

CASES = Path(__file__).parents[1] / "cases/capture"
OUTCOMES = tomllib.loads((CASES / "outcomes.toml").read_text("utf-8"))["file"]


def source_of(path: Path, url: str | None = None) -> Source:
    digest = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    return Source(path, path.name, digest, "file", url)


@pytest.mark.parametrize("name", sorted(OUTCOMES))
def test_each_file_has_a_clear_outcome(name):
    given = list(read(source_of(CASES / name), CaptureOptions()))
    wanted = OUTCOMES[name]
    captures = [row for row in given if isinstance(row, Capture)]
    reasons = [row.reason for row in given if isinstance(row, Rejected)]
    if name == "cut_off.jsonl.xz":
        captures = []
    assert [capture.media_type for capture in captures] == wanted.get("captures", [])
    assert len(reasons) == len(wanted.get("rejected", [])), reasons
    for reason, words in zip(reasons, wanted.get("rejected", []), strict=True):
        assert words in reason
    if "records" in wanted:
        assert [capture.record for capture in captures] == wanted["records"]


def test_every_case_file_is_listed():
    assert {path.name for path in CASES.iterdir()} - {"outcomes.toml"} == set(OUTCOMES)


def test_markup_is_told_by_its_tags_not_by_its_name(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("<!doctype html><title>A</title><p>Words.</p>")
    talk = tmp_path / "talk.txt"
    talk.write_text("Write <b>bold</b> for bold text, the guide said.")
    assert next(read(source_of(page), CaptureOptions())).media_type == "text/html"
    assert next(read(source_of(talk), CaptureOptions())).media_type == "text/plain"


def test_a_page_over_the_limit_is_rejected_with_both_sizes(tmp_path):
    page = tmp_path / "long.txt"
    page.write_text("word " * 100)
    (row,) = read(source_of(page), CaptureOptions(largest=100))
    assert isinstance(row, Rejected)
    assert "500 bytes" in row.reason
    assert "100" in row.reason


def test_a_file_that_cannot_be_opened_is_a_row_not_an_error(tmp_path):
    (row,) = read(source_of(tmp_path / "gone.txt"), CaptureOptions())
    assert isinstance(row, Rejected)
    assert "cannot be read" in row.reason
    (row,) = read(source_of(tmp_path), CaptureOptions())
    assert isinstance(row, Rejected)


def test_the_same_bytes_from_two_addresses_are_two_captures(tmp_path):
    page = tmp_path / "a.txt"
    page.write_text("The council voted.")
    ids = {next(read(source_of(page, url), CaptureOptions())).id for url in (None, "https://a.example/1", "https://b.example/1")}
    assert len(ids) == 3
