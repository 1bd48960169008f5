"""A process that collects from the invented web until it is killed: it ends with `main`.

It is forked from a process that has loaded everything and has one thread, which is quick and safe.
"""

import multiprocessing
import os
import signal
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


def started(place, port, step, links):
    """A process that collects links into a case from the server at a port; at so manieth a step of writing things down it kills itself, 0 means never."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    process = context.Process(target=main, args=(place, port, step, links))
    process.start()
    return process


def main(place, port, step, links):
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
    collect(place, Given(links), Wish(options, AGENT), Net(port).outside(), lambda done, total: None)
