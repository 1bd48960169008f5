"""Matches in the form that passim gives its aligned passages in, one JSON object a line, for tools that read those."""

import json
from typing import BinaryIO

from firstsaid.model import Dossier


def write(dossier: Dossier, to: BinaryIO) -> None:
    """Write a line for each match: two ids, begins and ends in characters, both texts, words matched; firstsaid's own kind of the match beside them."""
    articles = {article.id: article for article in dossier.articles}
    for m in dossier.matches:
        one, two = articles[m.article_a], articles[m.article_b]
        row = {
            "uid": m.id, "id1": m.article_a, "id2": m.article_b, "series1": one.name(), "series2": two.name(), "begin1": m.start_a, "end1": m.stop_a,
            "begin2": m.start_b, "end2": m.stop_b, "text1": m.a.of(one.text), "text2": m.b.of(two.text), "matches": m.same, "kind": m.kind,
        }  # fmt: skip
        to.write(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
