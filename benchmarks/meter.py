"""CPU time and memory of this process and everything it started, read from /proc (Linux)."""

import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
SAMPLE_SECONDS = 0.05


def _children() -> dict[int, list[int]]:
    tree: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                after_name = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except (OSError, IndexError):
                continue
            tree.setdefault(int(after_name[1]), []).append(int(entry.name))
    return tree


def processes() -> list[int]:
    """This process and all below it."""
    tree, found, waiting = _children(), [], [os.getpid()]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        waiting.extend(tree.get(pid, []))
    return found


def held(pid: int) -> int:
    """Proportional memory of a process, in bytes; 0 once it has ended."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in rollup.splitlines() if line.startswith("Pss:")), 0)


@dataclass
class Usage:
    """What a piece of work took."""

    cpu: float = 0.0
    wall: float = 0.0
    peak: int = 0
    """Highest sum of proportional memory (PSS), in bytes: a page that n processes share counts for 1/n in each."""


class Meter:
    """Measure what happens inside a `with`: CPU seconds of the whole process tree, wall seconds, highest memory.

    What watching takes by itself does not count: on a busy machine it is a large share of a long wait.
    """

    def __init__(self) -> None:
        self.usage = Usage()
        self.peaks: dict[int, int] = {}
        """Highest memory (PSS) of each process, in bytes."""
        self._seen: dict[int, float] = {}
        self._stop = threading.Event()
        self._watching = 0.0

    def __enter__(self) -> "Meter":
        self._seen = {}
        self._sample()
        self._before = self.cpu_now()
        self._started = time.perf_counter()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._sample()
        self._stop.set()
        self._thread.join()
        self.usage.cpu = self.spent()
        self.usage.wall = time.perf_counter() - self._started

    def spent(self) -> float:
        """CPU seconds since the beginning, without what watching takes."""
        return self.cpu_now() - self._before - self._watching

    def cpu_now(self) -> float:
        """CPU seconds so far of every process seen; one that has ended counts with its last reading."""
        self._sample()
        return sum(self._seen.values())

    def _watch(self) -> None:
        while not self._stop.wait(SAMPLE_SECONDS):
            self._sample()
            self._watching = time.thread_time()

    def _sample(self) -> None:
        resident = 0
        for pid in processes():
            try:
                stat = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            except (OSError, IndexError):
                continue
            self._seen[pid] = (int(stat[11]) + int(stat[12])) / TICKS
            now = held(pid)
            self.peaks[pid] = max(self.peaks.get(pid, 0), now)
            resident += now
        self.usage.peak = max(self.usage.peak, resident)
