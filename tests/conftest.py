"""What all tests share: where the evaluation kits lie, and the rule that CI skips nothing that it could run."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

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
