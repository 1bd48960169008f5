"""The five seed pages, scored by the kit's own scorer, where the kit is on the machine."""

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.kits import SHARED
from firstsaid import trace


def main() -> None:
    """Print what score_case.py says of the export."""
    if not SHARED.is_dir():
        print("the evaluation kits (../shared) are not on this machine")
        return
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch) / "export.json"
        case = trace(SHARED / "data/seeds")
        with place.open("wb") as out:
            case.export("json", out)
        print(case.sentence())
        print(subprocess.run([sys.executable, str(SHARED / "tools/score_case.py"), str(place)], capture_output=True, text=True, check=True).stdout)
