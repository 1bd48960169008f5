"""CPU time of `firstsaid --help`, beside an empty Python."""

import resource
import subprocess
import sys

RUNS = 15


def cpu(*words: str) -> float:
    """CPU seconds of a command, the median of RUNS."""
    times = []
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(words, stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return sorted(times)[RUNS // 2]


def main() -> None:
    """Print both."""
    print(f"python -c pass     {cpu(sys.executable, '-c', 'pass') * 1000:.0f} ms")
    print(f"firstsaid --help   {cpu(sys.executable, '-m', 'firstsaid.cli', '--help') * 1000:.0f} ms")
