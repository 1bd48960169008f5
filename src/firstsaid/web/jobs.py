"""Jobs: pages that arrived are added and the case is run, in a process of its own, one after the other."""

import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition, Thread
from typing import Any

ARRIVING = ".arriving-"
PARTIAL = ".partial"
KEPT = 50
"""Jobs that are remembered."""


@dataclass(slots=True)
class Job:
    """What was asked for and how far it is."""

    id: str
    arrived: Path | None
    state: str = "waiting"
    """waiting · at work · done · stopped · failed."""
    stage: str = ""
    done: int = 0
    of: int = 0
    said: list[str] = field(default_factory=list)
    """What it has to tell: how many were added, refused, why it failed."""

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in ("done", "stopped", "failed")


class Jobs:
    """The jobs of one case. What arrived before a kill is picked up again when the server starts."""

    def __init__(self, place: Path) -> None:
        self.place = place.resolve()
        self._jobs: dict[str, Job] = {}
        self._line: deque[Job] = deque()
        self._changed = Condition()
        self._process: subprocess.Popen[str] | None = None
        self._closing = False
        for left in sorted(self.place.glob(f"{ARRIVING}*")):
            if left.name.endswith(PARTIAL):
                shutil.rmtree(left, ignore_errors=True)
            else:
                self._queue(Job(left.name.removeprefix(ARRIVING), left))
        self._thread = Thread(target=self._work, daemon=True)
        self._thread.start()

    def arrival(self) -> Path:
        """A folder for what arrives; put files into its `files/`, then give it to `start`."""
        folder = self.place / f"{ARRIVING}{secrets.token_hex(8)}{PARTIAL}"
        (folder / "files").mkdir(parents=True)
        return folder

    def start(self, arrived: Path | None = None) -> Job:
        """Queue a job: add what arrived, if anything did, and run the case. What has arrived is safe from here on."""
        name = secrets.token_hex(8)
        if arrived is not None:
            whole = arrived.with_name(arrived.name.removesuffix(PARTIAL))
            arrived.rename(whole)
            arrived, name = whole, whole.name.removeprefix(ARRIVING)
        return self._queue(Job(name, arrived))

    def get(self, job: str) -> Job:
        """Raises KeyError when there is no such job."""
        return self._jobs[job]

    def newest(self) -> list[Job]:
        """Jobs, the newest first."""
        return list(self._jobs.values())[::-1]

    def stop(self, job: str) -> None:
        """Stop a job. What was added stays added, and tables that were finished stay finished."""
        with self._changed:
            found = self._jobs[job]
            if found in self._line:
                self._line.remove(found)
                found.state = "stopped"
            elif found.state == "at work" and self._process:
                found.state = "stopped"
                _end(self._process)

    def close(self) -> None:
        """Stop what is at work; the next start goes on with it."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
            if self._process:
                _end(self._process)
        self._thread.join(timeout=20)

    def _queue(self, job: Job) -> Job:
        with self._changed:
            self._jobs[job.id] = job
            self._line.append(job)
            for old in [j for j in self._jobs.values() if j.over][: max(0, len(self._jobs) - KEPT)]:
                del self._jobs[old.id]
            self._changed.notify_all()
        return job

    def _work(self) -> None:
        while True:
            with self._changed:
                while not self._line and not self._closing:
                    self._changed.wait()
                if self._closing:
                    return
                job = self._line.popleft()
                job.state = "at work"
                command = [sys.executable, "-m", "firstsaid.web.working", str(self.place), str(job.arrived or "")]
                self._process = process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)  # noqa: S603
            for line in process.stdout or ():
                _note(job, line)
            process.wait()
            with self._changed:
                self._process = None
                if job.state == "at work":
                    job.state = "failed"
                    job.said.append("It ended before it was done; start it again, and it goes on where it was.")


def _note(job: Job, line: str) -> None:
    try:
        told: dict[str, Any] = json.loads(line)
    except ValueError:
        return
    if "stage" in told:
        job.stage, job.done, job.of = told["stage"], told["done"], told["of"]
    elif "waiting" in told:
        job.stage = "waiting until another run has ended"
    elif "added" in told:
        counts = ((told["added"], "added"), (told["known"], "already there"), (len(told["refused"]), "refused"))
        job.said.append(", ".join(f"{number:,} {what}" for number, what in counts if number) or "nothing was added")
        job.said += [f"{path}: {reason}" for path, reason in told["refused"]]
    elif "failed" in told:
        job.state = "failed"
        job.said.append(told["failed"])
    elif "finished" in told:
        job.state = "done"


def _end(process: "subprocess.Popen[str]") -> None:
    """End a process and its workers."""
    try:
        os.killpg(process.pid, signal.SIGTERM)
    except ProcessLookupError:
        return
