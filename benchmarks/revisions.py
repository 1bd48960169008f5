"""How far an answer was revised: 95 answers that are a cut, a light or a heavy revision of a source, or none (Clough and Stevenson 2011).

Containment is the share of an answer's shingles that the source holds. From our matches: the share of the answer's words that are taken over; that share
for each unbroken stretch; and the unbroken run: for a word of the answer chosen at random, how many words in a row around it are the source's, as a share of
the answer. With stretches of l words in an answer of n that is the sum of l² / n²: who cuts and pastes leaves few long stretches, who revises lightly leaves
many short ones with the same share of words. Shares alone cannot tell these two apart.

For each measure: how often it puts an answer of the nearer class above one of the farther class (area under the curve; mean over neighbouring classes), and the
rank correlation with the order of the classes. The last lines choose a measure of either family on four of the five tasks and score it on the fifth.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from itertools import pairwise
from statistics import correlation, fmean
from typing import NamedTuple

from benchmarks.reuse_kits import measured, pages, read
from firstsaid.model import Article, Match

CLASSES = ("cut", "light", "heavy", "non")
SIZES = (1, 2, 3, 4, 5, 6, 7, 8)
"""Words of a shingle."""
_WORD = re.compile(r"\w+")


class Answer(NamedTuple):
    """An answer with what its source gave it."""

    task: str
    label: str
    words: list[str]
    source: list[str]
    stretches: list[int]
    """Words of each unbroken stretch that stands in the source too."""


Measure = Callable[[Answer], float]


def words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def stretches(answer: Article, found: list[Match]) -> list[int]:
    """Words between one edit and the next, in every match."""
    lengths = []
    for match in found:
        mine = match.article_a == answer.id
        here, stop = match.a if mine else match.b
        for edit in sorted(edit.a if mine else edit.b for edit in match.edits):
            lengths.append(len(words(answer.text[here : edit.start])))
            here = max(here, edit.stop)
        lengths.append(len(words(answer.text[here:stop])))
    return [length for length in lengths if length]


def answers(articles: tuple[Article, ...], found: list[Match]) -> list[Answer]:
    by_id = {article.id: article for article in articles}
    by_pair: defaultdict[frozenset[str], list[Match]] = defaultdict(list)
    for match in found:
        by_pair[frozenset((match.article_a, match.article_b))].append(match)
    return [
        Answer(
            row["source"], row["label"], words(by_id[row["doc"]].text), words(by_id[row["source"]].text),
            stretches(by_id[row["doc"]], by_pair[frozenset((row["source"], row["doc"]))]),
        )
        for row in read("clough_short_answers.gold_pairs.jsonl")
    ]  # fmt: skip


def shingles(told: list[str], size: int) -> set[tuple[str, ...]]:
    return {tuple(told[at : at + size]) for at in range(len(told) - size + 1)}


def containment(size: int) -> Measure:
    def of(answer: Answer) -> float:
        own = shingles(answer.words, size)
        return len(own & shingles(answer.source, size)) / max(1, len(own))

    return of


def share(answer: Answer) -> float:
    return sum(answer.stretches) / len(answer.words)


def share_by_stretches(answer: Answer) -> float:
    return share(answer) / (1 + len(answer.stretches))


def unbroken_run(answer: Answer) -> float:
    return sum(length**2 for length in answer.stretches) / len(answer.words) ** 2


def above(near: list[float], far: list[float]) -> float:
    """How often a value of the one list is above one of the other; ties count half."""
    return sum((a > b) + 0.5 * (a == b) for a in near for b in far) / (len(near) * len(far))


def areas(told: list[Answer], measure: Measure) -> list[float]:
    values: defaultdict[str, list[float]] = defaultdict(list)
    for answer in told:
        values[answer.label].append(measure(answer))
    return [above(values[near], values[far]) for near, far in pairwise(CLASSES)]


def ranks(values: list[float]) -> list[float]:
    """Rank of each value, the mean rank of equal ones."""
    return [sum(other < value for other in values) + sum(other == value for other in values) / 2 for value in values]


def ordering(told: list[Answer], measure: Measure) -> float:
    """Rank correlation with the order of the classes."""
    return correlation(ranks([measure(answer) for answer in told]), ranks([-float(CLASSES.index(answer.label)) for answer in told]))


def chosen_elsewhere(told: list[Answer], family: dict[str, Measure]) -> float:
    """Mean area on each task of the measure that is best on the other tasks."""
    scores = []
    for task in sorted({answer.task for answer in told}):
        own, others = [a for a in told if a.task == task], [a for a in told if a.task != task]
        best = max(family, key=lambda name: fmean(areas(others, family[name])))
        scores.append(fmean(areas(own, family[best])))
    return fmean(scores)


def main() -> None:
    """A line for each measure."""
    articles = pages(read("clough_short_answers.docs.jsonl"))
    found, cost = measured(articles)
    told = answers(articles, found)
    containments: dict[str, Measure] = {f"containment of {size}": containment(size) for size in SIZES}
    ours: dict[str, Measure] = {"share in matches": share, "share by stretches": share_by_stretches, "unbroken run": unbroken_run}
    print(f"clough: {cost}")
    for name, measure in {**containments, **ours}.items():
        found_areas = areas(told, measure)
        each = ", ".join(f"{near}/{far} {area:.3f}" for (near, far), area in zip(pairwise(CLASSES), found_areas, strict=True))
        print(f"  {name:<20}{each}; mean {fmean(found_areas):.3f}; rank correlation {ordering(told, measure):.3f}")
    for name, family in (("containment", containments), ("matches", ours)):
        print(f"  chosen on four tasks, scored on the fifth: {name:<14}{chosen_elsewhere(told, family):.3f}")


if __name__ == "__main__":
    main()
