"""What pages share, measured on the evaluation kits beside the project: python -m benchmarks reuse

helsinki: 612 pages on one event, some pairs read by hand. mccormick: 2,500 stories with 20 planted pairs. clough: answers that are a cut, a light or a heavy
revision of a source, or none. For clough three measures: plain containment of 5-word shingles, the share of the answer that stands in matches, and that share
divided by the number of unbroken stretches it is made of (matches and the edits in them). How often does a measure put an answer of the nearer class above one
of the farther class (area under the curve, mean over neighbouring classes)?
"""

import dataclasses
import json
import resource
import subprocess
import sys
import time
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

from firstsaid.articles import from_text
from firstsaid.model import Article, Found, Match, Pile
from firstsaid.model.options import ReuseOptions
from firstsaid.reuse import candidates, fingerprints, matches

KITS = Path(__file__).resolve().parents[2] / "shared/data/reuse"
CLASSES = ("cut", "light", "heavy", "non")
NARRATIVE = 20
"""Words told in common from which on a pair counts as matched in its narrative."""


def read(name: str) -> list[dict]:
    return [json.loads(line) for line in (KITS / name).read_text("utf-8").splitlines()]


def pages(rows: list[dict]) -> tuple[Article, ...]:
    made = []
    for row in rows:
        outlet = Found(row["publisher"], None, "kit") if row.get("publisher") else None
        made.append(dataclasses.replace(from_text(row["text"], path=row["id"]), id=row["id"], outlet=outlet))
    return tuple(sorted(made, key=lambda page: page.id))


def shared(articles: tuple[Article, ...]) -> list[Match]:
    options = ReuseOptions()
    prints = tuple(fingerprints(articles, options))
    pairs = tuple(candidates(Pile(articles=articles, fingerprints=prints), options))
    return list(matches(Pile(articles=articles, fingerprints=prints, candidates=pairs), options))


def by_pair(found: list[Match]) -> dict[frozenset[str], Counter[str]]:
    """For each pair how many words it shares of each kind."""
    words: defaultdict[frozenset[str], Counter[str]] = defaultdict(Counter)
    for match in found:
        words[frozenset((match.article_a, match.article_b))][match.kind] += match.same
    return words


def measured(rows: list[dict]) -> tuple[list[Match], str]:
    articles = pages(rows)
    fingerprints(articles[:1], ReuseOptions())
    before = time.process_time()
    found = shared(articles)
    spent = time.process_time() - before
    return (
        found,
        f"{len(articles):,} pages, {spent:.1f} s of CPU, peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:,} MB, {len(found):,} matches",
    )


def helsinki() -> None:
    found, cost = measured(read("helsinki.docs.jsonl"))
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
    found, cost = measured(read("mccormick_2500.docs.jsonl"))
    words = by_pair(found)
    gold = {frozenset((row["a"], row["b"])) for row in read("mccormick_2500.gold_pairs.jsonl")}
    print(f"mccormick: {cost}")
    print(f"  {sum(bool(words[pair]) for pair in gold)} of {len(gold)} planted pairs; other pairs matched: {len(words.keys() - gold)}")


def shingles(text: str) -> set[tuple[str, ...]]:
    words = text.lower().split()
    return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}


def above(near: list[float], far: list[float]) -> float:
    """How often a value of the one list is above one of the other; ties count half."""
    return sum((a > b) + 0.5 * (a == b) for a in near for b in far) / (len(near) * len(far))


def clough() -> None:
    rows = read("clough_short_answers.docs.jsonl")
    text = {row["id"]: row["text"] for row in rows}
    found, cost = measured(rows)
    stretches: Counter[frozenset[str]] = Counter()
    for match in found:
        stretches[frozenset((match.article_a, match.article_b))] += 1 + len(match.edits)
    words = by_pair(found)
    measures: defaultdict[str, defaultdict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for row in read("clough_short_answers.gold_pairs.jsonl"):
        source, answer, pair = text[row["source"]], text[row["doc"]], frozenset((row["source"], row["doc"]))
        share = words[pair].total() / len(answer.split())
        for name, value in (
            ("containment", len(shingles(source) & shingles(answer)) / max(1, len(shingles(answer)))),
            ("share in matches", share),
            ("share by stretches", share / (1 + stretches[pair])),
        ):
            measures[name][row["label"]].append(value)
    print(f"clough: {cost}")
    for name, values in measures.items():
        areas = [above(values[near], values[far]) for near, far in pairwise(CLASSES)]
        print(f"  {name:<20}" + ", ".join(f"{near}/{far} {area:.3f}" for (near, far), area in zip(pairwise(CLASSES), areas, strict=True)), end="")
        print(f"; mean {sum(areas) / len(areas):.3f}")


def main() -> None:
    """Each kit in a process of its own, so that each has a peak of its own."""
    if not KITS.is_dir():
        print("the evaluation kits are not here")
        return
    for kit in ("helsinki", "mccormick", "clough"):
        print(subprocess.run([sys.executable, "-m", "benchmarks.reuse", kit], capture_output=True, text=True, check=True).stdout, end="", flush=True)


if __name__ == "__main__":
    {"helsinki": helsinki, "mccormick": mccormick, "clough": clough}[sys.argv[1]]() if sys.argv[1:] else main()
