"""What pages share, measured on the evaluation kits beside the project: python -m benchmarks reuse

helsinki: 612 pages on one event, some pairs read by hand. mccormick: 2,500 stories with 20 planted pairs. clough: answers that revise a
source, see `revisions`. peers: MinHash with locality-sensitive hashing on the same pages, see `reuse_peers`.
"""

import subprocess
import sys
from collections import defaultdict

from benchmarks import reuse_peers, revisions
from benchmarks.reuse_kits import KITS, by_pair, measured, pages, read

NARRATIVE = 20
"""Words told in common from which on a pair counts as matched in its narrative."""


def helsinki() -> None:
    found, cost = measured(pages(read("helsinki.docs.jsonl")))
    print(f"helsinki: {cost}")
    words = by_pair(found)
    told: defaultdict[str, list[bool]] = defaultdict(list)
    matched: defaultdict[str, list[bool]] = defaultdict(list)
    for row in read("helsinki.pairs.jsonl"):
        kinds = words[frozenset((row["a"], row["b"]))]
        told[row["label"]].append(kinds["narrative"] >= NARRATIVE)
        matched[row["label"]].append(bool(kinds))
    for label in sorted(told):
        print(f"  {label:<14}{sum(told[label]):>3} of {len(told[label])} share {NARRATIVE} words of narrative, {sum(matched[label])} share anything")


def mccormick() -> None:
    found, cost = measured(pages(read("mccormick_2500.docs.jsonl")))
    words = by_pair(found)
    gold = {frozenset((row["a"], row["b"])) for row in read("mccormick_2500.gold_pairs.jsonl")}
    print(f"mccormick: {cost}")
    print(f"  {sum(bool(words[pair]) for pair in gold)} of {len(gold)} planted pairs; other pairs matched: {len(words.keys() - gold)}")


PARTS = {"helsinki": helsinki, "mccormick": mccormick, "clough": revisions.main, "peers": reuse_peers.main}


def main() -> None:
    """Each kit in a process of its own, so that each has a peak of its own; then the other tools."""
    if not KITS.is_dir():
        print("the evaluation kits are not here")
        return
    for part in PARTS:
        print(subprocess.run([sys.executable, "-m", "benchmarks.reuse", part], capture_output=True, text=True, check=True).stdout, end="", flush=True)


if __name__ == "__main__":
    PARTS[sys.argv[1]]() if sys.argv[1:] else main()
