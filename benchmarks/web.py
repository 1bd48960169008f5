"""The web app on a large case: what a page costs, and fifty reviewers who decide at once while the case is run again.

    python -m benchmarks web
    FIRSTSAID_WEB_CASE=CASE python -m benchmarks web      on a case that has been run already

The case is the pile of 10,030 real articles of the evaluation kits. A page is cold when its story is read for the first time since the server started, and
warm the second time. CPU time is that of the whole process, the asking client with it.
"""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
from fastapi.testclient import TestClient

from benchmarks.kits import SHARED
from benchmarks.passes import LARGE, piles
from firstsaid import api
from firstsaid.case.folder import CaseFolder
from firstsaid.review import Reviews
from firstsaid.review.users import Users
from firstsaid.sample import pages
from firstsaid.web.access import Access
from firstsaid.web.app import make_app

HOST = "127.0.0.1:8471"
EACH = 25
"""Pages of a kind."""
REVIEWERS, DECISIONS = 50, 2000
AGAIN = 0.1
"""How often a decision is sent a second time, as after a broken connection."""
QUESTIONS = ("hospital", "chemical weapons", "ministry of defence", "zzzz", "said on wednesday")
_ADDRESSES = {
    "story": "select distinct '/story/' || story as address from placements order by hash(story) limit {}",
    "large story": "select '/story/' || story as address from placements group by story order by count(*) desc, story limit {}",
    "claim": "select '/claim/' || id as address from claims where len(articles) > 1 order by hash(id) limit {}",
    "wordings": "select '/wordings/' || id as address from claims where len(articles) > 1 order by hash(id || 'w') limit {}",
    "pair": "select '/pair/' || article_a || '/' || article_b as address from derivations order by hash(id) limit {}",
    "article": "select '/article/' || article as address from placements order by hash(article) limit {}",
    "voice": "select '/voice/' || id as address from voices order by hash(id) limit {}",
    "report": "select '/report/' || story as address from placements group by story having count(*) between 2 and 20 order by hash(story) limit {}",
}
_LISTS = ("/", "/?start=50", "/missing", "/missing?start=300", "/conflicts", "/rejected", "/queue", "/decisions", "/add", "/report")


def case_of(scratch: Path) -> Path:
    """The large case."""
    if given := os.environ.get("FIRSTSAID_WEB_CASE"):
        return Path(given)
    place = scratch / "large case"
    api.add(place, [str(piles(scratch)[LARGE])])
    api.run(place)
    return place


def let_in(place: Path) -> TestClient:
    """A client in the same process."""
    access = Access((HOST,))
    client = TestClient(make_app(place, access), base_url=f"http://{HOST}")
    client.__enter__()
    client.get(f"/enter?token={access.one_time}")
    return client


def addresses(client: TestClient) -> dict[str, list[str]]:
    """Pages by kind."""
    with client.app.state.desk.reading() as shelf:
        shelf.by_story.wait()
        found = {kind: [row["address"] for row in shelf.sql(query.format(EACH))] for kind, query in _ADDRESSES.items()}
    asked = [f"/search?q={words}" for words in QUESTIONS]
    return {**found, "list": list(_LISTS), "search": asked, "check": [f"/check?text={words} {words} people had been told" for words in QUESTIONS]}


def cost(client: TestClient, address: str) -> float:
    """Milliseconds of CPU."""
    before = time.process_time()
    answer = client.get(address)
    spent = (time.process_time() - before) * 1000
    assert answer.status_code == 200, (address, answer.status_code)
    return spent


