"""Sorting in packed words, against the plain way."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from firstsaid.reuse.ordering import alike, group_ends, in_order, once, stretched

hashes = st.one_of(st.integers(0, 3), st.integers(0, 2**64 - 1), st.integers(0, 3).map(lambda low: 2**60 + low))


@given(st.lists(hashes, max_size=40))
def test_equal_hashes_stand_side_by_side_and_their_rows_in_order(values):
    order = alike(np.array(values, np.uint64)).tolist()
    assert sorted(order) == list(range(len(values)))
    met = [values[row] for row in order]
    assert len({*met}) == sum(met[k] != met[k - 1] for k in range(1, len(met))) + bool(met)
    assert all(order[k - 1] < order[k] for k in range(1, len(met)) if met[k - 1] == met[k])


@given(st.lists(hashes, max_size=40))
def test_each_hash_is_told_once_with_the_numbers_of_all(values):
    known, numbers = once(np.array(values, np.uint64))
    assert known.tolist() == sorted(set(values))
    assert known[numbers].tolist() == values


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 2**40), st.integers(0, 2**62)), max_size=30), st.booleans())
def test_rows_are_sorted_whether_or_not_they_fit_into_a_word(rows, narrow):
    rows = [(a, b % 50, c % 50) for a, b, c in rows] if narrow else rows
    columns = np.array(rows, np.int64).reshape(-1, 3).T
    assert [*zip(*(column.tolist() for column in in_order(*columns)), strict=True)] == sorted(rows)


@given(st.lists(st.integers(0, 3), max_size=20))
def test_a_group_ends_where_another_begins(values):
    values = sorted(values)
    assert group_ends(np.array(values)).tolist() == [max(k for k, other in enumerate(values) if other == value) + 1 for value in values]


@given(st.lists(st.tuples(st.integers(-5, 20), st.integers(-5, 20)), max_size=10))
def test_stretches_are_written_out(edges):
    first, stop = np.array(edges, np.int64).reshape(-1, 2).T
    found = stretched(first, stop)
    assert [*zip(*(column.tolist() for column in found), strict=True)] == [(k, at) for k, (begin, end) in enumerate(edges) for at in range(begin, end)]
