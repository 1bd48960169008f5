"""Part-of-speech tags by a linear model over hashed features, in NumPy alone.

Features that do not look at earlier tags are summed for all words at once; those that do, in lock-step over many sentences: the first word of every sentence
together, then the second … The weights are trained by `tools/train_tagger.py`, on the features of one word after the other (`tools/tagger_features.py`).
"""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from firstsaid.errors import LanguageError

Ints = npt.NDArray[np.int64]
Scores = npt.NDArray[np.int32]

ROWS = 1 << 20
NO_TAG = -1
NONE = np.int64(7)
LOWER, WORD, LAST1, LAST2, LAST3, FIRST2, SHAPE = range(7)
_ASCII = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "–": "-", "—": "--", "…": "..."})
_LONGEST = 48
_BASIS, _PRIME = np.arange(7, dtype=np.uint64) + np.uint64(1469598103934665603), np.uint64(1099511628211)
"""What the hash of each of a word's pieces begins with, and what it is multiplied with at each byte."""
_CHUNK = 30_000
"""Words that are tagged together: the more sentences in lock-step, the fewer calls a word, as long as their scores stay in reach of the processor."""
_BLOCK = 2_048
"""Words whose scores fit a processor's cache."""
_OWN, _PADS = 6, 2
_NEAR = ((10, LOWER), (11, LOWER), (12, LOWER), (13, LOWER), (14, LAST3), (15, LAST3))
_PLACES = (-1, 1, -2, 2, 1, -1)
"""Templates and columns of the features that look at one neighbour, and how far from the word it stands."""
_MOST = 150_000
"""Words whose features are kept."""
_FIRST, _SECOND, _TEMPLATE = np.int64(-7046029254386353131), np.int64(-4417276706812531889), np.int64(1609587929392839161)


def _hashes(texts: Sequence[str], values: npt.NDArray[np.uint64]) -> Ints:
    """FNV-1a over UTF-8, as signed 64-bit integers, begun with `values`: the first bytes of all texts together, then the second …"""
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    data = np.frombuffer(b"".join(encoded), np.uint8)
    lengths = np.fromiter(map(len, encoded), np.int64, len(encoded))
    order = np.argsort(-lengths, kind="stable")
    starts, values = (np.cumsum(lengths) - lengths)[order], values[order]
    for place, live in enumerate((len(lengths) - np.cumsum(np.bincount(lengths)))[:-1].tolist()):
        values[:live] = (values[:live] ^ data[starts[:live] + place]) * _PRIME
    found = np.empty(len(values), np.int64)
    found[order] = values.view(np.int64)
    return found


def _shape(word: str) -> str:
    """Its letters by kind, runs cut at two: "Xxx" -> "Xxx", "2018" -> "dd"."""
    if word.isascii() and word.isalpha() and word[1:].islower():
        return ("X" if word[0].isupper() else "x") + ("" if len(word) == 1 else "xx" if word[0].isupper() else "x")[: len(word) - 1]
    kinds: list[str] = []
    for letter in word:
        kind = "X" if letter.isupper() else "x" if letter.isalpha() else "d" if letter.isdigit() else letter
        if kinds[-2:] != [kind, kind]:
            kinds.append(kind)
    return "".join(kinds)


def _pieces(word: str) -> tuple[str, ...]:
    """What of a word is hashed, in the order of LOWER, WORD … SHAPE."""
    plain = word[:_LONGEST] if word.isascii() else word[:_LONGEST].translate(_ASCII)
    number = re.sub(r"\d", "0", plain) if plain[0].isdigit() or (plain[0] == "-" and len(plain) > 1) else plain
    lower = number.lower()
    return lower, number, lower[-1:], lower[-2:], lower[-3:], lower[:2], _shape(plain)


def encode(words: Sequence[str]) -> Ints:
    """Seven integers a word: its form, endings, beginning and shape."""
    number = {word: n for n, word in enumerate(dict.fromkeys(words))}
    pieces = [piece for word in number for piece in _pieces(word)]
    forms = _hashes(pieces, np.tile(_BASIS, len(number))).reshape(len(number), len(_BASIS))
    return forms[[number[word] for word in words]]


