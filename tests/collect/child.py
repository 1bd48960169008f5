"""Processes that collect from the invented web until they are killed: see `serve`."""

import json
import os
import signal
import sys
import traceback
from pathlib import Path

from firstsaid.case import custody, evidence
from firstsaid.collect import batch, journal
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


def main(place, port, step, links):
    """Collect links into a case from the server at a port; at so manieth a step of writing things down kill this process, 0 means never."""
    left = [step]

    def counting():
        left[0] -= 1
        if left[0] == 0:
            die()

    if step:
        stepping(batch.Batch, "append", counting)
        stepping(journal.Journal, "_note_batch", counting)
        stepping(journal.Journal, "finish_batch", counting)
        stepping(journal.Journal, "end", counting)
        stepping(evidence.EvidenceFolder, "keep", counting)
        stepping(custody.Custody, "append", counting)
        stepping(Path, "unlink", counting)
    options = CollectOptions(delay=0.0, hosts=3, batch=150, attempts=8)
    collect(Path(place), Given(links), Wish(options, AGENT), Net(port).outside(), lambda done, total: None)


def serve():
    """For each order on a line of standard input fork, say the new process's id, and how it ended.

    This process has loaded everything and has one thread, so that forking it is quick and safe.
    """
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            try:
                main(*json.loads(line))
                os._exit(0)
            except BaseException:
                traceback.print_exc()
                os._exit(1)
        print(pid, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)


if __name__ == "__main__":
    serve()
