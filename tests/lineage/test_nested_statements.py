"""A speaker who passes on what another says is not the origin of it."""

from dataclasses import replace

from firstsaid.lineage import origins
from firstsaid.model import Claim, Pile, Place, Span, Wording
from firstsaid.model.options import LineageOptions
from tests.lineage.builder import STORY, article, statements_of, voices

TOLD = {
    "id": "q0",
    "outlet": "Lumen Post",
    "text": "The Bank of Norland holds that prices will fall, Minister Dal said at noon.",
    "statement": [
        {"says": "The Bank of Norland holds that prices will fall", "chain": [["Minister Dal", "named_person"]]},
        {"says": "prices will fall", "chain": [["Bank of Norland", "organisation"]]},
    ],
}


def test_the_inner_speaker_of_a_nested_statement_is_the_origin():
    statements = tuple(statements_of(TOLD))
    wordings = tuple(Wording("q0", s.id, s.content) for s in statements)
    claim = Claim("c", STORY, "prices will fall", Place("q0", 31, 47), wordings, ("q0",), tuple(sorted(s.id for s in statements)))
    (count,) = origins(Pile(articles=(article(TOLD),), statements=statements, voices=voices(statements), claims=(claim,)), LineageOptions())
    assert [origin.name for origin in count.origins] == ["Bank of Norland"]
    assert (count.least, count.most) == (1, 1)
    assert count.because == "One article carries it, from the Bank of Norland."


ACT = {
    "id": "q0",
    "outlet": "Lumen Post",
    "text": "Lotte Dal demanded money from the builder, foreman Piet Orr said at noon.",
    "statement": [
        {"says": "Lotte Dal demanded money from the builder", "chain": [["Piet Orr", "named_person"]]},
        {"says": "money from the builder", "chain": [["Lotte Dal", "named_person"]]},
    ],
}


def test_who_tells_what_somebody_did_is_the_origin():
    outer, inner = statements_of(ACT)
    statements = (outer, replace(inner, cue=Span(10, 18)))
    wordings = tuple(Wording("q0", s.id, s.content) for s in statements)
    claim = Claim("c", STORY, "demanded money", Place("q0", 0, 41), wordings, ("q0",), tuple(sorted(s.id for s in statements)))
    (count,) = origins(Pile(articles=(article(ACT),), statements=statements, voices=voices(statements), claims=(claim,)), LineageOptions())
    assert [origin.name for origin in count.origins] == ["Piet Orr"]
