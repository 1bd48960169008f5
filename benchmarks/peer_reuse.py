"""Look for texts that share words with another tool: python peer_reuse.py TEXTS.jsonl OUT.npy PEER BANDS. Runs in the peers' own environment and knows nothing
of firstsaid.

TEXTS.jsonl: {"text"} a line. OUT.npy: pairs of numbers of lines, the smaller one first. Prints {"version", "cpu", "peak"}: CPU seconds from texts in memory to
pairs, and the highest resident memory in bytes. Both tools hash words in shingles of five into a MinHash of 128 numbers, which are looked up in BANDS bands.
"""

import json
import resource
import sys
import time
from importlib.metadata import version
from pathlib import Path

import datasketch
import numpy as np
import rensa

NUMBERS, WORDS = 128, 5


def shingles(text: str) -> list[str]:
    words = text.lower().split()
    return [" ".join(words[at : at + WORDS]) for at in range(max(1, len(words) - WORDS + 1))]


def with_datasketch(texts: list[str], bands: int) -> list[tuple[int, int]]:
    index = datasketch.MinHashLSH(num_perm=NUMBERS, params=(bands, NUMBERS // bands))
    found = []
    for number, text in enumerate(texts):
        sketch = datasketch.MinHash(num_perm=NUMBERS)
        sketch.update_batch([shingle.encode() for shingle in shingles(text)])
        found.extend((other, number) for other in index.query(sketch))
        index.insert(number, sketch)
    return found


def with_rensa(texts: list[str], bands: int) -> list[tuple[int, int]]:
    index = rensa.RMinHashLSH(threshold=0.5, num_perm=NUMBERS, num_bands=bands)
    found = []
    for number, text in enumerate(texts):
        sketch = rensa.RMinHash(num_perm=NUMBERS, seed=1)
        sketch.update(shingles(text))
        found.extend((other, number) for other in index.query(sketch))
        index.insert(number, sketch)
    return found


PEERS = {"datasketch": with_datasketch, "rensa": with_rensa}


def main() -> None:
    """One tool on one set of texts."""
    texts = [json.loads(line)["text"] for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    started = time.process_time()
    pairs = PEERS[sys.argv[3]](texts, int(sys.argv[4]))
    spent = time.process_time() - started
    assert all(a < b < len(texts) for a, b in pairs)
    np.save(sys.argv[2], np.unique(np.array(pairs, np.int64).reshape(-1, 2), axis=0))
    print(json.dumps({"version": version(sys.argv[3]), "cpu": spent, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}))


if __name__ == "__main__":
    main()
