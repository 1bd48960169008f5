"""Claims of which the words do not tell whether they are one."""

import dataclasses
from collections import Counter, defaultdict

from hypothesis import given
from hypothesis import strategies as st

from firstsaid.claims import claims
from firstsaid.claims.doubts import MAY_BE_ONE, Side, may_be_one
from firstsaid.model import Judgement, Place
from tests.claims.builder import OPTIONS, page, place, said, story

COUNCIL = "two fighter jets had escorted the aircraft"
POLICE = "the airliner was flanked by two fighters"
OTHER = "The harbour bridge will be painted green before winter."


def _pile(second=POLICE, council=COUNCIL, more="", names=("a", "b")):
    one = page(names[0], f"The council said that {council}. {OTHER}{more}")
    two = page(names[1], f"Chief Ilse Brand said that {second}. The tram to Orsk was late again.")
    return story([one, two], [said(one, council, "the council", kind="organisation", cue="said"), said(two, second, "Ilse Brand", cue="said")])


def _doubts(pile):
    """For each claim that may be one with others, its text and theirs."""
    found = {claim.id: claim for claim in claims(pile, OPTIONS)}
    return {claim.text: [found[other].text for other in claim.perhaps] for claim in found.values() if claim.perhaps}


def test_two_voices_on_one_matter_in_other_words_may_say_the_same():
    assert _doubts(_pile()) == {COUNCIL: [POLICE], POLICE: [COUNCIL]}


def test_one_article_does_not_tell_one_thing_twice():
    assert _doubts(_pile(more=f" Later {POLICE}, it wrote.")) == {}


def test_another_figure_leaves_no_doubt():
    assert _doubts(_pile("the airliner was flanked by five fighters")) == {}


def test_other_matters_are_in_no_doubt():
    assert _doubts(_pile("the night ferry had sailed without its lights")) == {}


def test_what_a_reviewer_parted_is_in_no_doubt():
    pile = _pile()
    one, two = pile.articles
    places = (Place(one.id, *place(one, COUNCIL)), Place(two.id, *place(two, POLICE)))
    for verdict, doubts in (("reject", 0), ("unsure", 2)):
        judgement = Judgement("j", "same claim", one.id, places, verdict, "", None, "somebody", "a reason")
        assert len(_doubts(dataclasses.replace(pile, judgements=(judgement,)))) == doubts


def test_a_copy_changes_no_doubt():
    pile = _pile()
    two = pile.articles[1]
    copy = page("c", two.text.rstrip("\n"))
    again = story([*pile.articles, copy], [*pile.statements, said(copy, POLICE, "Ilse Brand", cue="said")])
    assert _doubts(again) == _doubts(pile)


def test_words_that_a_passage_holds_for_both_leave_no_doubt():
    words = frozenset(("jet", "escort"))
    sides = [Side({0: words}, frozenset("A")), Side({1: words}, frozenset("B"))]
    assert may_be_one(sides, {(0, 1): 0.4}, lambda *_: 0.4) == {0: [1], 1: [0]}
    assert may_be_one(sides, {(0, 1): 0.4}, lambda *_: 0.4, {(0, 1)}) == {}


def test_one_rare_word_in_common_is_no_doubt():
    sides = [Side({0: frozenset(("jet", "escort"))}, frozenset("A")), Side({1: frozenset(("jet", "land"))}, frozenset("B"))]
    assert may_be_one(sides, {(0, 1): 0.4}, lambda *_: 0.4) == {}


_SIDES = st.lists(st.tuples(st.integers(1, 3), st.frozensets(st.sampled_from("ABCDEF"), min_size=1, max_size=2)), min_size=2, max_size=7)
_LIKE = st.dictionaries(st.tuples(st.integers(0, 20), st.integers(0, 20)), st.sampled_from([-1.0, 0.1, 0.29, 0.3, 0.35, 0.4, 0.49, 0.6]), max_size=40)
_WORDS = st.lists(st.frozensets(st.sampled_from("pqrstuvw"), max_size=3), min_size=21, max_size=21)


@given(_SIDES, _LIKE, _WORDS)
def test_the_same_as_when_every_pair_is_asked(made, values, words):
    sides, first = [], 0
    for number, articles in made:
        sides.append(Side({wording: words[wording] for wording in range(first, first + number)}, articles))
        first += number
    like = {(one, other): value for (one, other), value in values.items() if one < other < first}
    bounds = {pair: abs(value) for pair, value in like.items()}

    def alike(one, other, least):
        return like.get((one, other), 0.0)

    assert may_be_one(sides, bounds, alike) == _naive(sides, like)


def _naive(sides, like):
    held = Counter(word for side in sides for word in {word for words in side.wordings.values() for word in words})
    best = {}
    for a, one in enumerate(sides):
        for b, other in enumerate(sides[a + 1 :], a + 1):
            pairs = [(min(x, y), max(x, y)) for x in one.wordings for y in other.wordings]
            if one.articles & other.articles or any(like.get(pair, 0.0) < 0 for pair in pairs):
                continue
            words = {**one.wordings, **other.wordings}
            told = [like.get((x, y), 0.0) for x, y in pairs if sum(held[word] <= 3 for word in words[x] & words[y]) >= 2]
            if told and max(told) >= MAY_BE_ONE:
                best[a, b] = max(told)
    nearest = defaultdict(float)
    for pair, value in best.items():
        for side in pair:
            nearest[side] = max(nearest[side], value)
    found = defaultdict(list)
    for (a, b), value in best.items():
        if value >= 0.8 * max(nearest[a], nearest[b]):
            found[a].append(b)
            found[b].append(a)
    return {side: sorted(others) for side, others in found.items()}
