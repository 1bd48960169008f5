"""Case files of the claims room."""

import tomllib
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "cases" / "claims"


def cases(name):
    """The cases of a file, in order."""
    return tomllib.loads((FOLDER / name).read_text("utf-8"))["case"]


def named(case):
    """What to call a case in a test report."""
    return case.get("name") or case["sentence"][:60]


def stories(name):
    """The stories of a file, in order."""
    return tomllib.loads((FOLDER / name).read_text("utf-8"))["story"]
