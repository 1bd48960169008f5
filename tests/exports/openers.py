"""Tools of other houses, in the environment that tools/setup_openers.sh makes."""

import subprocess
from pathlib import Path

import pytest

PYTHON = Path(__file__).resolve().parents[2] / ".venv/openers/bin/python"


def opened_by(*arguments: str, given: str | None = None) -> subprocess.CompletedProcess:
    """What a Python module of theirs, or a script given as text, says."""
    if not PYTHON.exists():
        pytest.skip("the tools that open our exports are not installed; `sh tools/setup_openers.sh` installs them")
    command = [str(PYTHON), "-W", "ignore", *(("-c", given) if given else ()), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
