"""The process of one job of the web app: add what arrived, bring the case up to date, tell how far it is on standard output, a JSON line at a time."""

import json
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from firstsaid import api
from firstsaid.errors import FirstsaidError

T = TypeVar("T")
PATIENCE = 3600.0
"""Seconds to wait until another process has let go of the case."""
BUSY = "another firstsaid works on this case"


def main(case: str, arrived: str) -> int:
    """Add what lies in the folder `arrived` ("" for nothing) and run the case; exit status 1 with a last line that says why when it could not be done."""
    try:
        if arrived:
            files = Path(arrived) / "files"
            added = _patiently(lambda: api.add(case, [str(path) for path in sorted(files.iterdir())]))
            _tell(added=added.added, known=added.known, refused=[[row.path, row.reason] for row in added.refused])
            shutil.rmtree(arrived)
        _patiently(lambda: api.run(case, progress=lambda stage, done, of: _tell(stage=stage, done=done, of=of)))
    except FirstsaidError as error:
        _tell(failed=str(error))
        return 1
    _tell(finished=True)
    return 0


def _patiently(work: Callable[[], T]) -> T:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return work()
        except FirstsaidError as error:
            if BUSY not in str(error) or time.monotonic() > until:
                raise
            _tell(waiting=True)
            time.sleep(0.5)


def _tell(**facts: object) -> None:
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
