"""What a notebook shows of a case, and the one in docs."""

import importlib.util
from pathlib import Path

import nbformat
import pyarrow as pa
import pytest

from firstsaid import api
from firstsaid.errors import CaseError
from firstsaid.exports.flat import COLUMNS

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = "“<script>alert(1)</script> is &amp; was \u202e at the harbour of Lisk,” said Ode Hallin, a baker in Port Sellan, on Friday.\n"


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    place = tmp_path_factory.mktemp("notebook")
    (place / "hostile.txt").write_text(HOSTILE, "utf-8")
    return api.trace(place / "hostile.txt", case=place / "case")


def test_claims_are_the_same_rows_in_arrow_pandas_and_polars(case):
    claims = case.claims()
    assert isinstance(claims.to_arrow(), pa.Table)
    assert tuple(claims.to_arrow().column_names) == tuple(claims.to_pandas().columns) == tuple(claims.to_polars().columns) == COLUMNS["claims"]
    assert len(claims) == len(claims.to_pandas()) == len(claims.to_polars()) == len(case.dossier.claims) > 0
    assert [row["text"] for row in claims] == claims.to_polars()["text"].to_list() == claims.to_pandas()["text"].tolist()


def test_every_flat_table_is_there_and_an_unknown_one_names_them(case):
    for name in COLUMNS:
        assert case.rows(name).to_arrow().num_rows == len(case.rows(name))
    with pytest.raises(CaseError, match="there are no rows nothing; there are articles, parts"):
        case.rows("nothing")


def test_rows_with_what_each_id_stands_for(case):
    roles, named = case.rows("roles"), case.rows("roles", beside=True)
    assert len(named) == len(roles)
    frame = named.to_pandas()
    assert list(frame.columns[2:6]) == ["article", "article_outlet", "article_title", "article_published"]
    assert set(frame.article_outlet) == {"hostile.txt"}
    empty = case.rows("derivations", beside=True)
    assert (len(empty), "article_a_outlet" in empty.columns, empty.to_arrow().num_rows) == (0, True, 0)


def test_nothing_of_a_page_is_markup_in_a_notebook(case):
    for shown in (case._repr_html_(), case.claims()._repr_html_(), case.rows("statements")._repr_html_(), case.rows("articles")._repr_html_()):
        assert "<script" not in shown
        assert "\u202e" not in shown
        assert shown.count("<td") == shown.count("</td>")
    assert "&lt;script&gt;" in case.rows("articles")._repr_html_()


def test_a_long_table_says_that_it_is_cut(case):
    rows = api.Rows("rejected", [{"path": f"{n}.txt", "record": None, "stage": "capture", "reason": "x" * 500} for n in range(30)])
    assert "shown 20 of 30 rows" in rows._repr_html_()
    assert "x" * 161 not in rows._repr_html_()
    assert repr(rows) == "rejected: 30 rows of path, record, stage, reason"


def test_the_notebook_in_docs_holds_the_outputs_of_now():
    about = importlib.util.spec_from_file_location("run_notebook", ROOT / "tools/run_notebook.py")
    tool = importlib.util.module_from_spec(about)
    about.loader.exec_module(tool)
    kept = nbformat.read(ROOT / "docs/notebook.ipynb", as_version=4)
    fresh = tool.executed()
    for was, now in zip(kept.cells, fresh.cells, strict=True):
        assert was.source == now.source
        assert was.get("outputs", []) == now.get("outputs", []), "run python tools/run_notebook.py"
    text = (ROOT / "docs/notebook.ipynb").read_text("utf-8")
    assert "/tmp" not in text
    assert str(ROOT) not in text
