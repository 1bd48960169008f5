"""Evidence is read in a process of its own: a poisoned file costs what follows in that file and nothing else."""

import os
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from firstsaid.engine.local import LocalEngine
from firstsaid.engine.pool import Workers
from firstsaid.engine.stage import EvidenceFile, Stage
from firstsaid.model import Placement, Rejected
from firstsaid.model.options import EngineOptions, Options


def read_lines(files, options):
    """A reader of files with one record a line, which stumbles over some lines."""
    for file in files:
        for number, line in enumerate(file.path.read_text().splitlines(), 1):
            if line == "raises":
                raise ValueError("a line it cannot stand")
            if line == "stops the process":
                os._exit(9)
            if line == "never ends":
                time.sleep(60)
            if line == "eats memory":
                bytearray(8 * 2**30)
            if line == "refused":
                yield Rejected(file.name, f"line {number}", "placements", "it is refused")
            elif line == "passed over":
                yield None
            else:
                yield Placement(f"{file.name} {number}", line)


LINES = Stage("placements", Placement, ("files",), "load", read_lines, "capture")


def loaded(folder, texts, seconds=60):
    files = []
    for name, lines in texts.items():
        path = Path(folder / name)
        path.write_text("\n".join(lines))
        files.append(EvidenceFile(path, name, "0" * 64, "file", None))
    options = Options(engine=EngineOptions(seconds=seconds, memory=2048))
    with Workers(options.engine) as workers:
        engine = LocalEngine(folder, {"placements": Placement}, workers)
        rejected = engine.load(LINES, files, options)
        table = pq.read_table(folder / "placements.parquet").column("article").to_pylist()
    return table, [(row.path, row.record, row.reason) for row in rejected]


def test_records_and_refusals_keep_the_order_of_the_files(tmp_path):
    table, rejected = loaded(tmp_path, {"b": ["1", "refused", "3"], "a": ["1", "passed over"], "empty": []})
    assert table == ["b 1", "b 3", "a 1"]
    assert rejected == [("b", "line 2", "it is refused")]


def test_files_that_are_known_are_not_read_again_and_the_table_is_that_of_a_fresh_case(tmp_path):
    """Neither the first file, whose bytes are gone, nor one without rows; what is behind the first file that is not known is read."""
    texts = {"b": "1\nrefused\n3", "empty": "", "a": "1\npassed over\nraises\n5", "c": "refused\n7"}
    for folder in ("grown", "fresh"):
        (tmp_path / folder).mkdir()
    options = Options(engine=EngineOptions(memory=2048))
    with Workers(options.engine) as workers:
        grown, fresh = (LocalEngine(tmp_path / name, {"placements": Placement}, workers) for name in ("grown", "fresh"))

        def read(engine, names):
            files = [EvidenceFile(tmp_path / name, name, name * 64, "file", None) for name in names]
            rejected = engine.load(LINES, files, options, "recipe")
            return [(row.path, row.record) for row in rejected], engine.tables.path("placements").read_bytes()

        def write(names):
            for name in names:
                (tmp_path / name).write_text(texts[name])

        write(texts)
        whole, part, less = read(fresh, texts), read(grown, ["b", "empty"]), read(fresh, ["b", "c"])
        for name in ("b", "empty"):
            (tmp_path / name).unlink()
        assert read(grown, texts) == whole
        assert read(grown, ["b", "empty"]) == part
        assert read(grown, texts) == whole
        (tmp_path / "a").unlink()
        assert read(grown, ["b", "c"]) == less
    assert whole[0] == [("b", "line 2"), ("a", None), ("c", "line 1")]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("stops the process", "it made its reader stop"),
        ("never ends", "one record took longer than 1 s"),
    ],
)
def test_a_reader_that_dies_costs_what_follows_in_its_file(tmp_path, line, reason):
    texts = {"a": ["1", "2"], "b": ["1", "refused", "3", line, "5"], "c": ["1"], "d": [line], "e": ["1"]}
    table, rejected = loaded(tmp_path, texts, seconds=1 if line == "never ends" else 60)
    assert table == ["a 1", "a 2", "b 1", "b 3", "c 1", "e 1"]
    assert [(path, record) for path, record, _ in rejected] == [("b", "line 2"), ("b", "record 4"), ("d", None)]
    assert rejected[1][2].startswith(f"After 3 records reading stopped: {reason}")
    assert rejected[2][2].startswith(f"Reading stopped: {reason}")


@pytest.mark.parametrize(("line", "reason"), [("raises", "ValueError: a line it cannot stand"), ("eats memory", "needs more memory")])
def test_a_reader_that_fails_is_a_row(tmp_path, line, reason):
    table, rejected = loaded(tmp_path, {"a": ["1", line, "3"], "b": ["1"]})
    assert table == ["a 1", "b 1"]
    assert [path for path, _, _ in rejected] == ["a"]
    assert reason in rejected[0][2]
