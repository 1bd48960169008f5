from hypothesis import given
from hypothesis import strategies as st

from firstsaid.claims.grouping import average_link, edges_near


def _measure(edges):
    return lambda i, j: edges.get((i, j), 0.0)


def test_a_chain_of_likes_is_not_one_group():
    edges = {(0, 1): 0.8, (1, 2): 0.7, (2, 3): 0.8}
    assert average_link(4, edges, 0.5, _measure(edges)) == [[0, 1], [2, 3]]


def test_what_must_stay_apart_stays_apart_through_a_third():
    edges = {(0, 1): 0.9, (1, 2): 0.9, (0, 2): -1.0}
    assert average_link(3, edges, 0.3, _measure(edges)) == [[0, 1], [2]]


@given(st.integers(1, 12), st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11), st.sampled_from([-1.0, 0.2, 0.5, 0.6, 0.9])), max_size=40))
def test_every_node_is_in_one_group_and_no_group_holds_two_that_must_be_apart(count, links):
    edges = {(i, j): value for i, j, value in links if i < j < count}
    groups = average_link(count, edges, 0.5, _measure(edges))
    assert sorted(node for group in groups for node in group) == list(range(count))
    for group in groups:
        assert not any(edges.get((i, j), 0.0) < 0 for i in group for j in group)


@given(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11), st.sampled_from([-1.0, 0.1, 0.3, 0.5, 0.6, 0.9])), max_size=60))
def test_pairs_that_no_chain_of_likes_joins_need_not_be_weighed(links):
    edges = {(i, j): value for i, j, value in links if i < j}
    like = [pair for pair, value in edges.items() if value >= 0.5]
    near = edges_near(like, sorted(edges), 0.5, _measure(edges))
    assert near.items() <= edges.items()
    assert average_link(12, near, 0.5, _measure(edges)) == average_link(12, edges, 0.5, _measure(edges))
