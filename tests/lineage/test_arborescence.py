"""The best tree and the probability of its steps, beside trying every tree."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsaid.lineage.arborescence import ROOT, Step, heaviest, parentwise, probabilities

NAMES = "abcd"


def every_tree(names, bits):
    """All trees over the root, each as parents by text with its weight in bits; a step that was not given is no step."""
    for parents in product((ROOT, *names), repeat=len(names)):
        tree = dict(zip(names, parents, strict=True))
        if all((up, down) in bits for down, up in tree.items()) and all(reaches_root(tree, n) for n in names):
            yield tree, sum(bits[up, down] for down, up in tree.items())


def reaches_root(tree, name):
    seen = set()
    while name != ROOT and name not in seen:
        seen.add(name)
        name = tree[name]
    return name == ROOT


steps_of_some_texts = st.dictionaries(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda pair: pair[0] != pair[1]), st.integers(-4, 8), min_size=1
)


def with_root(given_bits):
    names = sorted({name for pair in given_bits for name in pair})
    return names, {**given_bits, **{(ROOT, name): 0 for name in names}}


@given(steps_of_some_texts)
def test_no_tree_is_heavier_than_the_one_found(given_bits):
    names, bits = with_root(given_bits)
    found = heaviest([Step(up, down, float(w)) for (up, down), w in given_bits.items()])
    assert sorted(found) == names
    assert all(reaches_root(found, name) for name in names)
    assert sum(bits[up, down] for down, up in found.items()) == max(weight for _, weight in every_tree(names, bits))


@given(steps_of_some_texts)
def test_a_steps_probability_is_its_share_of_all_trees(given_bits):
    names, bits = with_root(given_bits)
    trees = [(tree, 2.0**weight) for tree, weight in every_tree(names, bits)]
    total = sum(weight for _, weight in trees)
    found = probabilities([Step(up, down, float(w)) for (up, down), w in given_bits.items()])
    for (up, down), p in found.items():
        assert p == pytest.approx(sum(weight for tree, weight in trees if tree[down] == up) / total, abs=1e-6)


@given(steps_of_some_texts)
def test_a_texts_parents_add_up_to_one(given_bits):
    steps = [Step(up, down, float(w)) for (up, down), w in given_bits.items()]
    for found in (probabilities(steps), parentwise(steps)):
        for name in {down for _, down in found}:
            assert sum(p for (_, down), p in found.items() if down == name) == pytest.approx(1.0, abs=1e-6)


def test_a_circle_of_two_is_broken_where_that_costs_least():
    assert heaviest([Step("a", "b", 5), Step("b", "a", 3)]) == {"a": ROOT, "b": "a"}


def test_a_circle_of_three_is_entered_from_outside():
    steps = [Step("a", "b", 5), Step("b", "c", 5), Step("c", "a", 5), Step("d", "c", 4)]
    assert heaviest(steps) == {"a": "c", "b": "a", "c": "d", "d": ROOT}
