"""What steps about one story need alike is made once where they work at one bench, for the very same records, and changes no row."""

from dataclasses import replace

import pytest

from firstsaid.engine.tables import Tables
from firstsaid.engine.work import pile_records
from firstsaid.model import Pile, Placement
from firstsaid.model.options import Options
from firstsaid.stages import STAGES


def counted(calls):
    def make(pile):
        calls.append(pile)
        return [len(pile.placements), len(pile.articles)]

    return make


def test_it_is_made_once_for_the_same_tuples_and_of_those_tables_alone():
    calls, rows = [], (Placement("a", "s"),)
    make, bench = counted(calls), {}
    one, other, further = Pile(placements=rows), Pile(placements=rows, articles=("an article",)), Pile(placements=(Placement("a", "s"),))
    for pile in (one, other, further):
        pile.work_at(bench)
    assert one.once(make, "placements") is other.once(make, "placements")
    assert other.once(make, "placements") == [1, 0]
    assert further.once(make, "placements") is not one.once(make, "placements")
    assert other.once(make, "placements", "articles") == [1, 1]
    assert len(calls) == 3


def test_a_pile_alone_has_a_bench_of_its_own_and_is_what_it_was():
    calls = []
    make, pile = counted(calls), Pile(placements=(Placement("a", "s"),))
    assert pile.once(make, "placements") is pile.once(make, "placements")
    assert replace(pile).once(make, "placements") == [1, 0]
    assert len(calls) == 2
    assert pile == replace(pile) == Pile(placements=pile.placements)


@pytest.mark.parametrize("order", ["as they stand", "turned"])
def test_steps_at_one_bench_give_the_rows_that_each_gives_alone(traced_sample, order):
    kinds = pile_records()
    tables = Tables(traced_sample / "derived", kinds)
    lineage = [stage for stage in STAGES if stage.scope == "story" and stage.options == "lineage"]
    held = {name: tuple(tables.rows(name, kinds[name])) for name in {name for stage in lineage for name in stage.reads}}
    options, bench = Options(), {}
    for stage in lineage if order == "as they stand" else reversed(lineage):
        alone, shared = (Pile(**{name: held[name] for name in stage.reads}) for _ in range(2))
        shared.work_at(bench)
        rows = list(stage.step(shared, options.lineage))
        assert rows
        assert rows == list(stage.step(alone, options.lineage))
