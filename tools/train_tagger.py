"""Train the English part-of-speech tagger from CoNLL-U files and write its weights, the same bytes each time.

    python -m tools.train_tagger TREEBANK_FOLDER [OUT.npz] [--held NAME ...]

An averaged perceptron (Collins 2002) over hashed features, tags given left to right; that these features and those of `firstsaid.statements.tagger` are
the same is tested. Weights are kept as 8-bit integers on a square-root scale. The files named by --held are left out and scored afterwards.
"""

import argparse
import io
import lzma
import random
import zipfile
from collections import Counter
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tools.tagger_features import current_features, earlier_features

from firstsaid.statements.tagger import NO_TAG, ROWS, Tagger, encode

OUT = Path(__file__).parents[1] / "src/firstsaid/statements/data/en.tags.npz"
Sentence = list[tuple[str, str]]


def read(path: Path) -> list[Sentence]:
    """Words and Penn tags of a CoNLL-U file."""
    sentences: list[Sentence] = []
    words: Sentence = []
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if cells[0].isdigit():
                words.append((cells[1], cells[4]))
            elif line == "\n" and words:
                sentences.append(words)
                words = []
    return [*sentences, words] if words else sentences


def train(sentences: list[Sentence], tags: list[str], epochs: int) -> npt.NDArray[np.float32]:
    """Averaged weights, one row a hashed feature, one column a tag."""
    number = {tag: n for n, tag in enumerate(tags)}
    lengths = np.array([len(s) for s in sentences], np.int64)
    offsets = np.concatenate([[0], np.cumsum(lengths)])
    forms = encode([word for s in sentences for word, _ in s])
    gold = [number.get(tag, 0) for s in sentences for _, tag in s]
    current = current_features(forms, lengths).T.copy()
    weights = np.zeros((ROWS, len(tags)), np.float32)
    sums = np.zeros((ROWS, len(tags)), np.float64)
    cache: dict[tuple[int, int, int], npt.NDArray[np.int64]] = {}
    order, shuffle, step = list(range(len(sentences))), random.Random(1), 1
    for epoch in range(epochs):
        shuffle.shuffle(order)
        right = 0
        for s in order:
            before = before_that = NO_TAG
            for i in range(offsets[s], offsets[s + 1]):
                key = (i, before, before_that)
                dynamic = cache.get(key)
                if dynamic is None:
                    one = np.array([before], np.int64), np.array([before_that], np.int64)
                    last = i + 1 == offsets[s + 1]
                    dynamic = cache[key] = np.concatenate([current[i], earlier_features(forms, np.array([i]), np.array([last]), *one)[:, 0]])
                guess, wanted = int(weights[dynamic].sum(0).argmax()), gold[i]
                step += 1
                if guess == wanted:
                    right += 1
                else:
                    np.add.at(weights[:, wanted], dynamic, 1)
                    np.add.at(weights[:, guess], dynamic, -1)
                    np.add.at(sums[:, wanted], dynamic, step)
                    np.add.at(sums[:, guess], dynamic, -step)
                before_that, before = before, guess
        print(f"epoch {epoch + 1}: {right / len(gold):.4f} right while training")
    return (weights - sums / step).astype(np.float32)


def write(weights: npt.NDArray[np.float32], tags: list[str], out: Path) -> None:
    """Weights as an .npz archive without times: rows that say nothing are left out."""
    largest = np.abs(weights).max()
    small = np.round(np.sign(weights) * np.sqrt(np.abs(weights) / largest) * 127).astype(np.int8)
    rows = np.nonzero(small.any(1))[0].astype(np.int32)
    arrays = {"tags": np.array(tags), "gaps": np.diff(rows, prepend=np.int32(0)), "weights": small[rows].T.copy()}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in arrays.items():
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, np.asarray(array), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0)), buffer.getvalue(), zipfile.ZIP_DEFLATED, 9)


def accuracy(tagger: Tagger, sentences: list[Sentence]) -> float:
    """Share of words that get the treebank's tag."""
    given = tagger.tag([[word for word, _ in s] for s in sentences])
    pairs = [(tag, guess) for s, guesses in zip(sentences, given, strict=True) for (_, tag), guess in zip(s, guesses, strict=True)]
    return sum(a == b for a, b in pairs) / len(pairs)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebanks", type=Path)
    parser.add_argument("out", type=Path, nargs="?", default=OUT)
    parser.add_argument("--held", nargs="*", default=[])
    parser.add_argument("--epochs", type=int, default=8)
    options = parser.parse_args()
    banks = {path.name.removesuffix(".conllu.xz"): read(path) for path in sorted(options.treebanks.glob("*.conllu.xz"))}
    used = [sentence for name, bank in banks.items() if name not in options.held for sentence in bank]
    counts = Counter(tag for sentence in used for _, tag in sentence)
    tags = [tag for tag, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if n >= 4]
    write(train(used, tags, options.epochs), tags, options.out)
    print(f"{options.out}: {options.out.stat().st_size} bytes, {sum(counts.values())} words, {len(tags)} tags")
    tagger = Tagger.load(options.out)
    for name in options.held:
        print(f"{name}: {accuracy(tagger, banks[name]):.4f}")


if __name__ == "__main__":
    main()
