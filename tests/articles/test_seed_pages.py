"""The project's five seed pages, where they lie beside the checkout."""

import json
import re
from collections import Counter

from .pages import page, words_of


def overlap(one: str, other: str) -> float:
    a, b = (Counter(re.findall(r"\w+(?:['’]\w+)*", text.lower())) for text in (one, other))
    return (a & b).total() / ((a | b).total() or 1)


def test_bodies_and_facts_of_the_seeds(shared):
    seeds = shared / "data/seeds"
    for wanted in json.loads((seeds / "gold.json").read_text("utf-8"))["articles"]:
        stored = (seeds / wanted["doc"]).read_bytes()
        article = page(stored)
        body = " ".join(stored.decode()[start:stop] for start, stop in wanted["body"])
        assert overlap(words_of(article, "body"), body) >= 0.97, wanted["doc"]
        for fact in ("title", "published", "dateline", "agency", "credit"):
            found = getattr(article, fact)
            value = found.value if found else None
            assert (value or "")[:10] == (wanted.get(fact) or "")[:10], f"{fact} of {wanted['doc']}: {value}"
