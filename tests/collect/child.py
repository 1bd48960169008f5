"""A process that collects from the invented web until it is killed: `python -m tests.collect.child CASE PORT STEP LINK…`.

At its STEPth step of writing things down it kills itself; 0 means never.
"""

import os
import signal
import sys
from pathlib import Path

from firstsaid.case import custody, evidence
from firstsaid.collect import batch, journal
from firstsaid.collect.clock import SystemClock
from firstsaid.collect.collector import Wish
from firstsaid.collect.options import CollectOptions
from firstsaid.collecting import Given, collect
from tests.collect.conftest import AGENT
from tests.collect.site import Net


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def stepping(owner, name, counting):
    """Count each call of a method twice: when it begins and when it is done."""
    inner = getattr(owner, name)

    def outer(*given, **named):
        counting()
        try:
            return inner(*given, **named)
        finally:
            counting()

    setattr(owner, name, outer)


def main(place, port, step, *links):
    left = [int(step)]

    def counting():
        left[0] -= 1
        if left[0] == 0:
            die()

    if int(step):
        stepping(batch.Batch, "append", counting)
        stepping(journal.Journal, "_note_batch", counting)
        stepping(journal.Journal, "finish_batch", counting)
        stepping(journal.Journal, "end", counting)
        stepping(evidence.EvidenceFolder, "keep", counting)
        stepping(custody.Custody, "append", counting)
        stepping(Path, "unlink", counting)
    options = CollectOptions(delay=0.0, hosts=3, batch=150, attempts=8)
    collect(Path(place), Given(links), Wish(options, AGENT), Net(int(port)).outside(SystemClock()), lambda done, total: None)


if __name__ == "__main__":
    main(*sys.argv[1:])
