"""The pairs of a family, weighed together."""

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstsaid.lineage.stemmas import Bits, probabilities

CLEAR_A: Bits = (0.0, -12.0, -12.0, -20.0)
OPEN: Bits = (-1.0, -1.0, 0.0, -20.0)
MADE_OF_TWO, A_COPY, UNSEEN = -3.0, -3.0, -3.0


def naive(bits: dict[tuple[int, int], Bits]) -> dict[tuple[int, int], list[float]]:
    """Every stemma of three texts, with texts 3 and 4 not in the pile, weighed one by one."""
    sums = {pair: [0.0] * 4 for pair in bits}
    choices = [()] + [(p,) for p in range(5)] + list(combinations(range(5), 2))
    for shape in product(choices, repeat=3):
        children = {k: [text for text in range(3) if k in shape[text]] for k in (3, 4)}
        if any(len(held) == 1 for held in children.values()) or (children[4] and (not children[3] or children[4] < children[3])):
            continue
        lines = [above(shape, text, 4) for text in range(3)]
        if any(text in line for text, line in enumerate(lines)):
            continue
        score = UNSEEN * sum(bool(held) for held in children.values()) + MADE_OF_TWO * sum(len(p) > 1 for p in shape)
        score += A_COPY * sum(1 for parents in shape for p in parents if p < 3 and shape[p])
        read = {(a, b): 0 if a in lines[b] else 1 if b in lines[a] else 2 if lines[a] & lines[b] else 3 for a, b in bits}
        score += sum(bits[pair][reading] for pair, reading in read.items())
        for pair, reading in read.items():
            sums[pair][reading] += 2.0**score
    return {pair: [one / sum(held) for one in held] for pair, held in sums.items()}


def above(shape: tuple[tuple[int, ...], ...], text: int, depth: int) -> set[int]:
    direct = set(shape[text])
    return direct | {one for parent in direct if parent < 3 and depth for one in above(shape, parent, depth - 1)}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(*[st.floats(-8, 0)] * 4), min_size=3, max_size=3))
def test_what_all_stemmas_of_three_texts_make_likely_is_found_likely(bits: list[Bits]) -> None:
    pairs = dict(zip(combinations(range(3), 2), bits, strict=True))
    found = probabilities("abc", {("abc"[a], "abc"[b]): held for (a, b), held in pairs.items()})
    for (a, b), wanted in naive(pairs).items():
        told = found["abc"[a], "abc"[b]]
        assert sum(told) == pytest.approx(1.0)
        assert all(one > 0.6 for one, every in zip(told, wanted, strict=True) if every > 0.9)


def test_two_copies_of_one_page_are_siblings_though_they_alone_would_not_tell() -> None:
    alone = (0.0, 0.0, -0.5, -20.0)
    found = probabilities("abc", {("a", "b"): CLEAR_A, ("a", "c"): CLEAR_A, ("b", "c"): alone})
    assert found["b", "c"][2] > 0.6


def test_an_unseen_text_is_paid_once_however_many_come_from_it() -> None:
    few = probabilities("abc", dict.fromkeys(combinations("abc", 2), OPEN))
    many = probabilities("abcdef", dict.fromkeys(combinations("abcdef", 2), OPEN))
    assert many["a", "b"][2] > few["a", "b"][2]


def test_a_page_of_two_texts_keeps_both() -> None:
    apart = (-20.0, -20.0, -15.0, 0.0)
    found = probabilities("abc", {("a", "b"): apart, ("a", "c"): CLEAR_A, ("b", "c"): CLEAR_A})
    assert found["a", "c"][0] > 0.9
    assert found["b", "c"][0] > 0.9
    assert found["a", "b"][3] > 0.9
