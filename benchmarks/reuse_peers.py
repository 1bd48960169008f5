"""MinHash with locality-sensitive hashing (datasketch, rensa) beside firstsaid, on the 612 pages on one event and on planted documents.

The peers compare whole documents, shingles of five words, 128 numbers a sketch, in 32 bands (documents that are half the same) and in 64 (an eighth). They tell
that two documents are alike, not where, nor in which words. CPU counts from texts in memory to pairs; for firstsaid it includes every span.
"""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from benchmarks import peers, planted
from benchmarks.reuse_kits import read

BANDS = (32, 64)
TOOLS = ("datasketch", "rensa")
LONG = 25
"""Words of a planted copy that should be found."""
SIZE = 10_000
"""Planted documents."""


def _line(tool: str, cpu: float, peak: float, told: str) -> None:
    print(f"  {tool:<26}{cpu:>7.1f} s of CPU, peak {peak:>6,.0f} MB; {told}", flush=True)


def _of_peers(texts: list[str], told) -> None:
    for tool in TOOLS:
        for bands in BANDS:
            answer = peers.linked(texts, tool, bands)
            if answer is None:
                print(f"  {tool}: could not be installed")
                continue
            cost, pairs = answer
            _line(f"{tool} {cost['version']}, {bands} bands", cost["cpu"], cost["peak"] / 2**20, told(pairs))


def helsinki() -> None:
    """Pairs read by hand: how many of those that were derived are found, and how many of the others."""
    rows = read("helsinki.docs.jsonl")
    number = {row["id"]: at for at, row in enumerate(rows)}
    gold = [(row["label"], frozenset((number[row["a"]], number[row["b"]]))) for row in read("helsinki.pairs.jsonl")]
    labels = sorted({label for label, _ in gold})

    def told(pairs) -> str:
        known = {frozenset(pair) for pair in pairs.tolist()}
        found = (f"{label} {sum(pair in known for name, pair in gold if name == label)} of {sum(name == label for name, _ in gold)}" for label in labels)
        return f"{len(known):,} pairs; {', '.join(found)}"

    print("helsinki beside other tools")
    _of_peers([row["text"] for row in rows], told)


def planted_pairs(place: Path) -> None:
    """Planted copies of LONG words or more: share found, and share of the found pairs that hold a planted word in common."""
    truth = planted.oracle(place)
    long = truth.sp["n_words"] >= LONG
    child, parent = (truth.sp[name][long].astype(np.int64) for name in ("child", "parent"))
    wanted = np.unique(np.minimum(child, parent) << 32 | np.maximum(child, parent))

    def told(pairs) -> str:
        recall = np.isin(wanted, pairs[:, 0] << 32 | pairs[:, 1]).mean()
        some = pairs[np.random.default_rng(0).choice(len(pairs), min(3000, len(pairs)), replace=False)]
        return f"{len(pairs):,} pairs, direct recall {recall:.3f}, precision {(truth.shared(some[:, 0], some[:, 1]) > 0).mean():.3f}"

    texts = pq.read_table(place / "docs.parquet", columns=["text"])["text"].to_pylist()
    print(f"{len(texts):,} planted documents beside other tools")
    own = json.loads(subprocess.run([sys.executable, "-m", "benchmarks.planted", str(place)], capture_output=True, text=True, check=True).stdout)
    words = f"{own['passages']:,} passages, direct recall {own['direct']:.3f} ({own['composed']:.3f} composed), precision {own['precision']:.3f}"
    _line("firstsaid", own["whole"], own["peak"], words)
    _of_peers(texts, told)


def main() -> None:
    """Both, where they are."""
    helsinki()
    place = planted.PLANTED / f"c{SIZE}"
    if place.is_dir():
        planted_pairs(place)
    else:
        print(f"no planted documents in {place}: see benchmarks/planted.py")


if __name__ == "__main__":
    main()
