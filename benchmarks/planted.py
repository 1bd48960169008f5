"""Planted copies: what the reuse kernel costs beside its floor, how that grows, and what it finds.

    python -m benchmarks planted            the corpora under PLANTED (see below), smallest first

The corpora are made by `tools/make_corpus.py` of the evaluation kits, one folder each: `make_corpus.py --n 10000 --out PLANTED/c10000`. The floor is what
cannot be left out: to read the texts, cut them into words, hash them and winnow their shingles, once. The whole stage goes on to the passages that articles
share, with their first and last characters. Each corpus gets a process of its own; floor and whole stage are measured in one run, one after the other.
"""

import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow.parquet as pq

from benchmarks.kits import scorer
from firstsaid.model.options import ReuseOptions
from firstsaid.reuse.bulk import SAMPLE, Paired, Printed, in_bulk, printed, rarity, token_words
from firstsaid.reuse.extending import Tokens
from firstsaid.reuse.ordering import stretched
from firstsaid.reuse.prints import Prints

PLANTED = Path(os.environ.get("FIRSTSAID_PLANTED") or Path(tempfile.gettempdir()) / "planted")
COLUMNS = {
    "articles": 10,
    "floor µs": 10,
    "whole µs": 10,
    "ratio": 7,
    "growth": 8,
    "peak MB": 9,
    "direct": 8,
    "composed": 10,
    "precision": 11,
    "starts": 8,
    "stops": 8,
}
RUNS = 3
"""Runs of which the fastest counts."""

COMPOSED = 12
"""Words of a third article that two must both hold to be joined through it."""


def read(place: Path) -> Iterator[tuple[np.ndarray, Iterator[Printed]]]:
    """The outlets and the words of some texts after the other."""
    for batch in pq.ParquetFile(place / "docs.parquet", pre_buffer=False).iter_batches(batch_size=2048, columns=["host", "text"], use_threads=False):
        text = batch.column(1)
        offsets = np.frombuffer(text.buffers()[1], np.int32)[text.offset : text.offset + len(text) + 1].astype(np.int64)
        data = np.frombuffer(text.buffers()[2], np.uint8)[offsets[0] : offsets[-1]]
        yield np.asarray(batch.column(0)), printed(data, offsets - offsets[0])


def floor(place: Path) -> None:
    """Read, cut into words, hash, winnow."""
    for _, blocks in read(place):
        for _ in blocks:
            pass


def narrow(numbers: np.ndarray) -> np.ndarray:
    """The numbers in as few bytes as they need."""
    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))))


class Kept(NamedTuple):
    """What the later steps need of the words of a block."""

    sizes: np.ndarray
    tokens: np.ndarray
    starts: np.ndarray
    lengths: np.ndarray


class Pile:
    """A corpus, read once."""

    def __init__(self, place: Path) -> None:
        self.kept: list[Kept] = []
        shingles, words, counts, outlets = [], [], [], []
        for hosts, blocks in read(place):
            outlets.append(hosts.astype(np.int64))
            for block in blocks:
                table, chosen = block
                count = np.diff(chosen.offsets)
                shingles.append(chosen.shingles)
                words.append((chosen.words - np.repeat(table.offsets[:-1], count)).astype(np.uint32))
                counts.append(count)
                self.kept.append(Kept(np.diff(table.offsets), token_words(table.hashes), narrow(table.starts), narrow(table.stops - table.starts)))
        self.sizes = np.concatenate([kept.sizes for kept in self.kept])
        per_article = np.concatenate(counts)
        holders = np.repeat(np.arange(len(per_article), dtype=np.uint32), per_article)
        self.prints = Prints(np.concatenate(shingles), holders, np.concatenate(words), np.ones(len(holders), np.bool_), np.concatenate(outlets))

    def tokens(self) -> Tokens:
        """Every word as a number."""
        return Tokens(np.concatenate([kept.tokens for kept in self.kept]), np.cumsum(self.sizes) - self.sizes, self.sizes)

    def characters(self, articles: np.ndarray, first: np.ndarray, stop: np.ndarray) -> list[np.ndarray]:
        """The first and last characters of passages, given as words from and up to."""
        order = np.argsort(articles, kind="stable")
        edges = np.cumsum([0, *(len(kept.sizes) for kept in self.kept)])
        cuts = np.searchsorted(articles[order], edges)
        from_, up_to = np.zeros(len(articles), np.int64), np.zeros(len(articles), np.int64)
        for number, kept in enumerate(self.kept):
            here = order[cuts[number] : cuts[number + 1]]
            begins = (np.cumsum(kept.sizes) - kept.sizes)[articles[here] - edges[number]]
            last = begins + stop[here] - 1
            from_[here] = kept.starts[begins + first[here]]
            up_to[here] = kept.starts[last].astype(np.int64) + kept.lengths[last]
        return [from_, up_to]


def sample(tokens: Tokens) -> np.ndarray:
    """Words of pages spread over the pile."""
    chosen = np.linspace(0, len(tokens.sizes) - 1, min(len(tokens.sizes), SAMPLE)).astype(np.int64)
    begins = tokens.begins[chosen]
    return tokens.words[stretched(begins, begins + tokens.sizes[chosen])[1]]


def whole(place: Path) -> tuple[Pile, np.ndarray, int]:
    """Every passage as a row: articles, words from and up to on both sides, then characters from and up to on both sides."""
    pile = Pile(place)
    tokens = pile.tokens()
    rare = rarity(sample(tokens), min(len(pile.sizes), SAMPLE))
    found = np.concatenate([passages(paired) for paired in in_bulk([pile.prints], lambda _: tokens, rare, ReuseOptions())])
    sides = (pile.characters(found[:, article], found[:, first], found[:, first + 1]) for article, first in ((0, 2), (1, 4)))
    return pile, np.column_stack([found, *(column for side in sides for column in side)]), len(pile.sizes)


