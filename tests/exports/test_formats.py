"""Each format is opened by a tool of its own world and holds what the dossier holds."""

import csv
import io
import json
import re
import sqlite3
import tomllib
import zipfile
from importlib import resources

import networkx
import openpyxl
import pyarrow.parquet as pq
import pytest
import rdflib
from tests.exports.openers import opened_by

from firstsaid import api
from firstsaid.exports import EXPORTS, described, sheets
from firstsaid.exports.csv_files import safe
from firstsaid.exports.flat import COLUMNS, tables
from firstsaid.exports.sheets import BESIDE, OWN


@pytest.fixture
def dossier(exported):
    return exported[0]


@pytest.fixture
def made(exported):
    return {name: data for name, (data, _) in exported[1].items()}


@pytest.mark.parametrize("name", [export.name for export in EXPORTS])
def test_the_same_dossier_gives_the_same_bytes(exported, name):
    first, second = exported[1][name]
    assert first == second
    assert len(first) > 500


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠SUM(1)"])
def test_what_a_spreadsheet_takes_for_a_formula_is_text(cell):
    assert safe(cell) == f"'{cell}"
    assert (safe("a=1"), safe(-1), safe(None)) == ("a=1", -1, "")


def test_no_cell_of_csv_is_a_formula_and_no_row_is_lost(made, dossier):
    with zipfile.ZipFile(io.BytesIO(made["csv"])) as archive:
        assert archive.namelist() == ["README.txt", *(f"{name}.csv" for name in COLUMNS)]
        tables = {name: list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline=""))) for name in archive.namelist()[1:]}
    assert len(tables["articles.csv"]) == len(dossier.articles) + 1
    assert len(tables["statements.csv"]) == len(dossier.statements) + 1
    numbers = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?")
    cells = [cell for rows in tables.values() for row in rows for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r")) and not numbers.fullmatch(cell)] == []
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)


def test_excel_reads_texts_as_texts(made, dossier):
    book = openpyxl.load_workbook(io.BytesIO(made["xlsx"]))
    assert book.sheetnames == ["read me", *COLUMNS]
    assert book["claims"].column_dimensions["C"].width == 60
    told = [[cell.value for cell in row] for row in book["read me"].iter_rows()]
    assert ["claims", "least", "fewest independent origins that may stand behind it"] in told
    assert book["claims"].max_row == len(dossier.claims) + 1
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    titles = [row[3].value for row in book["articles"].iter_rows(min_row=2)]
    assert any(title and title.startswith("=HYPERLINK") for title in titles)


def test_a_sheet_says_beside_each_id_what_it_is_the_id_of(dossier, made):
    """Every id of an article, claim, absent text, match, statement, figure or conflict in a sheet has its words behind it, and what the table held stays."""
    articles = {a.id: (a.name(), a.title.value if a.title else None) for a in dossier.articles}
    claims = {c.id: c.text for c in dossier.claims}
    absent = {t.id for t in dossier.absent_texts}
    seen = set()
    for table, rows in sheets.sheets(dossier).items():
        assert [{column: row[column] for column in COLUMNS[table]} for row in rows] == tables(dossier)[table]
        for row in rows:
            assert tuple(row) == sheets.columns(table)
            for column in COLUMNS[table]:
                if column == "id" or not isinstance(row[column], str):
                    continue
                if row[column] in articles:
                    told = row.get(f"{column}_outlet") or row.get(f"{column}_name")
                    assert told.split(" (")[0] == articles[row[column]][0].split(" (")[0], (table, column)
                    assert f"{column}_title" not in row or row[f"{column}_title"] == articles[row[column]][1]
                    seen.add((table, column))
                if row[column] in claims:
                    assert row[f"{column}_text"] == claims[row[column]], (table, column)
                if row[column] in absent:
                    assert row[f"{column}_name"].startswith("["), (table, column)
    assert {("origins", "article"), ("derivations", "upstream"), ("roles", "source"), ("evidence", "article_b"), ("citations", "in_article")} <= seen
    with zipfile.ZipFile(io.BytesIO(made["csv"])) as archive:
        edits = list(csv.DictReader(io.StringIO(archive.read("edits.csv").decode("utf-8-sig"), newline="")))
    assert all(row["match_outlet_a"] and row["match_outlet_b"] for row in edits)


