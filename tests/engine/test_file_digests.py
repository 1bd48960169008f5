"""Of a file that was written to begin with another's bytes only the others are read, and its digest is that of all."""

import random

import pytest

from firstsaid.engine.digests import FileDigests, file_digest


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr("firstsaid.engine.digests._CHUNK", 16)
    monkeypatch.setattr("firstsaid.engine.digests._MARK", 48)


def written(place, data):
    place.write_bytes(data)
    return place


def test_a_file_that_goes_on_again_and_again_has_the_digest_of_its_bytes(tmp_path, small):
    chance = random.Random(3)
    for case in range(60):
        read, place = FileDigests(), tmp_path / f"{case}.bytes"
        now = b""
        for turn in range(5):
            begins = chance.choice([0, len(now), chance.randint(0, len(now))])
            now = now[:begins] + chance.randbytes(chance.choice([0, 1, 47, 48, 49, 500]))
            read.replace(place, written(tmp_path / "partial", now), begins)
            if turn == 0 or chance.random() < 0.7:
                assert read.of(place) == file_digest(place) == FileDigests().of(place)


def test_what_a_file_begins_with_is_not_read_again(tmp_path, small):
    read, place, old = FileDigests(), tmp_path / "table", bytes(range(200))
    read.replace(place, written(tmp_path / "partial", old))
    whole = read.of(place)
    damaged = bytes([old[0] ^ 1]) + old[1:]
    read.replace(place, written(tmp_path / "partial", damaged), 200)
    assert read.of(place) == whole, "its first bytes were taken for what they were said to be"
    assert FileDigests().of(place) == file_digest(place) != whole, "the next run sees what lies there"
    read.replace(place, written(tmp_path / "partial", old[:100] + damaged), 99)
    assert read.of(place) == file_digest(place)


def test_nothing_is_taken_from_a_file_that_was_not_read_or_is_another_now(tmp_path, small):
    read, place, old = FileDigests(), tmp_path / "table", bytes(200)
    written(place, old)
    read.replace(place, written(tmp_path / "partial", bytes([1]) * 300), 200)
    assert read.of(place) == file_digest(place)
    written(tmp_path / "other", bytes([2]) * 400).replace(place)
    read.replace(place, written(tmp_path / "partial", bytes([2]) * 500), 400)
    assert read.of(place) == file_digest(place)