def _rows(values: Ints) -> Ints:
    """Row numbers of joined values."""
    with np.errstate(over="ignore"):
        mixed = values ^ ((values >> np.int64(31)) & np.int64(0x1FFFFFFFF))
        mixed *= np.int64(-8663945395140668459)
        mixed ^= (mixed >> np.int64(29)) & np.int64(0x7FFFFFFFF)
    mixed &= np.int64(ROWS - 1)
    return mixed


def _one(values: Ints) -> Ints:
    """What the first of two values of a feature gives to the join."""
    with np.errstate(over="ignore"):
        return np.asarray(values * _FIRST)


def _other(template: int, values: Ints | int) -> Ints:
    """What the second value of a feature and its template give to the join."""
    with np.errstate(over="ignore"):
        return np.asarray(np.int64(values) * _SECOND + np.int64(template) * _TEMPLATE)


def mix(template: int, a: Ints, b: Ints | int) -> Ints:
    """A row number for two values under a feature template."""
    return _rows(_one(a) ^ _other(template, b))


def own_features(forms: Ints) -> Ints:
    """Row numbers of the features of the word itself."""
    return np.array([mix(0, forms[:, LOWER], 0), *(mix(column, forms[:, column], 0) for column in range(WORD, SHAPE))])


def _alone_features(forms: Ints) -> Ints:
    """Row numbers of the features that depend on one word: its own, then those it is to words at _PLACES from it."""
    near = [mix(template, forms[:, column], 0) for template, column in _NEAR]
    return np.concatenate([own_features(forms), np.array(near)])


def _by_place(lengths: Ints) -> tuple[Ints, list[int]]:
    """The words' numbers in the order first words, second words …, longer sentences first; and how many words each place has."""
    starts = np.repeat(np.cumsum(lengths) - lengths, lengths)
    place = np.arange(len(starts)) - starts
    rank = np.empty(len(lengths), np.int64)
    rank[np.argsort(-lengths, kind="stable")] = np.arange(len(lengths))
    order = np.lexsort((np.repeat(rank, lengths), place))
    return order, np.bincount(place).tolist()


def _word_side(forms: Ints, after: Ints) -> Ints:
    """What every word, with the forms of the one behind it, gives to the features that look at the tag before: 9, 18 and 20."""
    return np.array([_other(9, forms[:, LOWER]), _one(forms[:, LAST3]), _one(after[:, LOWER])])


def _tag_side(tags: Ints) -> Ints:
    """What the tag before gives to them."""
    return np.array([_one(tags), _other(18, tags), _other(20, tags)])


