"""Turns that any pen uses, told from the parts of one text by how they follow one another."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from firstsaid.lineage.evidence.succession import scattered
from firstsaid.lineage.family import make_family
from firstsaid.lineage.naming import Given
from firstsaid.lineage.page import prepare
from firstsaid.lineage.pair import Pair, make_pair
from firstsaid.model import Match
from tests.lineage.builder import article

TURNS = (
    "shares of the company closed three percent lower",
    "did not respond to a request for comment",
    "ended the day little changed against the dollar",
    "fell to its lowest since early autumn",
    "one more reason for caution among the traders",
    "the contract for delivery in three months slipped",
)
LONG = "a clerk carried both ledgers across the frozen yard to the weigh house and counted every sack of barley by the light of two lamps"
NOBODY = Given((), ())


def pair_of(turns: tuple[str, ...], other: tuple[str, ...], joined: bool = False) -> Pair:
    """Two pages with a turn in each sentence between words of their own, matched turn by turn, or as one passage where they are `joined`."""
    lines = ([f"Here {t} without doubt." for t in turns], [f"There {t} by all accounts." for t in other])
    a, b = (prepare(article({"id": name, "text": " ".join(side)}), (), NOBODY) for name, side in zip(("s0", "s1"), lines, strict=True))
    text, theirs = a.article.text, b.article.text
    first, last = turns[0], turns[-1]
    places = [(text.find(t), text.find(t) + len(t), theirs.find(t), theirs.find(t) + len(t)) for t in turns]
    if joined:
        places = [(text.find(first), text.find(last) + len(last), theirs.find(first), theirs.find(last) + len(last))]
    made = [
        Match(f"m{n}", "s0", start, stop, "s1", begin, end, "narrative", words := len(text[start:stop].split()), words, ())
        for n, (start, stop, begin, end) in enumerate(places)
    ]
    return make_pair("story", (a, b), made, make_family(made, {a.id: a, b.id: b}))


def strength(pair: Pair) -> float:
    return sum(finding.strength for finding in scattered(pair))


def test_turns_in_another_order_on_either_page_speak_for_two_pens():
    found = next(scattered(pair_of(TURNS, TURNS[::-1])))
    assert (found.favours, found.number, found.strength) == ("independent", len(TURNS), 1.0)


def test_turns_in_one_order_say_nothing():
    assert strength(pair_of(TURNS, TURNS)) == 0


def test_a_text_of_which_one_sentence_was_moved_down_by_one_says_little():
    assert strength(pair_of(TURNS, (TURNS[1], TURNS[0], *TURNS[2:]))) < 0.3


def test_two_turns_have_no_order():
    assert strength(pair_of(TURNS[:2], TURNS[1::-1])) == 0


def test_one_long_run_is_a_text_whatever_the_order():
    turns = (*TURNS[:4], LONG)
    assert strength(pair_of(turns, turns[::-1])) == 0


def test_a_stretch_that_goes_on_over_sentences_is_one_succession():
    assert strength(pair_of(TURNS, TURNS, joined=True)) == 0


@given(st.permutations(TURNS))
def test_both_sides_say_the_same_and_a_naive_count_agrees(order):
    pair = pair_of(TURNS, tuple(order))
    follow = {(one, other) for one, other in pairwise(order)}
    broken = sum(step not in follow for step in pairwise(TURNS))
    assert strength(pair) == strength(pair.turned())
    assert (strength(pair) > 0) == (broken > 1)
