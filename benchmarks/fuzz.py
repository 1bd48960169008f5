"""Fuzz every reader with damaged files: python -m benchmarks.fuzz --minutes 10 [--seed N] [--finds DIR] [--coverage]

Takes the case files of tests/cases/capture and tests/cases/articles, damages them, and runs each through `capture.read` and every step that the pass
takes on captures one by one, in a child process with limits on memory and CPU time. A raised exception, a crash, a hang (10 s of CPU) and a broken
promise (no row for a file, a span outside the text) are written to the folder of finds with the file that caused them. `--coverage` lets atheris, if
it is installed, choose the damage by the branches that it reaches.
"""

import argparse
import hashlib
import multiprocessing
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.mutations import Sample, mutated, seeds
from benchmarks.trial import Result, tried

HANG = 10
"""Seconds of CPU."""
STUCK = 300
"""Seconds of the wall clock without an answer."""
MEMORY = 4 << 30


def _child(pipe: Connection, seed: int, among: list[Sample]) -> None:
    """Work on the numbers that come through the pipe. The kernel ends the process at a hang."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    with tempfile.TemporaryDirectory() as folder:
        while (number := pipe.recv()) is not None:
            used = resource.getrusage(resource.RUSAGE_SELF)
            resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + HANG + 1, hard))
            pipe.send(tried(mutated(number, seed, among), Path(folder)))


class Child:
    """A process that tries files, started again when one has ended it."""

    def __init__(self, seed: int, among: list[Sample]) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._args = (seed, among)
        self._start()

    def _start(self) -> None:
        self._pipe, other = self._context.Pipe()
        self._process = self._context.Process(target=_child, args=(other, *self._args), daemon=True)
        self._process.start()
        other.close()

    def ask(self, number: int) -> Result:
        """What became of file `number`."""
        self._pipe.send(number)
        try:
            if self._pipe.poll(STUCK):
                return self._pipe.recv()
            what = f"stuck for {STUCK} s"
            self._process.kill()
        except (EOFError, ConnectionResetError):
            self._process.join()
            code = self._process.exitcode or 0
            what = "hang" if code == -signal.SIGXCPU else f"crash ({signal.Signals(-code).name if code < 0 else code})"
        self._process.join()
        self._start()
        return Result((), what, f"file {number}")

    def stop(self) -> None:
        """End the process."""
        self._pipe.send(None)
        self._process.join(10)


class Finds:
    """What has gone wrong, counted by place; the first three files of each are kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.count: Counter[str] = Counter()

    def note(self, result: Result, sample: Sample) -> None:
        """Keep the file and the story of a fault."""
        self.count[result.fault or ""] += 1
        if self.count[result.fault or ""] > 3:
            return
        print(f"  find: {result.fault} ({sample.name}, {len(sample.content):,} bytes)", flush=True)
        place = self.folder / hashlib.sha256(sample.content).hexdigest()[:12]
        place.mkdir(parents=True, exist_ok=True)
        (place / sample.name).write_bytes(sample.content)
        (place / "fault.txt").write_text(f"{result.fault}\n\n{result.story}\n", "utf-8")


def fuzz(minutes: float, seed: int, finds: Finds) -> tuple[int, Counter[str]]:
    """Damage and read until the time is over; how many files, and how often each outcome."""
    among, outcomes = seeds(), Counter()
    child, number, end = Child(seed, among), 0, time.monotonic() + minutes * 60
    while time.monotonic() < end:
        result = child.ask(number)
        outcomes.update(set(result.outcomes))
        if result.fault:
            finds.note(result, mutated(number, seed, among))
        number += 1
    child.stop()
    return number, outcomes


def main() -> None:
    """Fuzz and print what came of it; exit status 1 when anything was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--finds", type=Path, default=Path(tempfile.gettempdir()) / "firstsaid-finds")
    parser.add_argument("--coverage", action="store_true")
    asked = parser.parse_args()
    os.nice(19)
    finds = Finds(asked.finds)
    if asked.coverage:
        command = ("-m", "benchmarks.fuzz_coverage", str(int(asked.minutes * 60)), str(HANG), str(asked.finds))
        sys.exit(subprocess.run([sys.executable, *command], check=False).returncode)
    number, outcomes = fuzz(asked.minutes, asked.seed, finds)
    faults = f"{finds.count.total()} faults of {len(finds.count)} kinds"
    print(f"seed {asked.seed}: {number:,} files in {asked.minutes:g} minutes, {len(outcomes)} distinct outcomes, {faults}")
    for outcome, times in sorted(outcomes.items(), key=lambda item: (-item[1], item[0])):
        print(f"{times:>8,}  {outcome}")
    for fault, times in sorted(finds.count.items()):
        print(f"  FAULT {times:,} × {fault}")
    if finds.count:
        sys.exit(f"the files are in {finds.folder}")


if __name__ == "__main__":
    main()
