"""SQLite: every table in one database, with keys; and the same with a description for Datasette."""

import json
import sqlite3
import tempfile
import zipfile
from pathlib import Path
from typing import BinaryIO

from firstsaid.exports import described
from firstsaid.exports.flat import COLUMNS, storable, tables
from firstsaid.exports.zipping import member
from firstsaid.model import Dossier

LINKS = {
    **dict.fromkeys(("article", "article_a", "article_b", "article_1", "article_2", "upstream", "rival_upstream", "in_article"), "articles"),
    "statement": "statements",
    "claim": "claims",
    "match": "matches",
    "conflict": "conflicts",
    "part_of": "figures",
    "absent_upstream": "absent_texts",
}
"""Columns that name a record of another table."""
LABELS = {
    "articles": "title",
    "claims": "text",
    "statements": "content",
    "voices": "name",
    "absent_texts": "name",
    "figures": "words",
    "conflicts": "because",
}
"""The column by which Datasette calls a row where another table names it."""


def write(dossier: Dossier, to: BinaryIO) -> None:
    """Write the database."""
    to.write(_database(dossier))


def write_datasette(dossier: Dossier, to: BinaryIO) -> None:
    """Write a ZIP: the database and `metadata.json`; `datasette case.db --metadata metadata.json` opens it."""
    about = {
        "title": "A firstsaid case",
        "description": "Who said it first, who only repeated it, and how many independent origins stand behind it, as far as this pile shows.",
        "databases": {"case": {"tables": {name: _about(name) for name in COLUMNS}}},
    }
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        member(archive, "case.db", _database(dossier))
        member(archive, "metadata.json", (json.dumps(about, indent=1) + "\n").encode())


def _about(name: str) -> dict[str, object]:
    shown = LABELS.get(name)
    told: dict[str, object] = {"description": described.table(name), "columns": {column: described.column(column, name) for column in COLUMNS[name]}}
    return told | ({"label_column": shown} if shown else {})


def _database(dossier: Dossier) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.db"
        database = sqlite3.connect(path)
        for name, rows in tables(dossier).items():
            columns = ", ".join(_column(name, column) for column in COLUMNS[name])
            database.execute(f'create table "{name}" ({columns})')
            marks = ", ".join("?" * len(COLUMNS[name]))
            database.executemany(f'insert into "{name}" values ({marks})', ([storable(v) for v in row.values()] for row in rows))  # noqa: S608
        database.commit()
        database.execute("vacuum")
        database.close()
        return path.read_bytes()


def _column(table: str, column: str) -> str:
    if column == "id":
        return "id text primary key"
    return f'"{column}"' + (f' references "{LINKS[column]}" (id)' if column in LINKS and LINKS[column] != table else "")
