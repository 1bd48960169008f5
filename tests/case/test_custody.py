"""The custody log: every line follows from the one before it."""

import json
import multiprocessing
import threading

import pytest

from firstsaid.case.custody import Custody
from firstsaid.errors import CaseError


@pytest.fixture
def log(tmp_path):
    custody = Custody(tmp_path / "custody.jsonl")
    for number in range(4):
        custody.append("add", path=f"page {number}", sha256="0" * 64)
    return custody


def test_a_log_that_nobody_touched_reads_back(log):
    assert [line["path"] for line in log.lines()] == ["page 0", "page 1", "page 2", "page 3"]


@pytest.mark.parametrize(
    ("harm", "complaint"),
    [
        (lambda lines: [lines[0], lines[1].replace("page 1", "page 9"), *lines[2:]], "line 3 does not follow from line 2"),
        (lambda lines: [lines[0], *lines[2:]], "line 2 does not follow from line 1"),
        (lambda lines: [lines[1], lines[0], *lines[2:]], "line 1 does not follow"),
        (lambda lines: [lines[0], "no json", *lines[2:]], "line 2 is not a custody line"),
        (lambda lines: [lines[0], "[]", *lines[2:]], "line 2 is not a custody line"),
    ],
    ids=["changed", "dropped", "moved", "not JSON", "not an object"],
)
def test_a_line_that_was_touched_is_named(log, harm, complaint):
    lines = log.path.read_text("utf-8").splitlines()
    log.path.write_text("\n".join(harm(lines)) + "\n", "utf-8")
    with pytest.raises(CaseError, match=complaint):
        list(Custody(log.path).lines())


def test_a_line_cut_off_by_a_kill_is_dropped_and_the_chain_goes_on(log):
    whole = log.path.read_bytes()
    log.path.write_bytes(whole + '{"at": "2031-01-01", "event": "ad…'.encode()[:-1])
    again = Custody(log.path)
    again.append("add", path="page 4", sha256="0" * 64)
    assert [line["path"] for line in Custody(log.path).lines()] == [f"page {n}" for n in range(5)]
    assert all(json.loads(line) for line in log.path.read_text("utf-8").splitlines())


def test_the_first_line_of_a_new_log_carries_zeros(tmp_path):
    custody = Custody(tmp_path / "custody.jsonl")
    custody.append("run", tables=[])
    assert next(iter(custody.lines()))["previous"] == "0" * 64


def _append_many(path, worker, times):
    custody = Custody(path)
    for number in range(times):
        custody.append("judgement", worker=worker, number=number)


def test_processes_and_threads_that_append_at_once_make_one_chain(tmp_path):
    path = tmp_path / "custody.jsonl"
    processes = [multiprocessing.get_context("fork").Process(target=_append_many, args=(path, worker, 40)) for worker in range(3)]
    threads = [threading.Thread(target=_append_many, args=(path, worker, 40)) for worker in range(3, 6)]
    for work in (*processes, *threads):
        work.start()
    for work in (*processes, *threads):
        work.join()
    lines = list(Custody(path).lines())
    assert sorted((line["worker"], line["number"]) for line in lines) == [(worker, number) for worker in range(6) for number in range(40)]
