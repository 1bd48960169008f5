"""What it costs to add pages to a case that has been run: python -m benchmarks incremental

A planted corpus (see `benchmarks.planted`), of FIRSTSAID_INCREMENTAL documents, is run without its last hundred; then these are added and the case is run again.
Beside it: the hundred in a case of their own, a pass over the large case in which nothing is to be done, and one look-up pass. FIRSTSAID_INCREMENTAL_UPTO names
the last stage, where the whole takes too long.

The look-up pass is what nobody can do without who asks which pages and groups of the large case a hundred pages touch: it reads, once and from the disk, the ids
in every table, the digest of every page and group that a stage keeps, each held against a set, and all shingles, held against those of the hundred. It makes
nothing and writes nothing.

The mark: adding costs at most three times the hundred alone and one look-up pass.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.meter import Meter, Usage
from benchmarks.planted import PLANTED
from benchmarks.planted_pass import lines
from firstsaid.case.folder import CaseFolder
from firstsaid.case.run import run_pass
from firstsaid.stages import STAGES

SIZE = int(os.environ.get("FIRSTSAID_INCREMENTAL", "10000"))
PASS = STAGES[: 1 + [stage.writes for stage in STAGES].index(os.environ.get("FIRSTSAID_INCREMENTAL_UPTO", STAGES[-1].writes))]
ADDED = 100
MARK = 3
IDS = ("id", "article", "article_a", "article_b", "story")


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


def passed(case: CaseFolder) -> tuple[Usage, dict[str, float]]:
    """What one pass takes, and the CPU seconds of each stage that is not fresh."""
    begun: list[tuple[str, float]] = []

    def told(stage: str, *_: int) -> None:
        if not begun or begun[-1][0] != stage:
            begun.append((stage, meter.spent()))

    with Meter() as meter:
        run_pass(PASS, case, case.options({}), told)
    ends = [*(at for _, at in begun[1:]), meter.usage.cpu][: len(begun)]
    return meter.usage, {stage: end - at for (stage, at), end in zip(begun, ends, strict=True)}


def looked_up(large: CaseFolder, small: CaseFolder) -> Usage:
    """What one look-up pass takes over a case, for the pages of another."""
    new = np.unique(np.concatenate(list(shingles(small))))
    with Meter() as meter:
        for stage in PASS:
            table = pq.ParquetFile(large.derived / f"{stage.writes}.parquet")
            ids = [name for name in IDS if name in table.schema_arrow.names]
            for batch in table.iter_batches(columns=ids) if ids else ():
                for column in batch.columns:
                    pc.is_in(column, pa.array(["none of them"]))
            known = large.derived / "known" / f"{stage.writes}.parquet"
            if known.is_file() and "digest" in pq.read_schema(known).names:
                pc.is_in(pq.read_table(known, columns=["digest"]).column(0), pa.array(["none of them"]))
        for piece in shingles(large):
            np.isin(piece, new)
    return meter.usage


def shingles(case: CaseFolder) -> Iterator[np.ndarray]:
    """The kept shingles of a case's articles, some of these after the other."""
    for batch in pq.ParquetFile(case.derived / "fingerprints.parquet").iter_batches(1024, columns=["shingles"]):
        yield np.frombuffer(b"".join(batch.column(0).to_pylist()), "<u8")


def main() -> None:
    """The whole, then each stage: made first, made after adding, and what the hundred alone take."""
    if not (PLANTED / f"c{SIZE}").is_dir():
        print(f"no corpus {PLANTED / f'c{SIZE}'}; make it with make_corpus.py")
        return
    rows = list(islice(lines(PLANTED / f"c{SIZE}"), SIZE))
    old, new = rows[:-ADDED], rows[-ADDED:]
    hundred = case_of(PLANTED / "incremental_alone", new)
    alone, alone_by_stage = passed(hundred)
    large = case_of(PLANTED / f"incremental_{SIZE}", old)
    first, first_by_stage = passed(large)
    nothing, _ = passed(large)
    look = looked_up(large, hundred)
    add(large, "second.jsonl", new)
    more, more_by_stage = passed(large)
    print(f"{SIZE - ADDED:,} documents {first.cpu:.1f} s; {ADDED} alone {alone.cpu:.1f} s; a pass with nothing to do {nothing.cpu:.1f} s; ", end="")
    print(f"one look-up pass {look.cpu:.1f} s; {ADDED} more {more.cpu:.1f} s of CPU, peak {more.peak / 1e6:,.0f} MB: ", end="")
    print(f"{more.cpu / alone.cpu:.1f} times the hundred alone; allowed {MARK} times and the look-up pass, {MARK * alone.cpu + look.cpu:.1f} s, ", end="")
    print(f"of which it is {more.cpu / (MARK * alone.cpu + look.cpu):.1f} times")
    print(f"{'stage':<16}{'first':>9}{'alone':>9}{'more':>9}")
    for stage in (stage.writes for stage in PASS):
        print(f"{stage:<16}{first_by_stage[stage]:>9.2f}{alone_by_stage[stage]:>9.2f}{more_by_stage.get(stage, 0.0):>9.2f}", flush=True)