class Tagger:
    """Weights and tag names. `load` reads a file once per process."""

    def __init__(self, tags: Sequence[str], index: npt.NDArray[np.int32], weights: npt.NDArray[np.int16]) -> None:
        self._tags = tuple(tags)
        self._names = np.array(tags, object)
        self._index = index
        self._weights = weights
        numbers = np.array([*range(len(self._tags)), NO_TAG], np.int64)
        self._tag_side = _tag_side(numbers)
        nearest = weights[index[mix(7, numbers, 0)]].astype(np.int32)
        both = weights[index[mix(8, np.repeat(numbers, len(numbers)), np.tile(numbers, len(numbers)))]].astype(np.int32)
        self._pairs = both + np.repeat(nearest, len(numbers), axis=0)
        """Scores that the two tags before give, one row a pair, the nearest first; NO_TAG is the last of each."""

        self._begin()

    def _begin(self) -> None:
        """Know no word but the one that stands for none."""
        self._known: dict[str, int] = {}
        self._forms = np.full((1, 7), NONE)
        self._alone = self._index[_alone_features(self._forms)]

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
            weights = np.ascontiguousarray(weights)  # a word's scores are gathered row by row
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
        if not lengths.sum():
            return [[] for _ in sentences]
        padded = np.array(self._numbers(sentences), np.int64)
        order, counts = _by_place(lengths)
        inside = (np.arange(lengths.sum()) + np.repeat(np.arange(len(sentences)) * _PADS + _PADS, lengths))[order]
        numbers = padded[inside]
        distinct = np.flatnonzero(np.bincount(numbers, minlength=len(self._forms)))
        place = np.zeros(len(self._forms), np.int64)
        place[distinct] = np.arange(len(distinct))
        own = self._add(np.zeros((len(distinct), len(self._tags)), np.int32), self._alone[:_OWN, distinct])
        forms, after = self._forms[numbers], self._forms[padded[inside + 1]]
        scores = self._add(own[place[numbers]], self._context(forms, after, padded, inside))
        chosen = np.empty(len(numbers), np.int64)
        chosen[order] = self._left_to_right(_word_side(forms, after), scores, counts)
        names: list[str] = self._names[chosen].tolist()
        ends = np.cumsum(lengths).tolist()
        return [names[end - length : end] for end, length in zip(ends, lengths.tolist(), strict=True)]

    def _numbers(self, sentences: Sequence[Sequence[str]]) -> list[int]:
        """The words' numbers, with _PADS times 0 before, between and behind sentences."""
        found = [0] * _PADS
        try:
            for sentence in sentences:
                found.extend(map(self._known.__getitem__, sentence))
                found += [0] * _PADS
        except KeyError:
            self._learn(dict.fromkeys(word for sentence in sentences for word in sentence))
            return self._numbers(sentences)
        return found

    def _learn(self, words: Collection[str]) -> None:
        """Number words that have none; all begins anew when there are very many."""
        fresh = [word for word in words if word not in self._known]
        if len(self._known) + len(fresh) > _MOST:
            self._begin()
            fresh = list(words)
        first = len(self._forms)
        self._known.update(zip(fresh, range(first, first + len(fresh)), strict=True))
        forms = encode(fresh)
        self._forms = np.concatenate([self._forms, forms])
        self._alone = np.concatenate([self._alone, self._index[_alone_features(forms)]], axis=1)

    def _context(self, forms: Ints, after: Ints, padded: Ints, inside: Ints) -> npt.NDArray[np.int32]:
        """Rows of the features of a word's place and neighbours, one row a template."""
        alone = self._alone[_OWN:]
        single = [alone[n, padded[inside + by]] for n, by in enumerate(_PLACES)]
        first = padded[inside - 1] == 0
        before = self._forms[padded[inside - 1]]
        double = [
            mix(6, forms[:, SHAPE], first.astype(np.int64)),
            mix(16, forms[:, LOWER], after[:, LOWER]),
            mix(17, before[:, LOWER], forms[:, LOWER]),
            mix(19, after[:, SHAPE], forms[:, SHAPE]),
        ]
        return np.concatenate([np.array(single), self._index[np.array(double)]])

    def _add(self, scores: Scores, index: npt.NDArray[np.int32]) -> Scores:
        """Add the weights of features, one row a template, to the scores of words."""
        for start in range(0, len(scores), _BLOCK):
            block = scores[start : start + _BLOCK]
            for rows in index[:, start : start + _BLOCK]:
                block += self._weights.take(rows, axis=0)
        return scores

    def _left_to_right(self, words: Ints, scores: Scores, counts: Sequence[int]) -> Ints:
        """Tag numbers of all words, which stand by their place in the sentence: `counts` tells how many words each place has."""
        tags, pairs, width = self._tag_side, self._pairs, len(self._tags) + 1
        before = np.full(counts[0], len(self._tags), np.int64)
        before_that = before
        chosen = np.zeros(len(scores), np.int64)
        start = 0
        for live in counts:
            stop = start + live
            before, before_that = before[:live], before_that[:live]
            total = scores[start:stop]
            total += pairs.take(before * width + before_that, axis=0)
            for rows in self._index.take(_rows(words[:, start:stop] ^ tags.take(before, axis=1))):
                total += self._weights.take(rows, axis=0)
            before_that, before = before, total.argmax(1)
            chosen[start:stop] = before
            start = stop
        return chosen
