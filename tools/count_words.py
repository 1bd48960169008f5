"""Count the words of general English in CoNLL-U files and write the list that the reuse room takes a word's rarity from, the same bytes each time.

    python tools/count_words.py TREEBANK_FOLDER [OUT.txt]

A word counts when two documents hold it: what only one speaks of is its matter and not general English. Words are cut as the reuse room cuts them.
"""

import argparse
import lzma
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap

from firstsaid.reuse.words import tables

OUT = Path(__file__).parents[1] / "src/firstsaid/reuse/data/en.frequencies.txt"
FEWEST = 2
"""Documents that must hold a word."""

MOST = 10
"""Times that one document counts for a word: what it says over and over is its matter, too."""

WIDTH = 150
"""Characters of a line of the list."""

HEAD = """# Words of general English: how often they stand in the running text, then the words.
# Made by tools/count_words.py from the treebanks named in CREDITS.md, under CC BY-SA 4.0.
# {total} words in all
"""


def documents(path: Path) -> Iterator[str]:
    """The running text of each document of a CoNLL-U file."""
    sentences: list[str] = []
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc") and sentences:
                yield "\n".join(sentences)
                sentences = []
            elif line.startswith("# text = "):
                sentences.append(line.removeprefix("# text = ").rstrip("\n"))
    yield "\n".join(sentences)


def counted(texts: list[str]) -> tuple[Counter[str], Counter[str], int]:
    """How often each word stands in the texts, how many of them hold it, and how many words there are in all."""
    times: Counter[str] = Counter()
    holders: Counter[str] = Counter()
    total = 0
    for first, table in tables(texts):
        for k in range(len(table.offsets) - 1):
            row = slice(table.offsets[k], table.offsets[k + 1])
            text = texts[first + k]
            words = [text[a:b].casefold() for a, b in zip(table.starts[row].tolist(), table.stops[row].tolist(), strict=True)]
            total += len(words)
            for word, count in Counter(words).items():
                times[word] += min(count, MOST)
                holders[word] += 1
    return times, holders, total


def main() -> None:
    """Read, count, write."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("out", type=Path, nargs="?", default=OUT)
    given = arguments.parse_args()
    times, holders, total = counted([text for path in sorted(given.folder.glob("*.conllu.xz")) for text in documents(path)])
    by_count: dict[int, list[str]] = {}
    for word in sorted(times):
        if holders[word] >= FEWEST and word.isalpha() and word.isascii():
            by_count.setdefault(times[word], []).append(word)
    lines = [f"{count} {line}" for count in sorted(by_count, reverse=True) for line in wrap(" ".join(by_count[count]), WIDTH)]
    given.out.write_text("\n".join([*HEAD.format(total=total).splitlines(), *lines]) + "\n", "utf-8")
    print(f"{sum(map(len, by_count.values()))} words of {total} counted: {given.out}")


if __name__ == "__main__":
    main()
