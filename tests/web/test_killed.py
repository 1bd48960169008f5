"""Killed without warning (SIGKILL) while it keeps a decision, takes pages in, runs or exports: nothing that was acknowledged is lost, the case opens, and
`verify` passes. The moments are drawn from a seed; FIRSTSAID_KILLS sets how many of each."""

import os
import random
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from threading import Thread

import httpx
import pytest
from click.testing import CliRunner
from tests.web.served import serving

from firstsaid import api
from firstsaid.cli import main
from firstsaid.review import Reviews

KILLS = range(int(os.environ.get("FIRSTSAID_KILLS", "1")))
PAGE = "The ferry at Ondrel was withdrawn on Friday, a harbour official told Vasket News, number {}. Nobody had been told that its pumps had failed.\n"


def entered(server):
    """A client that has been let in, and what its forms must carry."""
    client = httpx.Client(base_url=server.root, trust_env=False, timeout=60, follow_redirects=True)
    client.get(server.door)
    return client, {"x-forgery": re.search(r'name="forgery" value="([^"]+)"', client.get("/add").text)[1]}


def passes(place):
    told = CliRunner().invoke(main, ["verify", str(place)])
    assert told.exit_code == 0, told.output


def until_killed(server, moment, work):
    """Do a thing again and again until the server is killed, so many seconds from the first time on; give what was acknowledged."""
    acknowledged = [work()]

    def go_on():
        with suppress(httpx.TransportError):
            while True:
                acknowledged.append(work())

    thread = Thread(target=go_on)
    thread.start()
    time.sleep(moment)
    server.process.send_signal(signal.SIGKILL)
    thread.join(timeout=60)
    assert not thread.is_alive()
    return acknowledged


@pytest.mark.parametrize("seed", KILLS)
def test_during_decisions(own_case, seed):
    pair = next((d.article_a, d.article_b) for d in api.open_case(own_case).dossier.derivations)
    wish = {"about": "relation", "places": [{"article": a} for a in pair], "verdict": "unsure", "reason": "Cannot tell."}
    with serving(own_case) as server:
        client, forgery = entered(server)
        numbers = until_killed(
            server,
            random.Random(seed).uniform(0.3, 0.8),
            lambda: client.post("/api/v1/judgements", json=wish, headers=forgery).raise_for_status().json()["number"],
        )
    assert numbers
    kept = Reviews(own_case / "review.db").log()
    assert {k.number for k in kept} >= set(numbers)
    assert len(kept) <= len(numbers) + 1
    with serving(own_case) as server:
        client, _ = entered(server)
        assert len(client.get("/api/v1/judgements").json()) == len(kept)
    passes(own_case)


@pytest.mark.parametrize("seed", KILLS)
def test_during_uploads_and_the_run_that_follows(own_case, seed):
    known = len(api.open_case(own_case).dossier.captures)
    with serving(own_case) as server:
        client, forgery = entered(server)
        count = iter(range(1, 10_000))

        def upload():
            time.sleep(0.1)  # each page is a run of its own, which all have to come to their end below
            number = next(count)
            client.post("/api/v1/pages", params={"name": f"page-{number}.txt"}, content=PAGE.format(number), headers=forgery).raise_for_status()
            return number

        numbers = until_killed(server, random.Random(seed).uniform(0.05, 0.3), upload)
    with serving(own_case) as server:
        client, _ = entered(server)
        for _ in range(3_000):
            if all(job["state"] not in ("waiting", "at work") for job in client.get("/api/v1/jobs").json()):
                break
            time.sleep(0.2)
    held = {capture.path for capture in api.open_case(own_case).dossier.captures}
    assert held >= {f"page-{number}.txt" for number in numbers}
    assert known + len(numbers) <= len(held) <= known + len(numbers) + 1
    passes(own_case)


@pytest.mark.parametrize("seed", KILLS)
def test_during_a_run(sample_case, own_case, seed):
    for table in (own_case / "derived").glob("*.parquet"):
        table.unlink()
    (own_case / "derived" / "stages.json").unlink()
    killed(["run", str(own_case)], random.Random(seed).uniform(1.0, 4.0))
    api.run(own_case)
    again = {table.name: table.read_bytes() for table in (own_case / "derived").glob("*.parquet")}
    assert again == {table.name: table.read_bytes() for table in (sample_case / "derived").glob("*.parquet")}
    passes(own_case)


@pytest.mark.parametrize("seed", KILLS)
def test_during_an_export(own_case, seed):
    out = own_case.parent / "dossier.zip"
    killed(["export", str(own_case), "--format", "dossier", "-o", str(out)], random.Random(seed).uniform(0.8, 2.5))
    if out.exists():
        passes(out)
    passes(own_case)
    assert CliRunner().invoke(main, ["export", str(own_case), "--format", "dossier", "-o", str(out)]).exit_code == 0
    passes(out)


def killed(command, moment):
    """A command with all that it started, killed after so many seconds or once it has ended."""
    process = subprocess.Popen([sys.executable, "-m", "firstsaid.cli", *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=moment)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
