"""Whole tables for a step that reads their columns piece by piece."""

import random

from firstsaid.engine.columns import Columns
from firstsaid.engine.tables import Tables
from firstsaid.model import Placement


def test_long_rows_come_a_few_at_a_time_and_all_of_them_in_order(tmp_path, monkeypatch):
    rng = random.Random(3)
    rows = [Placement(f"{number:03}", rng.randbytes(500).hex()) for number in range(200)]
    tables = Tables(tmp_path, {"placements": Placement})
    tables.put("placements", Placement, rows)
    whole = list(Columns(tables, ["placements"]).batches("placements", ["article", "story"]))
    monkeypatch.setattr("firstsaid.engine.tables.READ_BYTES", 20_000)
    few = list(Columns(tables, ["placements"]).batches("placements", ["article", "story"]))
    assert [batch.num_rows for batch in whole] == [200]
    assert max(batch.num_rows for batch in few) <= 20
    assert [row for batch in few for row in batch.to_pylist()] == [{"article": row.article, "story": row.story} for row in rows]
