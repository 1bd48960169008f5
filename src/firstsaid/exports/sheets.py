"""The flat tables as sheets that a person reads: beside each id stands what it is the id of.

Nothing is taken away or renamed: each added column stands right behind the column of the id and is called by it, as in `article_outlet`.
"""

from collections.abc import Mapping

from firstsaid.exports.flat import COLUMNS, Row, published, tables
from firstsaid.exports.names import called
from firstsaid.model import Dossier

ARTICLE = ("outlet", "title", "published")
"""Of an article: who published it (else its file), under which headline, when."""
BESIDE: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("article", "article_a", "article_b", "in_article", "article_1", "article_2"), ARTICLE),
    **dict.fromkeys(("upstream", "rival_upstream", "absent_upstream", "source"), ("name",)),
    "claim": ("text",),
    "conflict": ("because",),
    "part_of": ("words",),
}
"""What stands beside a column of ids, in every table that has the column."""
OWN: dict[tuple[str, str], tuple[str, ...]] = {
    ("chains", "statement"): ("content", "outlet"),
    ("edits", "match"): ("outlet_a", "title_a", "outlet_b", "title_b"),
}
"""What stands beside it in one table alone: there no other column tells whose row it is."""
Facts = Mapping[str, Mapping[str, object]]


def beside(table: str, column: str) -> dict[str, str]:
    """The columns that are added behind a column, each with what it tells of the record; none behind a column that holds no id of another record."""
    told = OWN.get((table, column)) or BESIDE.get(column, ())
    return {f"{column}_{fact}": fact for fact in told}


def columns(table: str) -> tuple[str, ...]:
    """Every column of a sheet, in order."""
    return tuple(name for column in COLUMNS[table] for name in (column, *beside(table, column)))


def sheets(dossier: Dossier) -> dict[str, list[Row]]:
    """Every table of `COLUMNS` with its rows; each row has the sheet's columns, in their order. Beside an id that is not in the case stands nothing."""
    held = tables(dossier)
    known = _known(dossier, held)
    added = {table: {column: beside(table, column) for column in COLUMNS[table]} for table in held}
    return {table: [_row(row, added[table], known) for row in rows] for table, rows in held.items()}


def _row(row: Row, added: Mapping[str, Mapping[str, str]], known: Facts) -> Row:
    made: Row = {}
    for column, value in row.items():
        made[column] = value
        if added[column]:
            facts = known.get(value, {})
            made.update((name, facts.get(fact)) for name, fact in added[column].items())
    return made


def _known(dossier: Dossier, held: Mapping[str, list[Row]]) -> Facts:
    """What is told of each record that an id may name. Ids are digests of kind and content, so records of all kinds share one mapping."""
    names = called(dossier)
    articles = {
        a.id: {"outlet": a.name(), "name": names[a.id], "title": a.title.value if a.title else None, "published": published(a)} for a in dossier.articles
    }
    absent = {text.id: {"name": f"[{text.name or 'unnamed text'}]"} for text in dossier.absent_texts}
    said = {row["id"]: {"content": row["content"], "outlet": articles.get(row["article"], {}).get("outlet")} for row in held["statements"]}
    pairs = {row["id"]: _pair(articles.get(row["article_a"], {}), articles.get(row["article_b"], {})) for row in held["matches"]}
    claims = {claim.id: {"text": claim.text} for claim in dossier.claims}
    conflicts = {conflict.id: {"because": conflict.because} for conflict in dossier.conflicts}
    figures = {row["id"]: {"words": row["words"]} for row in held["figures"]}
    return articles | absent | said | pairs | claims | conflicts | figures


def _pair(a: Mapping[str, object], b: Mapping[str, object]) -> dict[str, object]:
    return {"outlet_a": a.get("outlet"), "title_a": a.get("title"), "outlet_b": b.get("outlet"), "title_b": b.get("title")}
