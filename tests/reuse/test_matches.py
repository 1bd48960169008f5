"""What holds for all matches, whatever the texts."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstsaid.model import Span
from firstsaid.model.options import ReuseOptions
from firstsaid.reuse.words import tables
from tests.reuse.builder import article, of_kind, shared_between

SHORTEST = ReuseOptions().shortest
VOCABULARY = [a + b for a in ("bra", "clo", "dru", "fle", "gni", "kru", "plo", "sta", "tre", "vri") for b in ("beck", "dorn", "fald", "gam", "kist", "lund")]


def naive_runs(a, b, least):
    """Every maximal common run of at least `least` words, by comparing every word with every other."""
    ends = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a)):
        for j in range(len(b)):
            ends[i + 1][j + 1] = ends[i][j] + 1 if a[i] == b[j] else 0
    return [
        (i - length, j - length, length)
        for i in range(1, len(a) + 1) for j in range(1, len(b) + 1)
        if (length := ends[i][j]) >= least and (i == len(a) or j == len(b) or not ends[i + 1][j + 1])
    ]  # fmt: skip


@st.composite
def two_texts(draw):
    """Two texts of invented words, the second with stretches of the first, some of them changed."""
    rng = random.Random(draw(st.integers(0, 10**9)))
    a = [rng.choice(VOCABULARY) for _ in range(rng.randint(10, 120))]
    b = []
    for _ in range(rng.randint(1, 4)):
        b += [rng.choice(VOCABULARY) for _ in range(rng.randint(0, 15))]
        first = rng.randrange(len(a))
        piece = a[first : first + rng.randint(3, 40)]
        for _ in range(rng.randint(0, 3)):
            piece[rng.randrange(len(piece))] = rng.choice(VOCABULARY)
        b += piece
    return a, b


def words_in(text, spans):
    """Folded words of a text that stand in none of the spans."""
    [(_, table)] = tables([text])
    return [value for start, value in zip(table.starts.tolist(), table.hashes.tolist(), strict=True) if not any(s.start <= start < s.stop for s in spans)]


def spread(words):
    return " ".join(words), [sum(len(w) + 1 for w in words[:k]) for k in range(len(words))]


@given(two_texts())
@settings(max_examples=150, deadline=None)
def test_every_exact_run_is_found(texts):
    a, b = texts
    (text_a, at_a), (text_b, at_b) = spread(a), spread(b)
    found = shared_between(article("a", text_a), article("b", text_b))
    for i, j, length in naive_runs(a, b, SHORTEST):
        run_a = Span(at_a[i], at_a[i + length - 1] + len(a[i + length - 1]))
        run_b = Span(at_b[j], at_b[j + length - 1] + len(b[j + length - 1]))
        assert any(m.a.overlap(run_a) for m in found), f"no match holds {text_a[slice(*run_a)]!r} in a"
        assert any(m.b.overlap(run_b) for m in found), f"no match holds {text_b[slice(*run_b)]!r} in b"
        held = max(m.a.overlap(run_a) for m in found), max(m.b.overlap(run_b) for m in found)
        assert max(held[0] / (run_a.stop - run_a.start), held[1] / (run_b.stop - run_b.start)) >= 0.5


@given(two_texts())
@settings(max_examples=150, deadline=None)
def test_what_the_edits_leave_is_the_same_on_both_sides(texts):
    text_a, text_b = (" ".join(words) for words in texts)
    for match in of_kind(shared_between(article("a", text_a), article("b", text_b)), "narrative"):
        edits = [e for e in match.edits if not e.kind.startswith("scare quotes")]
        for edit in edits:
            assert match.a.covers(edit.a)
            assert match.b.covers(edit.b)
            assert edit.a.of(text_a) != edit.b.of(text_b)
        shift_a, shift_b = match.start_a, match.start_b
        left_a = words_in(match.a.of(text_a), [Span(e.a.start - shift_a, e.a.stop - shift_a) for e in edits])
        left_b = words_in(match.b.of(text_b), [Span(e.b.start - shift_b, e.b.stop - shift_b) for e in edits])
        assert left_a == left_b
        assert len(left_a) == match.same <= match.words


@given(st.permutations(VOCABULARY), st.integers(0, 20), st.integers(20, 40), st.booleans())
@settings(max_examples=60, deadline=None)
def test_the_two_sides_may_be_exchanged(words, first, second, turned):
    pieces = [words[first : first + 12], words[second : second + 12]]
    text_a, text_b = " ".join(words[:52]), " ".join([*pieces[turned], *words[52:], *pieces[not turned]])
    one = {(m.a, m.b, m.kind, m.same) for m in shared_between(article("a", text_a), article("b", text_b))}
    two = {(m.b, m.a, m.kind, m.same) for m in shared_between(article("a", text_b), article("b", text_a))}
    assert one == two


@given(st.lists(two_texts(), min_size=2, max_size=3), st.randoms())
@settings(max_examples=40, deadline=None)
def test_no_match_twice_and_the_order_of_articles_makes_no_difference(pairs, rng):
    pages = [article(f"{number:02}", " ".join(words)) for number, words in enumerate(words for pair in pairs for words in pair)]
    found = shared_between(*pages)
    assert len({m.id for m in found}) == len(found)
    rng.shuffle(pages)
    assert shared_between(*pages) == found


def test_an_unrelated_article_changes_nothing():
    rng = random.Random(4)
    a = [rng.choice(VOCABULARY) for _ in range(80)]
    pages = [article("a", " ".join(a)), article("b", " ".join(a[20:60]))]
    other = article("c", "Copper prices fell while mines reopened; traders expected calm weeks ahead.")
    assert shared_between(*pages, other) == shared_between(*pages)


def test_copies_of_copies_are_joined_through_the_text_between():
    rng = random.Random(5)
    wire = " ".join(rng.choice(VOCABULARY) for _ in range(60))
    pages = [article(f"{k:02}", f"{wire} {' '.join(rng.choice(VOCABULARY) for _ in range(30))}") for k in range(40)]
    found = shared_between(*pages)
    assert len({(m.article_a, m.article_b) for m in found if m.same >= 60}) == 40 * 39 // 2


@pytest.mark.parametrize(
    "text",
    [
        "storm " * 20_000,
        "“" * 100_000,
        "a" * 1_000_000,
        "gale warning! " * 8_000 + "‘x’ " * 20_000,
        "[" * 50_000 + "storm warning " * 3_000,
        "1,000.5 " * 20_000,
    ],
    ids=["one word", "quotation marks", "one long word", "scare quotes", "brackets", "figures"],
)
def test_hostile_repetition_is_read_in_good_time(text):
    found = shared_between(article("a", text), article("b", text + " end"), article("c", "“" + text))
    assert len({m.id for m in found}) == len(found)
