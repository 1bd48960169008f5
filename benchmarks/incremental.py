"""What it costs to add pages to a case that has been run: python -m benchmarks incremental

A planted corpus (see `benchmarks.planted`), of FIRSTSAID_INCREMENTAL documents, is run without its last hundred; then these are added and the case is run again,
stage by stage. Beside it: the hundred in a case of their own, and a pass over the large case in which nothing is to be done. The mark: adding costs at most
three times the hundred alone and such a pass.
"""

import os
import shutil
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from benchmarks.meter import Meter
from benchmarks.planted import PLANTED
from benchmarks.planted_pass import lines
from firstsaid.case.folder import CaseFolder
from firstsaid.case.run import run_pass
from firstsaid.stages import STAGES

SIZE = int(os.environ.get("FIRSTSAID_INCREMENTAL", "10000"))
ADDED = 100
MARK = 3


def case_of(place: Path, rows: Sequence[str]) -> CaseFolder:
    """A new case that holds a file of JSON lines."""
    shutil.rmtree(place, ignore_errors=True)
    case = CaseFolder.create(place)
    add(case, "first.jsonl", rows)
    return case


def add(case: CaseFolder, name: str, rows: Sequence[str]) -> None:
    """Add a file of JSON lines."""
    file = case.path.parent / name
    file.write_text("".join(rows), "utf-8")
    case.add([str(file)])
    file.unlink()


def staged(case: CaseFolder) -> dict[str, float]:
    """CPU seconds of each stage, each in a pass of its own."""
    spent: dict[str, float] = {}
    for upto, stage in enumerate(STAGES, 1):
        with Meter() as meter:
            run_pass(STAGES[:upto], case, case.options({}))
        spent[stage.writes] = meter.usage.cpu
    return spent


def passed(case: CaseFolder) -> tuple[float, int]:
    """CPU seconds and highest memory of one pass."""
    with Meter() as meter:
        run_pass(STAGES, case, case.options({}))
    return meter.usage.cpu, meter.usage.peak


def main() -> None:
    """The whole, stage by stage."""
    if not (PLANTED / f"c{SIZE}").is_dir():
        print(f"no corpus {PLANTED / f'c{SIZE}'}; make it with make_corpus.py")
        return
    rows = list(islice(lines(PLANTED / f"c{SIZE}"), SIZE))
    old, new = rows[:-ADDED], rows[-ADDED:]
    alone, _ = passed(case_of(PLANTED / "incremental_alone", new))
    large = case_of(PLANTED / f"incremental_{SIZE}", old)
    first, _ = passed(large)
    nothing, _ = passed(large)
    shutil.rmtree(PLANTED / "incremental_staged", ignore_errors=True)
    shutil.copytree(large.path, PLANTED / "incremental_staged")
    staging = CaseFolder.open(PLANTED / "incremental_staged")
    add(large, "second.jsonl", new)
    more, peak = passed(large)
    print(
        f"{SIZE - ADDED:,} documents {first:.1f} s; {ADDED} alone {alone:.1f} s; a pass with nothing to do {nothing:.1f} s; {ADDED} more {more:.1f} s of CPU",
        end="",
    )
    print(f", peak {peak / 1e6:,.0f} MB: {more / (alone + nothing):.1f} times the hundred alone and that pass (mark {MARK})", flush=True)
    add(staging, "second.jsonl", new)
    for stage, cpu in staged(staging).items():
        print(f"{stage:<16}{cpu:>9.2f}", flush=True)
