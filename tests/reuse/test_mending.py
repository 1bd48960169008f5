"""Stories that were torn though they tell of one event are made one; others stay apart."""

import math
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from firstsaid.reuse.linkage import tight_link
from firstsaid.reuse.mending import mended
from firstsaid.reuse.storying import TIGHTNESS


def within(members, likeness):
    return [(a, b, likeness) for a, b in combinations(members, 2)]


def across(left, right, likeness):
    return [(a, b, likeness) for a in left for b in right]


def second_look(count, alike):
    return mended(tight_link(count, alike, TIGHTNESS), alike, TIGHTNESS)


def test_a_short_article_that_is_near_to_a_few_of_a_story_joins_it():
    story = within(range(8), 0.4)
    assert second_look(9, story + across(range(3), [8], 0.35) + across(range(3, 8), [8], 0.06)) == [list(range(9))]


def test_one_near_article_is_not_enough():
    story = within(range(4), 0.5)
    assert second_look(5, story + across([0], [4], 0.45) + across(range(1, 4), [4], 0.05)) == [list(range(4)), [4]]
    assert second_look(5, story + across(range(3), [4], 0.3) + across([3], [4], 0.05)) == [list(range(5))]


def test_what_is_a_little_like_all_of_a_story_stays_apart():
    assert second_look(9, within(range(8), 0.4) + across(range(8), [8], 0.14)) == [list(range(8)), [8]]


def test_a_loose_story_takes_nothing_in():
    story = within(range(8), 0.27)
    assert second_look(9, story + across(range(3), [8], 0.25) + across(range(3, 8), [8], 0.08)) == [list(range(8)), [8]]


def test_two_camps_with_bridges_are_one_story_and_without_them_two():
    camps = within(range(5), 0.4) + within(range(5, 10), 0.4)
    bridges = [(k, k + 5, 0.7) for k in range(3)]
    told = {(a, b) for a, b, _ in bridges}
    rest = [(a, b, 0.12) for a, b, _ in across(range(5), range(5, 10), 0.0) if (a, b) not in told]
    assert second_look(10, camps + bridges + rest) == [list(range(10))]
    assert second_look(10, camps + across(range(5), range(5, 10), 0.19)) == [list(range(5)), list(range(5, 10))]


@given(st.integers(2, 12).flatmap(lambda count: st.tuples(st.just(count), st.dictionaries(
    st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(lambda pair: pair[0] < pair[1]), st.sampled_from((0.125, 0.25, 0.375, 0.5, 0.75)),
))))  # fmt: skip
def test_clusters_are_those_of_the_naive_twin(drawn):
    count, likeness = drawn
    alike = [(a, b, value) for (a, b), value in sorted(likeness.items())]
    first = tight_link(count, alike, TIGHTNESS)
    assert mended(first, alike, TIGHTNESS) == naive(first, likeness)


def naive(clusters, likeness):
    groups = [list(group) for group in clusters]

    def inner(group):
        pairs = len(group) * (len(group) - 1) / 2
        told = math.fsum(min(TIGHTNESS.most, likeness.get(pair, 0.0)) for pair in combinations(group, 2))
        return (told + TIGHTNESS.pairs * TIGHTNESS.usual) / (pairs + TIGHTNESS.pairs)

    def torn(left, right):
        found = sorted((likeness.get((min(a, b), max(a, b)), 0.0) for a in left for b in right), reverse=True)
        usual = math.sqrt(inner(left) * inner(right))
        share = math.fsum(found) / len(found) / usual
        small, large = sorted((left, right), key=len)
        stray = len(large) >= 3 * len(small)
        expected = inner(large) if stray else usual
        return share, share >= 0.45 and expected >= 0.3 and math.fsum(found[:3]) / 3 >= (0.65 if stray else 1.2) * expected

    while True:
        pairs = sorted((-torn(a, b)[0], i, j) for (i, a), (j, b) in combinations(enumerate(groups), 2) if torn(a, b)[1])
        if not pairs:
            return groups
        joined = set()
        for _, i, j in pairs:
            if joined.isdisjoint((i, j)):
                joined |= {i, j}
                groups[i], groups[j] = sorted(groups[i] + groups[j]), []
        groups = sorted(group for group in groups if group)