def test_two_pages_of_one_outlet_have_two_labels_in_a_graph(made, dossier):
    labels = [label for _, label in networkx.read_graphml(io.BytesIO(made["graphml"])).nodes(data="label")]
    outlets = [a.name() for a in dossier.articles]
    assert len(set(outlets)) < len(outlets)
    assert len(set(labels)) == len(labels)


def test_every_table_and_column_is_described_and_nothing_else():
    told = tomllib.loads(resources.files("firstsaid.exports").joinpath("tables.toml").read_text("utf-8"))
    shared, beside = told.pop("columns"), told.pop("beside")
    assert told.pop("about")["start"]
    assert list(told) == list(COLUMNS)
    for name, columns in COLUMNS.items():
        own = {"about" if key == "about_column" else key for key in told[name] if key != "about"}
        assert own <= set(columns), name
        assert all(described.column(column, name) for column in columns)
    assert set(shared) <= {column for columns in COLUMNS.values() for column in columns}
    assert set(beside) == {fact for facts in (*BESIDE.values(), *OWN.values()) for fact in facts}
    assert [(table, column) for table, column, _ in described.lines() if column] == [(table, column) for table in COLUMNS for column in sheets.columns(table)]
    text = described.text()
    assert all(f"\n{name}: " in text for name in COLUMNS)


def test_parquet_holds_every_table(made, dossier):
    with zipfile.ZipFile(io.BytesIO(made["parquet"])) as archive:
        matches = pq.read_table(io.BytesIO(archive.read("matches.parquet")))
    assert matches.num_rows == len(dossier.matches)
    assert matches.column_names == list(COLUMNS["matches"])


def test_sqlite_joins_by_its_keys(made, dossier, tmp_path):
    (tmp_path / "case.db").write_bytes(made["sqlite"])
    with sqlite3.connect(tmp_path / "case.db") as database:
        assert database.execute("pragma foreign_key_check").fetchall() == []
        (count,) = database.execute("select count(*) from chains join statements on statements.id = chains.statement").fetchone()
    assert count == sum(len(s.chain) for s in dossier.statements)


def test_datasette_gets_a_database_and_its_description(made):
    with zipfile.ZipFile(io.BytesIO(made["datasette"])) as archive:
        about = json.loads(archive.read("metadata.json"))
        assert archive.read("case.db") == made["sqlite"]
    assert set(about["databases"]["case"]["tables"]) == set(COLUMNS)


def test_the_lineage_is_a_graph_without_cycles_in_both_forms(made, dossier):
    graphs = [networkx.read_graphml(io.BytesIO(made["graphml"])), networkx.read_gexf(io.BytesIO(made["gexf"]), version="1.3")]
    for graph in graphs:
        assert len(graph) == len(dossier.articles) + len(dossier.absent_texts)
        assert networkx.is_directed_acyclic_graph(networkx.DiGraph(graph))
    decided = [d for d in dossier.derivations if d.upstream]
    assert sum(1 for _, _, edge in graphs[0].edges(data=True) if edge["relation"] != "siblings") == len(decided) > 0


def test_prov_is_rdf_and_says_what_was_derived_from_what(made, dossier):
    graph = rdflib.Graph().parse(data=made["prov"], format="json-ld")
    prov = rdflib.Namespace("http://www.w3.org/ns/prov#")
    articles = {rdflib.URIRef(f"urn:firstsaid:{a.id}") for a in dossier.articles}
    derived = {pair for pair in graph.subject_objects(prov.wasDerivedFrom) if pair[0] in articles}
    assert derived
    assert len(list(graph.subject_objects(prov.hadPrimarySource))) > 0


def test_annotations_point_at_their_words(made, dossier):
    texts = {f"urn:firstsaid:{a.id}": a.text for a in dossier.articles}
    collection = json.loads(made["annotations"])
    assert collection["total"] == len(collection["first"]["items"]) > len(dossier.statements)
    for item in collection["first"]["items"]:
        for target in item["target"] if isinstance(item["target"], list) else [item["target"]]:
            position, quote = target["selector"]
            assert texts[target["source"]][position["start"] : position["end"]].encode("utf-8", "replace").decode() == quote["exact"]


