"""Part-of-speech tags by a linear model over hashed features, in NumPy alone.

Features that do not look at earlier tags are summed for all words at once; those that do, in lock-step over many sentences: the first word of every sentence
together, then the second … The weights are trained by `tools/train_tagger.py`.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from firstsaid.errors import LanguageError

Ints = npt.NDArray[np.int64]
Scores = npt.NDArray[np.int32]

ROWS = 1 << 20
NO_TAG = -1
_NONE = np.int64(7)
_LOWER, _WORD, _LAST1, _LAST2, _LAST3, _FIRST2, _SHAPE = range(7)
_ASCII = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "–": "-", "—": "--", "…": "..."})
_LONGEST = 48
_CHUNK = 20_000


def _hash(text: str, seed: int) -> int:
    """FNV-1a over UTF-8, as a signed 64-bit integer."""
    value = seed
    for byte in text.encode("utf-8", "surrogatepass"):
        value = ((value ^ byte) * 1099511628211) & 0xFFFFFFFFFFFFFFFF
    return value - (1 << 64) if value >= (1 << 63) else value


def _shape(word: str) -> str:
    """Its letters by kind, runs cut at two: "Xxx" -> "Xxx", "2018" -> "dd"."""
    kinds: list[str] = []
    for letter in word:
        kind = "X" if letter.isupper() else "x" if letter.isalpha() else "d" if letter.isdigit() else letter
        if kinds[-2:] != [kind, kind]:
            kinds.append(kind)
    return "".join(kinds)


@lru_cache(maxsize=200_000)
def _form(word: str) -> tuple[int, ...]:
    plain = word[:_LONGEST].translate(_ASCII)
    number = re.sub(r"\d", "0", plain) if plain[0].isdigit() or (plain[0] == "-" and len(plain) > 1) else plain
    lower = number.lower()
    pieces = (lower, number, lower[-1:], lower[-2:], lower[-3:], lower[:2], _shape(plain))
    return tuple(_hash(piece, 1469598103934665603 + seed) for seed, piece in enumerate(pieces))


def encode(words: Sequence[str]) -> Ints:
    """Seven integers a word: its form, endings, beginning and shape."""
    return np.array([_form(word) for word in words], np.int64).reshape(len(words), 7)


def _mix(template: int, a: Ints, b: Ints | int) -> Ints:
    """A row number for two values under a feature template."""
    with np.errstate(over="ignore"):
        value = (a * np.int64(-7046029254386353131)) ^ (np.int64(b) * np.int64(-4417276706812531889) + np.int64(template) * np.int64(1609587929392839161))
        value ^= (value >> np.int64(31)) & np.int64(0x1FFFFFFFF)
        value *= np.int64(-8663945395140668459)
        value ^= (value >> np.int64(29)) & np.int64(0x7FFFFFFFF)
    return np.asarray(value & np.int64(ROWS - 1))


def current_features(forms: Ints, lengths: Ints) -> Ints:
    """Row numbers of the features that depend on the words only: one row a template, one column a word."""
    return np.concatenate([_own_features(forms), _context_features(forms, lengths)])


def _own_features(forms: Ints) -> Ints:
    """Those of the word itself."""
    return np.array([_mix(0, forms[:, _LOWER], 0), *(_mix(column, forms[:, column], 0) for column in range(_WORD, _SHAPE))])


def _context_features(forms: Ints, lengths: Ints) -> Ints:
    """Those of its place and neighbours."""
    count = len(forms)
    starts = np.repeat(np.cumsum(lengths) - lengths, lengths)
    place = np.arange(count) - starts
    length = np.repeat(lengths, lengths)

    def near(column: int, by: int) -> Ints:
        moved = np.full(count, _NONE)
        inside = np.nonzero((place + by >= 0) & (place + by < length))[0]
        moved[inside] = forms[inside + by, column]
        return moved

    word, before, after = forms[:, _LOWER], near(_LOWER, -1), near(_LOWER, 1)
    return np.array(
        [
            _mix(6, forms[:, _SHAPE], (place == 0).astype(np.int64)),
            _mix(10, before, 0),
            _mix(11, after, 0),
            _mix(12, near(_LOWER, -2), 0),
            _mix(13, near(_LOWER, 2), 0),
            _mix(14, near(_LAST3, 1), 0),
            _mix(15, near(_LAST3, -1), 0),
            _mix(16, word, after),
            _mix(17, before, word),
            _mix(19, near(_SHAPE, 1), forms[:, _SHAPE]),
        ]
    )


def earlier_features(forms: Ints, at: Ints, last: npt.NDArray[np.bool_], *tags: Ints) -> Ints:
    """Row numbers of the features that look at the two tags before (`tags`: nearest first) for the words `at`; `last` says which end their sentence."""
    before, before_that = tags
    following = np.where(last, _NONE, forms[np.minimum(at + 1, len(forms) - 1), _LOWER])
    return np.array(
        [
            _mix(7, before, 0),
            _mix(8, before, before_that),
            _mix(9, before, forms[at, _LOWER]),
            _mix(18, forms[at, _LAST3], before),
            _mix(20, following, before),
        ]
    )


class Tagger:
    """Weights and tag names. `load` reads a file once per process."""

    def __init__(self, tags: Sequence[str], index: npt.NDArray[np.int32], weights: npt.NDArray[np.int16]) -> None:
        self._tags = tuple(tags)
        self._names = np.array(tags, object)
        self._index = index
        self._weights = weights

    @staticmethod
    @lru_cache(maxsize=4)
    def load(path: Path) -> "Tagger":
        """The tagger that `tools/train_tagger.py` wrote to `path`.

        Raises:
            LanguageError: the file is missing.

        """
        if not path.is_file():
            raise LanguageError("the weights are missing; tools/train_tagger.py makes them", str(path.name))
        with np.load(path, allow_pickle=False) as data:
            stored = data["weights"].T.astype(np.int16)
            rows = np.cumsum(data["gaps"])
            weights = np.concatenate([np.zeros((1, stored.shape[1]), np.int16), stored * np.abs(stored)])
            tags = [str(tag) for tag in data["tags"]]
        index = np.zeros(ROWS, np.int32)
        index[rows] = np.arange(1, len(rows) + 1, dtype=np.int32)
        return Tagger(tags, index, weights)

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """Penn tags of every word of every sentence."""
        found: list[list[str]] = []
        first = words = 0
        for number, sentence in enumerate(sentences):
            words += len(sentence)
            if words >= _CHUNK or number + 1 == len(sentences):
                found += self._tag(sentences[first : number + 1])
                first, words = number + 1, 0
        return found

    def _tag(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        lengths = np.array([len(sentence) for sentence in sentences], np.int64)
        numbers: dict[str, int] = {}
        words = np.array([numbers.setdefault(word, len(numbers)) for sentence in sentences for word in sentence], np.int64)
        distinct = encode(list(numbers))
        forms = distinct[words]
        own = np.zeros((len(distinct), len(self._tags)), np.int32)
        for rows in _own_features(distinct):
            own += self._weights[self._index[rows]]
        scores = own[words]
        for rows in _context_features(forms, lengths):
            scores += self._weights[self._index[rows]]
        offsets = np.cumsum(lengths) - lengths
        chosen = self._left_to_right(forms, scores, offsets, lengths)
        names: list[str] = self._names[chosen].tolist()
        return [names[start : start + length] for start, length in zip(offsets.tolist(), lengths.tolist(), strict=True)]

    def _left_to_right(self, forms: Ints, scores: Scores, offsets: Ints, lengths: Ints) -> Ints:
        order = np.argsort(-lengths, kind="stable")
        starts, sizes = offsets[order], lengths[order]
        before = np.full(len(order), NO_TAG, np.int64)
        before_that = before.copy()
        chosen = np.zeros(len(forms), np.int64)
        for i in range(int(sizes[0]) if len(sizes) else 0):
            live = int(np.searchsorted(-sizes, -i, side="left"))
            at = starts[:live] + i
            total = scores[at]
            for rows in earlier_features(forms, at, sizes[:live] == i + 1, before[:live], before_that[:live]):
                total += self._weights[self._index[rows]]
            tags = total.argmax(1)
            chosen[at] = tags
            before_that[:live] = before[:live]
            before[:live] = tags
        return chosen
