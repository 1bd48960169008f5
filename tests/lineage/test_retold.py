"""The same told in the same order, and who branches off from whom."""

from firstsaid.lineage.naming import Given
from firstsaid.lineage.page import prepare
from firstsaid.lineage.retold import retold
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
