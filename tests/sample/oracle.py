"""An export that says exactly what the truth file says: the scoring must find nothing to fault in it."""

from itertools import count as numbers
from typing import Any

from firstsaid.sample import pages
from tests.sample.page_text import page_text
from tests.sample.words import find, find_all

Json = dict[str, Any]
EMPTY = ("stories", "matches", "statements", "absent_texts", "derivations", "claims", "figures", "conflicts", "citation_checks", "missing_upstream", "rejected")


def empty_export() -> Json:
    return {"articles": [], **{name: [] for name in EMPTY}}


def perfect_export(truth: Json) -> Json:
    text = {path.name: page_text(path) for path in pages().iterdir()}
    export = empty_export()
    export["articles"] = [article(page, text[page["file"]]) for page in truth["page"]]
    export["stories"] = [{"id": f"story {n}", "articles": story["pages"] + story.get("loose", [])} for n, story in enumerate(truth["story"])]
    export["statements"] = [statement(s, name, n, text[name], truth) for n, s in enumerate(truth["statement"]) for name in s["files"]]
    export["matches"] = [match(entry, text) for entry in truth["altered"]]
    export["absent_texts"] = [{"id": "absent", "name": "Talwire", "articles": []}]
    export["derivations"] = [derivation(entry) for entry in truth["derivation"]]
    export["derivations"] += [derivation({**entry, "relation": "same quotation only"}) for entry in truth["same_quotation"]]
    export["claims"] = [claim(entry, n) for n, entry in enumerate(truth["claim"])]
    export["conflicts"] = [conflict(entry, text) for entry in truth["conflict"]]
    for entry in truth["citation"]:
        start, stop = find(text[entry["file"]], entry["words"], entry["words"]) or (0, 0)
        check = {"article": entry["file"], "start": start, "stop": stop, "cites": entry["cites"], "verdict": entry["verdict"], "in_article": entry["in_file"]}
        export["citation_checks"].append(check)
    for entry in truth["missing"]:
        cited = [{"article": name, "start": 0, "stop": 1} for name, _ in entry["cited_by"]]
        export["missing_upstream"].append({"name": entry["name"], "kind": entry["kind"], "cited_by": cited})
    return export


def article(page: Json, text: str) -> Json:
    parts = [
        {"kind": kind, "start": start, "stop": stop}
        for kind in ("body", "comment", "note", "correction")
        for start, stop in find_all(text, page.get(kind, [])) or []
    ]
    facts = {fact: page.get(fact) for fact in ("title", "outlet", "published", "dateline", "agency", "credit")}
    return {"id": page["file"], "capture": {"path": f"pages/{page['file']}"}, "text": text, "parts": parts, **facts}


def statement(entry: Json, name: str, number: int, text: str, truth: Json) -> Json:
    page = next(page for page in truth["page"] if page["file"] == name)
    body = find_all(text, page["body"] + page.get("comment", [])) or []
    content = find_all(text, entry["content"], (body[0][0], body[-1][1])) or []
    chain = [{"name": link, "kind": kind} for link, kind in entry["chain"]]
    return {"id": f"{name} {number}", "article": name, "content": content, "form": entry["form"], "chain": chain}


def match(entry: Json, text: dict[str, str]) -> Json:
    old, new = find(text[entry["against"]], entry["was"], entry["was"]), find(text[entry["file"]], entry["now"], entry["now"])
    edit = {"kind": entry["kind"], "a": old, "b": new, "in_quotation": True, "marked": entry["marked"]}
    return {"article_a": entry["against"], "article_b": entry["file"], "edits": [edit]}


def derivation(entry: Json) -> Json:
    a, b = sorted(entry["pair"])
    return {
        "article_a": a,
        "article_b": b,
        "relation": entry["relation"],
        "upstream": entry.get("upstream"),
        "absent_upstream": "absent" if "absent" in entry else None,
    }


def claim(entry: Json, number: int) -> Json:
    counts = {"least": entry["least"], "most": entry["most"], "because": ""}
    return {
        "id": f"claim {number}", "text": entry["phrase"], "articles": entry["articles"], "statements": [], "origins": entry["origins"],
        "independent": counts, "named": entry["named"],
    }  # fmt: skip


def conflict(entry: Json, text: dict[str, str]) -> Json:
    figures, number = [], numbers()
    for side in entry["sides"]:
        for name, words in side["words"]:
            start, stop = find(text[name], words, words) or (next(number), 0)
            figures.append({"article": name, "start": start, "stop": stop, "value": float(side["value"])})
    return {"claim": None, "reading": entry["reading"], "figures": figures}
