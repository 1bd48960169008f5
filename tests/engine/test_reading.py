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


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("stops the process", "it made its reader stop"),
        ("never ends", "one record took longer than 2 s"),
    ],
)
def test_a_reader_that_dies_costs_what_follows_in_its_file(tmp_path, line, reason):
    texts = {"a": ["1", "2"], "b": ["1", "refused", "3", line, "5"], "c": ["1"], "d": [line], "e": ["1"]}
    table, rejected = loaded(tmp_path, texts, seconds=2 if line == "never ends" else 60)
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
