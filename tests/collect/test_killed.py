"""A kill at any moment loses no finished page and doubles none."""

import json
import os
import random
import select
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from tests.collect.conftest import checked
from tests.collect.site import COURIER_PAGES, HERALD_PAGES, parts
from tests.collect.test_whole_site import SEEDS, STORIES


@pytest.fixture(scope="module")
def nursery():
    """Starts processes that collect, one at a time."""
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen([sys.executable, "-m", "tests.collect.child"], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0) as process:
        yield process
        process.stdin.close()


def start(nursery, desk, links, step=0):
    """The id of a process that collects."""
    nursery.stdin.write(json.dumps([str(desk.place), desk.server.server_port, step, links]).encode() + b"\n")
    return int(nursery.stdout.readline())


def came_to_its_end(nursery):
    """Whether the process ended by itself and not by a kill."""
    status = int(nursery.stdout.readline())
    assert status in (0, -signal.SIGKILL)
    return status == 0


def run(nursery, desk, links, step=0):
    """Whether the process came to its end; a step at which it kills itself may keep it from it."""
    start(nursery, desk, links, step)
    return came_to_its_end(nursery)


def run_until(nursery, desk, requests, delay):
    """Kill the process a moment after it has made so many requests; whether it came to its end before. It gets no further, however slow this machine is."""
    wanted = desk.server.hits.total() + requests
    desk.server.gate = threading.Semaphore(requests)
    pid = start(nursery, desk, SEEDS)
    while desk.server.hits.total() < wanted and not select.select([nursery.stdout], [], [], 0.001)[0]:
        pass
    time.sleep(delay)
    os.kill(pid, signal.SIGKILL)
    desk.server.gate = threading.Semaphore(1 << 20)
    return came_to_its_end(nursery)


def finished(place):
    """Addresses that the journal holds to be finished."""
    path = place / "collecting" / "journal.db"
    if not path.exists():
        return set()
    with closing(sqlite3.connect(path)) as journal:
        if not journal.execute("SELECT 1 FROM sqlite_master WHERE name = 'pages'").fetchone():
            return set()
        return {url for (url,) in journal.execute("SELECT url FROM pages WHERE outcome IS NOT NULL")}


def ended(place):
    """Whether the round is over."""
    path = place / "collecting" / "journal.db"
    if not path.exists():
        return False
    with closing(sqlite3.connect(path)) as journal:
        return bool(
            journal.execute("SELECT 1 FROM sqlite_master WHERE name = 'rounds'").fetchone()
            and journal.execute("SELECT 1 FROM rounds WHERE ended > ''").fetchone()
        )


def whole(desk, pages):
    """Each page once in the evidence, every file sound, the custody log unbroken."""
    assert Counter(desk.responses()) == Counter(pages)
    assert checked(desk.files()) == ""
    lines = desk.custody()
    added = [line["sha256"] for line in lines if line["event"] == "add"]
    assert len(added) == len(set(added))
    assert not list((desk.place / "collecting").glob("*.warc.gz"))


def test_20_random_moments(desk, nursery):
    chance = random.Random(8)
    counts, done = [], {}
    for _ in range(20):
        assert not run_until(nursery, desk, chance.randrange(1, 40), chance.uniform(0, 0.03)), "it ended before it was killed"
        done |= {url: desk.server.hits[parts(url)] for url in finished(desk.place) - set(done)}
        counts.append(len(done))
    assert run(nursery, desk, SEEDS)
    assert len(set(counts)) > 10, "kills came at different states"
    assert {url: desk.server.hits[parts(url)] for url in done} == done, "what was finished was not asked for again"
    listed = {*SEEDS, "http://courier.example/news-1.xml", "http://courier.example/news-2.xml.gz"}
    whole(desk, STORIES | listed)
    assert len(STORIES) == HERALD_PAGES + COURIER_PAGES


def test_every_step_of_writing_things_down(desk, nursery, tmp_path):
    """A short round killed at its first step, its second step, and so on until none is left; then it goes on, unless it had ended."""
    links = [f"http://courier.example/story/{n}" for n in range(2)]
    killed = 0
    for step in range(1, 60):
        desk.place = tmp_path / f"case-{step}"
        if run(nursery, desk, links, step):
            break
        killed += 1
        before = {url: desk.server.hits[parts(url)] for url in finished(desk.place)}
        if not ended(desk.place):
            assert run(nursery, desk, links), step
            assert {url: desk.server.hits[parts(url)] for url in before} == before, step
        whole(desk, links)
        assert [line["event"] for line in desk.custody()].count("add") == 1
    assert killed > 15