def passages(paired: Paired) -> np.ndarray:
    where = paired.chains.extents()
    return np.stack([paired.a[where.pair], paired.b[where.pair], where.a, where.stop_a, where.b, where.stop_b], axis=1)


def oracle(place: Path):
    return scorer("oracle").Oracle(str(place))


def direct_and_composed(found: np.ndarray, truth: np.ndarray, count: int) -> tuple[float, float]:
    """Share of the planted pairs that are linked, and share that are linked or joined through a third article whose words both hold."""
    child, parent = truth.T
    linked = np.isin(child << 32 | parent, found[:, 1] << 32 | found[:, 0])
    middle, other = np.concatenate([found[:, 0], found[:, 1]]), np.concatenate([found[:, 1], found[:, 0]])
    first, stop = np.concatenate([found[:, 2], found[:, 4]]), np.concatenate([found[:, 3], found[:, 5]])
    order = np.argsort(other, kind="stable")
    middle, other, first, stop = middle[order], other[order], first[order], stop[order]
    begins = np.searchsorted(other, np.arange(count + 1))
    joined = 0
    for one, two in zip(child[~linked].tolist(), parent[~linked].tolist(), strict=True):
        left, right = slice(begins[one], begins[one + 1]), slice(begins[two], begins[two + 1])
        overlap = np.minimum(stop[left, None], stop[None, right]) - np.maximum(first[left, None], first[None, right])
        joined += bool(((middle[left, None] == middle[None, right]) & (overlap >= COMPOSED)).any())
    return float(linked.mean()), float((linked.sum() + joined) / len(truth))


def edges(found: np.ndarray, spans: dict[str, np.ndarray], outlets: np.ndarray) -> tuple[float, float]:
    """Share of starts and of stops within two characters of the planted ones: verbatim copies of other outlets, linked directly."""
    chosen = (spans["kind"] == "verbatim") & (spans["n_words"] >= 25) & (outlets[spans["child"]] != outlets[spans["parent"]])
    planted = {
        (c, p): (ps, pe, cs, ce)
        for c, p, ps, pe, cs, ce in zip(*(spans[k][chosen].tolist() for k in ("child", "parent", "p_start", "p_end", "c_start", "c_end")), strict=True)
    }
    near = [[abs(got - want) <= 2 for got, want in zip(row[6:], planted[row[1], row[0]], strict=True)] for row in found.tolist() if (row[1], row[0]) in planted]
    share = np.array(near).mean(axis=0)
    return float(share[[0, 2]].mean()), float(share[[1, 3]].mean())


def scores(place: Path, pile: Pile, found: np.ndarray, count: int) -> dict[str, float]:
    truth = oracle(place)
    spans = truth.sp
    long = spans["n_words"] >= 25
    planted = np.unique(np.stack([spans["child"][long], spans["parent"][long]], axis=1), axis=0)
    direct, composed = direct_and_composed(found, planted, count)
    pairs = np.unique(found[:, :2], axis=0)
    some = pairs[np.random.default_rng(0).choice(len(pairs), min(3000, len(pairs)), replace=False)]
    starts, stops = edges(found, spans, pile.prints.outlets)
    return {"direct": direct, "composed": composed, "precision": float((truth.shared(some[:, 0], some[:, 1]) > 0).mean()), "starts": starts, "stops": stops}


def least(step: Callable[[Path], Any], place: Path) -> tuple[float, Any]:
    """The least CPU time of some runs, as timing tools give it, and what the last one gave: a first run also pays for memory that the system hands out anew."""
    times, result = [], None
    for _ in range(RUNS):
        result = None
        before = time.process_time()
        result = step(place)
        times.append(time.process_time() - before)
    return min(times), result


def one(place: Path) -> None:
    """Measure one corpus and print the figures as JSON."""
    floor_time, _ = least(floor, place)
    floor_peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    whole_time, (pile, found, count) = least(whole, place)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    figures = {
        "articles": count,
        "floor": floor_time,
        "whole": whole_time,
        "floor_peak": floor_peak // 1024,
        "peak": peak // 1024,
        "passages": len(found),
    }
    print(json.dumps(figures | scores(place, pile, found, count)))


def main() -> None:
    """One line for each corpus that is there."""
    places = sorted(PLANTED.glob("c[0-9]*"), key=lambda place: int(place.name[1:]))
    if not places:
        print(f"no corpora under {PLANTED}; make them with make_corpus.py, or name their folder in FIRSTSAID_PLANTED")
        return
    print(*(f"{name:>{width}}" for name, width in COLUMNS.items()), sep="")
    last = None
    for place in places:
        answer = subprocess.run([sys.executable, "-m", "benchmarks.planted", str(place)], capture_output=True, text=True, check=True).stdout
        row = json.loads(answer)
        n, base, cost = row["articles"], row["floor"], row["whole"]
        growth = f"{math.log(cost / last['whole']) / math.log(n / last['articles']):8.2f}" if last else " " * 8
        print(
            f"{n:>10,}{base / n * 1e6:>10.1f}{cost / n * 1e6:>10.1f}{cost / base:>7.2f}{growth}{row['peak']:>9,}{row['direct']:>8.3f}{row['composed']:>10.4f}"
            f"{row['precision']:>11.3f}{row['starts']:>8.3f}{row['stops']:>8.3f}",
            flush=True,
        )
        last = row


if __name__ == "__main__":
    one(Path(sys.argv[1]))
