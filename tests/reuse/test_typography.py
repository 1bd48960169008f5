"""What the setting of shared words shows."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.reuse.builder import article, shared_between

WIRE = "The harbour office said on Monday that the two ferries had left the pier at noon and would not return before the storm was over."


def shared_marks(text_a, text_b):
    return counted(shared_between(article("a", text_a), article("b", text_b)))


def counted(found):
    """Kind, shared, in a, in b, of every row of every match."""
    return sorted((row.kind, row.shared, row.in_a, row.in_b) for match in found for row in match.typography)


def with_marks(*changes):
    text = WIRE
    for old, new in changes:
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize(
    ("a", "b", "rows"),
    [
        ([], [], []),
        ([("two ferries", "two\u00a0ferries")], [("two ferries", "two\u00a0ferries")], [("no-break space", 1, 1, 1)]),
        ([("two ferries", "two\u00a0ferries")], [], [("no-break space", 0, 1, 0)]),
        ([("two ferries", "two\u00a0ferries")], [("at noon", "at\u00a0noon")], [("no-break space", 0, 1, 1)]),
        ([("harbour", "har\u00adbour")], [("harbour", "har\u00adbour")], [("invisible character", 1, 1, 1)]),
        ([("harbour", "har\u00adbour")], [("ferries", "fer\u00adries")], [("invisible character", 0, 1, 1)]),
        ([("left the pier", "‘left the’ pier")], [("left the pier", "'left the' pier")], [("quotation mark", 0, 2, 0)]),
        ([("left the pier", "“left the” pier")], [("left the pier", "“left the” pier")], [("quotation mark", 2, 2, 2)]),
        ([("the storm", "the  storm")], [("the storm", "the  storm")], [("slip of spacing", 1, 1, 1)]),
        ([("Monday that", "Monday , that")], [("Monday that", "Monday, that")], [("slip of spacing", 0, 1, 0)]),
        ([("the pier", "the the pier")], [("the pier", "the the pier")], [("doubled word", 1, 1, 1)]),
        ([("had left", "had had left")], [("had left", "had had left")], []),
    ],
)  # fmt: skip
def test_marks_are_counted_where_both_pages_have_the_same_words(a, b, rows):
    assert shared_marks(with_marks(*a), with_marks(*b)) == rows


def test_places_are_those_of_the_characters():
    text_a, text_b = with_marks(("two ferries", "two\u00a0ferries")), "Word from the pier. " + with_marks(("two ferries", "two\u00a0ferries"))
    [match] = shared_between(article("a", text_a), article("b", text_b))
    [row] = match.typography
    assert [text_a[at] for at in row.places_a] == [text_b[at] for at in row.places_b] == ["\u00a0"]


def test_no_more_than_eight_places_are_named():
    text = WIRE.replace(" ", "\u00a0")
    [match] = shared_between(article("a", text), article("b", text))
    [row] = match.typography
    assert row.shared == row.in_a == row.in_b == text.count("\u00a0") > 8
    assert list(row.places_a) == [at for at, mark in enumerate(text) if mark == "\u00a0"][:8]


WORDS = ("harbour", "glass", "otters", "the", "regatta", "granary", "pier", "storm", "ferry", "office")
piece = st.tuples(st.sampled_from(WORDS), st.sampled_from((" ", " ", "\u00a0", "  ", " “", "” ", " , ", "\u200b "))).map("".join)


@given(st.lists(piece, min_size=8, max_size=30), st.integers(0, 29), st.integers(0, 5))
@settings(max_examples=60, deadline=None)
def test_turning_the_pair_turns_the_counts(words, changed, shift):
    one = "".join(words)
    other = "".join([*["pier "] * shift, *words[:changed], "lantern ", *words[changed + 1 :]])
    forward, backward = shared_between(article("a", one), article("b", other)), shared_between(article("a", other), article("b", one))
    assume({(match.a, match.b) for match in forward} == {(match.b, match.a) for match in backward})  # a word that stands twice may be paired in two ways
    rows = counted(forward)
    assert [(kind, shared, b, a) for kind, shared, a, b in rows] == sorted(counted(backward), key=lambda row: (row[0], row[1], row[3], row[2]))
    assert all(shared <= min(a, b) and max(a, b) > 0 for _, shared, a, b in rows)
