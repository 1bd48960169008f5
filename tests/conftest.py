"""What all tests share: where the evaluation kits lie, and the rule that CI skips nothing that it could run."""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from firstsaid import api
from firstsaid.sample import pages

settings.register_profile("house", deadline=None)
settings.load_profile("house")
"""No test asserts a time: what a machine does beside it is no fault of the code."""
ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the evaluation kits, which are not part of the project."""
    if not SHARED.is_dir():
        pytest.skip("the evaluation kits (../shared) are not on this machine")
    return SHARED


@pytest.fixture(scope="session")
def once(tmp_path_factory) -> Callable[[str, Callable[[Path], object]], Path]:
    """A folder that is filled once for all processes of the tests, by whoever asks for it first. Who would change it takes a copy."""
    base = tmp_path_factory.getbasetemp()
    together = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def made(name: str, fill: Callable[[Path], object]) -> Path:
        place = together / f"once-{name}"
        with (together / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not place.exists():
                try:
                    fill(place)
                except BaseException:
                    shutil.rmtree(place, ignore_errors=True)
                    raise
        return place

    return made


@pytest.fixture(scope="session")
def traced_sample(once) -> Path:
    """The sample case after one run, with nothing decided; to be looked at, not changed."""
    return once("sample", lambda place: api.trace(pages(), case=place))


FIRST = [
    *("engine/test_contract", "web/browser/test_access", "web/browser/test_hostile_in_a_browser", "web/browser/test_journey", "collect/test_killed"),
    *("test_pass", "cli/test_bad_input", "test_guide", "web/test_killed", "notebook/test_notebook", "cli/test_commands", "web/browser/test_bookmark"),
    *("test_judged", "relay/test_invariants", "sealing/test_sealed", "articles/test_hostile_pages", "statements/test_statements", "web/test_api_schema"),
]
"""Files that take longest, the longest first: begun last, one of them alone would keep everybody waiting."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest; all else stays in its order."""
    places = {ROOT / f"tests/{name}.py": at for at, name in enumerate(FIRST)}
    items.sort(key=lambda item: places.get(item.path, len(FIRST)))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """With CI=true a skip is a failure, unless the kits are missing."""
    report = yield
    if os.environ.get("CI") == "true" and report.skipped and not hasattr(report, "wasxfail"):
        reason = str(call.excinfo.value) if call.excinfo else ""
        if not ("../shared" in reason and not SHARED.is_dir()):
            report.outcome = "failed"
            report.longrepr = f"CI skips nothing that it could run: {reason}"
    return report
