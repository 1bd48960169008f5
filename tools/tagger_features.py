"""The features of the tagger, one word after the other as training needs them; `firstsaid.statements.tagger` sums the same ones for many words at once."""

import numpy as np
import numpy.typing as npt

from firstsaid.statements.tagger import LAST3, LOWER, NONE, SHAPE, Ints, mix, own_features


def current_features(forms: Ints, lengths: Ints) -> Ints:
    """Row numbers of the features that depend on the words only: one row a template, one column a word."""
    return np.concatenate([own_features(forms), _context_features(forms, lengths)])


def _context_features(forms: Ints, lengths: Ints) -> Ints:
    """Those of its place and neighbours."""
    count = len(forms)
    starts = np.repeat(np.cumsum(lengths) - lengths, lengths)
    place = np.arange(count) - starts
    length = np.repeat(lengths, lengths)

    def near(column: int, by: int) -> Ints:
        moved = np.full(count, NONE)
        inside = np.nonzero((place + by >= 0) & (place + by < length))[0]
        moved[inside] = forms[inside + by, column]
        return moved

    word, before, after = forms[:, LOWER], near(LOWER, -1), near(LOWER, 1)
    return np.array(
        [
            mix(6, forms[:, SHAPE], (place == 0).astype(np.int64)),
            mix(10, before, 0),
            mix(11, after, 0),
            mix(12, near(LOWER, -2), 0),
            mix(13, near(LOWER, 2), 0),
            mix(14, near(LAST3, 1), 0),
            mix(15, near(LAST3, -1), 0),
            mix(16, word, after),
            mix(17, before, word),
            mix(19, near(SHAPE, 1), forms[:, SHAPE]),
        ]
    )


def earlier_features(forms: Ints, at: Ints, last: npt.NDArray[np.bool_], *tags: Ints) -> Ints:
    """Row numbers of the features that look at the two tags before (`tags`: nearest first) for the words `at`; `last` says which end their sentence."""
    before, before_that = tags
    following = np.where(last, NONE, forms[np.minimum(at + 1, len(forms) - 1), LOWER])
    return np.array(
        [
            mix(7, before, 0),
            mix(8, before, before_that),
            mix(9, before, forms[at, LOWER]),
            mix(18, forms[at, LAST3], before),
            mix(20, following, before),
        ]
    )
