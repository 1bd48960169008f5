"""Planted copies through the whole pass: what each stage costs, and how that grows.

    python -m benchmarks planted_pass         10,000 documents
    FIRSTSAID_PLANTED_PASS=10000,1000000 …    others

The corpora are those of `benchmarks.planted`. Each is written as one file of JSON lines, with an outlet, a date and a headline for each document, and goes
through every stage, or stages done in one go, in a pass of its own, up to UPTO.
"""

import datetime
import json
import math
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq

from benchmarks.meter import Meter
from benchmarks.passes import goes
from benchmarks.planted import PLANTED
from firstsaid.case.folder import CaseFolder
from firstsaid.case.run import run_pass
from firstsaid.stages import STAGES

SIZES = [int(size) for size in os.environ.get("FIRSTSAID_PLANTED_PASS", "10000").split(",")]
UPTO = os.environ.get("FIRSTSAID_PLANTED_UPTO", STAGES[-1].writes)
HEADLINE = 10
"""Words of a document that make its headline."""
FIRST_DAY = datetime.datetime(2019, 1, 1, tzinfo=datetime.UTC)


def lines(corpus: Path) -> Iterator[str]:
    """Planted documents as JSON lines."""
    for batch in pq.ParquetFile(corpus / "docs.parquet").iter_batches(batch_size=4096):
        for row in batch.to_pylist():
            told = FIRST_DAY + datetime.timedelta(minutes=int(row["ts"]))
            named = f"outlet-{row['host']}"
            page = {
                "id": f"{row['doc_id']:07}",
                "url": f"https://{named}.example/{row['doc_id']:07}",
                "outlet": named,
                "title": " ".join(row["text"].split()[:HEADLINE]),
                "published": told.isoformat(),
                "text": row["text"],
            }
            yield json.dumps(page, ensure_ascii=False) + "\n"


def written(size: int, folder: Path) -> Path:
    """The documents of a corpus as a file of JSON lines."""
    place = folder / f"planted_{size}.jsonl"
    with place.open("w", encoding="utf-8") as out:
        out.writelines(lines(PLANTED / f"c{size}"))
    return place


def measured(case: CaseFolder) -> Iterator[tuple[str, float, float, int, int]]:
    """Per stage, or stages done in one go: CPU seconds, wall seconds, peak bytes and rows of the first table."""
    for name, stages in goes():
        with Meter() as meter:
            run_pass(stages, case, case.options({}))
        rows = pq.read_metadata(case.derived / f"{name.split()[0]}.parquet").num_rows
        yield name, meter.usage.cpu, meter.usage.wall, meter.usage.peak, rows
        if UPTO in {stage.writes for stage in stages}:
            return


def main() -> None:
    """One table for each corpus that is there; growth is the exponent from the corpus before."""
    before: dict[str, float] = {}
    last = 0
    for size in SIZES:
        if not (PLANTED / f"c{size}").is_dir():
            print(f"no corpus {PLANTED / f'c{size}'}; make it with make_corpus.py")
            continue
        place = PLANTED / f"case{size}"
        shutil.rmtree(place, ignore_errors=True)
        case = CaseFolder.create(place)
        with tempfile.TemporaryDirectory() as scratch:
            case.add([str(written(size, Path(scratch)))])
        print(f"\n{size:,} planted documents\n{'stage':<16}{'CPU s':>9}{'wall s':>9}{'peak MB':>9}{'rows':>12}{'growth':>8}", flush=True)
        spent: dict[str, float] = {}
        for stage, cpu, wall, peak, rows in measured(case):
            grown = f"{math.log(cpu / before[stage]) / math.log(size / last):8.2f}" if before.get(stage) else ""
            print(f"{stage:<16}{cpu:>9.2f}{wall:>9.2f}{peak / 1e6:>9.0f}{rows:>12,}{grown}", flush=True)
            spent[stage] = cpu
        print(f"{'whole':<16}{sum(spent.values()):>9.2f}")
        before, last = spent, size
