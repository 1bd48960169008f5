"""Records go into Arrow and come back as they were."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsaid.engine.rows import from_table, in_order, schema_of, to_table
from firstsaid.engine.tables import fits
from firstsaid.engine.work import pile_records
from firstsaid.model import (
    Article,
    Capture,
    ChainLink,
    Derivation,
    Edit,
    Found,
    Match,
    OriginCount,
    Pile,
    Rejected,
    Rival,
    Span,
    Stamp,
    Statement,
)

RECORDS = [Article, Capture, Derivation, Match, OriginCount, Rejected, Statement]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_record_has_a_schema_with_a_column_per_field(record):
    assert schema_of(record).names == list(record.__slots__)


def test_nested_records_lists_and_nones_survive():
    match = Match("m", "a", 0, 9, "b", 3, 12, "quotation", 2, 1, (Edit("replaced", Span(0, 4), Span(3, 7), True, False),))
    bare = Match("n", "a", 0, 9, "b", 3, 12, "narrative", 2, 2, ())
    assert from_table(to_table([match, bare], Match), Match) == [match, bare]
    derivation = Derivation("d", "s", "a", "b", "rewritten", ("quotation",), "a", None, 0.9, Rival("siblings", None, 0.1), ("e1", "e2"))
    alone = Derivation("e", "s", "a", "c", "undetermined", (), None, None, 0.5, None, ())
    assert from_table(to_table([derivation, alone], Derivation), Derivation) == [derivation, alone]


@given(
    st.lists(
        st.builds(
            Statement,
            id=st.text(max_size=4),
            article=st.text(max_size=4),
            source=st.none() | st.builds(Span, st.integers(0, 99), st.integers(0, 99)),
            cue=st.none(),
            content=st.lists(st.builds(Span, st.integers(0, 99), st.integers(0, 99)), max_size=3).map(tuple),
            form=st.sampled_from(["direct", "indirect", "mixed"]),
            chain=st.lists(st.builds(ChainLink, st.text(max_size=5), st.just("outlet"), st.none()), max_size=2).map(tuple),
            confidence=st.floats(0, 1),
            way=st.none() | st.just("letter"),
        ),
        max_size=5,
    )
)
def test_any_statements_come_back_the_same(statements):
    assert from_table(to_table(statements, Statement), Statement) == statements


def test_an_article_comes_back_the_same(tmp_path):
    article = Article(
        "a", "c", "a.txt", None, "Text.", Found("Text", Span(0, 4), "first line"), None, None, Stamp("2031", "published", "url", None), (), None, None, None,
        "en", (), (), (Span(0, 5),), (), ("unsure of the date",),
    )  # fmt: skip
    assert from_table(to_table([article], Article), Article) == [article]


def test_a_pile_has_a_record_for_each_of_its_tables():
    assert set(pile_records()) == set(Pile.__slots__)


def test_rows_are_sorted_by_their_scalar_columns():
    table = pa.table({"b": [[1], [2], [3]], "a": ["x", "x", "w"], "n": [2, 1, 3]})
    assert in_order(table).column("n").to_pylist() == [3, 1, 2]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_a_table_fits_its_record_as_another_engine_writes_it_too(record, tmp_path):
    """Spark writes no Arrow types: bytes come back as Parquet knows them."""
    kinds = {pa.large_binary(): pa.binary(), pa.large_string(): pa.string()}
    plain = pa.schema([pa.field(field.name, kinds.get(field.type, field.type)) for field in schema_of(record)])
    (tmp_path / "table.parquet").mkdir()
    pq.write_table(plain.empty_table(), tmp_path / "table.parquet" / "part-00000.parquet", store_schema=False)
    pq.write_table(schema_of(record).empty_table(), tmp_path / "own.parquet")
    pq.write_table(
        schema_of(record).empty_table().drop_columns(["path"]) if "path" in plain.names else plain.empty_table().select([0]), tmp_path / "older.parquet"
    )
    assert [fits(tmp_path / f"{name}.parquet", record) for name in ("table", "own", "older")] == [True, True, False]
