"""A case's tables as a person reads them in a terminal: articles by their outlets and not by their ids, words and not places, the columns that matter."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from firstsaid.api import Case
from firstsaid.dossier.plain import one_line
from firstsaid.dossier.wording import figures
from firstsaid.exports.flat import tables
from firstsaid.model import Dossier

Row = dict[str, Any]
SHORT_ID = 8
_BEGINNING = 80
"""Characters of a match that are shown."""


def readable(case: Case, table: str) -> list[Row] | None:
    """The rows of a table for a reader, all of them; None for a table that is shown as it is stored."""
    made = _SHOWN.get(table)
    return made(case.dossier) if made else None


def _names(dossier: Dossier) -> dict[str, str]:
    """What each article is called: its outlet, with the beginning of its id where the outlet has several."""
    called = {article.id: one_line(article.name()) for article in dossier.articles}
    holders = Counter(called.values())
    return {article: f"{name} ({article[:SHORT_ID]})" if holders[name] > 1 else name for article, name in called.items()}


def _articles(dossier: Dossier) -> list[Row]:
    return [
        {"id": row["id"][:SHORT_ID], "outlet": row["outlet"], "published": row["published"], "title": row["title"], "path": row["path"]}
        for row in tables(dossier)["articles"]
    ]


def _statements(dossier: Dossier) -> list[Row]:
    names, chains = _names(dossier), {statement.id: statement.chain for statement in dossier.statements}
    rows: list[Row] = []
    for row in tables(dossier)["statements"]:
        through = " ← ".join(one_line(link.name) for link in chains[row["id"]][:-1])
        rows.append({"article": names[row["article"]], "who": row["speaker"] or "–", "through": through, "form": row["form"], "says": row["content"]})
    return rows


def _claims(dossier: Dossier) -> list[Row]:
    return [{"claim": row["text"], "articles": row["articles"], "origins": _origins(row), "because": row["because"]} for row in tables(dossier)["claims"]]


def _origins(claim: Row) -> str:
    return "not counted" if claim["least"] is None else figures(claim["least"], claim["most"])


def _derivations(dossier: Dossier) -> list[Row]:
    names, texts = _names(dossier), {text.id: one_line(text.name or "an unnamed text") for text in dossier.absent_texts}
    rows: list[Row] = []
    for found in dossier.derivations:
        down, up = (found.article_a, found.article_b) if found.upstream != found.article_a else (found.article_b, found.article_a)
        absent = f", both from {texts.get(found.absent_upstream, 'a text')}, not in the pile" if found.absent_upstream else ""
        arrow = "from" if found.upstream else "beside"
        sure = f"{found.confidence:.2f}"
        rows.append({"article": names[down], "relation": f"{found.relation}{absent}", "": arrow, "other": names[up], "how sure": sure})
    return rows


def _matches(dossier: Dossier) -> list[Row]:
    names, texts = _names(dossier), {article.id: article.text for article in dossier.articles}
    return [
        {
            "one": names[m.article_a],
            "other": names[m.article_b],
            "kind": m.kind,
            "words": f"{m.words:,}",
            "begins": texts[m.article_a][m.start_a : m.stop_a][:80],
        }
        for m in dossier.matches
    ]


def _with_names(table: str, *columns: str) -> Callable[[Dossier], list[Row]]:
    """Some columns of a flat table, with articles by name."""

    def made(dossier: Dossier) -> list[Row]:
        names = _names(dossier)
        return [{c.replace("_", " "): _called(names, c, row[c]) for c in columns} for row in tables(dossier)[table]]

    return made


def _called(names: Mapping[str, str], column: str, value: Any) -> Any:  # noqa: ANN401
    return names.get(value, value) if column in ("article", "in_article", "article_a", "article_b") else value


_SHOWN: dict[str, Callable[[Dossier], list[Row]]] = {
    "articles": _articles,
    "statements": _statements,
    "claims": _claims,
    "counts": _claims,
    "derivations": _derivations,
    "matches": _matches,
    "voices": _with_names("voices", "name", "kind", "statements", "articles"),
    "figures": _with_names("figures", "article", "words", "value", "unit", "object", "bound"),
    "conflicts": _with_names("conflicts", "reading", "because"),
    "citations": _with_names("citations", "article", "cites", "verdict", "words"),
    "missing": _with_names("missing", "name", "kind", "article", "words"),
    "evidence": _with_names("evidence", "article_a", "article_b", "rule", "score", "sentence"),
    "absent_texts": _with_names("absent_texts", "name", "articles", "because"),
}
