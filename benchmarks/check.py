"""What it costs to ask a case about a text: python -m benchmarks check

The case is the one that `incremental` grew, of FIRSTSAID_INCREMENTAL planted documents; it is asked about parts of every so-manieth of its documents, as they are
and with every seventh word changed. A first question is not counted: it maps the files into memory. CPU of the asking process, in one thread.

The mark: at most 50 ms.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

import firstsaid
from benchmarks.incremental import SIZE
from benchmarks.planted import PLANTED
from firstsaid import checking
from firstsaid.errors import CaseError

ASKED = 100
"""Documents whose texts are asked about."""
MARK = 50
"""Milliseconds."""
CHANGED = 7

PARTS: dict[str, Callable[[list[str]], list[str]]] = {
    "30 words": lambda words: words[len(words) // 3 :][:30],
    "100 words": lambda words: words[len(words) // 5 :][:100],
    "the whole article": lambda words: words,
}


class Took(NamedTuple):
    """One question."""

    milliseconds: float
    found: int
    words: int


def changed(words: list[str]) -> list[str]:
    """The words with every so-manieth replaced by one that no document has."""
    return [f"{word}qx" if number % CHANGED == CHANGED - 1 else word for number, word in enumerate(words)]


def asked(case: firstsaid.Case, questions: Sequence[list[str]]) -> Iterator[Took]:
    """Ask one after the other."""
    for words in questions:
        before = time.process_time()
        found = checking.answer(case, " ".join(words))
        yield Took((time.process_time() - before) * 1000, found.found, len(words))


def main() -> None:
    """For each kind of text the median, the ninth tenth and the most, and how many questions are within the mark."""
    try:
        case = firstsaid.open_case(PLANTED / f"incremental_{SIZE}")
        stored = case.mapped("counts") and case.mapped("articles")
    except CaseError as error:
        print(f"no case to ask: {error}; `python -m benchmarks incremental` makes it")
        return
    rows = np.linspace(0, stored.num_rows - 1, ASKED).astype(np.int64)
    texts = [text.split() for text in stored.at(rows, ["text"]).column(0).to_pylist()]
    checking.answer(case, " ".join(texts[0]))
    print(f"{stored.num_rows:,} documents; milliseconds of CPU, {len(texts)} questions a row")
    for part, cut in PARTS.items():
        for how, turned in (("as it stands", list[str]), ("changed", changed)):
            took = sorted(asked(case, [turned(cut(words)) for words in texts]))
            times = [one.milliseconds for one in took]
            within = sum(time <= MARK for time in times)
            print(f"{part}, {how:<14}median {times[len(times) // 2]:5.1f}   p90 {times[len(times) * 9 // 10]:5.1f}   most {times[-1]:5.1f}   ", end="")
            print(f"within {MARK}: {within} of {len(times)}; the dearest: {took[-1].words} words, {took[-1].found} articles found", flush=True)
