"""An order of stages that cannot work is refused before anything runs."""

import dataclasses

import pytest

from firstsaid.case.folder import CaseFolder
from firstsaid.case.run import EVIDENCE, GIVEN, run_pass
from firstsaid.engine.stage import Stage, check_order
from firstsaid.engine.tables import Tables
from firstsaid.engine.work import pile_records
from firstsaid.errors import StageOrderError
from firstsaid.model import Article, Capture, Pile, Placement
from firstsaid.model.options import Options
from firstsaid.stages import STAGES


def nothing(records, options):
    return []


CAPTURES = Stage("captures", Capture, (EVIDENCE,), "load", nothing, "capture")
ARTICLES = Stage("articles", Article, ("captures",), "each", nothing, "articles")
PLACEMENTS = Stage("placements", Placement, ("articles",), "columns", nothing, "reuse")


def test_the_pass_is_in_order():
    check_order(STAGES, GIVEN)
    assert STAGES[0].reads == (EVIDENCE,)


@pytest.mark.parametrize(
    ("stages", "complaint"),
    [
        ([ARTICLES], "stage articles: it reads captures, which no stage before it writes"),
        ([ARTICLES, CAPTURES], "stage articles: it reads captures"),
        ([CAPTURES, ARTICLES, ARTICLES], "stage articles: a stage before it writes the same table"),
        ([CAPTURES, dataclasses.replace(ARTICLES, scope="story")], "stage articles: it works story by story, but no stage before it writes placements"),
        ([CAPTURES, dataclasses.replace(PLACEMENTS, reads=())], "stage placements: it reads nothing"),
    ],
)
def test_an_order_that_cannot_work_is_refused(stages, complaint):
    with pytest.raises(StageOrderError, match=complaint):
        check_order(stages, [EVIDENCE])


def test_nothing_runs_when_the_order_is_wrong(tmp_path):
    case = CaseFolder.create(tmp_path / "case")
    with pytest.raises(StageOrderError):
        run_pass([ARTICLES], case, Options())
    assert not case.derived.exists()


class Asked:
    """A pile that notes which of its tables are asked for."""

    def __init__(self, pile):
        self._pile = pile
        self.tables = set()

    def __getattr__(self, name):
        self.tables.add("placements" if name == "story" else name)
        return getattr(self._pile, name)

    def once(self, make, *tables):
        self.tables.update(tables)
        return self._pile.once(make, *tables)


@pytest.mark.parametrize("stage", [stage for stage in STAGES if stage.scope in ("story", "pile")], ids=lambda stage: stage.writes)
def test_a_step_asks_for_every_table_that_is_sorted_and_sent_to_it(stage, traced_sample):
    """But for the one that says which story the records are of."""
    records = pile_records()
    tables = Tables(traced_sample / "derived", records)
    asked = Asked(Pile(**{name: tuple(tables.rows(name, records[name])) for name in stage.reads}))
    assert len(list(stage.step(asked, getattr(Options(), stage.options)))) > 0
    assert set(stage.reads) - asked.tables <= {"placements"}
