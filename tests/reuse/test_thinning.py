"""Dense families: very many articles of one form, or copies of one text."""

import random

import numpy as np

from firstsaid.model import Candidate, Pile, Rejected
from firstsaid.model.options import ReuseOptions
from firstsaid.model.unions import Unions
from firstsaid.reuse import candidates, fingerprints
from firstsaid.reuse.thinning import NEAREST, Held, crowds, thinned
from tests.reuse.builder import article

PARTS = (
    "Residents of {} should keep away from the banks of the river until the gauge at the old bridge falls below the second mark again.",
    "Forecasters expect {} of rain by the evening, and gusts on the hills above the reservoir may bring down branches on roads and wires.",
    "Drivers on the route through {} are asked to turn on their lights and to leave twice the usual distance to the car in front of them.",
    "The next notice of the service will be given at {} unless the wind turns to the north before that and the warning is lifted early.",
)
NAMES = tuple(f"{first}{last}" for first in ("Ald", "Bren", "Cor", "Dun", "Eld", "Far", "Gil") for last in ("am", "by", "cott", "den", "ford", "ham", "ley"))


def notices(count):
    """Notices of one form: some of its paragraphs, with other values in them."""
    chance = random.Random(3)
    return [" ".join(part.format(chance.choice(NAMES)) for part in PARTS if chance.random() < 0.8) or PARTS[0] for _ in range(count)]


def found(texts):
    pages = tuple(article(f"{number:04}", text, f"Outlet {number % 50}") for number, text in enumerate(texts))
    rows = list(candidates(Pile(articles=pages, fingerprints=tuple(fingerprints(pages, ReuseOptions()))), ReuseOptions()))
    return [(int(row.article_a), int(row.article_b)) for row in rows if isinstance(row, Candidate)], [row for row in rows if isinstance(row, Rejected)]


def test_each_notice_of_one_form_is_compared_with_some_and_all_stay_connected():
    texts = notices(500)
    pairs, told = found(texts)
    families = Unions[int]()
    for a, b in pairs:
        families.join(a, b)
    assert len(pairs) == len(set(pairs)) <= (NEAREST + 1) * len(texts)
    assert set(families.stands().values()) == {0}
    assert len(families.stands()) == len(texts)
    assert len(told) == 1
    assert told[0].passed_over
    assert (
        f"This article and 499 others share so much, as copies of one text or notices of one form do, that each of their {len(set(texts))} texts"
        in told[0].reason
    )


def test_all_pairs_of_fewer_are_compared():
    pairs, told = found(notices(150))
    assert len(pairs) > 2 * (NEAREST + 1) * 150
    assert told == []


def test_copies_take_no_pair_from_other_texts():
    texts = notices(500)
    again = [*texts, *texts[:40], *[texts[7]] * 60]

    def compared(given):
        return {frozenset((given[a], given[b])) for a, b in found(given)[0] if given[a] != given[b]}

    assert compared(again) == compared(texts)


def test_each_copy_of_one_text_is_compared_with_the_first():
    pairs, told = found([" ".join(PARTS)] * 900)
    assert {(0, number) for number in range(1, 900)} <= set(pairs)
    assert len(pairs) < 10 * 900
    assert told == []


def test_a_few_texts_of_a_hundred_thousand_words_are_dense_and_as_many_of_a_thousand_are_not():
    a, b = (side.astype(np.int64) for side in np.triu_indices(60, 1))
    held = Held(a, b, *(np.full(len(a), place) for place in (100, 200, 100, 200)))
    assert (crowds(held, [], np.full(60, 100_000)) == 0).all()
    assert (crowds(held, [], np.full(60, 1_000)) == -1).all()
    pairs, left_out = thinned(held, np.full(60, 100_000), 64)
    assert left_out == len(a) - len(pairs)
    assert 59 <= len(pairs) <= 60 * (NEAREST + 1)
    assert thinned(held, np.full(60, 1_000), 64) == (list(zip(a.tolist(), b.tolist(), strict=True)), 0)
