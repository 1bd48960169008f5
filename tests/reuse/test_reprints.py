"""A text that more articles carry than may hold a telling word."""

import numpy as np
import pytest

from firstsaid.reuse.likeness import COMMON
from firstsaid.reuse.linkage import Alike
from firstsaid.reuse.reprints import Shared, as_one, reprinted, unfolded


def star(count, share):
    """Articles 1 … count-1 that share so much with article 0."""
    return Shared(np.arange(1, count, dtype=np.int64), np.full(count - 1, share))


def test_what_more_articles_carry_than_may_hold_a_telling_word_is_placed_as_one():
    number = reprinted(star(COMMON + 1, 0.95), np.full(COMMON + 3, 900))
    assert number.tolist() == [0] * (COMMON + 1) + [COMMON + 1, COMMON + 2]


@pytest.mark.parametrize(
    ("count", "share", "longest"),
    [(COMMON, 0.95, 900), (COMMON + 50, 0.8, 900), (COMMON + 50, 0.95, 9_000)],
    ids=["no more than may", "other words", "a piece of a long text"],
)
def test_else_each_is_placed_by_itself(count, share, longest):
    lengths = np.full(count, 900)
    lengths[0] = longest
    assert reprinted(star(count, share), lengths).tolist() == list(range(count))


def test_as_one_they_are_as_much_like_others_as_the_nearest_of_them():
    number = np.array([0, 0, 0, 3, 4])
    alike = as_one(Alike(np.array([0, 1, 2, 0, 3]), np.array([1, 3, 3, 4, 4]), np.array([0.9, 0.2, 0.6, 0.1, 0.3])), number)
    assert list(zip(alike.a.tolist(), alike.b.tolist(), alike.likeness.tolist(), strict=True)) == [(0, 3, 0.6), (0, 4, 0.1), (3, 4, 0.3)]


def test_groups_hold_all_that_are_placed_under_their_numbers():
    number = np.array([0, 1, 0, 3, 0])
    assert unfolded([[0, 3], [1], [2], [4]], number) == [[0, 2, 3, 4], [1]]