def at(values: list[float], share: float) -> float:
    """A quantile."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def measure_pages(place: Path) -> None:
    """Print what pages cost."""
    before = time.process_time()
    client = let_in(place)
    kinds = addresses(client)
    print(f"start, with the copies in the order of stories: {time.process_time() - before:.1f} s of CPU")
    print(f"{'page':<14}{'n':>5}{'cold p50':>10}{'p95':>7}{'max':>7}{'warm p50':>10}{'p95':>7}{'max':>7}   ms of CPU")
    every: dict[str, list[float]] = {"cold": [], "warm": []}
    for kind, of_kind in kinds.items():
        cold, warm = ([], [])
        for address in of_kind:
            cold.append(cost(client, address))
            warm.append(cost(client, address))
        every["cold"] += cold
        every["warm"] += warm
        told = "".join(f"{at(v, 0.5):>10.0f}{at(v, 0.95):>7.0f}{max(v):>7.0f}" for v in (cold, warm))
        print(f"{kind:<14}{len(of_kind):>5}{told}", flush=True)
    told = "".join(f"{at(v, 0.5):>10.0f}{at(v, 0.95):>7.0f}{max(v):>7.0f}" for v in every.values())
    print(f"{'all':<14}{len(every['cold']):>5}{told}")
    client.__exit__(None, None, None)


def measure_reviewers(scratch: Path) -> None:
    """Print whether each of many decisions is kept once while a run goes on."""
    place = scratch / "reviewed"
    api.add(place, [str(pages())])
    api.run(place)
    pairs = [(d.article_a, d.article_b) for d in api.open_case(place).dossier.derivations]
    users = Users(place / "review.db")
    names = [f"reviewer-{number:02}" for number in range(REVIEWERS)]
    for name in (*names, "keeper"):
        users.add(name, "a long pass phrase", "keeper" if name == "keeper" else "reviewer", time.time())
    tokens = {name: users.grant(name, "judge", time.time() + 3600) for name in names}
    keeper = users.grant("keeper", "keep", time.time() + 3600)
    command = [sys.executable, "-m", "firstsaid.cli", "serve", str(place), "--port", "0", "--users"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        root = server.stdout.readline().removeprefix("Open ").strip().rstrip("/")
        began = time.time()
        with ThreadPoolExecutor(REVIEWERS + 1) as pool:
            running = pool.submit(keep_running, root, keeper)
            numbers = [n for found in pool.map(lambda name: decide(root, name, tokens[name], pairs), names) for n in found]
            wall = time.time() - began
            running.result()
        server.terminate()
    told(place, numbers, wall)


def keep_running(root: str, token: str) -> None:
    """A page is added and the case is run, while others decide."""
    with httpx.Client(base_url=root, trust_env=False, timeout=120, headers={"authorization": f"Bearer {token}"}) as client:
        page = "The ferry at Ondrel was withdrawn on Friday, a harbour official told Vasket News.\n"
        job = client.post("/api/v1/pages", params={"name": "late.txt"}, content=page).raise_for_status().json()["id"]
        while client.get(f"/api/v1/jobs/{job}").json()["state"] in ("waiting", "at work"):
            time.sleep(0.5)


def decide(root: str, name: str, token: str, pairs: list[tuple[str, str]]) -> list[int]:
    """One reviewer's share of the decisions; some are sent twice."""
    chance = random.Random(name)
    numbers = []
    with httpx.Client(base_url=root, trust_env=False, timeout=120, headers={"authorization": f"Bearer {token}"}) as client:
        for number in range(DECISIONS // REVIEWERS):
            places = [{"article": article} for article in chance.choice(pairs)]
            wish = {"about": "relation", "places": places, "verdict": "unsure", "reason": "Cannot tell.", "token": f"{name} {number}"}
            times = 2 if chance.random() < AGAIN else 1
            numbers += [client.post("/api/v1/judgements", json=wish).raise_for_status().json()["number"] for _ in range(times)]
    return numbers


def told(place: Path, numbers: list[int], wall: float) -> None:
    """Print what was kept."""
    log = Reviews(place / "review.db").log()
    folder = CaseFolder.open(place)
    lines = Counter(line["number"] for line in folder.custody.lines() if line["event"] == "judgement")
    verified = subprocess.run([sys.executable, "-m", "firstsaid.cli", "verify", str(place)], capture_output=True, check=False).returncode
    print(f"{REVIEWERS} reviewers, {len(numbers):,} answers to {DECISIONS:,} decisions in {wall:.0f} s while a run went on:")
    lost, twice = len(set(numbers) - {kept.number for kept in log}), len(log) - DECISIONS
    print(
        f"kept {len(log):,}, lost {lost}, doubled {twice}; in the custody log {len(lines):,}, twice {sum(n > 1 for n in lines.values())}; verify exits {verified}"
    )
    print(json.dumps({"kept": len(log), "lost": lost, "doubled": twice}))


def main() -> None:
    """Print both tables, then ask the HTTP API many questions."""
    scratch = Path(tempfile.mkdtemp(prefix="firstsaid-web-"))
    try:
        measure_reviewers(scratch)
        if "FIRSTSAID_WEB_CASE" in os.environ or SHARED.is_dir():
            measure_pages(case_of(scratch))
        asked = {
            **os.environ,
            "FIRSTSAID_API_EXAMPLES": os.environ.get("FIRSTSAID_API_EXAMPLES", "200"),
            "FIRSTSAID_KILLS": os.environ.get("FIRSTSAID_KILLS", "5"),
        }
        tests = ["tests/web/test_api_schema.py", "tests/web/test_killed.py"]
        subprocess.run([sys.executable, "-m", "pytest", "-q", *tests], env=asked, check=True)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