def test_a_claim_review_names_where_a_claim_first_stands_and_gives_no_rating(made, dossier):
    drafts = json.loads(made["claimreview"])
    assert len(drafts) == sum(len(c.articles) > 1 for c in dossier.claims)
    assert {draft["reviewRating"] for draft in drafts} == {None}
    assert any("firstAppearance" in draft["itemReviewed"] for draft in drafts)


def test_every_article_is_a_reference(made, dossier):
    entries = made["bibtex"].decode().split("@online{")[1:]
    assert len(entries) == len(json.loads(made["csl"])) == len(dossier.articles)
    for entry in entries:
        bare = re.sub(r"\\[{}$&#%_]|\\text\w+\{\}", "", entry)
        assert bare.count("{") + 1 == bare.count("}")


def test_passages_in_passims_form_are_the_articles_words(made, dossier):
    texts = {a.id: a.text for a in dossier.articles}
    rows = [json.loads(line) for line in made["passim"].decode().splitlines()]
    assert len(rows) == len(dossier.matches)
    assert all(texts[row["id1"]][row["begin1"] : row["end1"]].encode("utf-8", "replace").decode() == row["text1"] for row in rows)


def test_entities_have_what_follow_the_money_asks_of_them(made, dossier):
    entities = [json.loads(line) for line in made["ftm"].decode().splitlines()]
    ids = [entity["id"] for entity in entities]
    assert len(ids) == len(set(ids))
    assert sum(entity["schema"] == "Article" for entity in entities) == len(dossier.articles)
    for entity in entities:
        for end in ("document", "entity", "subject", "object"):
            assert set(entity["properties"].get(end, [])) <= set(ids)
        assert all(isinstance(value, str) for values in entity["properties"].values() for value in values)


FTM = """
import json, sys
from followthemoney import model
for line in sys.stdin.buffer if len(sys.argv) < 2 else open(sys.argv[1], "rb"):
    entity = json.loads(line)
    proxy = model.get_proxy(entity)
    proxy.schema.validate(entity)
    for name, values in entity["properties"].items():
        kind = proxy.schema.get(name)
        assert kind is not None, f"{entity['schema']} has no {name}"
        for value in values:
            assert kind.type.clean(value) is not None, f"{name}: {value!r}"
    print(proxy.schema.name)
"""


def test_follow_the_money_takes_every_entity_as_it_is(made, dossier, tmp_path):
    (tmp_path / "case.ftm").write_bytes(made["ftm"])
    told = opened_by(str(tmp_path / "case.ftm"), given=FTM)
    assert told.returncode == 0, told.stderr
    assert told.stdout.split().count("Article") == len(dossier.articles)


def test_datasette_opens_the_database_with_its_description(made, dossier, tmp_path):
    with zipfile.ZipFile(io.BytesIO(made["datasette"])) as archive:
        archive.extractall(tmp_path)

    def get(address):
        told = opened_by("-m", "datasette", str(tmp_path / "case.db"), "--metadata", str(tmp_path / "metadata.json"), "--get", address)
        assert told.returncode == 0, told.stderr
        return json.loads(told.stdout)

    assert get("/-/metadata.json")["title"] == "A firstsaid case"
    assert {table["name"]: table["count"] for table in get("/case.json")["tables"] if not table["hidden"]}["claims"] == len(dossier.claims)
    shown = get("/case/wordings.json?_shape=objects&_size=1&_labels=on")["rows"][0]
    assert shown["claim"]["label"] in {c.text for c in dossier.claims}


def test_json_lines_name_their_table(made):
    tables = {json.loads(line)["table"] for line in made["ndjson"].decode().splitlines()}
    assert tables <= set(COLUMNS)
    assert {"articles", "claims", "origins", "evidence"} <= tables


def test_a_date_that_cannot_be_read_is_told_in_the_table_of_articles(tmp_path):
    rows = [
        {"id": name, "date": date, "text": f"The bridge at {name} is closed, the clerk said."}
        for name, date in (("Lisk", "31/02/2031"), ("Orlan", "2031-03-04"))
    ]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    told = {row["path"]: row["doubts"] for row in api.trace(tmp_path / "rows.jsonl", case=tmp_path / "case").rows("articles")}
    assert told == {"rows.jsonl#Lisk": 'The declared date "31/02/2031" could not be read.', "rows.jsonl#Orlan": None}
