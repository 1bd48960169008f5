"""Files by which a few rows of a table are found without reading the table."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firstsaid import api
from firstsaid.case.folder import CaseFolder
from firstsaid.case.run import run_pass
from firstsaid.engine.digests import FileDigests
from firstsaid.engine.lookup import Mapped, place_of, write
from firstsaid.model.options import Options
from firstsaid.sample import pages
from firstsaid.stages import STAGES

UPTO = [stage.writes for stage in STAGES].index("fingerprints") + 1


@pytest.fixture
def mapped(tmp_path):
    numbers = range(40)
    columns = {
        "id": [f"a{n % 7}" for n in numbers],
        "page": [f"p{n // 9 % 3}" for n in numbers],
        "number": list(numbers),
        "words": [["x"] * (n % 3) for n in numbers],
    }
    rows = pa.table(columns)
    write(tmp_path / "lookup" / "rows.arrow", (rows.slice(first, 6) for first in range(0, 40, 6)), FileDigests())
    return rows, Mapped(tmp_path / "lookup" / "rows.arrow")


def test_rows_are_found_by_number_and_by_value(mapped):
    rows, found = mapped
    assert found.num_rows == 40
    assert found.table().equals(rows)
    for chosen in ([], [0], [5, 6, 39], [11, 11, 12], list(range(40))):
        assert found.at(np.array(chosen, np.int64)).to_pylist() == rows.take(pa.array(chosen, pa.int64())).to_pylist()
    assert found.at(np.array([7, 30]), ["words"]).to_pylist() == [{"words": ["x"]}, {"words": []}]
    assert [row["number"] for row in found.where("id", ["a3", "a0", "nothing"]).to_pylist()] == [n for n in range(40) if n % 7 in (0, 3)]
    assert [row["number"] for row in found.where("page", ["p2", "p0"]).to_pylist()] == [n for n in range(40) if n // 9 % 3 != 1]
    assert found.where("id", []).num_rows == 0


IDS = st.builds("{}{:08d}".format, st.sampled_from(("00000000", "0000000f", "abcdef01", "ffffffff")), st.integers(0, 9))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(IDS, min_size=1, max_size=150), st.integers(1, 90), st.lists(st.lists(st.one_of(IDS, st.just("none")), max_size=6), min_size=3, max_size=5))
def test_who_asks_again_finds_what_looking_at_every_row_finds(tmp_path, ids, size, questions):
    rows = pa.table({"id": ids, "words": [[one[-1:]] * (at % 3) for at, one in enumerate(ids)]})
    write(tmp_path / "rows.arrow", (rows.slice(first, size) for first in range(0, len(ids), size)), FileDigests())
    found = Mapped(tmp_path / "rows.arrow")
    for asked in questions:
        assert found.where("id", asked).to_pylist() == [row for row in rows.to_pylist() if row["id"] in asked]


def test_what_is_deleted_or_changed_comes_back_identical(tmp_path):
    case = CaseFolder.create(tmp_path / "case")
    case.add([str(pages())])
    run_pass(STAGES[:UPTO], case, Options())
    assert run_pass(STAGES[:UPTO], case, Options()) == []
    for table in ("articles", "fingerprints"):
        place = place_of(case.derived, table)
        before = place.read_bytes()
        place.unlink()
        assert any(fault.startswith(f"derived/lookup/{table}.arrow") for fault in case.derived_faults())
        assert run_pass(STAGES[:UPTO], case, Options()) == [table]
        assert place.read_bytes() == before
        place.write_bytes(before[:-9] + b"123456789")
        assert run_pass(STAGES[:UPTO], case, Options()) == [table]
        assert place.read_bytes() == before
        assert case.derived_faults() == []


def test_a_case_is_asked_through_them(tmp_path, monkeypatch):
    case = CaseFolder.create(tmp_path / "case")
    case.add([str(pages())])
    run_pass(STAGES[:UPTO], case, Options())
    asked = api.Case(case, Options())
    text = asked.table("articles").column("text").to_pylist()[3]
    whole = asked.ask(text)
    assert whole.compared == whole.found == asked.mapped("articles").num_rows
    monkeypatch.setattr(api, "WHOLE", 2)
    some = asked.ask(text)
    assert 1 <= some.compared == some.found < whole.found
    assert some.matches[0] == whole.matches[0]
    assert {match.article_b for match in some.matches if match.same >= 12} == {match.article_b for match in whole.matches if match.same >= 12}
    monkeypatch.setattr(api, "MOST", 1)
    assert asked.ask(text).compared == 1
    assert asked.ask(text).found == some.found
