"""The sample case, run once for all tests of the web app, and a browser's and a program's way into it."""

import shutil
from functools import partial
from pathlib import Path

import argon2
import pytest
from fastapi.testclient import TestClient
from tests.copies import copied

from firstsaid import api
from firstsaid.web.access import Access
from firstsaid.web.app import make_app

HOST = "127.0.0.1:8471"
HOSTILE = Path(__file__).resolve().parents[1] / "cases" / "hostile"


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch):
    """argon2 at its cheapest; tests/review asks for the real one."""
    monkeypatch.setattr(argon2, "PasswordHasher", partial(argon2.PasswordHasher, time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture(scope="session")
def sample_case(traced_sample, tmp_path_factory):
    """A copy for each process of the tests: being looked at writes beside the tables."""
    return copied(traced_sample, tmp_path_factory.mktemp("web"))


@pytest.fixture(scope="session")
def hostile_case(once, tmp_path_factory):
    """The pages of tests/cases/hostile, one of them under a hostile name."""

    def run(place):
        pile = shutil.copytree(HOSTILE, place / "pile")
        (pile / "17-file-name.txt").rename(pile / "17-..%2f..%2fetc%2fpasswd \u202e<img src=x onerror=window.hostile=1> =1+1.txt")
        api.trace(pile, case=place / "case")

    return copied(once("hostile", run) / "case", tmp_path_factory.mktemp("hostile"))


@pytest.fixture
def own_case(sample_case, tmp_path):
    """A copy that a test may change."""
    return copied(sample_case, tmp_path)


def enter(place, access=None):
    """A browser that has been let in."""
    access = access or Access((HOST,))
    client = TestClient(make_app(place, access), base_url=f"http://{HOST}")
    client.__enter__()
    client.get(f"/enter?token={access.one_time}")
    return client


@pytest.fixture(scope="session")
def browser(sample_case):
    """One that only looks, for all tests together."""
    client = enter(sample_case)
    yield client
    client.__exit__(None, None, None)


@pytest.fixture
def own_browser(own_case):
    client = enter(own_case)
    yield client
    client.__exit__(None, None, None)
