"""A case of one's own."""

import shutil
from pathlib import Path


def copied(case: Path, folder: Path) -> Path:
    """A copy of a case that may be changed: its evidence, which is read-only in the case, too."""
    return shutil.copytree(case, folder / "case", copy_function=shutil.copyfile)
