"""What is kept of earlier comparisons, or sorted out beforehand, changes no answer, and the quick ways give what the plain ones give."""

import re
from itertools import pairwise
from unittest.mock import patch

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from firstsaid.reuse import aligning, book, differences, editing, matching, passages, rewriting, runs, typography
from firstsaid.reuse.scares import SCARE, possible_scares
from tests.reuse.builder import article, shared_between

WORDS = ("harbour", "glass", "otters", "the", "of", "regatta", "granary", "allegedly", "said", "14,000", "U.S.", "mayor's", "Calder", "Kalder")
MARKS = (" ", " ", " ", ", ", " … ", " [the] ", " “", "” ", " ‘", "’ ", ". ", "\n", "\u00a0")

piece = st.tuples(st.sampled_from(WORDS), st.sampled_from(MARKS)).map("".join)
passage = st.lists(piece, min_size=10, max_size=40)


@st.composite
def copies(draw):
    """Pages that print one passage with changes of their own, each with other words around it."""
    first = draw(passage)
    pages = []
    for _ in range(draw(st.integers(2, 4))):
        text = list(first)
        for _ in range(draw(st.integers(0, 3))):
            text[draw(st.integers(0, len(text) - 1))] = draw(piece)
        pages.append("".join([*draw(st.lists(piece, max_size=5)), *text, *draw(st.lists(piece, max_size=5))]))
    return pages


def in_the_plain_way(*pages):
    """Matches with nothing kept."""

    def edits(_, pair, steps, _a, _b):
        found = [edit for step in steps for edit in (editing._unscared if step.equal else editing._worded)(pair, step)]
        return tuple(sorted(found, key=lambda edit: (edit.a, edit.b, edit.kind)))

    plain = differences.difference.__wrapped__
    with (
        patch.object(editing.KnownEdits, "edits", edits),
        patch.object(differences, "difference", plain),
        patch.object(aligning, "difference", plain),
        patch.object(rewriting, "_kept", rewriting._kept.__wrapped__),
    ):
        return shared_between(*pages)


@given(copies())
@settings(max_examples=60, deadline=None)
def test_what_was_compared_before_changes_no_match(texts):
    pages = [article(f"p{number}", text) for number, text in enumerate(texts)]
    found = shared_between(*pages)
    plain = in_the_plain_way(*pages)
    assert [(m.a, m.b, m.kind, m.same) for m in found] == [(m.a, m.b, m.kind, m.same) for m in plain]
    for match, other in zip(found, plain, strict=True):
        same_text = match.a.of(next(p.text for p in pages if p.id == match.article_a)) == match.b.of(next(p.text for p in pages if p.id == match.article_b))
        assert match.edits == (() if same_text else other.edits)


def everything(_, asked, *_rest):
    """All of what is asked about: numbers, or columns of which the first one is numbers."""
    return np.ones(len(asked[0] if isinstance(asked, tuple) else asked), np.bool_)


@given(copies())
@settings(max_examples=60, deadline=None)
def test_nothing_is_sorted_out_that_would_change_a_match(texts):
    pages = [article(f"p{number}", text) for number, text in enumerate(texts)]
    found = shared_between(*pages)
    with (
        patch.object(passages, "_may_grow", everything),
        patch.object(passages, "may_continue", everything),
        patch.object(matching, "may_reach_quotation_edge", everything),
        patch.object(aligning, "share_a_word", everything),
        patch.object(book.Book, "scared", everything),
    ):
        assert shared_between(*pages) == found


@given(copies())
@settings(max_examples=30, deadline=None)
def test_how_much_is_worked_on_at_once_changes_no_match(texts):
    pages = [article(f"p{number}", text) for number, text in enumerate(texts)]
    found = shared_between(*pages)
    with patch.object(matching, "_WORDS", 1), patch.object(aligning, "_AT_ONCE", 1), patch.object(runs, "_BLOCK", 1):
        assert shared_between(*pages) == found


@given(copies())
@settings(max_examples=60, deadline=None)
def test_a_match_counts_no_words_as_equal_that_differ_and_leaves_none_out(texts):
    kept = []

    def records(_, pairs, segments):
        hashes = pairs.book.words.hashes
        for steps, pair in zip(segments.shared.steps.lists(), segments.shared.pair, strict=True):
            kept.append((steps, *(hashes[pairs.book.offsets[page[pair]] :] for page in (pairs.a, pairs.b))))
        return iter(())

    with patch.object(matching.Aligner, "_records", records):
        shared_between(*(article(f"p{number}", text) for number, text in enumerate(texts)))
    for steps, in_a, in_b in kept:
        assert all((in_a[step.a : step.stop_a] == in_b[step.b : step.stop_b]).all() for step in steps if step.equal)
        assert all((one.stop_a, one.stop_b) == (other.a, other.b) for one, other in pairwise(steps))


@given(st.text(alphabet="ab c“”\"‘’'«»‹›.\n", max_size=60), st.integers(0, 60), st.integers(0, 60))
@settings(max_examples=300, deadline=None)
def test_scare_quotes_of_any_piece_begin_where_they_are_thought_possible(text, first, stop):
    possible = possible_scares(text)
    assert all(first + found.start() in possible for found in re.finditer(SCARE, text[first:stop]))


coded = st.lists(st.integers(0, 9), min_size=1, max_size=20).map(
    lambda words: b"".join((word << 40 | 2 * (word % 3 > 0)).to_bytes(8, "little") for word in words)
)


@given(coded, coded)
@settings(max_examples=100, deadline=None)
def test_words_without_units_are_compared_as_units_of_one_word(a, b):
    assert differences.equal_stretches(differences.plain_words(a), differences.plain_words(b)) == differences._in_units(a, b)


@given(st.text(alphabet="aÀÿ÷×Zq.,;!? \n„”\u00a0\ufeffж\U0001f30a", max_size=30))
@settings(max_examples=200, deadline=None)
def test_marks_are_those_that_patterns_find(text):
    found = sorted(typography._single(text, typography.letters_of(text)))
    slips = [match.start() for match in re.finditer(r"[,;.!?](?<=[a-zà-ÿ].)(?=[A-ZÀ-Þ][a-zà-ÿ])", text)]
    assert [at for at, kind, _ in found if kind == typography.SPACING] == slips
    for kind, pattern in ((typography.NO_BREAK, "\u00a0"), (typography.INVISIBLE, "\ufeff"), (typography.QUOTE, "[„”]")):
        assert [(at, what) for at, own, what in found if own == kind] == [(match.start(), match[0]) for match in re.finditer(pattern, text)]
