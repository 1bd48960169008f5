"""The same told in the same order, and who branches off from whom."""

from random import Random

import pytest

from firstsaid.lineage.naming import Given
from firstsaid.lineage.page import prepare
from firstsaid.lineage.retold import Retold, by_chance, retold
from tests.lineage.builder import article

TOLD = (
    "The northern pier collapsed during heavy rain shortly before midnight.",
    "Divers searched muddy water below the broken pillars until morning.",
    "Engineers had warned about rusted anchors since early spring.",
    "Nobody closed the crossing although barriers stood ready nearby.",
)
NOBODY = Given((), ())


def told(sentences: tuple[str, ...]) -> int:
    first, second = (prepare(article({"id": name, "text": " ".join(lines)}), (), NOBODY) for name, lines in (("r0", TOLD), ("r1", sentences)))
    return retold(second, first).number


def test_sentences_in_the_same_order_are_counted_whatever_words_were_changed():
    assert told(tuple(line.replace("shortly", "just").replace("nearby", "at hand") for line in TOLD)) == len(TOLD)


def test_sentences_in_another_order_count_as_far_as_they_rise():
    assert told((TOLD[3], TOLD[2], TOLD[1], TOLD[0])) == 1


def test_words_inside_quotation_marks_tell_nothing():
    assert told(("“Divers searched muddy water below the broken pillars until morning,” he said.",)) == 0


@pytest.mark.parametrize("found", range(2, 11))
def test_what_stands_in_one_order_by_chance_is_the_mean_over_shuffled_rows(found):
    rng = Random(found)
    mean = sum(_longest_rise(rng.sample(range(found), found)) for _ in range(2_000)) / 2_000
    assert by_chance(found) == pytest.approx(mean, abs=0.12)


def _longest_rise(row: list[int]) -> int:
    best: list[int] = []
    for at, here in enumerate(row):
        best.append(1 + max((best[k] for k in range(at) if row[k] < here), default=0))
    return max(best)


def test_sentences_told_in_any_order_have_no_strength():
    assert Retold(2, 4, 4).strength(2) == 0
    assert Retold(6, 6, 6).strength(2) == 1
    assert 0 < Retold(4, 4, 8).strength(2) < 0.5
