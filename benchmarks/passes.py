"""Time and peak memory of the whole pass, stage by stage, on three piles."""

import lzma
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.kits import SHARED
from benchmarks.meter import Meter
from firstsaid import api
from firstsaid.case.folder import CaseFolder
from firstsaid.case.run import run_pass
from firstsaid.engine.stage import Stage, following
from firstsaid.sample import pages
from firstsaid.stages import STAGES

LARGE = "10,030 real articles"


def piles(scratch: Path) -> dict[str, Path]:
    """Name and folder of each pile; those of the evaluation kits only where they are."""
    found = {"sample case": pages()}
    if SHARED.is_dir():
        seeds = scratch / "seeds"
        seeds.mkdir()
        for page in sorted((SHARED / "data/seeds").glob("*.txt")):
            shutil.copy(page, seeds)
        large = scratch / "large"
        large.mkdir()
        with lzma.open(SHARED / "data/perf/merged_10k.jsonl.xz") as packed, (large / "merged_10k.jsonl").open("wb") as out:
            shutil.copyfileobj(packed, out)
        found |= {"five seed pages": seeds, LARGE: large}
    return found


def goes() -> Iterator[tuple[str, Sequence[Stage]]]:
    """What is done in one go, a stage or several ("claims to counts"), with all stages up to there."""
    upto = 0
    while upto < len(STAGES):
        lead, then = STAGES[upto], following(STAGES, STAGES[upto])
        upto += 1 + len(then)
        yield (f"{lead.writes} to {then[-1].writes}" if then else lead.writes), STAGES[:upto]


def measure(pile: Path, place: Path) -> Iterator[tuple[str, float, float, int, int]]:
    """Per stage, or stages done in one go: CPU seconds, wall seconds, peak bytes and rows (of the first table); the last line is the whole, with start-up, adding and the report."""
    with Meter() as whole:
        folder = CaseFolder.create(place)
        with Meter() as meter:
            folder.add([str(pile)])
        yield ("add", meter.usage.cpu, meter.usage.wall, meter.usage.peak, len(folder.register()))
        for name, stages in goes():
            with Meter() as meter:
                run_pass(stages, folder, folder.options({}))
            table = api.open_case(place).table(name.split()[0])
            yield (name, meter.usage.cpu, meter.usage.wall, meter.usage.peak, table.num_rows)
        with Meter() as meter:
            size = len(api.open_case(place).report())
        yield ("report (bytes)", meter.usage.cpu, meter.usage.wall, meter.usage.peak, size)
    yield ("whole", whole.usage.cpu, whole.usage.wall, whole.usage.peak, 0)


def command(pile: Path, place: Path) -> None:
    """Print what `firstsaid trace` takes as one command, from an empty folder to the report."""
    with Meter() as meter:
        subprocess.run([sys.executable, "-m", "firstsaid.cli", "trace", str(pile), "--case", str(place)], capture_output=True, check=True)
    print(f"{'as one command':<16}{meter.usage.cpu:>9.2f}{meter.usage.wall:>9.2f}{meter.usage.peak / 1e6:>9.0f}")


def main() -> None:
    """Print one table per pile. Each stage, or those that are done in one go, runs in a pass of its own, so that starting the worker processes (about 1 s of CPU) counts in each."""
    with tempfile.TemporaryDirectory(prefix="firstsaid-benchmark-") as scratch:
        for name, pile in piles(Path(scratch)).items():
            print(f"\n{name}\n{'stage':<16}{'CPU s':>9}{'wall s':>9}{'peak MB':>9}{'rows':>12}")
            for stage, cpu, wall, peak, count in measure(pile, Path(scratch) / f"case {name}"):
                print(f"{stage:<16}{cpu:>9.2f}{wall:>9.2f}{peak / 1e6:>9.0f}{count:>12,}", flush=True)
            if name != LARGE:
                command(pile, Path(scratch) / f"command {name}")
